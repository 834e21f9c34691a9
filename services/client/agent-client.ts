import { EventSourceParserStream } from 'eventsource-parser/stream'
import type {
  ConversationList,
  ConversationPage,
  ConversationSummary,
  Health,
  QuestionBody,
  ToolList,
} from '../agent/api.ts'
import { type AgentEvent, agentEvent } from '../agent/events.ts'
import { ClientError, refusal } from './errors.ts'
import { parseJson } from './parse-json.ts'
import { type Credentials, signRequest } from './sign-request.ts'

export interface AgentClient {
  /** Events as they arrive; ends after `done` or `error`. Throws `ClientError` when there is no answer. */
  ask(question: QuestionBody, signal: AbortSignal): AsyncGenerator<AgentEvent>
}

/** The agent's other calls; each throws a `ClientError` for a refusal. */
export interface AgentApi {
  health(signal: AbortSignal): Promise<Health>
  tools(signal: AbortSignal): Promise<ToolList>
  /** The caller's own, newest first. */
  listConversations(page: Page, signal: AbortSignal): Promise<ConversationList>
  /** Newest turns, their messages oldest first. */
  readConversation(id: string, page: Page, signal: AbortSignal): Promise<ConversationPage>
  renameConversation(id: string, title: string, signal: AbortSignal): Promise<ConversationSummary>
  clearConversation(id: string, signal: AbortSignal): Promise<ConversationSummary>
  deleteConversation(id: string, signal: AbortSignal): Promise<void>
  /** How many there were. */
  deleteConversations(signal: AbortSignal): Promise<number>
}

export interface Page {
  limit?: number
  cursor?: string
}

export interface AgentClientOptions {
  functionUrl: string
  region: string
  credentials: () => Promise<Credentials>
  /** The Okta access token of the person asking, fetched for each question. */
  token: () => Promise<string>
}

export function agentClient(options: AgentClientOptions): AgentClient {
  return {
    async *ask(question, signal) {
      const response = await post(options, '/stream', question, signal)
      if (response.body === null) throw new ClientError('no_answer', 'The agent sent no answer.')
      yield* untilEnd(readEvents(response.body))
    },
  }
}

async function post(
  options: AgentClientOptions,
  path: string,
  body: unknown,
  signal: AbortSignal,
): Promise<Response> {
  const url = new URL(path, options.functionUrl)
  const [token, credentials] = await Promise.all([options.token(), options.credentials()])
  const signed = await signRequest({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-okta-token': token },
    body: JSON.stringify(body),
    region: options.region,
    credentials,
  })
  const response = await fetch(url, { ...signed, signal }).catch((cause: unknown) => {
    if (signal.aborted) throw signal.reason
    throw new ClientError('unreachable', `Cannot reach the agent at ${url.origin}.`, { cause })
  })
  if (!response.ok) throw refusal(response.status, await response.text())
  return response
}

/** Events that this version does not know are passed over: a newer agent may send more. */
async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<AgentEvent> {
  const messages = body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
  for await (const { event, data } of messages) {
    const parsed = agentEvent.safeParse({ ...jsonObject(data), type: event })
    if (parsed.success) yield parsed.data
  }
}

async function* untilEnd(events: AsyncGenerator<AgentEvent>): AsyncGenerator<AgentEvent> {
  for await (const event of events) {
    yield event
    if (event.type === 'done' || event.type === 'error') return
  }
  throw new ClientError(
    'cut_off',
    'The connection ended before the answer did. What was said so far is kept by the agent.',
  )
}

function jsonObject(text: string): object {
  const value = parseJson(text)
  return typeof value === 'object' && value !== null ? value : {}
}
