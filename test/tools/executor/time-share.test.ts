import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import { timeShare } from '../../../tools/executor/time-share.ts'

/** How long a turn that waits for its end is given. */
async function length(signal: AbortSignal): Promise<number> {
  const startedAt = performance.now()
  await new Promise((resolve) => signal.addEventListener('abort', resolve))
  return performance.now() - startedAt
}

const isAbout = (took: number, ms: number) =>
  assert.ok(took > ms - 30 && took < ms + 60, `${Math.round(took)} ms, not ${ms}`)

describe('the time of a call', () => {
  it('is all for one alone', async () => {
    const whole = AbortSignal.timeout(120)
    assert.equal(timeShare(1, 16, 120).next(whole), whole)
  })

  it('is shared where some must wait for others', async () => {
    const time = timeShare(3, 1, 300)
    const whole = AbortSignal.timeout(300)
    isAbout(await length(time.next(whole)), 100)
    isAbout(await length(time.next(whole)), 100)
    isAbout(await length(time.next(whole)), 100)
  })

  it('goes to those that come later where one needs little', async () => {
    const time = timeShare(2, 1, 200)
    const whole = AbortSignal.timeout(200)
    time.next(whole)
    await wait(20)
    isAbout(await length(time.next(whole)), 180)
  })

  it('ends where the call does', async () => {
    const ended = AbortSignal.abort()
    assert.ok(timeShare(3, 1, 10_000).next(ended).aborted)
  })

  it('is whole for each where all go at once', async () => {
    const time = timeShare(3, 8, 100)
    const whole = AbortSignal.timeout(100)
    for (const _turn of [1, 2, 3]) assert.equal(time.next(whole), whole)
  })
})
