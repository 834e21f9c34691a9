import { ContextWindowOverflowError, ModelThrottledError } from '@strands-agents/sdk'
import type { ProblemCode } from './api.ts'
import type { AgentEventOf } from './events.ts'
import { causes, type Refusal, refusalOf, statusOf } from './refusals/refusal-of.ts'
import { sentenceOf } from './refusals/sentences.ts'

type ErrorEvent = AgentEventOf<'error'> & { code: ProblemCode }

/** What a client is told of a model that failed: our words, none of the provider's. */
export function modelFailure(error: unknown, turn: { hasHistory: boolean }): ErrorEvent {
  const refusal = meant(error)
  const { message, code = 'model_unavailable', retryable = false } = sentenceOf(refusal, turn)
  const wait = code === 'throttled' ? refusal.retryAfterS : undefined
  return {
    type: 'error',
    code,
    message,
    retryable,
    ...(wait !== undefined && { retry_after_s: wait }),
  }
}

/** For the log: the errors' names and statuses, without messages, which may quote what was said. */
export function failureNames(error: unknown): string[] {
  return causes(error).map((cause) => [nameOf(cause), statusOf(cause)].join(' ').trim())
}

/** What the model's client has made out already counts where the words say nothing. */
function meant(error: unknown): Refusal {
  const refusal = refusalOf(error)
  if (refusal.means !== undefined && refusal.means !== 'broken_off') return refusal
  const chain = causes(error)
  if (chain.some((cause) => cause instanceof ContextWindowOverflowError)) {
    return { ...refusal, means: 'context_too_small' }
  }
  if (chain.some((cause) => cause instanceof ModelThrottledError)) {
    return { ...refusal, means: 'throttled' }
  }
  return refusal
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}
