import type { FastifyReply, FastifyRequest } from 'fastify'
import { questionBody } from './api.ts'
import type { Caller } from './auth.ts'
import { clientGone } from './client-gone.ts'
import type { Conversations } from './conversations.ts'
import type { AgentEvent } from './events.ts'
import type { GatewaySession } from './gateway.ts'
import type { ModelFactory } from './model.ts'
import { parseBody } from './problem.ts'

export interface QuestionParts {
  caller: (request: FastifyRequest) => Promise<Caller>
  connect: (caller: Caller) => GatewaySession
  conversations: () => Promise<Conversations>
  model: () => Promise<ModelFactory>
}

/** Throws refusals until the question is stored; from then on its answer only yields. */
export type Ask = (
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<AsyncGenerator<AgentEvent>>

/** What `/stream` and `/chat` have in common. */
export function asker(parts: QuestionParts): Ask {
  return async (request, reply) => {
    const caller = await parts.caller(request)
    const question = parseBody(questionBody, request.body)
    const signal = clientGone(request, reply)
    const gateway = parts.connect(caller)
    const tools = question.use_tools === false ? Promise.resolve([]) : gateway.tools(signal)
    // Awaited in the turn, unless a refusal comes before it.
    tools.catch(() => undefined)
    try {
      const [{ runTurn }, conversations, modelFor] = await Promise.all([
        import('./turn.ts'),
        parts.conversations(),
        parts.model(),
      ])
      const { temperature, max_tokens: maxTokens } = question
      const model = modelFor({ temperature, maxTokens })
      const turn = await conversations.startTurn({
        owner: caller.owner,
        conversationId: question.conversation_id,
        requestId: question.request_id ?? request.id,
        clientId: question.client_id,
        message: question.message,
      })
      return runTurn(turn, {
        message: question.message,
        model,
        gateway,
        tools,
        conversations,
        log: request.log,
        signal,
      })
    } catch (error) {
      await gateway.close()
      throw error
    }
  }
}
