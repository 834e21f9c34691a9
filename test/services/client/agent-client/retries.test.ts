import assert from 'node:assert/strict'
import { Retries } from '../../../../services/client/agent-client/retries.ts'
import { ClientError, type ClientErrorCode } from '../../../../services/client/errors.ts'

describe('Retries', () => {
  it('back off exponentially, spread over all of the time, four attempts in all', () => {
    for (const [random, waits] of [
      [1, [500, 1_000, 2_000, undefined]],
      [0, [0, 0, 0, undefined]],
    ] as const) {
      const retries = new Retries({}, () => random)
      assert.deepEqual(
        waits.map(() => retries.waitAfter(failed('cut_off'))),
        waits,
      )
    }
  })

  it('wait no longer than 8 s without being told, and no more than the limit altogether', () => {
    const retries = new Retries({ attempts: 100 }, () => 1)
    const waits = Array.from({ length: 8 }, () => retries.waitAfter(failed('unavailable')))
    assert.deepEqual(waits, [500, 1_000, 2_000, 4_000, 8_000, 8_000, undefined, undefined])
  })

  it('never follow what does not pass, nor what is no ClientError', () => {
    const retries = new Retries()
    assert.equal(retries.waitAfter(new ClientError('forbidden', 'No.')), undefined)
    assert.equal(retries.waitAfter(new Error('Out of memory')), undefined)
  })

  it('wait for a busy conversation without counting attempts, longest if it is of their making', () => {
    const busy = failed('conversation_busy', 5)
    const others = new Retries({ waitMs: 12_000 }, () => 0)
    assert.deepEqual(
      [busy, busy, busy].map((error) => others.waitAfter(error)),
      [5_000, 5_000, undefined],
    )
    const own = new Retries({ busyMs: 20_000 }, () => 0)
    own.waitAfter(failed('cut_off'))
    assert.deepEqual(
      [busy, busy, busy, busy, busy].map((error) => own.waitAfter(error)),
      [5_000, 5_000, 5_000, 5_000, undefined],
    )
  })
})

function failed(code: ClientErrorCode, retryAfterS?: number): ClientError {
  return new ClientError(code, 'Failed.', { passing: true, retryAfterS })
}
