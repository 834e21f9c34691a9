import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import type {
  ConversationList,
  ConversationPage,
  ConversationSummary,
  Health,
  QuestionBody,
  ToolList,
  Whoami,
} from '../agent/api.ts'
import { type AgentEvent, noticeOf } from '../agent/events.ts'
import {
  anyConversation,
  anyConversationList,
  anyConversationPage,
  anyDeleted,
  anyHealth,
  anyToolList,
  anyWhoami,
} from './agent-client/any-answer.ts'
import { askWithRetries } from './agent-client/ask.ts'
import { type CallOptions, caller, type Request } from './agent-client/call.ts'
import { Retries, type RetryLimits } from './agent-client/retries.ts'
import type { Answer } from './agent-client/send.ts'
import { difference, misfit } from './agent-client/versions.ts'
import { ClientError } from './errors.ts'
import { parseJson } from './parse-json.ts'

export interface AgentClient {
  /**
   * Events as they arrive; ends after `done` or `error`. An answer that breaks off is picked up, and
   * a `notice` says so: `retrying`, or `answer_restarted` where the text begins anew. Throws a
   * `ClientError` when there is no answer.
   */
  ask(question: QuestionBody, signal: AbortSignal): AsyncGenerator<AgentEvent>
}

/** The agent's other calls; each throws a `ClientError` for a refusal. */
export interface AgentApi {
  health(signal: AbortSignal): Promise<Health>
  tools(signal: AbortSignal): Promise<ToolList>
  /** What is limited, and how much of it is spent; asked once, as nothing hangs on it. */
  whoami(signal: AbortSignal): Promise<Whoami>
  /** The caller's own, newest first. */
  listConversations(page: Page, signal: AbortSignal): Promise<ConversationList>
  /** Newest turns, their messages oldest first. */
  readConversation(id: string, page: MessagesPage, signal: AbortSignal): Promise<ConversationPage>
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

export interface MessagesPage extends Page {
  /** With the tool calls behind each answer; an older agent refuses to be asked so. */
  calls?: boolean
}

export interface AgentClientOptions extends CallOptions {
  retries?: Partial<RetryLimits>
  /** From 0 to 1: spreads out what several clients try again. */
  random?: () => number
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>
}

/** The agent behind a Function URL. Every call is safe to repeat, and is, where that may help. */
export function agentClient(options: AgentClientOptions): AgentClient & AgentApi {
  const call = caller(options)
  const newRetries = () => new Retries(options.retries, options.random)
  const pause = options.sleep ?? wait
  let isGreeted = false
  /** Once, in whichever answer comes first. */
  function* greet({ headers }: Answer): Generator<AgentEvent> {
    const message = isGreeted ? undefined : misfit(headers)
    isGreeted = true
    if (message !== undefined) yield noticeOf('versions_differ', message)
  }

  /** The answer as `schema` has it; what a newer agent adds to it is passed over. */
  async function get<T>(
    request: Request,
    schema: z.ZodType<T>,
    signal: AbortSignal,
    retries = newRetries(),
  ): Promise<T> {
    for (;;) {
      try {
        const answer = await call(request, signal)
        const parsed = schema.safeParse(parseJson(await answer.text()))
        if (parsed.success) return parsed.data
        throw unexpected(request.path, answer)
      } catch (error) {
        const waitMs = retries.waitAfter(error)
        if (waitMs === undefined) throw error
        await pause(waitMs, signal)
      }
    }
  }

  return {
    ask(question, signal) {
      const body = { ...question, request_id: question.request_id ?? randomUUID() }
      const retries = newRetries()
      return askWithRetries(body, { call, retries, pause, signal, greet })
    },
    health: (signal) => get({ method: 'GET', path: '/health', token: false }, anyHealth, signal),
    tools: (signal) =>
      get({ method: 'POST', path: '/api/tools/fetch', body: {} }, anyToolList, signal),
    whoami(signal) {
      const once = new Retries({ attempts: 1 })
      return get({ method: 'GET', path: '/api/whoami' }, anyWhoami, signal, once)
    },
    listConversations: (page, signal) =>
      get({ method: 'GET', path: paged(conversations, page) }, anyConversationList, signal),
    readConversation: (id, page, signal) =>
      get({ method: 'GET', path: paged(pathOf(id), page) }, anyConversationPage, signal),
    renameConversation: (id, title, signal) =>
      get({ method: 'PATCH', path: pathOf(id), body: { title } }, anyConversation, signal),
    clearConversation: (id, signal) =>
      get({ method: 'POST', path: `${pathOf(id)}/clear`, body: {} }, anyConversation, signal),
    async deleteConversation(id, signal) {
      const retries = newRetries()
      const request: Request = { method: 'DELETE', path: pathOf(id) }
      await get(request, nothing, signal, retries).catch((error: unknown) => {
        const isGone = error instanceof ClientError && error.code === 'conversation_not_found'
        if (!isGone || !retries.again) throw error
      })
    },
    async deleteConversations(signal) {
      const request: Request = { method: 'DELETE', path: conversations }
      return (await get(request, anyDeleted, signal)).deleted
    },
  }
}

const conversations = '/api/conversations'
const pathOf = (id: string) => `${conversations}/${encodeURIComponent(id)}`

function paged(path: string, { limit, cursor, calls = false }: MessagesPage): string {
  const query = new URLSearchParams({
    ...(limit !== undefined && { limit: String(limit) }),
    ...(cursor !== undefined && { cursor }),
    ...(calls && { calls: 'true' }),
  })
  return query.size === 0 ? path : `${path}?${query}`
}

/** The body of a 204. */
const nothing = z.undefined()

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => signal.throwIfAborted())
}

function unexpected(path: string, { headers }: Answer): ClientError {
  const why = difference(headers) ?? 'Is the address another service?'
  const message = `The agent answered ${path} with something else than expected. ${why}`
  return new ClientError('bad_answer', message)
}
