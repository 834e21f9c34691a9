import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { untilAborted } from '../../../services/client/until-aborted.ts'

describe('untilAborted', () => {
  const reason = new Error('Ctrl-C')
  const endless = new Promise<never>(() => {})

  it('is what the work gives, and leaves no listener behind', async () => {
    const { signal } = new AbortController()
    assert.equal(await untilAborted(Promise.resolve(7), signal), 7)
    await assert.rejects(untilAborted(Promise.reject(reason), signal), reason)
    assert.deepEqual(getEventListeners(signal, 'abort'), [])
  })

  it("ends with the signal's reason, aborted now or before", async () => {
    const cancelling = new AbortController()
    const waiting = untilAborted(endless, cancelling.signal)
    cancelling.abort(reason)
    await assert.rejects(waiting, reason)
    await assert.rejects(untilAborted(endless, cancelling.signal), reason)
  })
})
