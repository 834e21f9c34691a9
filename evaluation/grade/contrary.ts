import type { Expected, Task } from '../tasks/task.ts'
import { hasName, isAffirmed, says } from './facts.ts'
import { numbersIn, type Written } from './numbers.ts'
import type { Statement } from './statements.ts'
import { plain } from './statements.ts'

/**
 * The truth in a false form: its names and numbers are right, and what is said of them is not. What is
 * compared with is the task's right answer.
 */
export function contraries(task: Task, said: readonly Statement[], now: Date): string[] {
  const about = said.filter(({ text }) => isAbout(task.expects, text, now))
  return [
    ...opposed(task, about),
    ...otherMeasures(task.answer, said),
    ...crossed(task.expects, said),
    ...elsewhere(task.expects, about),
    ...(task.expects.never === undefined
      ? []
      : said
          .filter(({ text }) => new RegExp(task.expects.never ?? '', 'i').test(text))
          .map(({ text }) => `says the contrary: ${text.slice(0, 120)}`)),
    ...daysApart(said, now),
  ]
}

const isAbout = ({ facts, only }: Expected, text: string, now: Date) =>
  facts.some((fact) => says(text, fact, now)) ||
  (only?.belong.some((one) => hasName(text, one)) ?? false)

/** What may be asked for, as its words are, and the words of the contrary. */
const opposites: readonly (readonly [asked: RegExp, contrary: RegExp])[] = [
  [/\bstopp\w+|\bswitched off\b|\bshut ?down\b|\bpowered off\b/, /\brunning\b|\bstarted\b/],
  [/\brunning\b|\bruns?\b/, /\bstopped\b|\bswitched off\b|\bterminated\b|\bshut ?down\b/],
  [/\bavailable\b/, /\bstopped\b|\bunavailable\b|\bdeleting\b/],
  [/\bpublic\w*|\beverybody\b|\banybody\b|\banyone\b|\bworld\b/, /\bprivate\b/],
  [/\bprivate\b/, /\bpublic\b/],
  [/\benabled\b|\b(?:turned|switched) on\b/, /\bdisabled\b|\bsuspended\b|\boff\b/],
  [
    /\bunencrypted\b|\b(?:not|no|without|lacks?)(?: \w+){0,2} encrypt\w*|\bencrypt\w+: (?:false|no)\b|\bencrypt\w+ (?:is )?(?:off|disabled)\b/,
    /\bencrypted\b/,
  ],
  [
    /\b(?:not|no|never)(?: \w+){0,2} verif\w*|\bunverified\b|\bpending\b|\bnever finished\b|\bverif\w+: (?:false|no|failed)\b/,
    /\bverified\b/,
  ],
  [
    /\bpending\b|\b(?:not|no|never)(?: \w+){0,2} confirm\w*|\bunconfirmed\b|\bawait\w+|\bto be confirmed\b/,
    /\bconfirmed\b/,
  ],
  [
    /\b(?:no|not|without|lacks?)(?: \w+){0,3} (?:MFA|multi-factor)\b|\bMFA: (?:no|false|none)\b|\black\w* MFA\b/,
    /\b(?:have|has|with|use|uses)(?: an?)? MFA\b|\bMFA (?:is )?(?:on|enabled|active)\b/,
  ],
  [/\bolder\b|\bmore than\b|\bover\b|\bold\b/, /\byounger\b|\bnewer\b|\bless than\b|\bunder\b/],
  [
    /\bfiring\b|\balarm state\b|\bin alarm\b|\bringing\b|\bgoing off\b/,
    /\bquiet\b|\bsilent\b|\bresolved\b|\bin OK\b/,
  ],
  [
    /\bmost\b|\bhighest\b|\blargest\b|\bbiggest\b|\btop\b|\blongest\b|\boldest\b/,
    /\bleast\b|\blowest\b|\bsmallest\b|\bcheapest\b|\bshortest\b|\bnewest\b/,
  ],
  [/\bfail\w*|\bROLLBACK\w*|\brolled back\b/, /\bsucceeded\b|\bsuccessful(?:ly)?\b|\bcompleted\b/],
  [/\bopen\w*/, /\bclosed\b/],
  [
    /\bno retention\b|\bwithout (?:a )?retention\b|\bnever expires?\b|\bfor ?ever\b|\bindefinite\w*/,
    /\bretention (?:of|is|:)|\bexpires? (?:after|in)\b/,
  ],
  [/\bexpires?\b|\bruns? out\b|\bexpiring\b/, /\brenewed\b/],
]

/** What belongs is said, and of it not what was asked for but its contrary. */
function opposed(task: Task, about: readonly Statement[]): string[] {
  const right = plain(task.answer)
  const turned = opposites.filter(([asked]) => isAffirmed(right, new RegExp(asked.source, 'i')))
  return about
    .filter(({ text }) => {
      const isTurned = turned.some(([asked, contrary]) => {
        const wanted = new RegExp(asked.source, 'i')
        if (isAffirmed(text, wanted)) return false
        return isAffirmed(text, new RegExp(contrary.source, 'i')) || wanted.test(text)
      })
      return isTurned || isDenied(task, text)
    })
    .map(({ text }) => `says the contrary: ${text.slice(0, 120)}`)
}

