import assert from 'node:assert/strict'
import { mock } from 'node:test'
import { guardTurn, TurnCut, untilAborted } from '../../../services/agent/turn-guard.ts'

const endless = {
  clientGone: new AbortController().signal,
  msToDeadline: undefined,
  msToTokenExpiry: 2 ** 40,
  modelStallMs: 60_000,
  renewLease: async () => true,
}

describe('guardTurn', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'setInterval'] }))
  afterEach(() => mock.timers.reset())

  /** Lets promises that are settled be heard. */
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve))
  const codeOf = (signal: AbortSignal) =>
    signal.reason instanceof TurnCut ? signal.reason.ending.code : signal.aborted

  it('renews the lease every ten seconds, and ends the turn once it is lost', async () => {
    let beats = 0
    const renewLease = async () => {
      beats += 1
      if (beats === 3) throw new Error('table out of reach')
      return beats < 5
    }
    using guard = guardTurn({ ...endless, renewLease })
    const codes = []
    for (let beat = 1; beat <= 5; beat++) {
      mock.timers.tick(10_000)
      await settled()
      codes.push(codeOf(guard.signal))
    }
    assert.deepEqual(codes, [false, false, false, false, 'conversation_busy'])
  })

  it('ends the turn at the first of its times', async () => {
    using atDeadline = guardTurn({ ...endless, msToDeadline: 5_000, msToTokenExpiry: 6_000 })
    using atExpiry = guardTurn({ ...endless, msToTokenExpiry: 6_000 })
    mock.timers.tick(4_999)
    assert.equal(codeOf(atDeadline.signal), false)
    mock.timers.tick(1_001)
    assert.equal(codeOf(atDeadline.signal), 'deadline_exceeded')
    assert.equal(codeOf(atExpiry.signal), 'token_expired')
  })

  it('does nothing more once it is disposed of', async () => {
    let beats = 0
    const renewLease = async () => {
      beats += 1
      return false
    }
    const guard = guardTurn({ ...endless, msToDeadline: 5_000, renewLease })
    guard[Symbol.dispose]()
    mock.timers.tick(60_000)
    await settled()
    assert.deepEqual([beats, guard.signal.aborted], [0, false])
  })
})

describe('untilAborted', () => {
  it('lets who is told to stop end in order', async () => {
    const stop = new AbortController()
    async function* obeying() {
      yield 'one'
      stop.abort()
      yield 'last words'
    }
    assert.deepEqual(await Array.fromAsync(untilAborted(obeying(), stop.signal, 50)), [
      'one',
      'last words',
    ])
  })

  it('throws the reason where nobody listens', async () => {
    async function* deaf() {
      yield 'one'
      await new Promise(() => undefined)
    }
    const stop = new AbortController()
    const seen: string[] = []
    const reading = (async () => {
      for await (const event of untilAborted(deaf(), stop.signal, 20)) seen.push(event)
    })()
    stop.abort(new TurnCut('model_unavailable'))
    await assert.rejects(reading, TurnCut)
    assert.deepEqual(seen, ['one'])
  })
})
