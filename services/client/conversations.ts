import type { ConversationPage, ConversationSummary } from '../agent/api.ts'
import type { AgentApi, MessagesPage, Page } from './agent-client.ts'
import { ClientError } from './errors.ts'

type Named = Pick<ConversationSummary, 'conversation_id' | 'title'>

/** All of the caller's, newest first, fetched as they are read. */
export async function* allConversations(
  agent: AgentApi,
  signal: AbortSignal,
): AsyncGenerator<ConversationSummary> {
  let page: Page | undefined = { limit: pageSize }
  while (page !== undefined) {
    const { conversations, next_cursor } = await agent.listConversations(page, signal)
    yield* conversations
    page = next_cursor === undefined ? undefined : { limit: pageSize, cursor: next_cursor }
  }
}

/** A conversation with all of its messages, oldest first. */
export async function wholeConversation(
  agent: AgentApi,
  id: string,
  signal: AbortSignal,
  asked: Pick<MessagesPage, 'calls'> & { limit?: number } = {},
): Promise<ConversationPage> {
  const page = { limit: pageSize, ...asked }
  let { next_cursor: cursor, ...whole } = await agent.readConversation(id, page, signal)
  while (cursor !== undefined) {
    const older = await agent.readConversation(id, { ...page, cursor }, signal)
    whole = { ...whole, messages: [...older.messages, ...whole.messages] }
    cursor = older.next_cursor
  }
  return whole
}

/** With the tool calls behind its answers; an agent of an earlier version does not tell them. */
export async function wholeWithCalls(
  agent: AgentApi,
  id: string,
  signal: AbortSignal,
): Promise<ConversationPage> {
  try {
    return await wholeConversation(agent, id, signal, { calls: true, limit: pageWithCalls })
  } catch (error) {
    if (!(error instanceof ClientError) || error.code !== 'invalid_request') throw error
    return wholeConversation(agent, id, signal)
  }
}

/** Which one is meant by options: one that is named, the newest, or (undefined) a new one. */
export async function conversationToGoOnWith(
  agent: AgentApi,
  { conversation, continue: newest = false }: { conversation?: string; continue?: boolean },
  signal: AbortSignal,
): Promise<Named | undefined> {
  if (conversation !== undefined && newest) {
    throw new ClientError('wrong_usage', 'Name a --conversation or say --continue, not both.')
  }
  if (conversation !== undefined) return findConversation(agent, conversation, signal)
  if (!newest) return undefined
  for await (const one of allConversations(agent, signal)) return one
  throw new ClientError('conversation_not_found', 'There is no conversation yet to go on with.')
}

/**
 * The one whose id or title begins so (of an id, `c_` may be left out); throws a ClientError where
 * that is none, or more than one.
 */
export async function findConversation(
  agent: AgentApi,
  beginning: string,
  signal: AbortSignal,
): Promise<Named> {
  // All begin so: `delete "$ID" --yes`, with nothing in ID, would delete the only one.
  if (beginning.trim() === '') throw new ClientError('wrong_usage', 'Name a conversation.')
  if (wholeId.test(beginning)) return agent.readConversation(beginning, { limit: 1 }, signal)
  const found: Named[] = []
  for await (const conversation of allConversations(agent, signal)) {
    if (begins(conversation, beginning)) found.push(conversation)
  }
  const [only, ...others] = found
  if (only !== undefined && others.length === 0) return only
  const message =
    only === undefined
      ? `No conversation of yours has an id or a title that begins with ${beginning}.`
      : `${found.length} conversations begin with ${beginning}: write more of it, or more of the id.`
  throw new ClientError('conversation_not_found', message)
}

function begins({ conversation_id: id, title }: Named, beginning: string): boolean {
  return (
    id.startsWith(beginning) ||
    id.startsWith(`c_${beginning}`) ||
    title.toLowerCase().startsWith(beginning.toLowerCase())
  )
}

const pageSize = 100
/** Results come with them: some 16 kB a turn, and seldom 200. */
const pageWithCalls = 20
const wholeId = /^c_[\w-]{22}$/
