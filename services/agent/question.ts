import { createHash, randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type QuestionBody, questionBody, timeZoneHeader } from './api.ts'
import { type Caller, clockToleranceS } from './auth.ts'
import type { AgentConfig } from './config.ts'
import type { NewTurn } from './conversations/claim-turn.ts'
import type { AnsweredTurn, Conversations, Turn } from './conversations/conversations.ts'
import { type AgentEvent, noUsage } from './events.ts'
import type { Connect } from './gateway.ts'
import { clientGone, remainingMs } from './invocation.ts'
import type { ModelFactory } from './model.ts'
import type { Budgets } from './model-capacity.ts'
import type { ModelOptions } from './model-options.ts'
import { notJson, parseInput, Refusal } from './problem.ts'
import type { HeldTurn, Quota } from './quota/quota.ts'
import { QuotaSpent } from './quota/quota-spent.ts'
import { timeZoneOf } from './time-zone.ts'

export interface QuestionParts {
  config: AgentConfig
  /** As they are known by then. */
  budgets: () => Budgets
  now: () => Date
  caller: (request: FastifyRequest) => Promise<Caller>
  connect: Connect
  conversations: () => Promise<Conversations>
  /** Undefined where nothing is limited. */
  quota: () => Promise<Quota | undefined>
  model: () => Promise<ModelFactory>
}

/** Throws refusals until the question is stored; from then on its answer only yields. */
export type Ask = (
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<AsyncGenerator<AgentEvent>>

/** What `/stream` and `/chat` have in common. */
export function asker(parts: QuestionParts): Ask {
  const { config, now } = parts
  return async (request, reply) => {
    const askedAt = performance.now()
    // In a new process it takes longer to load than the token takes to be verified.
    const loading = Promise.all([
      import('./turn.ts'),
      parts.conversations(),
      parts.quota(),
      parts.model(),
    ])
    loading.catch(() => undefined)
    const caller = await parts.caller(request)
    const question = parseQuestion(request.body, config)
    const timeZone = timeZoneOf(request.headers[timeZoneHeader])
    const gone = clientGone(request, reply)
    const gateway = parts.connect(caller)
    const tools = question.use_tools === false ? Promise.resolve([]) : gateway.tools(gone)
    // Awaited in the turn, unless a refusal comes before it.
    tools.catch(() => undefined)
    try {
      const [{ runTurn, repeatAnswer }, conversations, quota, modelFor] = await loading
      const { message, temperature, max_tokens } = question
      const { answerTokens, resultBytes } = parts.budgets()
      const maxTokens = max_tokens ?? answerTokens
      const model = (over: ModelOptions) => modelFor({ temperature, maxTokens, ...over })
      const { invents = true } = modelFor
      const { owner } = caller
      const held = quota?.hold(owner)
      const turn = await startHeld(conversations, turnAsked(question, owner), held)
      if ('answered' in turn) {
        await gateway.close()
        return repeatAnswer(turn.answered)
      }
      const { conversationId: conversation_id, requestId: turn_request_id } = turn
      gateway.belongsTo({ requestId: request.id, conversationId: conversation_id, timeZone })
      const log = request.log.child({ conversation_id, turn: turn.turn, turn_request_id })
      return runTurn(turn, {
        message,
        owner,
        model,
        invents,
        resultBytes,
        gateway,
        tools,
        conversations,
        held: await held,
        config,
        log,
        now,
        askedAt,
        clientGone: gone,
        msToDeadline: untilDeadline(request),
        msToTokenExpiry: (caller.expiresAt + clockToleranceS) * 1000 - now().getTime(),
      })
    } catch (error) {
      if (error instanceof QuotaSpent) {
        const { logQuotaSpent } = await import('./turn-log.ts')
        logQuotaSpent(error, config, now(), request.log)
      }
      await gateway.close()
      throw error
    }
  }
}

/** What was held is given back where no turn begins. */
async function startHeld(
  conversations: Conversations,
  asked: NewTurn,
  held: Promise<HeldTurn> | undefined,
): Promise<Turn | { answered: AnsweredTurn }> {
  let begun = false
  try {
    const turn = await conversations.startTurn(asked, held)
    begun = !('answered' in turn)
    return turn
  } finally {
    if (!begun) await held?.then((turn) => turn.settle(noUsage, true)).catch(() => undefined)
  }
}

function parseQuestion(body: unknown, { limits }: AgentConfig): QuestionBody {
  if (body === undefined) throw new Refusal('invalid_request', notJson)
  const question = parseInput(questionBody, body)
  if (question.message.length > limits.messageCharacters) {
    const detail = `message: over the ${limits.messageCharacters} characters allowed here.`
    throw new Refusal('invalid_request', detail)
  }
  // Half of a surrogate pair is no text: neither tables nor models take it.
  return { ...question, message: question.message.toWellFormed() }
}

function turnAsked(question: QuestionBody, owner: string): NewTurn {
  const { message, temperature, max_tokens, use_tools } = question
  const hash = createHash('sha256')
  return {
    owner,
    // Not the id of the HTTP request: what comes before us may give several the same.
    requestId: question.request_id ?? randomUUID(),
    conversationId: question.conversation_id,
    clientId: question.client_id,
    message,
    // Without the conversation: a retry may have learned meanwhile which one it began.
    bodyHash: hash
      .update(JSON.stringify([message, temperature, max_tokens, use_tools]))
      .digest('hex'),
  }
}

/** Some seconds before Lambda's end, in which the turn is stored and its client told. */
const reserveMs = 8_000

function untilDeadline(request: FastifyRequest): number | undefined {
  const left = remainingMs(request)
  return left === undefined ? undefined : Math.max(left - reserveMs, 0)
}
