export const faults = ['fail', 'throttle', 'stall', 'freeze', 'garbage', 'cut'] as const

/**
 * What a dependency does instead of answering: an error, a throttling error, silence, the beginning
 * of an answer and then silence, an answer that is nonsense, one that breaks off. From `freeze` on
 * it has done what it was asked.
 */
export type Fault = (typeof faults)[number]

/** Text in whatever a broken dependency says: no client may ever read it. */
export const upstreamText = 'upstream-text'

/** What one dependency does wrong at one step of a turn, from when it is told to until it is mended. */
export class FaultPlan {
  /** How often the fault struck. */
  struck = 0
  #fault: Fault | undefined
  #step = ''
  #left = 0
  #onStruck = () => {}

  /** Resolves when the fault strikes for the first time. */
  break(step: string, fault: Fault, times = Number.POSITIVE_INFINITY): Promise<void> {
    this.struck = 0
    this.#step = step
    this.#fault = fault
    this.#left = times
    return new Promise((resolve) => {
      this.#onStruck = resolve
    })
  }

  mend(): void {
    this.#fault = undefined
  }

  /** What to do wrong at this step, now that it is asked for. */
  strike(step: string): Fault | undefined {
    if (this.#fault === undefined || step !== this.#step || this.#left === 0) return undefined
    this.#left -= 1
    this.struck += 1
    this.#onStruck()
    return this.#fault
  }
}
