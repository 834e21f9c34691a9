/** Keys of the table of conversations, for the deployed one and for those on one machine. */
export const conversationKeys = { hash: 'conversation_id', range: 'item' } as const

/** One person's conversations, by when each was last asked something. Only `meta` items have its keys. */
export const byUser = { name: 'by_user', hash: 'user_id', range: 'updated_at' } as const

/** All of them are texts. */
export const keyAttributes = [
  conversationKeys.hash,
  conversationKeys.range,
  byUser.hash,
  byUser.range,
] as const
