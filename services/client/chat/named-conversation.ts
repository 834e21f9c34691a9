import { findConversation } from '../conversations.ts'
import { ClientError } from '../errors.ts'
import { oneLine } from '../render/one-line.ts'
import type { Chat } from './chat.ts'

/** For Tab. */
export async function titles({ session }: Chat): Promise<string[]> {
  const { conversations } = await session.agent.listConversations(
    { limit: 100 },
    AbortSignal.timeout(3_000),
  )
  return [...new Set(conversations.map(({ title }) => oneLine(title, 200)))]
}

/** By its number in the list, else by the beginning of its title (the newest) or id. */
export async function namedConversation(chat: Chat, argument: string, signal: AbortSignal) {
  const { agent } = chat.session
  const { conversations } = await agent.listConversations({ limit: 100 }, signal)
  const numbered = chat.listed[Number(argument) - 1] ?? conversations[Number(argument) - 1]
  const found = conversations.find(({ conversation_id, title }) =>
    numbered === undefined
      ? oneLine(title, 200).toLowerCase().startsWith(argument.toLowerCase())
      : conversation_id === numbered.conversation_id,
  )
  return found ?? findConversation(agent, argument, signal)
}

export function currentId({ conversationId }: Chat): string {
  if (conversationId !== undefined) return conversationId
  throw new ClientError('no_conversation', 'Nothing has been asked yet in this conversation.')
}
