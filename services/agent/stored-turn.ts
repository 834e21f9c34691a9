import type { StoredMessage, TurnItem } from './conversation-items.ts'
import { bounded, untrusted, untrustedData } from './tool-result.ts'

/** Some 50,000 tokens of history. */
const replayBytes = 200_000
/** Half of what DynamoDB takes in one item. */
const turnBytes = 200_000

/** What a model reads of earlier turns (given newest first): the newest that fit, oldest first. */
export function replay(turns: readonly TurnItem[]): { messages: StoredMessage[]; cut: boolean } {
  const kept: StoredMessage[][] = []
  let left = replayBytes
  for (const { messages } of turns) {
    left -= sizeOf(messages)
    if (left < 0) break
    kept.push(closed(messages))
  }
  return { messages: kept.toReversed().flat(), cut: kept.length < turns.length }
}

/** Every turn ends with the assistant's words: models want the two to alternate. */
function closed(messages: StoredMessage[]): StoredMessage[] {
  if (messages.at(-1)?.role === 'assistant') return messages
  return [...messages, { role: 'assistant', content: [{ text: '(This answer was cut off.)' }] }]
}

/** Messages as they are stored: tool results shorter, and shorter still until the turn fits. */
export function fitTurn(messages: readonly StoredMessage[]): StoredMessage[] {
  for (const resultBytes of [8_000, 2_000, 500]) {
    const fitted = messages.map((message) => ({
      ...message,
      content: message.content.map((block) => withResultOf(block, resultBytes)),
    }))
    if (sizeOf(fitted) <= turnBytes) return fitted
  }
  return endsOf(messages)
}

type Content = StoredMessage['content'][number]

function withResultOf(block: Content, maxBytes: number): Content {
  if (!('toolResult' in block)) return block
  const { toolResult } = block
  const content = toolResult.content.map((part) =>
    'json' in part
      ? { json: untrusted(bounded(untrustedData(part.json), maxBytes).result) }
      : { text: cut(part.text, maxBytes) },
  )
  return { toolResult: { ...toolResult, content } }
}

/** The question and the last words, where tool calls and texts in between are too much to keep. */
function endsOf(messages: readonly StoredMessage[]): StoredMessage[] {
  const [question, ...rest] = messages
  const last = rest.at(-1)
  const said = last?.role === 'assistant' ? last.content.filter((block) => 'text' in block) : []
  const text = cut(said.map((block) => block.text).join('\n'), turnBytes / 4)
  const answer: StoredMessage = { role: 'assistant', content: [{ text: `(Shortened.) ${text}` }] }
  return question === undefined ? [answer] : [question, answer]
}

function cut(text: string, maxBytes: number): string {
  return Buffer.from(text).subarray(0, maxBytes).toString()
}

function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value))
}
