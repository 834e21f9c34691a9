import { redactPlainText } from '../redaction/redact.ts'
import { cutText } from '../text.ts'
import type { ToolErrorCode } from '../tool.ts'
import { codeClass, errorClass } from './errors/error-class.ts'
import type { ErrorClass } from './errors/error-codes.ts'
import { type NextStep, nextSteps } from './errors/next-steps.ts'

interface Failure {
  code: ToolErrorCode
  message: string
  hint: string
}

/** What AWS or the way to it answered, as data; undefined for a fault of our own. */
export function describeFailure(error: unknown, actions: readonly string[]): Failure | undefined {
  if (!(error instanceof Error)) return undefined
  const kind = kindOf(error)
  if (kind === undefined) return undefined
  const message =
    kind === 'unreadable'
      ? `The answer, of status ${statusOf(error)}, could not be read`
      : `${error.name}: ${clean(error.message)}`
  const { code, hint } = steps[kind]
  return { code, message, hint: hint(actions) }
}

/** What the SDK did not send, since it cannot be put into a request or an address. */
class UnsentError extends Error {
  override name = 'NotSent'
}

/** The error as it is where AWS, the network or a bug caused it, else as what was not sent. */
export function orUnsent(error: unknown): unknown {
  if (!(error instanceof Error) || isBug(error) || kindOf(error) !== undefined) return error
  return new UnsentError(error.message, { cause: error })
}

/** Node's own refusals, as of a header's letters, are TypeErrors too, but have a code. */
const isBug = (error: Error): boolean =>
  ['TypeError', 'ReferenceError', 'RangeError'].includes(error.name) && !('code' in error)

/** The system's (`ECONNREFUSED`), the HTTP parser's and TLS's. */
const networkCodes =
  /^(E(?!RR_)[A-Z_]+$|HPE_|CERT_|ERR_(TLS|SSL|HTTP2|STREAM)_|\w+_CERT|UNABLE_TO_)/

/** What becomes of a call besides an error that AWS has a code for. */
const others = {
  network: {
    code: 'network_error',
    hint: () => 'AWS, or the configured endpoint, could not be reached.',
  },
  unreadable: nextSteps.internal,
  refused: { code: 'aws_error', hint: () => 'AWS refused it: its message says why.' },
} as const satisfies Record<string, NextStep>

type Other = keyof typeof others

const steps: Readonly<Record<ErrorClass | Other, NextStep>> = { ...nextSteps, ...others }

function kindOf(error: Error): ErrorClass | Other | undefined {
  if (error instanceof UnsentError) return 'invalid'
  const { name, message } = error
  if ('code' in error && typeof error.code === 'string' && networkCodes.test(error.code)) {
    return 'network'
  }
  const status = statusOf(error)
  if (isUnreadable(error)) return codeClass(name) === 'timeout' ? 'timeout' : 'unreadable'
  if (status !== undefined || '$fault' in error) {
    return errorClass({ name, message, status }) ?? 'refused'
  }
  const known = codeClass(name)
  return known !== undefined && beforeAnAnswer.has(nextSteps[known].code) ? known : undefined
}

/** What the SDK itself ends a call with: no credentials, or no time. */
const beforeAnAnswer = new Set<ToolErrorCode>(['timeout', 'access_denied'])

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

/** The service's own words, in one bounded line, without what looks secret in them. */
const clean = (message: string): string =>
  cutText(
    redactPlainText(cutText(message.toWellFormed(), 10_000))
      .replace(/\p{Cc}+/gu, ' ')
      .trim(),
    500,
  )
