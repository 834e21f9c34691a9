/**
 * The time of a call, shared by those that take their turns, some at once: each may take what is
 * left, divided by the turns that are to come. One that needs little leaves the rest to the others.
 */
export function timeShare(count: number, atOnce: number, timeMs: number) {
  const endsAt = performance.now() + timeMs
  let begun = 0
  return {
    /** Ends the turn that begins now; `whole`, which ends the call, where there is only one. */
    next(whole: AbortSignal): AbortSignal {
      const turns = Math.max(1, Math.ceil((count - begun) / atOnce))
      begun += 1
      // Signals cost more than all else that a small call takes of us.
      if (turns === 1) return whole
      const left = Math.max(0, endsAt - performance.now())
      return AbortSignal.any([whole, AbortSignal.timeout(Math.ceil(left / turns))])
    },
  }
}
