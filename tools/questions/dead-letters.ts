import { isRecord, type Json } from '../json.ts'
import type { Plan } from './plan.ts'
import { withName } from './things/identity.ts'
import type { Thing } from './things/list-things.ts'

/** “The DLQ of order-events” is the queue that it sends what fails to; undefined where none is asked for. */
export function deadLettersOf(plan: Plan, queues: readonly Thing[]): string | 'none' | undefined {
  const [name, ...others] = plan.names
  if (name === undefined || others.length > 0) return undefined
  const said = RegExp.escape(name)
  const isAsked = new RegExp(
    `\\b(?:dlq|dead[- ]letter(?: queue)?|dead letters?) (?:of|for|behind|belonging to) (?:the |our )?(?:queue )?${said}(?![\\w-])|(?<![\\w-])${said}(?:'s?)? (?:queue(?:'s)? )?(?:dlq|dead[- ]letter(?: queue)?)\\b`,
    'i',
  ).test(plan.question)
  const [queue] = isAsked ? withName(queues, name).found : []
  if (queue === undefined) return undefined
  return targetOf(queue.item) ?? 'none'
}

function targetOf(item: Json): string | undefined {
  const policy = isRecord(item) ? item.RedrivePolicy : undefined
  const text = typeof policy === 'string' ? policy : JSON.stringify(policy ?? {})
  return /"deadLetterTargetArn" ?: ?"[^"]*:([^":]+)"/.exec(text)?.[1]
}
