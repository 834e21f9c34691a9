import { type AgentResult, MaxTokensError, ModelError } from '@strands-agents/sdk'
import type { FastifyBaseLogger } from 'fastify'
import type { AgentEventOf, StopReason } from './events.ts'
import { isToolCall } from './leaked-call.ts'
import { failureNames, modelFailure } from './model-failure.ts'
import { stoppedByProvider } from './orderly-model.ts'
import { isTableThrottled, tooMuch } from './problem.ts'
import { refusalOf } from './refusals/refusal-of.ts'
import { stoppedMessage } from './refusals/sentences.ts'
import { TurnCut } from './turn-guard.ts'

export type Ending = AgentEventOf<'done'> | AgentEventOf<'error'>

/** What failed beside the model and the tools: only the log's readers look into it. */
export function failureEnding(error: unknown): AgentEventOf<'error'> {
  if (!isTableThrottled(error)) return internalError
  const { message, retryAfterS: retry_after_s } = tooMuch
  return { type: 'error', code: 'throttled', message, retryable: true, retry_after_s }
}

const internalError: AgentEventOf<'error'> = {
  type: 'error',
  code: 'internal',
  message: 'The agent failed to finish or to store this answer. Please try again.',
  retryable: true,
}

interface EndedLoop {
  result: AgentResult | undefined
  failure: unknown
  /** Of the turn: a reason of its own says why it was cut. */
  signal: AbortSignal
  limit: 'tool_limit' | 'token_limit' | undefined
  /** Of the conversation, before this turn. */
  hasHistory: boolean
  /** Of the tools that the model could call. */
  toolNames: readonly string[]
}

/** How a turn ended: as its result says, as what cut it, or as what the model threw. */
export function endingOf(ended: EndedLoop, log: Log): Ending {
  const { result, failure, signal, limit, hasHistory } = ended
  if (failure instanceof MaxTokensError) return { type: 'done', stop_reason: 'max_tokens' }
  if (result !== undefined && result.stopReason !== 'cancelled') {
    return (
      noAnswer(result, ended) ?? {
        type: 'done',
        stop_reason: limit ?? stopReason(result.stopReason),
      }
    )
  }
  if (signal.aborted) return cutEnding(signal.reason)
  if (!(failure instanceof ModelError)) {
    log.error({ err: failure }, 'agent loop failed')
    return internalError
  }
  const ending = modelFailure(failure, { hasHistory })
  const { means } = refusalOf(failure)
  log.warn({ code: ending.code, means, causes: failureNames(failure) }, 'model failed')
  return ending
}

type Log = Pick<FastifyBaseLogger, 'error' | 'warn'>

function cutEnding(reason: unknown): Ending {
  return reason instanceof TurnCut ? reason.ending : { type: 'done', stop_reason: 'cancelled' }
}

/** What is no answer, though the model's turn ended in order; undefined for one that is. */
function noAnswer({ stopReason, lastMessage }: AgentResult, { toolNames }: EndedLoop) {
  if (stoppedByProvider.has(stopReason)) return endings.stopped
  const said = lastMessage.content.map((block) => (block.type === 'textBlock' ? block.text : ''))
  const text = said.join('').trim()
  if (text === '') return endings.silent
  return isToolCall(text, toolNames) ? endings.leaked : undefined
}

const endings = {
  stopped: {
    type: 'error',
    code: 'answer_stopped',
    message: stoppedMessage,
    retryable: false,
  },
  silent: {
    type: 'error',
    code: 'model_unavailable',
    message: 'The model ended its answer without a word: ask again, or in other words.',
    retryable: false,
  },
  leaked: {
    type: 'error',
    code: 'model_unavailable',
    message:
      'This model server writes tool calls into the answer, and makes none: start it so that it reads them (llama.cpp: --jinja; vLLM: --enable-auto-tool-choice and --tool-call-parser), or take a model that can call tools.',
    retryable: false,
  },
} as const satisfies Record<string, AgentEventOf<'error'>>

/** Whatever else makes a model stop (a stop sequence, say) ends its answer. */
function stopReason(reason: string): StopReason {
  return reason === 'modelContextWindowExceeded' ? 'token_limit' : 'end_turn'
}

/** Why a whole answer ended; undefined for one that was cut off. */
export function stopReasonOf(ending: Ending): StopReason | undefined {
  return ending.type === 'done' && ending.stop_reason !== 'cancelled'
    ? ending.stop_reason
    : undefined
}
