import type { Json } from '../../json.ts'
import type { Plan, Word } from '../plan.ts'
import { fieldSaid } from '../say.ts'
import { dayMs, later, type SaidPeriod, startOf, type Unit } from '../time/period.ts'
import type { Age } from '../words/amounts.ts'
import { isDenied } from '../words/negation.ts'
import type { Condition } from './condition.ts'
import { type Field, timeOf } from './fields.ts'

interface Dated {
  fields: readonly Field[]
  named: readonly Field[]
  now: Date
  /** Words that nothing has taken: with them a time may be that of something else than a beginning. */
  left: readonly Word[]
}

/** “more than 30 days old”, “not used in a year”, “launched in the last 14 days”, “created before 2025”. */
export function ageCondition(plan: Plan, dated: Dated): Condition | undefined {
  const { age, period } = plan
  const { fields, named } = dated
  if (age === undefined && period === undefined) return undefined
  if (age !== undefined && isOfOther(plan, age.at)) return undefined
  const field = dateField(plan, fields, named)
  if (field === undefined) return undefined
  const isTold = named.includes(field) || verbs.some(([said]) => said.test(plan.question))
  if (!isTold && dated.left.some(({ word }) => !beginning.test(word))) return undefined
  return age === undefined
    ? period && periodCondition(plan, { field, period }, dated.now)
    : agedCondition(plan, { field, age }, dated.now)
}

/** “Launched on a Monday”: those whose date is of such a day, in UTC. */
export function weekdayCondition(
  plan: Plan,
  { fields, named }: Pick<Dated, 'fields' | 'named'>,
  items: readonly Json[],
): Condition | undefined {
  const { weekday } = plan
  const field = weekday && dateField(plan, fields, named)
  if (weekday === undefined || field === undefined) return undefined
  const values = items
    .flatMap(field.of)
    .filter((value) => weekday.days.includes(new Date(timeOf(value) ?? Number.NaN).getUTCDay()))
  return {
    field,
    test: { is: 'oneOf', values: values.length > 0 ? [...new Set(values)] : ['-'] },
    denied: isDenied(plan.question, weekday.at, weekday.said.length),
    said: { having: `${fieldSaid(field)} ${weekday.said}` },
  }
}

/** What a beginning is called. */
const beginning =
  /^(?:creat|launch|start|add|made|mak|new|born|spun|provision|upload|issu|old|ag)\w*/

const isEnd = ({ name }: Field) => /notafter|expir|(?:valid|ends?)(?:until|at|date)/i.test(name)

const isUse = ({ name }: Field) => /used|access|seen|activity|login/i.test(name)

