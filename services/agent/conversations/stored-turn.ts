import { sizeOf } from '../json.ts'
import { beginningOf } from '../text.ts'
import { bounded, untrusted, untrustedData } from '../tool-result.ts'
import { type StoredContent, type StoredMessage, textOf } from './messages.ts'

/** Half of what DynamoDB takes in one item. */
const turnBytes = 200_000
/** English and JSON come to three to four bytes a token. */
export const bytesPerToken = 4

/** A turn's question and answer as a person reads them; no answer where there was none. */
export function spoken([question, ...rest]: readonly StoredMessage[]) {
  const answers = rest.filter(({ role }) => role === 'assistant').map(textOf)
  const answer = answers.filter((text) => text !== '').join('\n\n')
  return {
    question: question === undefined ? '' : textOf(question),
    answer: answer === '' ? undefined : answer,
  }
}

/** Messages as they are stored: tool results shorter, and shorter still until the turn fits. */
export function fitTurn(messages: readonly StoredMessage[], maxBytes = turnBytes): StoredMessage[] {
  for (const resultBytes of [8_000, 2_000, 500]) {
    const fitted = messages.map((message) => ({
      ...message,
      content: message.content.map((block) => withResultOf(block, resultBytes)),
    }))
    if (sizeOf(fitted) <= maxBytes) return fitted
  }
  return endsOf(messages, maxBytes)
}

function withResultOf(block: StoredContent, maxBytes: number): StoredContent {
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
function endsOf(messages: readonly StoredMessage[], maxBytes: number): StoredMessage[] {
  const [question, ...rest] = messages
  const last = rest.at(-1)
  const said = last?.role === 'assistant' ? textOf(last) : ''
  const text = `(Shortened.) ${cut(said, maxBytes / 4)}`
  const answer: StoredMessage = { role: 'assistant', content: [{ text }] }
  if (question === undefined) return [answer]
  return [{ role: 'user', content: [{ text: cut(textOf(question), maxBytes / 2) }] }, answer]
}

/** The beginning of a text that is at most so long once it is JSON. */
function cut(text: string, maxBytes: number): string {
  let beginning = text
  for (let size = sizeOf(text); size > maxBytes; size = sizeOf(beginning)) {
    beginning = beginningOf(beginning, Math.floor((beginning.length * maxBytes) / size))
  }
  return beginning
}
