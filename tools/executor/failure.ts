import { cutText } from '../text.ts'
import type { ToolErrorCode } from '../tool.ts'
import { redactText } from './redact-text.ts'

interface Failure {
  code: ToolErrorCode
  message: string
  hint?: string
}

/** What AWS or the way to it answered, as data; undefined for a fault of our own. */
export function describeFailure(error: unknown, actions: readonly string[]): Failure | undefined {
  if (!(error instanceof Error)) return undefined
  const code = codeOf(error)
  if (code === undefined) return undefined
  const hint = hintOf(code, actions)
  const message =
    code === 'aws_error' && isUnreadable(error)
      ? `The answer, of status ${statusOf(error)}, could not be read`
      : `${error.name}: ${clean(error.message)}`
  return hint === undefined ? { code, message } : { code, message, hint }
}

/** What the SDK did not send, since it cannot be put into a request or an address. */
class UnsentError extends Error {
  override name = 'NotSent'
}

/** The error as it is where AWS, the network or a bug caused it, else as what was not sent. */
export function orUnsent(error: unknown): unknown {
  if (!(error instanceof Error) || isBug(error) || codeOf(error) !== undefined) return error
  return new UnsentError(error.message, { cause: error })
}

/** Node's own refusals, as of a header's letters, are TypeErrors too, but have a code. */
const isBug = (error: Error): boolean =>
  ['TypeError', 'ReferenceError', 'RangeError'].includes(error.name) && !('code' in error)

const byName: readonly [RegExp, ToolErrorCode][] = [
  [/^(AbortError|TimeoutError|RequestTimeout|RequestTimeoutException)$/, 'timeout'],
  [
    /AccessDenied|Unauthorized|AuthorizationError|AuthFailure|Forbidden|OptInRequired/,
    'access_denied',
  ],
  [
    /Credentials|ExpiredToken|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNot/,
    'access_denied',
  ],
  [/Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|ProvisionedThroughput/, 'throttled'],
  [/NotFound|NoSuch|NonExistent|DoesNotExist/, 'not_found'],
  [/Validation|Invalid|Malformed|MissingParameter|BadRequest/, 'invalid_parameter'],
]

/** The system's (`ECONNREFUSED`), the HTTP parser's and TLS's. */
const networkCodes =
  /^(E(?!RR_)[A-Z_]+$|HPE_|CERT_|ERR_(TLS|SSL|HTTP2|STREAM)_|\w+_CERT|UNABLE_TO_)/

function codeOf(error: Error): ToolErrorCode | undefined {
  if (error instanceof UnsentError) return 'invalid_parameter'
  if ('code' in error && typeof error.code === 'string' && networkCodes.test(error.code)) {
    return 'network_error'
  }
  const status = statusOf(error)
  const answered = status !== undefined || '$fault' in error
  const named = byName.find(([names]) => names.test(error.name))?.[1]
  if (isUnreadable(error)) return named === 'timeout' ? named : 'aws_error'
  if (named !== undefined && (answered || named === 'timeout' || named === 'access_denied')) {
    return named
  }
  if (!answered) return undefined
  if (status === 403) return 'access_denied'
  return status === 404 ? 'not_found' : 'aws_error'
}

function statusOf(error: Error): number | undefined {
  if (!('$metadata' in error)) return undefined
  const { $metadata } = error
  if (typeof $metadata !== 'object' || $metadata === null) return undefined
  const status = 'httpStatusCode' in $metadata ? $metadata.httpStatusCode : undefined
  return typeof status === 'number' ? status : undefined
}

/** No error of AWS's, and yet an answer: what a proxy or a cut connection made of one. */
const isUnreadable = (error: Error): boolean =>
  statusOf(error) !== undefined && !('$fault' in error)

function hintOf(code: ToolErrorCode, actions: readonly string[]): string | undefined {
  if (code === 'access_denied') {
    return `It needs ${actions.join(', ') || 'permission'}, and valid credentials in this region.`
  }
  if (code === 'throttled') return 'AWS is limiting requests: try again in a minute.'
  if (code === 'timeout') return 'Narrow the call with parameters, fewer regions or max_items.'
  if (code === 'invalid_parameter') return 'Correct the parameters: AWS, or its SDK, refused them.'
  if (code === 'aws_error') return 'AWS failed at it: try again, or ask for less.'
  if (code === 'not_found')
    return 'It is not there: check names and region. A list operation shows what is.'
  if (code === 'network_error') return 'AWS, or the configured endpoint, could not be reached.'
  return undefined
}

/** The service's own words, in one bounded line, without what looks secret in them. */
const clean = (message: string): string =>
  cutText(
    redactText(cutText(message.toWellFormed(), 10_000), (json) => json)
      .replace(/\p{Cc}+/gu, ' ')
      .trim(),
    500,
  )
