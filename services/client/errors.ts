import { problem } from '../agent/api.ts'
import { parseJson } from './parse-json.ts'

/** Why there is no answer, in words for the person at the terminal. */
export class ClientError extends Error {
  override readonly name = 'ClientError'
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** The agent's problem document, or AWS's own refusal from in front of it. */
export function refusal(status: number, body: string): ClientError {
  const json = parseJson(body)
  const parsed = problem.safeParse(json)
  if (parsed.success) {
    const { code, detail, retry_after_s } = parsed.data
    const wait = retry_after_s === undefined ? '' : ` Try again in ${retry_after_s} s.`
    return new ClientError(code, `${detail}${whatToDo[code] ?? ''}${wait}`)
  }
  if (status === 403) {
    return new ClientError(
      'aws_refused',
      `AWS refused the request: ${awsMessage(json)}. Check the AWS credentials and the clock of this ` +
        'machine, and that they may call lambda:InvokeFunctionUrl and lambda:InvokeFunction.',
    )
  }
  return new ClientError(
    'bad_answer',
    `The agent's address answered ${status}: ${awsMessage(json)}.`,
  )
}

const whatToDo: Record<string, string> = {
  token_missing: ' Sign in first.',
  token_expired: ' Sign in again.',
  token_invalid: ' Sign in again, and check that the token is for this agent.',
}

function awsMessage(json: unknown): string {
  if (typeof json !== 'object' || json === null) return 'no reason given'
  for (const [key, value] of Object.entries(json)) {
    if (key.toLowerCase() === 'message' && typeof value === 'string') return value.slice(0, 300)
  }
  return 'no reason given'
}
