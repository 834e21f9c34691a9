import type { Graded } from './graded.ts'

/** Ends a run where money or time are spent, or somebody does. */
export class Limits {
  readonly #controller = new AbortController()
  readonly #maxUsd: number | undefined
  readonly #timer: NodeJS.Timeout | undefined
  readonly #end: () => void
  readonly #outer: AbortSignal
  #usd = 0
  /** Why it ended early; undefined where it did not. */
  reason: string | undefined

  constructor(limits: { maxUsd?: number; maxMinutes?: number }, outer: AbortSignal) {
    const { maxUsd, maxMinutes } = limits
    this.#maxUsd = maxUsd
    this.#outer = outer
    this.#end = () => this.#stop('it was ended by hand')
    outer.addEventListener('abort', this.#end)
    if (outer.aborted) this.#end()
    if (maxMinutes !== undefined) {
      this.#timer = setTimeout(
        () => this.#stop(`${maxMinutes} minutes were over`),
        maxMinutes * 60_000,
      )
    }
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  add({ usd }: Graded): void {
    if (this.#maxUsd === undefined) return
    // A limit that cannot be kept is none: better one question than a bill.
    if (usd === undefined) {
      this.#stop('the price of this model is unknown, so --max-usd cannot be kept')
    }
    this.#usd += usd ?? 0
    if (this.#usd >= this.#maxUsd)
      this.#stop(`$${this.#usd.toFixed(2)} of $${this.#maxUsd} were spent`)
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#outer.removeEventListener('abort', this.#end)
  }

  #stop(reason: string): void {
    this.reason ??= reason
    this.#controller.abort()
  }
}
