import { z } from 'zod'
import { chatAnswer } from '../api.ts'
import { json } from '../tool-result.ts'

const content = z.union([
  z.object({ text: z.string() }),
  z.object({ toolUse: z.object({ name: z.string(), toolUseId: z.string(), input: json }) }),
  z.object({
    toolResult: z.object({
      toolUseId: z.string(),
      status: z.enum(['success', 'error']),
      content: z.array(z.union([z.object({ text: z.string() }), z.object({ json })])),
    }),
  }),
])
const message = z.object({
  role: z.enum(['user', 'assistant']),
  content: z.array(content),
})

/** What is kept of a message, in the words of Strands' MessageData. */
export type StoredMessage = z.infer<typeof message>

/** Messages without what is not kept of them: a model's reasoning, ids and metrics of its own. */
export function storable(
  messages: readonly { role: StoredMessage['role']; content: readonly unknown[] }[],
): StoredMessage[] {
  return messages
    .map(({ role, content: blocks }) => ({
      role,
      content: blocks.flatMap((block) => content.safeParse(block).data ?? []),
    }))
    .filter(({ content }) => content.length > 0)
}

/** The words of a message, without its tool calls and their results. */
export function textOf({ content }: StoredMessage): string {
  return content.map((block) => ('text' in block ? block.text : '')).join('')
}

/** The item `meta` of a conversation: alone in carrying the attributes of the index `by_user`. */
export const metaItem = z.object({
  conversation_id: z.string(),
  item: z.literal('meta'),
  /** What its client calls it, where it chose the id: then `conversation_id` follows from it. */
  chosen_id: z.string().optional(),
  user_id: z.string(),
  title: z.string(),
  client_id: z.string().optional(),
  /** What the newest turn could call. */
  tools_available: z.array(z.string()).default([]),
  created_at: z.string(),
  updated_at: z.string(),
  /** The number of the newest turn. */
  turns: z.number(),
  /** What came before it was cleared, and counts for nothing though an item may still be there. */
  first_turn: z.number().default(1),
  /** One more whenever turns begin or are cleared: whoever begins one names the version it read. */
  version: z.number(),
  /** Seconds since 1970, as DynamoDB expires items; reads ignore what is past it. */
  ttl: z.number(),
  /** Who runs a turn: nobody else may write until `busy_until` (ms since 1970). */
  lease_id: z.string().optional(),
  busy_until: z.number().optional(),
  /** Which turn, and for which request. Outlasts the lease: the request may not be stored yet. */
  lease_turn: z.number().optional(),
  lease_request: z.string().optional(),
})
export type MetaItem = z.infer<typeof metaItem>

const messages = z.array(message)

/** `turn#000001` and on. Messages are one JSON string: item maps allow neither depth nor empty keys. */
export const turnItem = z
  .object({
    conversation_id: z.string(),
    item: z.string(),
    request_id: z.string(),
    status: z.enum(['running', 'complete', 'interrupted']),
    messages: z.string(),
    usage: chatAnswer.shape.usage.optional(),
    stop_reason: chatAnswer.shape.stop_reason.optional(),
    created_at: z.string(),
    ttl: z.number(),
  })
  .transform((item) => ({
    ...item,
    turn: Number(item.item.slice(turnPrefix.length)),
    messages: messages.parse(JSON.parse(item.messages)),
    bytes: Buffer.byteLength(item.messages),
  }))
export type TurnItem = z.output<typeof turnItem>

/** `request#<request_id>`: which turn a request became, and what it asked. */
export const requestItem = z.object({
  conversation_id: z.string(),
  item: z.string(),
  turn: z.number(),
  body_hash: z.string(),
  ttl: z.number(),
})
export type RequestItem = z.infer<typeof requestItem>

const turnPrefix = 'turn#'
export const lastTurn = 999_999

export function turnKey(turn: number): string {
  return `${turnPrefix}${String(turn).padStart(6, '0')}`
}

export function requestKey(requestId: string): string {
  return `request#${requestId}`
}
