import { createParser } from 'eventsource-parser'
import * as z from 'zod'
import { type AgentEvent, noticeOf } from '../../agent/events.ts'
import { ClientError } from '../errors.ts'
import { parseJson } from '../parse-json.ts'
import { anyEvent } from './any-event.ts'

/**
 * The events of a stream, whatever pieces its bytes come in. One that this version does not know is
 * passed over: a newer agent may send more. One that cannot be read is told of once, by a `notice`.
 */
export async function* readEvents(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<AgentEvent> {
  const decoder = new TextDecoder()
  let arrived: AgentEvent[] = []
  let isTold = false
  const tellOnce = (type: string) => {
    if (!isTold) arrived.push(unreadable(type))
    isTold = true
  }
  const parser = createParser({
    maxBufferSize: maxEventCharacters,
    onEvent({ event: type = '', data }) {
      const sent = jsonObject(data)
      const event = anyEvent(type, sent)
      if (event === undefined) return
      if (event === 'unreadable') return tellOnce(type)
      if (event.type === 'done' && event.stop_reason !== stopReasonIn(sent)) tellOnce(type)
      arrived.push(event)
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

function unreadable(type: string): AgentEvent {
  const message = `A part of this answer (${type}) is of a kind that this version of aws-ops cannot read.`
  return noticeOf('unreadable_event', message)
}

function stopReasonIn(sent: object): unknown {
  return z.object({ stop_reason: z.unknown() }).parse(sent).stop_reason
}

function tooLarge(): ClientError {
  return new ClientError('bad_answer', 'The agent sent an event that has no end.')
}

function jsonObject(text: string): object {
  const value = parseJson(text)
  return typeof value === 'object' && value !== null ? value : {}
}
