import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { AgentEvent } from '../../../../services/agent/events.ts'
import { readEvents } from '../../../../services/client/agent-client/read-events.ts'
import { streamOf } from '../../../stand-ins/faulty-agent.ts'

describe('readEvents', () => {
  it('reads the same events, whatever pieces the bytes come in', async () => {
    const event = fc
      .string({ unit: 'binary' })
      .map((text): AgentEvent => ({ type: 'text', text: text.toWellFormed() }))
    const events = fc.array(event, { maxLength: 5 })
    const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 })
    await fc.assert(
      fc.asyncProperty(events, sizes, async (events, sizes) => {
        const pieces = piecesOf(Buffer.from(streamOf(events)), sizes)
        assert.deepEqual(await Array.fromAsync(readEvents(pieces)), events)
      }),
    )
  })

  it('reads one byte at a time', async () => {
    const events: AgentEvent[] = [{ type: 'text', text: 'Zürich → 👩‍💻' }]
    const pieces = piecesOf(Buffer.from(streamOf(events)), [1])
    assert.deepEqual(await Array.fromAsync(readEvents(pieces)), events)
  })

  it('lives through bytes of any kind', async () => {
    const bytes = fc.uint8Array({ maxLength: 400 })
    await fc.assert(
      fc.asyncProperty(bytes, async (bytes) => {
        assert.deepEqual(await Array.fromAsync(readEvents(piecesOf(bytes, [7]))), [])
      }),
    )
  })
})

async function* piecesOf(bytes: Uint8Array, sizes: readonly number[]) {
  for (let from = 0, nth = 0; from < bytes.length; nth += 1) {
    const size = sizes[nth % sizes.length] ?? 1
    yield bytes.subarray(from, from + size)
    from += size
  }
}
