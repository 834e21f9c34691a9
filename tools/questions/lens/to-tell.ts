import type { Plan } from '../plan.ts'
import { asksWhenDone } from '../who-did.ts'
import { dateField } from './dates.ts'
import type { Field } from './fields.ts'
import { ageMeasured } from './order.ts'
import { sizeField } from './sizes.ts'

/** What `how big`, `how old`, `when` and `since when` ask to be told. */
export function toldBy(plan: Plan, fields: readonly Field[]): Field | undefined {
  const waited = ageMeasured(plan, fields)
  if (waited !== undefined) return waited
  if (/\b(?:which|what) (?:aws )?region\b/i.test(plan.question)) {
    const place = fields.find(({ path }) => /^(?:Bucket|Home)?Region(?:Name)?$/i.test(path))
    if (place !== undefined) return place
  }
  if (/\bhow (?:big|large)\b/i.test(plan.question))
    return sizeField(fields.filter(({ type }) => type === 'number'))
  if (
    /\bsince when\b|\bhow long\b/i.test(plan.question) ||
    (plan.asked === 'when' &&
      /\b(?:fir\w+|went|go(?:ne)? off|trigger\w*|stopped|alarm\w*)\b/i.test(plan.question))
  ) {
    return (
      fields.find(
        ({ name, type }) =>
          (type === 'date' && /transition|since|statechange|stateupdated/i.test(name)) ||
          (/\bstopped\b/.test(plan.question) && /statetransitionreason$/i.test(name)),
      ) ?? dateField(plan, fields)
    )
  }
  if (plan.asked === 'yesno' && /\b(?:used|using|in use)\b/i.test(plan.question)) {
    return fields.find(({ name, type }) => type === 'date' && isLastUse.test(name))
  }
  if (asksWhenDone(plan)) return undefined
  // When it was made says nothing of when it was used.
  if (
    plan.asked === 'when' &&
    /\blast (?:us\w+|access\w*|invok\w+|called|touched)\b/i.test(plan.plain)
  )
    return fields.find(({ name, type }) => type === 'date' && isLastUse.test(name))
  return plan.asked === 'when' ||
    /\bhow old\b|\bages?\b|\bwhen (?:(?:each|it|they) )?(?:was|were|is|did|has|have)\b/i.test(
      plan.question,
    )
    ? dateField(plan, fields)
    : undefined
}

const isLastUse = /used|access|seen/i

/** Why something is as it is, its own members tell. */
export const isWhy = ({ asked, names, ids }: Plan) =>
  asked === 'why' && names.length + ids.length > 0

/** Those of what the question says was not done, as the renewal; else all that tell a reason. */
export function reasonsOf({ words }: Plan, fields: readonly Field[]): Field[] {
  const all = fields.filter(
    ({ name, type, expression }) => type === 'text' && isReason.test(name) && expression !== '',
  )
  const own = all.filter((field) =>
    words.some(
      ({ stem: root }) =>
        root.length > 4 && field.words.some((one) => one.startsWith(root.slice(0, 5))),
    ),
  )
  return own.length > 0 ? own : all
}

const isReason =
  /(?:reason|failure|failuremessage|statusmessage|errormessage|renewalstatus|validationstatus|resourcerecord)(?:\.(?:message|name))?$/i
