import { usdOf } from './events.ts'
import type { ToolOutcome } from './tool-result.ts'

/**
 * What one turn may spend on reads that AWS bills. Which calls those are, only the tool handler
 * knows: each call is told what it may spend at most, and that much is held until it has answered.
 * So calls that run side by side never spend more than the turn's budget together.
 */
export class TurnBudget {
  #left: number
  /** By calls that run. */
  #held = 0
  #settled = Promise.withResolvers<void>()

  constructor(usd: number) {
    this.#left = usd
  }

  /** Makes a call within what is left; one that came too short beside others, again after them. */
  async spend(call: (budgetUsd: number) => Promise<ToolOutcome>): Promise<ToolOutcome> {
    for (;;) {
      const held = this.#hold()
      const outcome = await this.#make(call, held)
      if (!cameShort(outcome) || !(await this.#moreThan(held))) return outcome
    }
  }

  #hold(): number {
    const held = Math.min(this.#left, mostPerCallUsd)
    this.#left -= held
    this.#held += held
    return held
  }

  /** A call that throws is one that did not answer: nobody may wait for it. */
  async #make(call: (budgetUsd: number) => Promise<ToolOutcome>, held: number) {
    let outcome: Pick<ToolOutcome, 'budget' | 'charges'> = { budget: 'unknown' }
    try {
      const answered = await call(held)
      outcome = answered
      return answered
    } finally {
      this.#settle(held, outcome)
    }
  }

  /** Of a call that did not answer nobody knows what it spent: what was held is not given back. */
  #settle(held: number, { budget, charges = [] }: Pick<ToolOutcome, 'budget' | 'charges'>): void {
    this.#held -= held
    const spent = usdOf(charges)
    // What says that it cost less than nothing, or no number, is believed nothing.
    const isKnown = budget !== 'unknown' && spent >= 0
    if (isKnown) this.#left = Math.max(0, this.#left + held - spent)
    this.#settled.resolve()
    this.#settled = Promise.withResolvers<void>()
  }

  /** Waits for calls that run beside this one; false where they leave it no more than it had. */
  async #moreThan(usd: number): Promise<boolean> {
    while (this.#left <= usd + smallest && this.#held > smallest) await this.#settled.promise
    return this.#left > usd + smallest
  }
}

/** As much as the tool handler lets one call ask for, of all kinds together, and a little more. */
const mostPerCallUsd = 0.25
/** Sums of dollars are not exact: less than this is nothing. */
const smallest = 1e-9

/** Refused for want of budget, before anything was billed: asked again, it costs nothing twice. */
const cameShort = ({ budget, charges = [] }: ToolOutcome): boolean =>
  budget === 'short' && charges.length === 0
