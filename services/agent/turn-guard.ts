import type { AgentStreamEvent } from '@strands-agents/sdk'
import type { ProblemCode } from './api.ts'
import type { AgentEventOf } from './events.ts'

interface GuardOptions {
  /** Aborted when nobody waits for the answer any more. */
  clientGone: AbortSignal
  /** Milliseconds from now; absent where there is no end. */
  msToDeadline: number | undefined
  msToTokenExpiry: number
  /** A model silent for so long is given up. */
  modelStallMs: number
  /** False once the turn is another's to write. */
  renewLease: () => Promise<boolean>
}

export interface TurnGuard extends Disposable {
  /** Aborted when the turn must end: the reason is a TurnCut, or else the client is gone. */
  readonly signal: AbortSignal
  /** To be told of all that happens in the agent's loop. */
  watch(event: AgentStreamEvent): void
}

/** Why a turn ended before its answer did, in the words that its client reads. */
export class TurnCut extends Error {
  readonly ending: AgentEventOf<'error'>

  constructor(code: keyof typeof cutMessages) {
    const message = cutMessages[code]
    super(message)
    this.ending = { type: 'error', code, message, retryable: true }
  }
}

/** Holds the turn's lease, and ends the turn when one of its times is up. Dispose it afterwards. */
export function guardTurn(options: GuardOptions): TurnGuard {
  const { modelStallMs } = options
  const cut = new AbortController()
  const end = (code: keyof typeof cutMessages) => cut.abort(new TurnCut(code))
  const timers = [
    after(options.msToDeadline, () => end('deadline_exceeded')),
    after(options.msToTokenExpiry, () => end('token_expired')),
  ]
  const heartbeat = setInterval(() => {
    // A table out of reach is no verdict: the next beat, or the end of the turn, brings one.
    const renewed = options.renewLease().catch(() => true)
    void renewed.then((held) => held || end('conversation_busy'))
  }, heartbeatMs)
  let stall: NodeJS.Timeout | undefined
  const stopStall = () => {
    clearTimeout(stall)
    stall = undefined
  }
  return {
    signal: AbortSignal.any([options.clientGone, cut.signal]),
    watch({ type }) {
      if (type === 'beforeModelCallEvent') {
        stall = after(modelStallMs, () => end('model_unavailable'))
      } else if (type === 'modelStreamUpdateEvent') stall?.refresh()
      else if (type === 'afterModelCallEvent') stopStall()
    },
    [Symbol.dispose]() {
      for (const timer of timers) clearTimeout(timer)
      clearInterval(heartbeat)
      stopStall()
    },
  }
}

const cutMessages = {
  deadline_exceeded: 'This took longer than one answer may take. What was said so far is kept.',
  token_expired: 'Your sign-in expired during this answer: sign in again. What was said is kept.',
  model_unavailable: 'The model stopped answering: please try again. What was said is kept.',
  conversation_busy: 'The conversation was cleared, deleted or gone on with: this is not kept.',
} as const satisfies Partial<Record<ProblemCode, string>>

/** A third of the lease: two may fail before anybody takes the turn for dead. */
const heartbeatMs = 10_000
/** What a timer can hold; no turn lasts as long. */
const maxTimerMs = 2 ** 31 - 1

function after(ms: number | undefined, act: () => void): NodeJS.Timeout | undefined {
  return ms === undefined || ms > maxTimerMs ? undefined : setTimeout(act, ms)
}

/**
 * `events` until the signal is aborted, and a moment longer for whoever makes them to end in order:
 * then the signal's reason is thrown, as some never look at it.
 */
export async function* untilAborted<T>(
  events: AsyncGenerator<T>,
  signal: AbortSignal,
  graceMs = 1_000,
): AsyncGenerator<T> {
  const overdue = Promise.withResolvers<never>()
  // Nobody may be waiting when it comes.
  overdue.promise.catch(() => undefined)
  let timer: NodeJS.Timeout | undefined
  const onAbort = () => {
    timer = setTimeout(() => overdue.reject(signal.reason), graceMs)
  }
  if (signal.aborted) onAbort()
  else signal.addEventListener('abort', onAbort, { once: true })
  try {
    for (;;) {
      const { done, value } = await Promise.race([events.next(), overdue.promise])
      if (done) return
      yield value
    }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
    // Not waited for: it comes to its end only when what it waits for does.
    events.return(undefined).catch(() => undefined)
  }
}
