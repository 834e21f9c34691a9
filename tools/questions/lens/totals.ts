import type { Json } from '../../json.ts'
import type { Plan } from '../plan.ts'
import type { Field } from './fields.ts'
import type { MemberSaid } from './match-members.ts'
import type { Seen } from './seen.ts'
import { isSize, sizeField } from './sizes.ts'

interface Among {
  fields: readonly Field[]
  members: readonly MemberSaid[]
  items: readonly Json[]
}

/** What is to be added up, or to be averaged: the number that was named, else the size. */
export function totalField(plan: Plan, { fields, members, items }: Among): Seen['total'] {
  const named = members.map(({ field }) => field)
  const numeric = fields.filter(({ type }) => type === 'number')
  const wanted = named.find(({ type }) => type === 'number')
  const isOfSize =
    /\b(?:size|storage|space|data|capacity|disk|volume of|[gtmk]i?b|(?:giga|tera|mega)bytes?)\b/i
  const field = wanted ?? (isOfSize.test(plan.question) ? sizeField(numeric) : undefined)
  if (field === undefined) return undefined
  if (plan.total !== undefined) return { field, average: plan.total.average }
  // “How much memory do the functions have”: of many all together.
  const isImplied =
    (plan.asked === 'howmuch' ? /^how much\b/i.test(plan.question) : isCounted(plan, members)) &&
    items.length > 1 &&
    plan.names.length + plan.ids.length === 0 &&
    [plan.group, plan.order, plan.threshold].every((part) => part === undefined) &&
    !/\beach\b|\bper\b|\bevery\b/i.test(plan.question)
  return isImplied && (isSize(field) || /count|number|messages|capacity|units/i.test(field.name))
    ? { field, average: false }
    : undefined
}

/** The sum over items, or their average; undefined where none has the member. */
export function totalOf({ field, average }: NonNullable<Seen['total']>, items: readonly Json[]) {
  const values = items.flatMap((item) => field.of(item).map(Number)).filter(Number.isFinite)
  if (values.length === 0) return undefined
  const sum = values.reduce((one, other) => one + other, 0)
  return average ? sum / values.length : sum
}

/** “How many messages wait in the queues”: what is counted is a number that each has of it. */
function isCounted({ asked, question }: Plan, members: readonly MemberSaid[]): boolean {
  if (asked !== 'count') return false
  return members.some(
    ({ field, words }) =>
      field.type === 'number' &&
      words.some(({ at }) =>
        /\b(?:how many|number of|count(?: of| up)?)(?: the| all(?: the)?)? (?:\w+ )?$/i.test(
          question.slice(0, at),
        ),
      ),
  )
}
