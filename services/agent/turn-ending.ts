import { type AgentResult, MaxTokensError, ModelError } from '@strands-agents/sdk'
import type { FastifyBaseLogger } from 'fastify'
import type { AgentEventOf, StopReason } from './events.ts'
import { failureNames, modelFailure } from './model-failure.ts'

export type Ending = AgentEventOf<'done'> | AgentEventOf<'error'>

/** Of ours, and nobody's to look into but the log's readers. */
export const internalError: AgentEventOf<'error'> = {
  type: 'error',
  code: 'internal',
  message: 'The agent failed to finish or to store this answer. Please try again.',
  retryable: true,
}

/** How a turn ended: as its result says, or as what the model threw. */
export function endingOf(
  result: AgentResult | undefined,
  failure: unknown,
  log: FastifyBaseLogger,
): Ending {
  if (failure instanceof MaxTokensError) return { type: 'done', stop_reason: 'max_tokens' }
  if (result !== undefined) return { type: 'done', stop_reason: stopReason(result.stopReason) }
  if (!(failure instanceof ModelError)) {
    log.error({ err: failure }, 'agent loop failed')
    return internalError
  }
  const ending = modelFailure(failure)
  log.warn({ code: ending.code, causes: failureNames(failure) }, 'model failed')
  return ending
}

/** Whatever else makes a model stop (a stop sequence, a guardrail, a refusal) ends its answer. */
function stopReason(reason: string): StopReason {
  switch (reason) {
    case 'cancelled':
      return 'cancelled'
    case 'limitTurns':
      return 'tool_limit'
    case 'limitTotalTokens':
    case 'limitOutputTokens':
    case 'modelContextWindowExceeded':
      return 'token_limit'
    default:
      return 'end_turn'
  }
}

export function isWhole(ending: Ending): boolean {
  return ending.type === 'done' && ending.stop_reason !== 'cancelled'
}

export function endingForLog(ending: Ending): Record<string, string> {
  return ending.type === 'done' ? { stop_reason: ending.stop_reason } : { code: ending.code }
}
