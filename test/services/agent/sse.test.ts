import assert from 'node:assert/strict'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AgentEvent } from '../../../services/agent/events.ts'
import { sse } from '../../../services/agent/sse.ts'

describe('sse', () => {
  it('has its first chunk ready when it returns', () => {
    const stream = sse(events())
    assert.equal(stream.read().toString(), ': ok\n\n')
    stream.resume()
  })

  it('writes each event under its type, as one line of JSON', async () => {
    assert.equal(
      await text(sse(events())),
      [
        ': ok\n\n',
        'event: text\ndata: {"text":"two\\nlines"}\n\n',
        'event: done\ndata: {"stop_reason":"end_turn"}\n\n',
      ].join(''),
    )
  })

  it('writes a comment whenever it has been silent for long', async () => {
    const body = await text(sse(events(70), 20))
    assert.match(body, /^(: ok\n\n){3,5}event: text\n/)
  })

  it('reads its events to their end though nobody reads it any more', async () => {
    const ended = Promise.withResolvers<string>()
    const stream = sse(
      (async function* () {
        yield* events(10)
        ended.resolve('stored')
      })(),
    )
    stream.destroy()
    assert.equal(await ended.promise, 'stored')
  })
})

async function* events(delayMs = 0): AsyncGenerator<AgentEvent> {
  await sleep(delayMs)
  yield { type: 'text', text: 'two\nlines' }
  yield { type: 'done', stop_reason: 'end_turn' }
}
