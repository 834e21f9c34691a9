import {
  AfterToolsEvent,
  Agent,
  type AgentResult,
  type AgentStreamEvent,
  configureLogging,
  NullConversationManager,
} from '@strands-agents/sdk'
import type { FastifyBaseLogger } from 'fastify'
import { CallableTool } from './callable-tool.ts'
import type { AgentConfig } from './config.ts'
import type { Turn } from './conversations/conversations.ts'
import { type StoredMessage, storable } from './conversations/messages.ts'
import { summaryMessages } from './conversations/summary/summary-messages.ts'
import type { AgentEvent } from './events.ts'
import type { GatewaySession } from './gateway.ts'
import type { ListedTool } from './listed-tool.ts'
import type { ModelFactory } from './model.ts'
import { OrderlyModel } from './orderly-model.ts'
import { PatientModel } from './patient-model.ts'
import type { HeldTurn } from './quota/quota.ts'
import { systemPrompt } from './system-prompt.ts'
import { TurnBudget } from './turn-budget.ts'
import { type Ending, endingOf } from './turn-ending.ts'
import type { TurnEvents } from './turn-events.ts'
import { type TurnGuard, untilAborted } from './turn-guard.ts'
import { TurnLimits } from './turn-limits.ts'
import { auditToolCall, type Measured } from './turn-log.ts'

// Strands writes its warnings, with pieces of what models and tools said, to the console.
configureLogging({ debug() {}, info() {}, warn() {}, error() {} })

interface AnswerParts {
  message: string
  owner: string
  measured: Measured
  model: ModelFactory
  resultBytes: number
  gateway: GatewaySession
  limits: AgentConfig['limits']
  held: HeldTurn | undefined
  log: FastifyBaseLogger
  listed: readonly ListedTool[]
  events: TurnEvents
  guard: TurnGuard
}

/** Runs the agent's loop of model and tools; what it throws becomes the ending. */
export async function* answer(
  turn: Turn,
  parts: AnswerParts,
): AsyncGenerator<AgentEvent, { messages: StoredMessage[]; ending: Ending }> {
  const { events, guard, owner, measured, log } = parts
  const toolNames = parts.listed.map(({ name }) => name)
  const limits = new TurnLimits(parts.limits)
  const before = [...summaryMessages(turn.summary), ...turn.history]
  const agent = agentOf(before, parts, limits)
  let result: AgentResult | undefined
  let failure: unknown
  try {
    const stream = agent.stream(parts.message, { cancelSignal: guard.signal })
    for await (const event of untilAborted(stream, guard.signal)) {
      guard.watch(event)
      if (isToolUse(event)) parts.gateway.prepare()
      if (event.type === 'agentResultEvent') result = event.result
      for (const told of events.of(event)) {
        if (told.type === 'tool_result') auditToolCall(told, { owner, measured, toolNames, log })
        yield told
      }
    }
  } catch (error) {
    failure = error
  }
  const { signal } = guard
  const hasHistory = before.length > 0
  const ended = { result, failure, signal, limit: limits.reached, toolNames, hasHistory }
  const ending = endingOf(ended, log)
  return { messages: saidIn(agent, { from: before.length, result, events }), ending }
}

/** The model names a tool: while it says what to call it with, the gateway can be reached. */
function isToolUse(event: AgentStreamEvent): boolean {
  if (event.type !== 'modelStreamUpdateEvent') return false
  const { event: part } = event
  return part.type === 'modelContentBlockStartEvent' && part.start?.type === 'toolUseStart'
}

function agentOf(before: StoredMessage[], parts: AnswerParts, limits: TurnLimits): Agent {
  const { events, gateway, resultBytes } = parts
  const { onLoading } = events
  const model = new OrderlyModel(new PatientModel({ make: parts.model, onLoading }))
  const { malformed } = model
  const budget = new TurnBudget(parts.limits.turnUsd)
  const call = { gateway, onOutcome: events.onOutcome, limits, budget, malformed, resultBytes }
  const agent = new Agent({
    model,
    systemPrompt,
    messages: before,
    tools: parts.listed.map((tool) => new CallableTool(tool, call)),
    toolExecutor: 'concurrent',
    conversationManager: new NullConversationManager(),
    // The providers' clients retry before a stream begins; after that, a retry would say it twice.
    retryStrategy: null,
    printer: false,
  })
  agent.addHook(AfterToolsEvent, async (event) => {
    event.endTurn = limits.closingWords(events.usage)
    if (event.endTurn !== false || parts.held === undefined) return
    event.endTurn = await parts.held.closingWords(events.usage)
    if (event.endTurn !== false) limits.reached = 'token_limit'
  })
  return agent
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
