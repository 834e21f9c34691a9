import type { FastifyInstance } from 'fastify'
import { type ChatAnswer, type ProblemCode, problem } from '../api.ts'
import { type AgentEvent, noUsage } from '../events.ts'
import { Refusal } from '../problem.ts'
import type { Ask } from '../question.ts'

export function chatRoute(app: FastifyInstance, ask: Ask): void {
  app.post('/chat', async (request, reply) => collect(await ask(request, reply)))
}

/** The events of a turn as one answer; its `error` as a refusal. */
async function collect(events: AsyncIterable<AgentEvent>): Promise<ChatAnswer> {
  const answer: ChatAnswer = {
    conversation_id: '',
    request_id: '',
    message: '',
    tool_calls: [],
    usage: noUsage,
    stop_reason: 'end_turn',
    notices: [],
  }
  for await (const event of events) add(answer, event)
  return answer
}

function add(answer: ChatAnswer, event: AgentEvent): void {
  switch (event.type) {
    case 'start':
      answer.conversation_id = event.conversation_id
      answer.request_id = event.request_id
      return
    case 'text':
      answer.message += event.text
      return
    case 'tool_call': {
      const { type: _, ...call } = event
      answer.tool_calls.push(call)
      return
    }
    case 'tool_result': {
      const { type: _, id, tool: __, ...result } = event
      const call = answer.tool_calls.find((call) => call.id === id)
      if (call !== undefined) Object.assign(call, result)
      return
    }
    case 'notice':
      answer.notices.push({ code: event.code, message: event.message })
      return
    case 'usage': {
      const { type: _, ...usage } = event
      answer.usage = usage
      return
    }
    case 'error':
      throw new Refusal(problemCode(event.code), event.message, {
        retryAfterS: event.retry_after_s,
      })
    case 'evidence': {
      const { type: _, ...evidence } = event
      answer.evidence = evidence
      return
    }
    case 'reasoning':
    case 'tool_progress':
      return
    case 'done':
      answer.stop_reason = event.stop_reason
  }
}

function problemCode(code: string): ProblemCode {
  return problem.shape.code.catch('internal').parse(code)
}
