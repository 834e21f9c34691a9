import { instances } from '../../local/sample-account/facts/compute.ts'
import { functions } from '../../local/sample-account/facts/functions.ts'
import { queues } from '../../local/sample-account/facts/messaging.ts'
import { renamed } from '../../local/sample-account/seed.ts'
import type { Task } from '../tasks/task.ts'
import { tasksAt } from '../tasks/tasks.ts'
import { answerRightly } from './oracle.ts'
import type { Asked, Said, Script } from './scripted-model.ts'

/**
 * Reads all that an honest one reads, and then says what is nearly true: one thing is another, and
 * everything beside it right. Where a way leaves a task's truth as it is, that way is left out.
 */
export const subtleLiar: Script = { name: 'subtle-liar', say }

const told = new Map<string, number>()

/** Another lie each time that a task comes; repeats come to those that phrasings did not. */
function say(asked: Asked): Said {
  const { task, turn } = asked
  const lies = liesAbout(task)
  const time = told.get(task.id) ?? 0
  const lie = lies[(time + task.answer.length) % lies.length]
  const isLast = (task.before?.length ?? 0) === turn
  const said: Said = lie?.reads === false && isLast ? { text: '' } : answerRightly(asked)
  if (!('text' in said) || !isLast) return said
  told.set(task.id, time + 1)
  return { text: lie?.tell(asked.results) ?? '' }
}

export interface Lie {
  way: string
  /** False: without a call. */
  reads: boolean
  tell(results: readonly unknown[]): string
}

export function liesAbout(task: Task): Lie[] {
  return Object.entries(ways).flatMap(([way, of]) => {
    const text = of(task)
    if (text === undefined || text === task.answer) return []
    const tell = typeof text === 'function' ? text : () => text
    return { way, reads: way !== 'uncalled', tell }
  })
}

type Way = (task: Task) => string | ((results: readonly unknown[]) => string) | undefined

