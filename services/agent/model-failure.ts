import { ContextWindowOverflowError, ModelThrottledError } from '@strands-agents/sdk'
import * as z from 'zod'
import type { ProblemCode } from './api.ts'
import type { AgentEventOf } from './events.ts'

type ErrorEvent = AgentEventOf<'error'> & { code: ProblemCode }

/** What a client is told of a model that failed in mid-turn: our words, none of the provider's. */
export function modelFailure(error: unknown): ErrorEvent {
  const chain = causes(error)
  if (chain.some((cause) => cause instanceof ContextWindowOverflowError)) {
    return failed(
      'payload_too_large',
      'This is longer than the model can take: start a new conversation.',
    )
  }
  if (chain.some(isThrottling)) {
    const retryAfterS = chain.map(retryAfter).find((seconds) => seconds !== undefined)
    return {
      ...failed('throttled', 'The model is busy: please try again in a moment.', true),
      ...(retryAfterS !== undefined && { retry_after_s: retryAfterS }),
    }
  }
  if (chain.some(isRefusal)) {
    return failed(
      'model_unavailable',
      'The model refused the request: check its id and permissions.',
    )
  }
  return failed('model_unavailable', 'The model failed in mid-answer: please try again.', true)
}

/** For the log: the errors' names and statuses, without messages, which may quote what was said. */
export function failureNames(error: unknown): string[] {
  return causes(error).map((cause) => [nameOf(cause), statusOf(cause)].join(' ').trim())
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}

function failed(code: ProblemCode, message: string, retryable = false): ErrorEvent {
  return { type: 'error', code, message, retryable }
}

/** The error and what caused it, outermost first. */
function causes(error: unknown): unknown[] {
  const chain: unknown[] = []
  for (let cause = error; cause instanceof Error && chain.length < 10; cause = cause.cause) {
    chain.push(cause)
  }
  return chain
}

function isThrottling(error: unknown): boolean {
  if (error instanceof ModelThrottledError || statusOf(error) === 429) return true
  // In mid-stream, where the status has long been 200.
  return error instanceof Error && error.name === 'ThrottlingException'
}

/** Neither the same request nor a later one will do: a model that is not there, or not allowed. */
function isRefusal(error: unknown): boolean {
  const status = statusOf(error)
  return status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 424
}

/** AWS SDK errors say `$metadata.httpStatusCode`, the OpenAI client's `status`. */
const providerError = z.looseObject({
  status: z.number().optional(),
  $metadata: z.looseObject({ httpStatusCode: z.number().optional() }).optional(),
  headers: z.instanceof(Headers).optional().catch(undefined),
  $response: z
    .looseObject({ headers: z.looseObject({ 'retry-after': z.string().optional() }) })
    .optional()
    .catch(undefined),
})

function statusOf(error: unknown): number | undefined {
  const parsed = providerError.safeParse(error).data
  return parsed?.status ?? parsed?.$metadata?.httpStatusCode
}

function retryAfter(error: unknown): number | undefined {
  const parsed = providerError.safeParse(error).data
  const header = parsed?.headers?.get('retry-after') ?? parsed?.$response?.headers['retry-after']
  const seconds = Number(header ?? Number.NaN)
  return Number.isFinite(seconds) ? seconds : undefined
}
