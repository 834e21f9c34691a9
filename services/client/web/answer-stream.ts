import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { QuestionBody } from '../../agent/api.ts'
import type { AgentEvent } from '../../agent/events.ts'
import { followUps } from '../chat/follow-ups.ts'
import type { ToolCall } from '../render/tool-data.ts'
import type { Session } from '../session.ts'
import { callView } from './call-view.ts'
import type { PageEvent } from './page-event.ts'
import { problemOf, type Reply } from './reply.ts'
import { strippedDeep } from './stripped-deep.ts'

/**
 * The events of an answer as they arrive, each at once, by the client that terminals use: it renews
 * the token, asks again, and picks up what broke off. Leaving the stream cancels the answer.
 */
export async function answerStream(
  { agent, clientId }: Session,
  question: QuestionBody,
  { response, signal }: Reply,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(': ok\n\n')
  try {
    const events = agent.ask({ ...question, client_id: clientId }, signal)
    for await (const event of withViews(events, question.message)) {
      await write(response, event, signal)
    }
  } catch (error) {
    if (signal.aborted) return
    const { code, detail, passing, retryAfterS } = problemOf(error)
    const wait = retryAfterS === undefined ? {} : { retry_after_s: retryAfterS }
    const failed = { type: 'error', code, message: detail, retryable: passing, ...wait } as const
    await write(response, failed, signal)
  }
  response.end()
}

async function* withViews(
  events: AsyncIterable<AgentEvent>,
  question: string,
): AsyncGenerator<PageEvent> {
  const calls = new Map<string, ToolCall>()
  const results: unknown[] = []
  let answer = ''
  for await (const event of events) {
    if (event.type === 'tool_call') calls.set(event.id, event)
    if (event.type === 'text') answer += event.text
    if (event.type === 'done') {
      yield { type: 'follow_ups', questions: followUps(results, answer, [question]) }
    }
    yield strippedDeep(event)
    if (event.type !== 'tool_result') continue
    results.push(event.result)
    const call = calls.get(event.id)
    if (call !== undefined) yield { type: 'view', id: event.id, ...callView(call, event) }
  }
}

async function write(
  response: ServerResponse,
  { type, ...data }: PageEvent,
  signal: AbortSignal,
): Promise<void> {
  const isTaken = response.write(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`)
  if (!isTaken) await once(response, 'drain', { signal })
}
