/** A number as a text writes it, in the base unit of its kind, and how far its rounding may be off. */
export interface WrittenNumber {
  text: string
  index: number
  /** As it is written: `1.2` of `1.2 TB`. */
  value: number
  slack: number
  unit: Unit
  /** As it is written: `GiB`. */
  unitText: string
}

export type Unit = 'none' | 'money' | 'percent' | 'bytes' | 'span' | 'times'

const pattern =
  /(?<![\w.,$€#:/@-]|\d[-–])([~≈])?(?:(US\$|USD ?|\$|€|EUR ?))?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?: ?(k|K|thousand|million|M)(?![\w/]))?(?:[ -]?(%|percent\b|USD\b|dollars?\b|EUR\b|euros?\b|cents?\b|[kKMGTP]i?B\b|[KMGT]i\b|bytes?\b|kilobytes?\b|megabytes?\b|gigabytes?\b|terabytes?\b|ms\b|milliseconds?\b|s\b|sec(?:ond)?s?\b|min(?:ute)?s?\b|h\b|h(?:ou)?rs?\b|d\b|days?\b|weeks?\b|months?\b|years?\b|x\b|×|times\b))?(?![\w]|[-.:,]\w|\/(?!(?:mo|month|week|wk|day|hour|hr|h|year|yr|yearly)\b)\w|\.\d)/g

/** `about 5,930` is rounded to tens. */
const roundly =
  /\b(?:about|around|roughly|approximately|approx\.?|nearly|almost|some|ca\.) (?:US)?[$€]?$/i

/** Numbers that stand alone: not those within names, ids, addresses or moments. */
export function numbersIn(text: string): WrittenNumber[] {
  if (!/\d/.test(text)) return []
  const found = [...text.matchAll(pattern)].map((match) => {
    const [all, about, currency, whole = '', fraction = '', scale = '', unitText = ''] = match
    const factor = scaleOf(scale)
    const digits = fraction === '' ? 0 : fraction.length - 1
    const value = Number(whole.replaceAll(',', '') + fraction) * factor
    const isAbout = roundly.test(text.slice(Math.max(0, match.index - 20), match.index))
    const zeros = isAbout && fraction === '' ? (/0*$/.exec(whole)?.[0].length ?? 0) : 0
    const rounding = Math.min(
      (0.5 * factor) / 10 ** (digits - zeros),
      zeros > 0 ? value / 20 : Infinity,
    )
    return {
      text: all.trim(),
      index: match.index,
      value,
      slack:
        (about !== undefined
          ? Math.max(rounding, value * 0.05)
          : // `around $899.50`: told more exactly than it is meant.
            isAbout && fraction !== ''
            ? Math.max(rounding, value * 0.002)
            : rounding) + 1e-9,
      unit: currency === undefined ? unitOf(unitText) : 'money',
      unitText,
    }
  })
  return together(inOneUnit(found, text), text)
}

/** `11.5, 12 and 13 minutes`: the unit behind the last is that of all. */
function inOneUnit(found: readonly WrittenNumber[], text: string): WrittenNumber[] {
  const made = [...found]
  for (let at = made.length - 2; at >= 0; at -= 1) {
    const [one, next] = [made[at], made[at + 1]]
    if (one?.unit !== 'none' || next === undefined || !spread.has(next.unit)) continue
    const gap = text.slice(one.index + one.text.length, next.index)
    if (!/^(?:, | and | or |, and |, or )$/.test(gap)) continue
    made[at] = { ...one, unit: next.unit, unitText: next.unitText }
  }
  return made
}

const spread: ReadonlySet<Unit> = new Set(['bytes', 'span', 'percent'])

/** `5 h 22 min` is one span, in the smaller of its units. */
function together(found: readonly WrittenNumber[], text: string): WrittenNumber[] {
  const made: WrittenNumber[] = []
  for (const one of found) {
    const last = made.at(-1)
    const end = last === undefined ? 0 : last.index + last.text.length
    const [larger = 1] = factorsOf(last?.unitText ?? '')
    const [smaller = 1] = factorsOf(one.unitText)
    const isPart =
      last?.unit === 'span' &&
      one.unit === 'span' &&
      larger > smaller &&
      /^(?:,? | and |,? and )$/.test(text.slice(end, one.index))
    if (!isPart || last === undefined) made.push(one)
    else
      made[made.length - 1] = {
        ...one,
        text: text.slice(last.index, one.index + one.text.length),
        index: last.index,
        value: last.value * (larger / smaller) + one.value,
        // What is left of the smaller one is as often cut off as rounded.
        slack: Math.max(one.slack, 0.999),
      }
  }
  return made
}

const scaleOf = (scale: string): number =>
  scale === '' ? 1 : /^M|million/.test(scale) ? 1_000_000 : 1000

function unitOf(text: string): Unit {
  if (text === '') return 'none'
  if (/^(?:%|percent)/.test(text)) return 'percent'
  if (/^(?:USD|dollar|EUR|euro|cent)/.test(text)) return 'money'
  if (/^(?:x|×|times)$/.test(text)) return 'times'
  return /B$|i$|byte/.test(text) ? 'bytes' : 'span'
}

/** What one of the unit is in bytes or milliseconds, by both meanings that it may have. */
export function factorsOf(unitText: string): readonly number[] {
  const unit = unitText.toLowerCase()
  if (/^(?:ms|milli)/.test(unit)) return [1]
  const span = spans.find(([name]) => name.test(unit))
  if (span !== undefined) return span[1]
  const power = 'bkmgtp'.indexOf(unit.startsWith('byte') ? 'b' : unit.charAt(0))
  return power < 0 ? [1] : [1024 ** power, 1000 ** power]
}

/** The same of a number: of one that has no unit, or no such, it is itself. */
export const scalesOf = ({ unit, unitText }: WrittenNumber): readonly number[] =>
  unit === 'bytes' || unit === 'span' ? factorsOf(unitText) : [1]

/** In bytes or milliseconds, if it is of these. */
export const inBase = (number: WrittenNumber): number => number.value * (scalesOf(number)[0] ?? 1)

const minute = 60_000
const day = 86_400_000
const spans: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^s(?:ec|$)/, [1000]],
  [/^min/, [minute]],
  [/^h/, [60 * minute]],
  [/^d(?:ay|$)/, [day]],
  [/^w/, [7 * day]],
  [/^mo/, [30 * day, 30.4 * day, 31 * day]],
  [/^y/, [365 * day]],
]

