import * as z from 'zod'
import { json } from '../tool-result.ts'

const content = z.union([
  z.object({ text: z.string() }),
  z.object({ toolUse: z.object({ name: z.string(), toolUseId: z.string(), input: json }) }),
  z.object({
    toolResult: z.object({
      toolUseId: z.string(),
      status: z.enum(['success', 'error']).catch('success'),
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
export type StoredContent = StoredMessage['content'][number]

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
