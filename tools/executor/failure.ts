import type { ToolErrorCode } from '../tool.ts'

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
  const message = `${error.name}: ${clean(error.message)}`
  return hint === undefined ? { code, message } : { code, message, hint }
}

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

const networkCodes =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|CERT_)/

function codeOf(error: Error): ToolErrorCode | undefined {
  if ('code' in error && typeof error.code === 'string' && networkCodes.test(error.code)) {
    return 'network_error'
  }
  const status = statusOf(error)
  const answered = status !== undefined || '$fault' in error
  const named = byName.find(([names]) => names.test(error.name))?.[1]
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

function hintOf(code: ToolErrorCode, actions: readonly string[]): string | undefined {
  if (code === 'access_denied') {
    return `It needs ${actions.join(', ') || 'permission'}, and valid credentials in this region.`
  }
  if (code === 'throttled') return 'AWS is limiting requests: try again in a minute.'
  if (code === 'timeout') return 'Narrow the call with parameters, fewer regions or max_items.'
  if (code === 'network_error') return 'AWS, or the configured endpoint, could not be reached.'
  return undefined
}

/** The service's own words, in one bounded line. */
const clean = (message: string): string =>
  message
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 500)
