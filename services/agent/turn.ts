import {
  Agent,
  type AgentResult,
  configureLogging,
  type Model,
  NullConversationManager,
} from '@strands-agents/sdk'
import type { FastifyBaseLogger } from 'fastify'
import { type StoredMessage, storable } from './conversation-items.ts'
import type { Conversations, Turn } from './conversations.ts'
import type { AgentEvent, AgentEventOf } from './events.ts'
import { type GatewaySession, type GatewayTool, isTokenRefused } from './gateway.ts'
import { GatewayTool as AgentTool } from './gateway-tool.ts'
import { systemPrompt } from './system-prompt.ts'
import { type Ending, endingForLog, endingOf, internalError, isWhole } from './turn-ending.ts'
import { TurnEvents } from './turn-events.ts'

// Strands writes its warnings, with pieces of what models and tools said, to the console.
configureLogging({ debug() {}, info() {}, warn() {}, error() {} })

export interface TurnParts {
  message: string
  model: Model
  gateway: GatewaySession
  /** Asked for beforehand, so that the gateway and the table answer side by side. */
  tools: Promise<readonly GatewayTool[]>
  conversations: Conversations
  log: FastifyBaseLogger
  /** Aborted when nobody waits for the answer any more. */
  signal: AbortSignal
}

/** A stored question's answer, event by event: ends with one `done` or `error`, and never throws. */
export async function* runTurn(turn: Turn, parts: TurnParts): AsyncGenerator<AgentEvent> {
  const { conversationId: conversation_id, requestId: request_id } = turn
  yield { type: 'start', conversation_id, request_id, turn: turn.turn }
  try {
    if (turn.historyCut) yield olderTurnsLeftOut
    const { events, messages, ending } = yield* answer(turn, parts)
    await parts.conversations.finishTurn(turn, {
      status: isWhole(ending) ? 'complete' : 'interrupted',
      messages,
      usage: events.usage,
    })
    parts.log.info({ conversation_id, ...events.usage, ...endingForLog(ending) }, 'turn ended')
    yield { type: 'usage', ...events.usage }
    yield ending
  } catch (error) {
    parts.log.error({ conversation_id, err: error }, 'turn failed')
    yield internalError
  } finally {
    await parts.gateway.close()
  }
}

/** More rounds than any question should take: a loop of tool calls ends here. */
const maxModelCalls = 12

const olderTurnsLeftOut: AgentEvent = {
  type: 'notice',
  code: 'older_turns_left_out',
  message: 'This conversation is long: its oldest turns are no longer read.',
}

interface Answer {
  events: TurnEvents
  messages: StoredMessage[]
  ending: Ending
}

async function* answer(turn: Turn, parts: TurnParts): AsyncGenerator<AgentEvent, Answer> {
  const events = new TurnEvents()
  const tools = yield* availableTools(parts)
  const agent = new Agent({
    model: parts.model,
    systemPrompt,
    messages: turn.history,
    tools: tools.map((tool) => new AgentTool(tool, parts.gateway, events.onOutcome)),
    toolExecutor: 'concurrent',
    conversationManager: new NullConversationManager(),
    // The providers' clients retry before a stream begins; after that, a retry would say it twice.
    retryStrategy: null,
    printer: false,
  })
  let result: AgentResult | undefined
  let failure: unknown
  try {
    const limits = { turns: maxModelCalls }
    const options = { cancelSignal: parts.signal, limits }
    for await (const event of agent.stream(parts.message, options)) {
      if (event.type === 'agentResultEvent') result = event.result
      for (const told of events.of(event)) {
        if (told.type === 'tool_result') logTool(told, parts.log)
        yield told
      }
    }
  } catch (error) {
    failure = error
  }
  const messages = saidIn(agent, { from: turn.history.length, result, events })
  return { events, messages, ending: endingOf(result, failure, parts.log) }
}

async function* availableTools({
  tools,
  log,
}: TurnParts): AsyncGenerator<AgentEvent, readonly GatewayTool[]> {
  try {
    return await tools
  } catch (error) {
    log.warn({ err: error }, 'tools unavailable')
    const message = isTokenRefused(error)
      ? 'The tool gateway refused your token: this answer is made without looking at AWS.'
      : 'The tool gateway cannot be reached: this answer is made without looking at AWS.'
    yield { type: 'notice', code: 'tools_unavailable', message }
    return []
  }
}

function logTool(result: AgentEventOf<'tool_result'>, log: FastifyBaseLogger): void {
  const { tool, status, duration_ms: durationMs } = result
  log.info({ tool, status, durationMs }, 'tool answered')
}

interface Said {
  from: number
  result: AgentResult | undefined
  events: TurnEvents
}

/** This turn's messages, with the beginning of one that was cut off. */
function saidIn(agent: Agent, { from, result, events }: Said): StoredMessage[] {
  const whole = agent.messages.slice(from)
  // A cancelled loop closes with words of its own, which nobody said.
  if (result?.stopReason === 'cancelled' && whole.at(-1) === result.lastMessage) whole.pop()
  const messages = storable(whole.map((message) => message.toJSON()))
  if (events.unfinished === '') return messages
  return [...messages, { role: 'assistant', content: [{ text: events.unfinished }] }]
}
