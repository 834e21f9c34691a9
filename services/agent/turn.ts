import { setImmediate } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import { answer } from './answer.ts'
import { availableTools } from './available-tools.ts'
import type { AgentConfig } from './config.ts'
import type { AnsweredTurn, Conversations, Turn } from './conversations/conversations.ts'
import type { StoredMessage } from './conversations/messages.ts'
import { type AgentEvent, noticeOf, type Price } from './events.ts'
import type { GatewaySession } from './gateway.ts'
import { sizeOf } from './json.ts'
import type { ListedTool } from './listed-tool.ts'
import type { ModelFactory } from './model.ts'
import { turnPrice } from './prices/turn-price.ts'
import type { HeldTurn } from './quota/quota.ts'
import { type Ending, failureEnding, stopReasonOf } from './turn-ending.ts'
import { TurnEvents } from './turn-events.ts'
import type { Answered } from './turn-evidence.ts'
import { guardTurn, TurnCut, type TurnGuard } from './turn-guard.ts'
import { logTurn } from './turn-log.ts'
import { unreadNotice } from './unread-answer.ts'

export interface TurnParts {
  message: string
  owner: string
  /** With the options of the question, and what differs from them. */
  model: ModelFactory
  /** Whether the model may say what it has not read. */
  invents: boolean
  /** What the model reads of one tool's result. */
  resultBytes: number
  gateway: GatewaySession
  /** Asked for beforehand, so that the gateway and the table answer side by side. */
  tools: Promise<readonly ListedTool[]>
  conversations: Conversations
  /** What it holds of limits, where there are any. */
  held: HeldTurn | undefined
  config: AgentConfig
  log: FastifyBaseLogger
  now: () => Date
  /** When the request came, as `performance.now()` has it. */
  askedAt: number
  /** Aborted when nobody waits for the answer any more. */
  clientGone: AbortSignal
  msToDeadline: number | undefined
  msToTokenExpiry: number
}

/** A stored question's answer, event by event: ends with one `done` or `error`, and never throws. */
export async function* runTurn(turn: Turn, parts: TurnParts): AsyncGenerator<AgentEvent> {
  const { conversations, config, log } = parts
  const events = new TurnEvents()
  using guard = guardTurn({
    clientGone: parts.clientGone,
    msToDeadline: parts.msToDeadline,
    msToTokenExpiry: parts.msToTokenExpiry,
    modelStallMs: config.limits.modelStallMs,
    renewLease: () => conversations.renewLease(turn),
  })
  yield startOf(turn)
  let ending: Ending
  try {
    if (turn.summary !== undefined) yield olderTurnsLeftOut
    ending = yield* answerAndStore(turn, parts, { events, guard })
  } catch (error) {
    log.error({ err: error }, 'turn failed')
    ending = failureEnding(error)
  } finally {
    await parts.gateway.close()
  }
  const durationMs = Math.round(performance.now() - parts.askedAt)
  const firstTextMs = events.firstTextAt && Math.round(events.firstTextAt - parts.askedAt)
  const { usage } = events
  usage.price ??= priceOf(turn, parts, events)
  const shares = await parts.held?.settle(usage, events.isTold)
  const ended = { measured: config, now: parts.now(), durationMs, firstTextMs, usage, ending }
  logTurn({ ...ended, shares }, log)
  yield { type: 'usage', ...usage }
  yield ending
}

/** What the same request was told before, without a model's help. */
export async function* repeatAnswer(answered: AnsweredTurn): AsyncGenerator<AgentEvent> {
  yield startOf(answered)
  if (answered.text !== '') yield { type: 'text', text: answered.text }
  if (answered.evidence !== undefined) yield { type: 'evidence', ...answered.evidence }
  if (answered.usage !== undefined) yield { type: 'usage', ...answered.usage }
  yield { type: 'done', stop_reason: answered.stopReason }
}

type Started = Pick<Turn, 'conversationId' | 'chosenId' | 'requestId' | 'turn'>

function startOf({ conversationId, chosenId, requestId, turn }: Started): AgentEvent {
  const conversation_id = chosenId ?? conversationId
  return { type: 'start', conversation_id, request_id: requestId, turn }
}

const olderTurnsLeftOut = noticeOf(
  'older_turns_left_out',
  'This conversation is long: of its oldest turns only a summary is read, which names what was asked and found.',
)

/** By then: storing it takes some milliseconds more. */
function priceOf(
  { history }: Turn,
  { config, askedAt }: TurnParts,
  { usage, toolMs }: TurnEvents,
  messages: readonly StoredMessage[] = [],
): Price {
  return turnPrice({
    config,
    usage,
    durationMs: performance.now() - askedAt,
    toolMs,
    storedBytes: sizeOf(messages),
    readBytes: sizeOf(history),
  })
}

interface Running {
  events: TurnEvents
  guard: TurnGuard
}

async function* answerAndStore(
  turn: Turn,
  parts: TurnParts,
  running: Running,
): AsyncGenerator<AgentEvent, Ending> {
  const tools = yield* availableTools(parts, running.guard.signal)
  const { messages, ending } = yield* answer(turn, {
    message: parts.message,
    owner: parts.owner,
    measured: parts.config,
    model: parts.model,
    resultBytes: parts.resultBytes,
    gateway: parts.gateway,
    limits: parts.config.limits,
    held: parts.held,
    log: parts.log,
    listed: tools,
    ...running,
  })
  const { events } = running
  const toolNames = tools.map(({ name }) => name)
  const isUnread = parts.invents && ending.type === 'done' && events.usage.tool_calls === 0
  const { message: question } = parts
  const { history, summary } = turn
  const hasRead = summary?.turns.some(({ read }) => read) === true
  const unread = { question, messages, history, hasRead, toolNames }
  const notice = isUnread && unreadNotice(unread)
  if (notice) yield notice
  const evidence =
    ending.type === 'done' && (events.read.length > 0 || hasReadBefore(turn))
      ? await evidenceIn(turn, { question, messages, read: events.read }, parts)
      : undefined
  if (evidence) yield evidence
  events.usage.price = priceOf(turn, parts, events, messages)
  // Beside what is stored; awaited with it, or after it.
  void parts.held?.settle(events.usage, events.isTold)
  const stored = await parts.conversations.finishTurn(turn, {
    messages,
    usage: events.usage,
    evidence,
    callTimes: events.callTimes(parts.askedAt),
    callsSent: events.sent,
    stopReason: stopReasonOf(ending),
    leftOut: ending.type === 'error' && ending.code === 'answer_stopped',
    tools: toolNames,
  })
  return stored ? ending : new TurnCut('conversation_busy').ending
}

/** Loaded where there is anything to hold an answer against: the first answer of most processes has nothing. */
async function evidenceIn(
  turn: Turn,
  answered: Pick<Answered, 'question' | 'messages' | 'read'>,
  { now, log }: TurnParts,
) {
  const { turnEvidence } = await import('./turn-evidence.ts')
  // It holds the processor for a while: what was said is on its way first.
  for (let rounds = 0; rounds < 4; rounds += 1) await setImmediate()
  return turnEvidence({ turn, ...answered, now: now(), log })
}

const hasReadBefore = ({ said, history }: Turn): boolean =>
  said.length > 0 || history.some(({ content }) => content.some((block) => 'toolResult' in block))