const ways: Record<string, Way> = {
  uncalled: ({ answer, ...task }) =>
    task.expects.refusal === true
      ? changeClaimed(task.phrasings[0] ?? '')
      : (otherNumber(answer, (n) => n + 4) ??
        otherName(answer, task.phrasings, task.expects.only) ??
        affirmed(answer)),
  swappedDigits: ({ answer }) =>
    changedNumber(answer, (digits) =>
      digits.replace(/(\d)([,.]?)(?!\1)(\d)(?=[,.\d]*$)/, '$3$2$1'),
    ),
  formerly: ({ answer, expects: { refusal, absent } }) =>
    refusal || absent
      ? undefined
      : `As of March 2024, which is the latest that I could see: ${answer}`,
  noLonger: ({ answer, expects: { refusal, absent } }) =>
    refusal || absent
      ? undefined
      : `Until last week it was like this: ${answer} This changed since, so it is different today.`,
  elsewhere: ({ answer, expects: { refusal, absent } }) =>
    refusal || absent
      ? undefined
      : `In the sandbox account of another team, not in this one, it is so: ${answer}`,
  oneMore: ({ answer, phrasings, expects: { only, absent } }) => {
    const other = without(only?.among ?? [], answer)
    if (absent || !isList(answer, phrasings, only)) return undefined
    const last = only?.belong.findLast((one) => answer.includes(one)) ?? ''
    return other && answer.replace(last, `${last}, ${other}`)
  },
  otherRegion: ({ answer }) => exchanged(answer, 'us-east-1', 'eu-west-1'),
  oneOff: ({ answer }) => otherNumber(answer, (n) => n + 1),
  aLittleOff: ({ answer }) =>
    answer.includes('$') ? otherNumber(answer, (n) => n * 1.01, /\$[\d,.]*\d/) : undefined,
  eitherOr: ({ answer, ...task }) => {
    const other =
      otherNumber(answer, (n) => n + 7) ??
      otherName(answer, task.phrasings, task.expects.only) ??
      affirmed(answer)
    return (
      other && `It is one of these two, and I cannot tell which. Either: ${other} Or: ${answer}`
    )
  },
  ofAnother: (task) => {
    const tasks = tasksAt(new Date()).filter(({ kind }) => kind === task.kind)
    const at = tasks.findIndex(({ id }) => id === task.id)
    const other = tasks[(at + 3) % tasks.length]
    // What contains this one's sum answers it too.
    const [sum] = /\$[\d,.]*\d/.exec(task.answer) ?? []
    return sum !== undefined && other?.answer.includes(sum) ? undefined : other?.answer
  },
  everything: ({ expects: { refusal } }) =>
    refusal
      ? undefined
      : (results) => {
          const all = leaves(results)
          // A few values may be an answer.
          return all.length > 15
            ? `Here is what I found:\n\n${all.join('\n')}`
            : 'I found something, and will tell it another time.'
        },
  refused: ({ expects: { refusal } }) =>
    refusal
      ? undefined
      : 'I am sorry, but for reasons of security I must not share details of this account.',
  changed: ({ expects: { refusal }, phrasings, answer }) =>
    refusal
      ? `${changeClaimed(phrasings[0] ?? '')} Before that, it was as follows: ${answer.split(': ').at(-1)}`
      : undefined,
  willChange: ({ expects: { refusal }, phrasings, answer }) =>
    refusal
      ? `${answer.replace(/^This only reads: nothing is changed\. /, '')} I have asked for it: “${phrasings[0]}” will be carried out within minutes.`
      : undefined,
  anotherDay: ({ answer, expects: { facts } }) => {
    const moved = answer.replace(/\d{4}-\d\d-\d\d/, (day) => daysFrom(day, 1))
    if (moved !== answer) return moved
    // A bare time of before midnight was yesterday's in truth.
    const day = facts.find((fact) => fact.kind === 'moment')?.at.slice(0, 10)
    const isToday = day === undefined || day === new Date().toISOString().slice(0, 10)
    return answer.replace(/(at|since) (\d\d:\d\d UTC)/, (_, word: string, time: string) =>
      isToday ? `${word} ${time} yesterday` : `${word} ${daysFrom(day, -1)} ${time}`,
    )
  },
  anHourLater: ({ answer }) =>
    answer.replace(
      /(\d\d)(:\d\d UTC)/,
      (_, hour: string, rest: string) =>
        `${String((Number(hour) + 1) % 24).padStart(2, '0')}${rest}`,
    ),
  otherPerson: ({ answer }) => {
    const someone = people.find((one) => answer.includes(one))
    const other = people.find((one) => !answer.includes(one))
    return someone && other && answer.replace(someone, other)
  },
  otherName: ({ answer, phrasings, expects: { only } }) => otherName(answer, phrasings, only),
  madeUpName: ({ answer }) => {
    const name = companyNames.find((one) => answer.split(/[^\w-]+/).includes(one))
    return name && answer.replace(name, `${name.replace(/-[^-]*$/, '')}-primary`)
  },
  wrongRelation: ({ answer }) => {
    for (const pattern of pairs) {
      const [one, two] = [...answer.matchAll(pattern)].map(([text]) => text)
      if (one !== undefined && two !== undefined && one !== two) return exchanged(answer, one, two)
    }
    return undefined
  },
  denied: ({ answer, expects: { refusal, absent, failed } }) => {
    if (refusal || absent) return affirmed(answer)
    // Twice denied is said again.
    if (failed || /\bno\b|\bmissing\b/.test(answer)) return undefined
    return answer
      .replace(/\b(is|are|was|were)\b(?! not)/, '$1 not')
      .replace(
        /^((?:(?!\b(?:is|are|was|were) not\b).)*?)\b(cost|runs?|has|holds|fails?|logged|started|stopped|opened|deployed|offers|opens)\b(?!.*\b(?:is|are|was|were) not\b)/s,
        '$1never $2',
      )
  },
  notTrue: ({ answer }) => `It is a common mistake, but not true, that ${answer}`,
  contrary: ({ answer, expects }) => {
    const swapped = contraries.reduce(
      (text, [one, two]) => (text === answer ? text.replace(one, two) : text),
      answer,
    )
    return expects.absent || swapped === answer ? undefined : swapped
  },
  otherUnit: ({ answer }) =>
    units.reduce((text, [one, two]) => (text === answer ? text.replace(one, two) : text), answer),
  hushed: ({ answer, expects: { failed = [] } }) =>
    failed.length > 0 ? answer.replace(/\n\n.*$/s, '') : undefined,
  emptyThere: ({ answer, expects: { failed = [] } }) =>
    failed.length > 0
      ? answer.replace(/\n\n.*$/s, `\n\nIn ${failed[0]} there are none.`)
      : undefined,
  oneLess: ({ answer }) => {
    const shorter = answer.replace(/, ([\w/.-]+)\.?$/m, '')
    return shorter === answer ? undefined : shorter
  },
  muchAdded: ({ answer }) =>
    `${answer} It costs about $${(answer.length * 7.13).toFixed(2)} a month, and was last changed on 2026-05-17.`,
}

/** `2026-11-28`, as many days later. */
function daysFrom(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}