/** `never started 4 instances`: after the word stands what is right; after `never used` nothing does. */
function isDenied({ answer, phrasings, expects }: Task, text: string): boolean {
  const right = plain(answer)
  if (/\bnever\b/i.test([right, ...phrasings].join('\n'))) return false
  const rest = text.split(/\bnever\b|\banything but\b|\bhardly\b|\bscarcely\b/i)[1]
  if (rest === undefined) return false
  const numbers = new Set(numbersIn(right).map(({ value }) => value))
  return (
    numbersIn(rest).some(({ value }) => numbers.has(value)) ||
    expects.facts.some((fact) => fact.kind === 'name' && fact.any.some((one) => hasName(rest, one)))
  )
}

/** `465 TiB`, where it is GiB; `$715 a month`, where it is a day. */
function otherMeasures(answer: string, said: readonly Statement[]): string[] {
  const right = measured(plain(answer))
  return said
    .flatMap(({ text }) => measured(text))
    .filter((found) => {
      const same = right.filter(({ value }) => Math.abs(value - found.value) < 1e-9)
      return (
        same.length > 0 &&
        found.measure !== '' &&
        !same.some(({ measure }) => measure === found.measure || (measure === '' && !found.isRate))
      )
    })
    .map(({ text, measure }) => `says ${text} (${measure})`)
}

function measured(text: string) {
  return numbersIn(text).map((found) => {
    const rate = rateAfter(text, found)
    return { ...found, isRate: rate !== '', measure: rate === '' ? unitOf(found) : rate }
  })
}

const unitOf = ({ unit }: Written) =>
  unit
    .replace(/^([kmgt])i?b$/, '$1b')
    .replace(/^min(?:utes?)?$/, 'minute')
    .replace(/^h(?:ours?)?$/, 'hour')
    .replace(/^s(?:econds?)?$/, 'second')
    .replace(/^(?:usd|dollars?)$/, '')
    .replace(/s$/, '')

function rateAfter(text: string, { index, text: own }: Written): string {
  const after = text.slice(index).slice(text.slice(index).indexOf(own) + own.length)
  const [, each] = /^\s*(?:a|per|each|every|\/)\s*(hour|day|week|month|year)\b/i.exec(after) ?? []
  return each === undefined ? '' : `per ${each.toLowerCase()}`
}

/** Of two that belong to each other each with the other's. */
function crossed({ pairs = [] }: Expected, said: readonly Statement[]): string[] {
  return said.flatMap(({ text }) => {
    const ones = positions(
      text,
      pairs.map(([one]) => one),
    )
    const others = positions(
      text,
      pairs.map(([, other]) => other),
    )
    if (ones.length < 2 || ones.length !== others.length) return []
    // `A of x and B of y`, `x has A, y has B`, `A and B belong to x and y`: in each the same order.
    const isSame = ones.every((pair, at) => pair === others[at])
    return isSame ? [] : [`says of one what is of another: ${text.slice(0, 120)}`]
  })
}

/** Which of them stand in the text, in order. */
function positions(text: string, patterns: readonly string[]): number[] {
  return patterns
    .map((pattern, pair) => ({ pair, at: text.search(new RegExp(pattern, 'i')) }))
    .filter(({ at }) => at >= 0)
    .toSorted((one, other) => one.at - other.at)
    .map(({ pair }) => pair)
}

/** The truth, put into another region. */
function elsewhere({ at }: Expected, about: readonly Statement[]): string[] {
  if (at === undefined) return []
  return about
    .filter(({ text }) => /\b(?:us-east-1|eu-west-1)\b/.test(text) && !text.includes(at))
    .map(({ text }) => `puts it in another region than ${at}: ${text.slice(0, 120)}`)
}

/** `yesterday (2026-11-28)` on that day, `in 9 days, on 2026-12-06` on the 28th of November. */
function daysApart(said: readonly Statement[], now: Date): string[] {
  const day = (offset: number) =>
    new Date(now.getTime() + offset * 86_400_000).toISOString().slice(0, 10)
  const date = '(\\d{4}-\\d\\d-\\d\\d)'
  return said.flatMap(({ text }) => {
    const [, word = '', named] =
      new RegExp(`\\b(yesterday|today|tomorrow)\\b[ ,(]{1,3}${date}`, 'i').exec(text) ?? []
    const offset = { yesterday: -1, today: 0, tomorrow: 1 }[word.toLowerCase()]
    const isOtherDay = named !== undefined && offset !== undefined && named !== day(offset)
    const [, days, on] =
      new RegExp(`\\bin (\\d+) days\\b[^.;\\d]{0,12}${date}`, 'i').exec(text) ?? []
    const apart =
      on === undefined ? 0 : (Date.parse(on) - Date.parse(day(0))) / 86_400_000 - Number(days)
    // A day's part may be counted or not.
    return isOtherDay || apart < -0.5 || apart > 1.5
      ? [`contradicts itself: ${text.slice(0, 120)}`]
      : []
  })
}
