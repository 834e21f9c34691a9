import { createParser } from 'eventsource-parser'
import { type AgentEvent, agentEvent } from '../../agent/events.ts'
import { ClientError } from '../errors.ts'
import { parseJson } from '../parse-json.ts'

/**
 * The events of a stream, whatever pieces its bytes come in. One that this version does not know is
 * passed over: a newer agent may send more.
 */
export async function* readEvents(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<AgentEvent> {
  const decoder = new TextDecoder()
  let arrived: AgentEvent[] = []
  const parser = createParser({
    maxBufferSize: maxEventCharacters,
    onEvent({ event, data }) {
      const parsed = agentEvent.safeParse({ ...jsonObject(data), type: event })
      if (parsed.success) arrived.push(parsed.data)
    },
    onError({ type }) {
      if (type === 'max-buffer-size-exceeded') throw tooLarge()
    },
  })
  for await (const piece of pieces) {
    parser.feed(decoder.decode(piece, { stream: true }))
    yield* arrived
    arrived = []
  }
}

/** Far beyond what the agent lets a tool's result take. */
const maxEventCharacters = 20_000_000

function tooLarge(): ClientError {
  return new ClientError('bad_answer', 'The agent sent an event that has no end.')
}

function jsonObject(text: string): object {
  const value = parseJson(text)
  return typeof value === 'object' && value !== null ? value : {}
}
