import type { Resolved, Shown } from './shown.ts'
import { asSteps } from './steps.ts'

/** `is there anything in those DLQs?`: of the queues to which the ones that were shown send what fails. */
export function ofDeadLetters(text: string, { rows, call }: Shown): Resolved | undefined {
  const found = theirs.exec(text)
  if (found === null || call?.operation !== 'sqs:ListQueues') return undefined
  const targets = rows.flatMap(({ members = {} }) => targetIn(members.RedrivePolicy) ?? [])
  const named = rows
    .filter(({ name }) => /dlq|dead/i.test(name))
    .flatMap(({ members = {} }) => members.QueueArn ?? [])
  const arns = [...new Set(targets.length > 0 ? targets : named)]
  if (arns.length === 0) return undefined
  const isOf = arns.map((arn) => `QueueArn == '${arn}'`).join(' || ')
  const asked = text
    .replace(found[0], ' them')
    .replace(anything, 'which of them have messages in them')
    .replace(/\s+/g, ' ')
    .trim()
  return {
    question: asSteps(['list queues', asked]),
    call: {
      operation: 'sqs:ListQueues',
      query: `[?${isOf}]`,
      ...(call.region === undefined ? {} : { region: call.region }),
    },
  }
}

const theirs =
  / ?(?:any |all |one |either )?(?:of )?(?:those|these|the|their|its|that) (?:dlqs?|dead[- ]letter(?: queue)?s?)(?= |[?.!,]|$)/i

const anything =
  /^\W*(?:and |but |so )?(?:is|are|was|were) there (?:still )?(?:anything|something|any messages?|messages?|any)(?: (?:left|waiting|stuck|sitting))? (?:in|on|inside) them/i

const targetIn = (policy: string | undefined): string | undefined =>
  /"deadLetterTargetArn" ?: ?"([\w:.-]+)"/.exec(policy ?? '')?.[1]
