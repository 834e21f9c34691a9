import { setTimeout as wait } from 'node:timers/promises'

interface Limits {
  /** At once, to begin with. */
  first: number
  most: number
  /** After the other side said that it is too much; twice as long where it says so again. */
  pauseMs: number
}

export const usualPace: Limits = { first: 8, most: 32, pauseMs: 250 }

/**
 * As many at once as the other side takes: one more for each round that goes well, half of them and
 * a pause when it says that it is too much.
 */
export class Pace {
  readonly #limits: Limits
  #allowed: number
  #running = 0
  #pausedUntil = 0
  #pauses = 0
  readonly #waiting: (() => void)[] = []

  constructor(limits: Limits = usualPace) {
    this.#limits = limits
    this.#allowed = limits.first
  }

  /** Runs `work` when its turn comes, and again while the other side limits it and time is left. */
  async run<T>(
    work: () => Promise<T>,
    { isThrottled, signal }: { isThrottled: (result: T) => boolean; signal: AbortSignal },
  ): Promise<T> {
    for (;;) {
      await this.#turn(signal)
      this.#running += 1
      const result = await work().finally(() => {
        this.#running -= 1
        for (const wake of this.#waiting.splice(0)) wake()
      })
      if (!isThrottled(result) || signal.aborted) {
        this.#wentWell()
        return result
      }
      this.#slowDown()
    }
  }

  async #turn(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const pauseMs = this.#pausedUntil - performance.now()
      if (pauseMs <= 0 && this.#running < Math.floor(this.#allowed)) return
      if (pauseMs > 0) await wait(pauseMs, undefined, { signal }).catch(() => undefined)
      else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  #wentWell(): void {
    this.#pauses = 0
    this.#allowed = Math.min(this.#limits.most, this.#allowed + 1 / this.#allowed)
  }

  /** What runs at once is told at once: it counts as one. */
  #slowDown(): void {
    const now = performance.now()
    if (now < this.#pausedUntil) return
    this.#allowed = Math.max(1, this.#allowed / 2)
    this.#pausedUntil = now + Math.min(this.#limits.pauseMs * 2 ** this.#pauses, 4_000)
    this.#pauses += 1
  }
}
