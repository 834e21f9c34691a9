import type { Json } from '../../json.ts'
import type { Plan, Word } from '../plan.ts'
import { type Condition, having } from './condition.ts'
import { type Field, lastStep } from './fields.ts'
import { isToldBeside } from './told-beside.ts'

/** A member that is named may be what decides: a flag is on or off, what is denied is absent. */
export function memberCondition(
  plan: Plan,
  { field, words }: { field: Field; words: readonly Word[] },
  items: readonly Json[],
): Condition | undefined {
  const [word] = words
  if (word === undefined) return undefined
  // What is held against an amount or a time is narrowed by that, and what is switched off by its own.
  const isMeasured = plan.threshold !== undefined || plan.age !== undefined
  if (isMeasured && (field.type === 'number' || field.type === 'date')) return undefined
  if (words.every((each) => isToldBeside(plan.question, each))) return undefined
  // `DisableRollback` is true where there is no rollback.
  const isNegative =
    field.type === 'boolean' &&
    negative.test(lastStep(field.name)) &&
    !words.some((each) => /^(?:disabl|prevent|skip|exclud|suppress)/.test(each.stem))
  const denied = words.some((each) => each.denied)
  // What is put in order, or in groups, by a member is narrowed by none; by what it is to be or to lack it is.
  const isOrdered = plan.order !== undefined || plan.group !== undefined
  if (isOrdered && !denied && field.type !== 'boolean') return undefined
  if (field.type === 'date' && !(denied && plan.period === undefined && plan.asked !== 'when'))
    return undefined
  const text = words.map((each) => each.word).join(' ')
  const isOf = plan.names.length > 0 || plan.ids.length > 0
  if (field.type === 'boolean')
    return {
      field,
      test: { is: 'true' },
      denied: denied !== isNegative,
      said: having(text, denied),
    }
  if (isOf && !denied) return undefined
  const values = items.flatMap(field.of)
  const on = [...new Set(values)].filter((value) =>
    /^(?:enabled|on|active|yes)$/i.test(String(value)),
  )
  if (
    on.length > 0 ||
    (values.length > 0 &&
      values.every((value) =>
        /^(?:disabled|off|suspended|none|pass-?through|inactive)$/i.test(String(value)),
      ))
  ) {
    return {
      field,
      test: { is: 'oneOf', values: on.length > 0 ? on : ['Enabled'] },
      denied,
      said: having(text, denied),
    }
  }
  const lacking = items.some((item) => isBlank(field.of(item)))
  const isSought = isDemanded(plan.question, word.at) || asksForAny(plan, { field, word })
  if (denied || (lacking && !isMeasured && isSought)) {
    return { field, test: { is: 'present' }, denied, said: having(text, denied) }
  }
  return undefined
}

/** Members that are true where something is not so. */
const negative =
  /^(?:[Dd]isabled?|[Nn]o|[Pp]revent|[Ss]kip|[Ee]xclude|[Ss]uppress)(?=[A-Z])|(?<=.)(?:Disabled|Suspended)$/

const isBlank = (values: readonly Json[]) =>
  values.every((value) => value === '' || value === null || value === 0 || value === '0')

/** “Are there any messages in the queues”: in which there are some. */
const asksForAny = ({ asked, question }: Plan, { field, word }: { field: Field; word: Word }) =>
  asked === 'yesno' &&
  field.type === 'number' &&
  /\b(?:any|some) (?:\w+ )?$/i.test(question.slice(0, word.at))

export const isDemanded = (question: string, at: number) =>
  /\b(?:with|having|have|has|where|enabled|configured|set|use|using|that|got)(?: an?| the| any| some)?(?: [\w-]+){0,2}$/i.test(
    question.slice(0, at).trimEnd(),
  ) || /^\S+(?: \S+){0,2} (?:set|enabled|configured|on)\b/i.test(question.slice(at))
