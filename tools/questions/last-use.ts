import { fieldsOf } from './lens/fields.ts'
import type { Seen } from './lens/seen.ts'
import { itemsOf } from './narrow.ts'
import type { Plan, Word } from './plan.ts'
import type { Thing } from './things/list-things.ts'
import { stem } from './words/stem.ts'

/** Of what is used or not for a time the last use is wanted, which many a list leaves out. */
export function lastUseAsked(
  { question, age, period }: Plan,
  { conditions, unused }: Seen,
): Word[] {
  const isAsked =
    asksLastUse.test(question) ||
    ((age !== undefined ||
      period !== undefined ||
      unused.some(({ word }) => /^(?:un|never-)used$/.test(word))) &&
      /\b(?:un)?used\b|\busing\b|\btouched\b/i.test(question) &&
      !conditions.some(({ field }) => field.type === 'date'))
  return isAsked
    ? ['last', 'used'].map((word) => ({ word, stem: stem(word), denied: false, at: -1 }))
    : []
}

export const asksLastUse =
  /\b(?:date|time|day) of (?:the |their |its )?last us(?:e|age)\b|\blast us(?:e|age|ed)(?= *[?.!]*$)|\b(?:and|with|incl\w*\.?) (?:their |the |its )?last us(?:e|age)\b|\bwhen (?:was |were |is )?(?:it |they |each )?last used\b/i

/** When each was used last, where that is to be told beside. */
export function tellingLastUse(seen: Seen, things: readonly Thing[], { question }: Plan): Seen {
  if (!asksLastUse.test(question)) return seen
  const field = fieldsOf(itemsOf(things)).find(
    ({ name, type }) => type === 'date' && /last.?(?:used|access|authenticated|seen)/i.test(name),
  )
  if (field === undefined) return seen
  return {
    ...seen,
    columns: [field, ...seen.columns.filter((one) => one !== field)],
    unused: seen.unused.filter(({ word }) => !/^(?:last|date|time|day|us(?:e|ed|age))$/.test(word)),
  }
}
