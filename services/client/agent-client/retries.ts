import { ClientError, codeSet } from '../errors.ts'

export interface RetryLimits {
  /** The first included. */
  attempts: number
  /** Altogether, waited between attempts; who is told to wait longer gives up at once. */
  waitMs: number
  /** Altogether, waited for an answer that the agent is still making: its longest turn. */
  busyMs: number
}

const usualLimits: RetryLimits = { attempts: 4, waitMs: 30_000, busyMs: 300_000 }

/** Whether one request is tried again, and when: exponential backoff with full jitter. */
export class Retries {
  readonly #limits: RetryLimits
  readonly #random: () => number
  #attempts = 1
  #waitedMs = 0
  #busyMs = 0
  /** True once a request may have reached the agent: a busy conversation is then of our making. */
  #maybeRunning = false

  constructor(limits: Partial<RetryLimits> = {}, random = Math.random) {
    this.#limits = { ...usualLimits, ...limits }
    this.#random = random
  }

  /** True once a request is made again: an attempt whose answer was lost may have done its work. */
  get again(): boolean {
    return this.#attempts > 1
  }

  /** Milliseconds to wait before the next attempt; undefined where there shall be none. */
  waitAfter(error: unknown): number | undefined {
    if (!(error instanceof ClientError) || !error.passing) return undefined
    const toldMs = (error.retryAfterS ?? 0) * 1000
    if (error.code === 'conversation_busy') return this.#waitForTheOther(toldMs)
    this.#maybeRunning ||= !turnedAway.has(error.code)

    const jitterMs = this.#random() * Math.min(maxJitterMs, firstJitterMs * 2 ** this.#attempts)
    this.#attempts += 1
    this.#waitedMs += toldMs + jitterMs
    const { attempts, waitMs } = this.#limits
    return this.#attempts > attempts || this.#waitedMs > waitMs ? undefined : toldMs + jitterMs
  }

  /** An answer that was cancelled here may still be ending there. */
  #waitForTheOther(toldMs: number): number | undefined {
    const waitMs = Math.max(toldMs, leastBusyMs)
    this.#busyMs += waitMs
    const most = this.#maybeRunning ? this.#limits.busyMs : this.#limits.waitMs
    return this.#busyMs > most ? undefined : waitMs
  }
}

/** Before the agent began anything. */
const turnedAway = codeSet(['throttled', 'issuer_unreachable'])

const firstJitterMs = 250
const maxJitterMs = 8_000
const leastBusyMs = 1_000
