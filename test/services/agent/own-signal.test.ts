import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { withOwnSignal } from '../../../services/agent/own-signal.ts'

const listeners = ({ signal }: AbortController) => getEventListeners(signal, 'abort').length

describe('withOwnSignal', () => {
  it('aborts the signal of its own with the one that it is given', async () => {
    const given = new AbortController()
    const asking = withOwnSignal(
      given.signal,
      (own) => new Promise((_, reject) => own.addEventListener('abort', () => reject(own.reason))),
    )
    given.abort('gone')
    await assert.rejects(asking, (reason) => reason === 'gone')
    assert.equal(await withOwnSignal(given.signal, async (own) => own.reason), 'gone')
    assert.equal(listeners(given), 0)
  })

  it('listens no more once it is answered, whoever listens to its own', async () => {
    const given = new AbortController()
    const answer = withOwnSignal(given.signal, async (own) => {
      own.addEventListener('abort', () => assert.fail('aborted after its answer'))
      return listeners(given)
    })
    assert.equal(await answer, 1)
    assert.equal(listeners(given), 0)
    given.abort()
  })

  it('listens no more once it has failed', async () => {
    const given = new AbortController()
    await assert.rejects(
      withOwnSignal(given.signal, () => Promise.reject(new Error('no'))),
      /no/,
    )
    assert.equal(listeners(given), 0)
  })
})
