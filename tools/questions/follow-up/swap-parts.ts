import { kindsSaid } from '../things/kind-said.ts'
import { takePeriod } from '../time/take-period.ts'
import { takeAge, takeThreshold } from '../words/amounts.ts'
import { takeNames } from '../words/names.ts'
import { takeRegions } from '../words/regions.ts'
import { stopWords } from '../words/stop-words.ts'
import { Text } from '../words/text.ts'

type Slot = 'name' | 'region' | 'age' | 'period' | 'threshold' | 'kind'

interface Part {
  slot: Slot
  said: string
}

/** What a question speaks of that another could speak of in its place, and the words beside it. */
export function partsOf(question: string, now: Date): { parts: Part[]; others: string[] } {
  const text = new Text(question)
  const parts: Part[] = []
  const taking = (slot: Slot, take: () => unknown) => {
    const before = text.left
    take()
    parts.push(...spansBetween(before, text.left).map((said) => ({ slot, said })))
  }
  taking('name', () => takeNames(text))
  taking('region', () => takeRegions(text))
  taking('age', () => takeAge(text))
  taking('period', () => takePeriod(text, now))
  taking('threshold', () => takeThreshold(text))
  taking('kind', () => {
    for (const { at, length } of kindsSaid(text.left)) text.blank(at, length)
  })
  const others = text
    .words()
    .map(({ word }) => word.toLowerCase())
    .filter((word) => word.length > 1 && !stopWords.has(word))
  return { parts, others }
}

/** What of a text was blanked since. */
function spansBetween(before: string, after: string): string[] {
  const spans: string[] = []
  let from: number | undefined
  for (let at = 0; at <= after.length; at += 1) {
    const isNew = after[at] === '\uE000' && before[at] !== '\uE000'
    if (isNew && from === undefined) from = at
    if (isNew || from === undefined) continue
    spans.push(before.slice(from, at).trim())
    from = undefined
  }
  return spans
}

/** The question with the parts of another in place of its own; undefined where it has none of that sort. */
export function swapParts(question: string, other: readonly Part[], now: Date): string | undefined {
  const whole = new Text(question).whole
  const own = partsOf(whole, now).parts
  let swapped = whole
  for (const { slot, said } of other) {
    const [first] = own.filter((part) => part.slot === slot)
    if (first !== undefined) {
      swapped = swapped.replace(first.said, said)
      continue
    }
    if (slot === 'kind' || slot === 'name') return undefined
    swapped = `${swapped.replace(/[\s?!.]+$/, '')} ${said}?`
  }
  return swapped
}

/** `and 90 days?`: the same question with that number; undefined where it has none of that unit. */
export function swapAmount(question: string, text: string): string | undefined {
  const [, amount = '', unit = ''] =
    /^\s*(?:(?:and|what about|how about|or|with|for|say|make (?:it|that)) )*(\$? ?\d[\d,.]*) ?([a-z%]+)?\s*[?.!]*$/i.exec(
      text,
    ) ?? []
  if (amount === '') return undefined
  const root = unit.toLowerCase().replace(/s$/, '')
  const own = new RegExp(
    root === ''
      ? '(?<![\\w.-])\\$?\\d[\\d,.]*(?![\\w.-]*\\w)'
      : `(?<![\\w.-])\\d[\\d,.]* ?${root}s?\\b`,
    'i',
  )
  const said = unit === '' ? amount : `${amount} ${unit}`
  const other = /(?<![\w.-])\d[\d,.]* ?(?:minute|hour|day|week|month|year)s?\b/i
  const pattern = own.test(question)
    ? own
    : /^(?:minute|hour|day|week|month|year)$/.test(root)
      ? other
      : own
  return pattern.test(question) ? question.replace(pattern, said) : undefined
}
