import type { IncomingHttpHeaders } from 'node:http'
import * as z from 'zod'
import { OutboundError } from '../../outbound/outbound-error.ts'
import type { ProblemCode } from '../agent/api.ts'
import { difference } from './agent-client/versions.ts'
import { parseJson } from './parse-json.ts'

interface ClientErrorOptions extends ErrorOptions {
  /** True where the same may well do a moment later. */
  passing?: boolean
  /** When to come back, as the agent says. */
  retryAfterS?: number | undefined
}

/** What scripts and this program go by: the agent's codes, and those of the client itself. */
export type ClientErrorCode =
  | ProblemCode
  | 'aws_credentials'
  | 'aws_refused'
  | 'bad_answer'
  | 'bad_configuration'
  | 'cancelled'
  | 'clock_skew'
  | 'cut_off'
  | 'gateway_refused'
  | 'gateway_timeout'
  | 'issuer_failed'
  | 'issuer_refused'
  | 'issuer_unreachable'
  | 'keyring_failed'
  | 'locked'
  | 'login_failed'
  | 'login_required'
  | 'no_conversation'
  | 'no_items'
  | 'no_proof'
  | 'no_thoughts'
  | 'no_tool_call'
  | 'no_tools'
  | 'not_configured'
  | 'not_revoked'
  | 'not_written'
  | 'system'
  | 'timeout'
  | 'token_supplied'
  | 'unavailable'
  | 'unreachable'
  | 'unsafe_file'
  | 'untrusted'
  | 'wrong_usage'

/** A code that came from an agent, which may be newer and have others. */
interface CodeOfAgent {
  ofAgent: string
}

/** Why there is no answer, in words for the person at the terminal. */
export class ClientError extends Error {
  override readonly name = 'ClientError'
  readonly code: ClientErrorCode | (string & {})
  readonly passing: boolean
  readonly retryAfterS: number | undefined

  constructor(
    code: ClientErrorCode | CodeOfAgent,
    message: string,
    options: ClientErrorOptions = {},
  ) {
    super(message, options)
    this.code = typeof code === 'string' ? code : code.ofAgent
    this.passing = options.passing ?? false
    this.retryAfterS = options.retryAfterS
  }
}

/** One that a person can do something about; undefined for a fault of this program. */
export function clientErrorOf(error: unknown): ClientError | undefined {
  if (error instanceof ClientError) return error
  if (error instanceof OutboundError) return new ClientError('bad_configuration', error.message)
  // Of the file system, mostly: its message names what was done, and the path.
  const isOfSystem = error instanceof Error && 'syscall' in error
  return isOfSystem ? new ClientError('system', error.message, { cause: error }) : undefined
}

/** What the process exits with: 1 where nothing else is said here. */
export function exitCodeOf({ code }: ClientError): number {
  return exitCodes.get(code) ?? 1
}

const exitCodes = codeMap<number>([
  ['wrong_usage', 2],
  ['login_required', 3],
  ['token_missing', 3],
  ['token_invalid', 3],
  ['token_expired', 3],
  ['forbidden', 3],
  ['aws_credentials', 3],
  ['aws_refused', 3],
  ['clock_skew', 3],
  ['not_configured', 4],
  ['bad_configuration', 4],
  ['cancelled', 130],
])

/** By code, each a known one; any code may be looked up. */
export function codeMap<T>(entries: readonly (readonly [ClientErrorCode, T])[]) {
  return new Map<string, T>(entries)
}

export function codeSet(codes: readonly ClientErrorCode[]): ReadonlySet<string> {
  return new Set(codes)
}

/** The agent's problem document, or AWS's own refusal from in front of it. */
export function refusal(
  status: number,
  body: string,
  headers: IncomingHttpHeaders = {},
): ClientError {
  const json = parseJson(body)
  const retryAfterS = retryAfter(json, headers)
  const options = { passing: passingStatuses.has(status), retryAfterS }
  // What takes hours says by itself when it is over.
  const isSoon = retryAfterS !== undefined && retryAfterS < longWaitS
  const wait = isSoon ? ` Try again in ${retryAfterS} s.` : ''
  const parsed = anyProblem.safeParse(json)
  if (parsed.success) {
    const { code, detail } = parsed.data
    const todo = whatToDo.get(code) ?? versionAdvice(code, headers)
    return new ClientError({ ofAgent: code }, `${detail}${todo}${wait}`, options)
  }
  const said = awsMessage(json)
  if (status === 403) return awsRefusal(said, headers)
  if (status === 429) {
    return new ClientError('throttled', `AWS has too much to do: ${said}.${wait}`, options)
  }
  if (options.passing) {
    return new ClientError('unavailable', `The agent failed (${status}: ${said}).${wait}`, options)
  }
  const todo = 'Is it the address of another service, or is a proxy in between?'
  return new ClientError('bad_answer', `The agent's address answered ${status}: ${said}. ${todo}`)
}

