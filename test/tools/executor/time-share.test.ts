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
  assert.ok(took > ms - 5 && took < ms + 60, `${Math.round(took)} ms, not ${ms}`)

describe('the time of a call', () => {
  it('is all for one alone', async () => {
    isAbout(await length(timeShare(1, 16, 120).next()), 120)
  })

  it('is shared where some must wait for others', async () => {
    const time = timeShare(3, 1, 300)
    isAbout(await length(time.next()), 100)
    isAbout(await length(time.next()), 100)
    isAbout(await length(time.next()), 100)
  })

  it('goes to those that come later where one needs little', async () => {
    const time = timeShare(2, 1, 200)
    time.next()
    await wait(20)
    isAbout(await length(time.next()), 180)
  })

  it('is whole for each where all go at once', async () => {
    const time = timeShare(3, 8, 100)
    const turns = [time.next(), time.next(), time.next()]
    for (const took of await Promise.all(turns.map(length))) isAbout(took, 100)
  })
})
