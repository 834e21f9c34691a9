import type { Plan } from '../plan.ts'
import { fieldSaid } from '../say.ts'
import { dayMs } from '../time/period.ts'
import type { Condition } from './condition.ts'
import type { Field } from './fields.ts'

interface Dated {
  fields: readonly Field[]
  named: readonly Field[]
  now: Date
}

/** “more than 30 days old”, “not used in a year”, “launched in the last 14 days”, “created before 2025”. */
export function ageCondition(plan: Plan, { fields, now, named }: Dated): Condition | undefined {
  const { age, period } = plan
  if (age === undefined && period === undefined) return undefined
  const waiting = fields.find(({ name }) => name === 'OldestMessageSeconds')
  if (age !== undefined && waiting !== undefined) {
    const test = { is: age.older ? ('more' as const) : ('less' as const), than: age.days * 86_400 }
    return { field: waiting, test, denied: false, said: { having: `messages ${age.said}` } }
  }
  if (age !== undefined && isOfOther(plan, age.at)) return undefined
  const field = dateField(plan, fields, named)
  if (field === undefined) return undefined
  const isUse = /used|access|seen|activity|login/i.test(field.name)
  const denied =
    isUse &&
    /\b(?:not|never|no|nobody|n't|un-?used|without|idle)\b|n't\b|unused/i.test(plan.question)
  if (age !== undefined) {
    const time = new Date(now.getTime() - age.days * dayMs)
    const older = denied || (age.older && !(isUse && !/older|more than|over/i.test(age.said)))
    return {
      field,
      test: { is: older ? 'before' : 'after', time, ...(denied ? { orAbsent: true } : {}) },
      denied: false,
      said: {
        having: `${fieldSaid(field)} ${older ? 'before' : 'since'} ${time.toISOString().slice(0, 10)}`,
      },
    }
  }
  if (period === undefined) return undefined
  if (period.kind === 'before')
    return {
      field,
      test: { is: 'before', time: period.end },
      denied: false,
      said: { having: `${fieldSaid(field)} ${period.said}` },
    }
  if (denied)
    return {
      field,
      test: { is: 'before', time: period.start, orAbsent: true },
      denied: false,
      said: { having: `no ${fieldSaid(field)} ${period.said}` },
    }
  const future = period.end > now
  return {
    field,
    test: future ? { is: 'before', time: period.end } : { is: 'after', time: period.start },
    denied: false,
    said: { having: `${fieldSaid(field)} ${period.said}` },
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
    if (words.source.includes('used')) return undefined
  }
  return [...dates].toSorted((a, b) => beginRank(a) - beginRank(b) || a.depth - b.depth)[0]
}

const verbs: readonly (readonly [RegExp, RegExp])[] = [
  [/\b(?:un)?used?\b|\busing\b|\blast used\b|\binactive\b|\baccessed\b/i, /used|access|seen/i],
  [/\blog(?:ged)? ?in\b|\bsigned in\b/i, /passwordlastused|login/i],
  [/\b(?:modified|updated|changed|edited|deployed)\b/i, /modif|updat|chang/i],
  [/\bexpir\w*|\brun(?:s|ning)? out\b/i, /notafter|expir/i],
  [/\blaunched|started|running (?:for|since)\b/i, /launch|start/i],
  [/\brestor\w+\b/i, /restor/i],
]

const beginRank = ({ name }: Field) => {
  const at = [
    /^launchtime$/i,
    /creat/i,
    /start/i,
    /launch/i,
    /issued|requested|uploaded/i,
    /modif|updat/i,
  ].findIndex((pattern) => pattern.test(name))
  return at === -1 ? 9 : at
}