const longWaitS = 600

/** Of any version, whose codes may be new. */
const anyProblem = z.object({ code: z.string(), detail: z.string() })
const passingStatuses = new Set([409, 429, 502, 503, 504])

const whatToDo = codeMap<string>([
  ['token_missing', ' Sign in first: aws-ops login.'],
  ['token_expired', ' Sign in again: aws-ops login.'],
  ['token_invalid', ' Sign in again (aws-ops login), and check that the token is for this agent.'],
  ['forbidden', ' Ask whoever runs this agent for access: it is granted in Okta.'],
])

/** Another version may know what this one does not. */
function versionAdvice(code: string, headers: IncomingHttpHeaders): string {
  const advice = notUnderstood.has(code) ? difference(headers) : undefined
  return advice === undefined ? '' : ` ${advice}`
}

const notUnderstood = codeSet(['invalid_request', 'not_found'])

const retryAfterOf = z.object({ retry_after_s: z.number().nonnegative() })

function retryAfter(json: unknown, headers: IncomingHttpHeaders): number | undefined {
  const told = retryAfterOf.safeParse(json).data?.retry_after_s ?? Number(headers['retry-after'])
  return Number.isFinite(told) && told >= 0 ? told : undefined
}

function awsRefusal(said: string, headers: IncomingHttpHeaders): ClientError {
  if (/Signature expired|not yet current/i.test(said)) {
    return new ClientError('clock_skew', `${clockIsWrong(headers.date)} Set it, and ask again.`)
  }
  if (/security token.*expired/i.test(said)) {
    const todo = 'Renew them (aws sso login, for a profile of IAM Identity Center).'
    return new ClientError('aws_credentials', `The AWS credentials have expired. ${todo}`)
  }
  if (/security token.*invalid/i.test(said)) {
    const todo =
      'Check AWS_PROFILE and AWS_ACCESS_KEY_ID; temporary ones need AWS_SESSION_TOKEN too.'
    return new ClientError('aws_credentials', `AWS does not know these credentials. ${todo}`)
  }
  if (/scoped to a valid region/i.test(said)) {
    const todo =
      'Configure the region that the agent is in: aws-ops configure --region, with the rest.'
    return new ClientError('aws_refused', `AWS refused the request: ${said}. ${todo}`)
  }
  const todo = /signature/i.test(said)
    ? 'Check AWS_SECRET_ACCESS_KEY, and that no proxy changes requests.'
    : 'Check that these AWS credentials are of the right account, and that they may call ' +
      "lambda:InvokeFunctionUrl and lambda:InvokeFunction on the agent's function."
  return new ClientError('aws_refused', `AWS refused the request: ${said}. ${todo}`)
}

function clockIsWrong(date: string | undefined): string {
  const offsetMs = clockOffsetMs(date)
  const minutes = Math.round(Math.abs(offsetMs ?? 0) / 60_000)
  if (offsetMs === undefined || minutes === 0) return "AWS takes this machine's clock for wrong."
  return `This machine's clock is ${minutes} min ${offsetMs > 0 ? 'behind' : 'ahead'}.`
}

/** How far the clock of whoever sent this `Date` header is ahead of this machine's. */
export function clockOffsetMs(date: string | undefined): number | undefined {
  const at = Date.parse(date ?? '')
  return Number.isNaN(at) ? undefined : at - Date.now()
}

function awsMessage(json: unknown): string {
  if (typeof json !== 'object' || json === null) return 'no reason given'
  for (const [key, value] of Object.entries(json)) {
    if (key.toLowerCase() === 'message' && typeof value === 'string') {
      return value.slice(0, 300).replace(/\.$/, '')
    }
  }
  return 'no reason given'
}
