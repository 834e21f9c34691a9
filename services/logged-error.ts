/**
 * An error as a log may have it, for pino's `err`: what it is, where it was thrown and what it says,
 * without tokens, without what another server answered, and without members that nobody chose.
 */
export function loggedError(error: unknown): LoggedError {
  return logged(error, deepest)
}

export interface LoggedError {
  type: string
  message: string
  code?: string | number
  /** Where it was thrown, a line a frame. */
  stack?: string
  cause?: LoggedError
  /** The first of several that are one. */
  errors?: LoggedError[]
}

const deepest = 4
const mostErrors = 3

function logged(error: unknown, depth: number): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'Not an Error.' }
  const code = codeOf(error)
  const frames = framesOf(error)
  const within = (inner: unknown) => logged(inner, depth - 1)
  const several = error instanceof AggregateError ? error.errors.slice(0, mostErrors) : []
  return {
    type: withoutTokens(error.name).slice(0, 100),
    message: saidBy(error, code),
    ...(code !== undefined && { code }),
    ...(frames !== '' && { stack: frames }),
    ...(error.cause !== undefined && depth > 0 && { cause: within(error.cause) }),
    ...(several.length > 0 && depth > 0 && { errors: several.map(within) }),
  }
}

/** An HTTP status, a JSON-RPC code, or a word (`ECONNREFUSED`). */
function codeOf(error: Error): string | number | undefined {
  const { code, status, statusCode } = error as Partial<
    Record<'code' | 'status' | 'statusCode', unknown>
  >
  return [code, status, statusCode].find(
    (value): value is string | number =>
      Number.isInteger(value) || (typeof value === 'string' && /^\w{1,60}$/.test(value)),
  )
}

/**
 * AWS words its errors itself. What else has the number of an answer has the answer in its message,
 * and a parser's says what it was given: either may repeat what we sent.
 */
function saidBy(error: Error, code: string | number | undefined): string {
  // Those of the DOM (TimeoutError is 23) are none of an answer.
  const isAnswer = typeof code === 'number' && (code < 0 || code >= 100)
  if (isAnswer && !('$fault' in error)) return `Answered with ${code}.`
  if (error instanceof SyntaxError) return 'What was given cannot be read.'
  return withoutTokens(error.message.slice(0, mostRead)).slice(0, mostCharacters)
}

const mostCharacters = 500
/** Before tokens are left out of it. */
const mostRead = 20_000

/** Without the message, which comes first. */
function framesOf({ stack = '', message }: Error): string {
  const after = stack.indexOf(message) + message.length
  const frames = stack.slice(stack.includes(message) ? after : 0).split('\n')
  return withoutTokens(
    frames
      .filter((line) => /^ +at .*[:>)\w]$/.test(line) && line.length < 300)
      .map((line) => line.trim())
      .slice(0, mostFrames)
      .join('\n'),
  )
}

const mostFrames = 20

/** JSON web tokens, whole or broken by blanks, what follows `Bearer`, keys, what is before a host, and what is named. */
function withoutTokens(text: string): string {
  return text
    .replace(/\p{Cf}/gu, '')
    .replace(/\b(bearer|basic|dpop)\s[^"'`<>,;}\]]*/gi, '$1 [left out]')
    .replace(namedSecret, '$1[left out]')
    .replace(/\b(?:eyJ|ZXlK)[\w.=%+/-]{6,}(?:\s+[\w.=%+/-]{12,})*/g, '[left out]')
    .replace(/(?<![\w-])[\w-]{20,}\.[\w-]{20,}\.[\w=-]{20,}/g, '[left out]')
    .replace(/:\/\/[^\s/@"']{1,500}@/g, '://[left out]@')
    .replace(/\b[srp]k-[\w-]{16,}/g, '[left out]')
}

const namedSecret =
  /((?:authorization|cookie|(?:access|refresh|id|okta|session|security)[-_]?token|api[-_]?key|signature|password|secret|code[-_]verifier)["']?\s*[:=]\s*["']?)[^"'`<>,;}\]&\s]+/gi