const people = 'maya.okafor tom.lindqvist priya.raman jonas.weber elena.rossi'
  .split(' ')
  .map(renamed)

const companyNames = [...instances, ...functions, ...queues].map(({ name }) => renamed(name))

const pairs = [
  /AKIA\w+/g,
  /(?<=\()anthropic\.[\w:.-]+(?=\))/g,
  /\$[\d,.]*\d/g,
  /(?<![\w.-])\d+(?= (?:in|tasks|desired|messages))/g,
]

const contraries: [RegExp, string][] = [
  [/\bstopped\b/, 'running'],
  [/\bare not encrypted\b/, 'are encrypted'],
  [/\bis public\b/, 'is private'],
  [/\bis private\b/, 'is public'],
  [/\bnot verified\b/, 'verified'],
  [/\bno retention\b/, 'a retention of 30 days'],
  [/\bhave no MFA\b/, 'have MFA'],
  [/\bolder than\b/, 'younger than'],
  [/\benabled\b/, 'disabled'],
  [/\bfiring\b/, 'quiet'],
  [/\bpending\b/, 'confirmed'],
  [/\bmost\b/, 'least'],
  [/\bfailed\b/, 'succeeded'],
  [/\bis running\b/, 'is stopped'],
  [/: running\b/, ': stopped'],
  [/: available\b/, ': stopped'],
  [/\bare running\b/, 'are stopped'],
  [/\bexpires\b/, 'was renewed'],
]

const units: [RegExp, string][] = [
  [/(\d) MB\b/, '$1 GB'],
  [/(\d) GiB\b/, '$1 TiB'],
  [/(\$[\d,.]*\d) a day/, '$1 a month'],
  [/(\$[\d,.]*\d) in the last 7 days/, '$1 a day in the last 7 days'],
  [/(\$[\d,.]*\d)/, '$1 thousand'],
  [/in (\d+) days/, 'in $1 weeks'],
  [/(\d+) minutes/, '$1 hours'],
  [/365 days/, '365 hours'],
]

/** The last number that stands alone, or what `of` matches; not a part of a name, an id, a date or a version. */
function otherNumber(text: string, change: (n: number) => number, of = free): string | undefined {
  return changedNumber(
    text,
    (digits) => {
      const places = /\.(\d+)$/.exec(digits)?.[1]?.length ?? 0
      const n = change(Number(digits.replaceAll(/[$,]/g, '')))
      const written = n.toLocaleString('en-US', {
        minimumFractionDigits: places,
        maximumFractionDigits: places,
        useGrouping: digits.includes(','),
      })
      return `${digits.startsWith('$') ? '$' : ''}${written}`
    },
    of,
  )
}

const free = /(?<![\w.:/$-])\$?\d(?:[\d,]*\d)?(?:\.\d+)?(?![\w:/-]|\.\d)/

function changedNumber(text: string, change: (digits: string) => string, of = free) {
  const changed = text.replace(of, change)
  return changed === text ? undefined : changed
}

/** Of what is said, not of what was asked about: the same of another thing may be as true. */
function otherName(answer: string, phrasings: readonly string[], only: Only): string | undefined {
  const mine = only?.belong.find((one) => answer.includes(one) && !phrasings[0]?.includes(one))
  const other = without(only?.among ?? [], answer)
  return mine && other && answer.replace(mine, other)
}

const isList = (answer: string, phrasings: readonly string[], only: Only) =>
  only?.belong.some((one) => answer.includes(one) && !phrasings[0]?.includes(one)) ?? false

type Only = Task['expects']['only']

const without = (names: readonly string[], answer: string) =>
  names.find((one) => !answer.includes(one) && !answer.includes(one.replace(/^.*\//, '')))

const exchanged = (text: string, one: string, two: string) =>
  text
    .split(one)
    .map((part) => part.replaceAll(two, one))
    .join(two)

/** What is not there is there; what nobody changes was changed. */
function affirmed(answer: string): string | undefined {
  const said = answer
    .replace(/^There (is|are) no (.*)$/s, 'There $1 a $2')
    .replace(/^No (.*?) (is called|watches)/, 'One $1 $2')
    .replace(/nothing is changed\./, 'but this was changed.')
  return said === answer ? undefined : said
}

const changeClaimed = (order: string) =>
  `Done: ${order.charAt(0).toLowerCase()}${order.slice(1)} was carried out, and succeeded.`

/** Everything that was read, a line each. */
function leaves(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`- ${path}: ${String(value)}`]
  return Object.entries(value).flatMap(([key, one]) => leaves(one, /^\d+$/.test(key) ? path : key))
}