const words =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const spelled = new RegExp(
  `\\b((?:${tens.join('|')})(?:-(?:${words.slice(1, 10).join('|')}))?|${words.toReversed().join('|')})\\b(?!-)(?: (days?|hours?|minutes?|weeks?|months?|years?|times(?= the\\b| as\\b| more\\b| larger\\b))\\b)?`,
  'gi',
)

/** `half an hour`, `two and a half days`, `a week`: as people say spans. */
export function saidSpansIn(text: string): WrittenNumber[] {
  const pattern =
    /\b(?:(half|a quarter of) )?(an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:(and a half) )?(minute|hour|day|week|month|year)s?( and a half)?\b/gi
  return [...text.matchAll(pattern)].map(
    ({ 0: all, 1: part, 2: word = '', 3: half, 4: unitText = '', 5: halfBehind, index }) => {
      const whole = /^an?$/i.test(word) ? 1 : spelledOut(word.toLowerCase())
      const share = part === undefined ? 1 : /^half$/i.test(part) ? 0.5 : 0.25
      const value = whole * share + (half === undefined && halfBehind === undefined ? 0 : 0.5)
      return { ...{ text: all, index, value, slack: 0.1, unitText }, unit: 'span' as const }
    },
  )
}

/** `three` as a number, but where it is a word like any other (`one of them`, `the two`). */
export function spelledNumbersIn(text: string): WrittenNumber[] {
  return [...text.matchAll(spelled)].map(({ 0: all, 1: word = '', 2: unitText = '', index }) => ({
    text: all,
    index,
    value: spelledOut(word.toLowerCase()),
    slack: unitText === 'times' ? 0.5 : 1e-9,
    unit: unitText === '' ? 'none' : unitOf(unitText),
    unitText,
  }))
}

function spelledOut(word: string): number {
  const [ten = '', one = 'zero'] = word.split('-')
  return tens.includes(ten) ? 10 * (tens.indexOf(ten) + 2) + words.indexOf(one) : words.indexOf(ten)
}