/** “Nobody used it”: a use that is denied. */
const isUnused = ({ question }: Plan, field: Field) =>
  isUse(field) &&
  /\b(?:not|never|no|nobody|n't|un-?used|without|idle)\b|n't\b|unused/i.test(question)

function agedCondition(
  plan: Plan,
  { field, age }: { field: Field; age: Age },
  now: Date,
): Condition {
  const unused = isUnused(plan, field)
  const time = new Date(now.getTime() - age.days * dayMs)
  // What runs out does so in so long.
  if (isEnd(field) && !/\b(?:ago|old|expired)\b/i.test(plan.question)) {
    const border = new Date(now.getTime() + age.days * dayMs)
    return {
      field,
      test: {
        is: age.older && !/^(?:in|for)\b/i.test(age.said) ? 'after' : 'before',
        time: border,
      },
      denied: false,
      said: {
        having: `${fieldSaid(field)} ${age.older && !/^(?:in|for)\b/i.test(age.said) ? 'after' : 'before'} ${border.toISOString().slice(0, 10)}`,
      },
    }
  }
  const older = unused || (age.older && !(isUse(field) && !/older|more than|over/i.test(age.said)))
  return {
    field,
    test: { is: older ? 'before' : 'after', time, ...(unused ? { orAbsent: true } : {}) },
    denied: false,
    said: {
      having: `${fieldSaid(field)} ${older ? 'before' : 'since'} ${time.toISOString().slice(0, 10)}`,
    },
  }
}

function periodCondition(
  plan: Plan,
  { field, period }: { field: Field; period: SaidPeriod },
  now: Date,
): Condition {
  const having = `${fieldSaid(field)} ${period.said}`
  if (period.kind === 'before')
    return {
      field,
      test: { is: 'before', time: period.end },
      denied: false,
      said: { having },
    }
  if (isUnused(plan, field))
    return {
      field,
      test: { is: 'before', time: period.start, orAbsent: true },
      denied: false,
      said: { having: `no ${having}` },
    }
  if (isNotSince(plan, period))
    return {
      field,
      test: { is: 'before', time: period.start },
      denied: false,
      said: { having: `no ${having}` },
    }
  if (isEnd(field) && /^(?:with)?in(?:side)? /i.test(period.said) && period.end <= now) {
    const time = new Date(2 * now.getTime() - period.start.getTime())
    return { field, test: { is: 'before', time }, denied: false, said: { having } }
  }
  // “This month” is not over for what has yet to end in it.
  const current = /^(?:by the end of )?(?:this|the current) (week|month|quarter|year)$/i.exec(
    period.said,
  )?.[1]
  if (isEnd(field) && current !== undefined) {
    const unit = current.toLowerCase() as Unit
    const to = later(startOf(unit, now), 1, unit)
    return {
      field,
      test: { is: 'between', from: period.start, to },
      denied: false,
      said: { having },
    }
  }
  const { start, end } = around(period, now)
  const test: Condition['test'] =
    period.end > now
      ? { is: 'before', time: period.end }
      : end < now
        ? { is: 'between', from: start, to: end }
        : { is: 'after', time: start }
  return { field, test, denied: false, said: { having } }
}

/** “Not modified in the last 30 days”, “not updated since January”: the latest is from before that. */
const isNotSince = ({ question }: Plan, { said, start, end }: SaidPeriod): boolean =>
  start < end &&
  new RegExp(
    `(?:\\b(?:not|never|no longer|nobody)|n't)(?: (?:been|being|yet|ever|once|got|had))*(?: (?!or\\b|and\\b|but\\b)[a-z]+){1,3}?,?(?: (?:at all|again|once))? ${RegExp.escape(said)}`,
    'i',
  ).test(question) &&
  /^(?:in|within|during|over|for|since|this|the last|the past|last|past|after)\b/i.test(said)

/** “About a month ago” and “three weeks ago” are no single days. */
function around({ start, end, said }: SaidPeriod, now: Date): { start: Date; end: Date } {
  const ago = now.getTime() - start.getTime()
  const isVague = /\b(?:about|around|roughly|approximately|circa|some)\b|~/i.test(said)
  const unit = /\b(week|month|year)s? ago\b/i.exec(said)?.[1]?.toLowerCase()
  // One that is already more than a day is as wide as it was meant.
  const isWide = end.getTime() - start.getTime() > 1.5 * dayMs
  if (isWide || (!isVague && unit === undefined)) return { start, end }
  const half = isVague
    ? Math.max(ago / 5, dayMs / 2)
    : dayMs * ({ week: 3, month: 10, year: 60 }[unit ?? ''] ?? 0)
  return {
    start: new Date(start.getTime() - half),
    end: new Date(Math.min(end.getTime() + half, now.getTime() - 1)),
  }
}

/** “Roles with policies older than a year”: the age is of what stands before it, not of the things themselves. */
function isOfOther({ question, words, kinds }: Plan, at: number): boolean {
  const noun =
    /([\w-]+?)(?: (?:that|which|who))?(?: (?:is|are|was|were|have been|has been))?\s*$/i.exec(
      question.slice(0, at),
    )?.[1]
  return (
    noun !== undefined &&
    /s$/.test(noun) &&
    kinds.length > 0 &&
    !kinds.some(({ said }) => said.split(' ').includes(noun.toLowerCase())) &&
    words.some(({ word }) => word === noun.toLowerCase())
  )
}

/** The date that the question's verb names, else that of the thing's beginning. */
export function dateField(
  plan: Plan,
  fields: readonly Field[],
  named: readonly Field[] = [],
): Field | undefined {
  const dates = fields.filter(({ type, many }) => type === 'date' && !many)
  const said = named.find((field) => dates.includes(field))
  if (said !== undefined) return said
  for (const [words, pattern] of verbs) {
    if (!words.test(plan.question)) continue
    const found = dates.find(({ name }) => pattern.test(name.replaceAll('.', '')))
    if (found !== undefined) return found
    // A time of something else is none of that.
    if (/used|touched|modified/.test(words.source)) return deployedAt(plan, fields)
  }
  return [...dates].toSorted((a, b) => beginRank(a) - beginRank(b) || a.depth - b.depth)[0]
}

/** Of what is deployed anew again and again, when its newest deployment was made. */
function deployedAt({ question }: Plan, fields: readonly Field[]): Field | undefined {
  const own = /\bdeploy/i.test(question)
    ? fields.find(({ name, type }) => type === 'date' && /^deployments\.createdat$/i.test(name))
    : undefined
  return (
    own && {
      ...own,
      expression: own.expression.replace('[]', '[0]'),
      many: false,
      of: (item) => own.of(item).slice(0, 1),
    }
  )
}

const verbs: readonly (readonly [RegExp, RegExp])[] = [
  [/\bstopped\b/i, /^stoppedsince$/i],
  [/\b(?:un)?used?\b|\busing\b|\blast used\b|\binactive\b|\baccessed\b/i, /used|access|seen/i],
  [/\blog(?:ged|ging)? ?in\b|\bsign(?:ed|ing)? in\b/i, /passwordlastused|login/i],
  [
    /\b(?:fired|firing|triggered|went off|gone off|rang|alarmed|changed state|flipped|cleared|resolved)\b/i,
    /transition|stateupdated|statechange/i,
  ],
  [
    /\bin (?:its|their|the|this|that|(?:one|the) and the same)(?: (?:present|current|same))? (?:state|status)\b/i,
    /stateupdated|transition|statechange/i,
  ],
  [/\btouched\b/i, /modif|updat|chang|used/i],
  [/\b(?:modified|updat\w*|changed?|edited|deployed)\b/i, /modif|updat|chang/i],
  [/\bexpir\w*|\brun(?:s|ning)? out\b|\bvalid (?:for )?(?:the )?longest\b/i, /notafter|expir/i],
  [/\blaunched|started|running (?:for|since)\b/i, /launch|start/i],
  [/\brestor\w+\b/i, /restor/i],
]

const beginRank = ({ name }: Field) => {
  const at = [
    /^launchtime$/i,
    /creat/i,
    /start/i,
    /launch/i,
    /issued|requested|uploaded|pushed/i,
    // The oldest alarm is the one that rings longest.
    /statetransition/i,
    /modif|updat/i,
  ].findIndex((pattern) => pattern.test(name))
  return at === -1 ? 9 : at
}
