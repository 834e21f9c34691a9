import { createHash } from 'node:crypto'

/** Where a conversation is kept, and what its client calls it where it chose the id. */
export interface ConversationKey {
  conversationId: string
  chosenId?: string
}

/**
 * An id of ours is its key. One that a client chose is kept under a key of owner and id, so that the
 * same id of two people is two conversations, and neither learns of the other's.
 */
export function conversationKey(owner: string, id: string): ConversationKey {
  if (id.startsWith('c_')) return { conversationId: id }
  return { conversationId: `k_${hashOf([owner, id])}`, chosenId: id }
}

/** The same for the same request of the same owner: a retry finds the conversation it made. */
export function newConversationKey(owner: string, requestId: string): ConversationKey {
  return { conversationId: `c_${hashOf([owner, requestId])}` }
}

/** Of what is counted of a person, without a name in it. */
export function ownerKey(owner: string): string {
  return hashOf([owner])
}

function hashOf(parts: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts))
  return hash.digest('base64url').slice(0, 22)
}
