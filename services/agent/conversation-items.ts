import { z } from 'zod'
import { chatAnswer } from './api.ts'

const jsonValue = z.json()
const content = z.union([
  z.object({ text: z.string() }),
  z.object({ toolUse: z.object({ name: z.string(), toolUseId: z.string(), input: jsonValue }) }),
  z.object({
    toolResult: z.object({
      toolUseId: z.string(),
      status: z.enum(['success', 'error']),
      content: z.array(z.union([z.object({ text: z.string() }), z.object({ json: jsonValue })])),
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

/** The item `meta` of a conversation: alone in carrying the attributes of the index `by_user`. */
export const metaItem = z.object({
  conversation_id: z.string(),
  item: z.literal('meta'),
  user_id: z.string(),
  title: z.string(),
  client_id: z.string().optional(),
  created_at: z.string(),
  updated_at: z.string(),
  /** The number of the newest turn. */
  turns: z.number(),
  /** One more at each write: whoever writes names the one that was read. */
  version: z.number(),
  /** Seconds since 1970, as DynamoDB expires items; reads ignore what is past it. */
  ttl: z.number(),
})
export type MetaItem = z.infer<typeof metaItem>

/** `turn#000001` and on. Messages are one JSON string: item maps allow neither depth nor empty keys. */
export const turnItem = z.object({
  conversation_id: z.string(),
  item: z.string(),
  request_id: z.string(),
  status: z.enum(['running', 'complete', 'interrupted']),
  messages: z.string().transform((text) => z.array(message).parse(JSON.parse(text))),
  usage: chatAnswer.shape.usage.optional(),
  created_at: z.string(),
  ttl: z.number(),
})
export type TurnItem = z.output<typeof turnItem>

export function turnKey(turn: number): string {
  return `turn#${String(turn).padStart(6, '0')}`
}
