/**
 * The time of a call, shared by those that take their turns, some at once: each may take what is
 * left, divided by the turns that are to come. One that needs little leaves the rest to the others.
 */
export function timeShare(count: number, atOnce: number, timeMs: number) {
  const endsAt = performance.now() + timeMs
  let begun = 0
  return {
    /** Ends the turn that begins now. */
    next(): AbortSignal {
      const turns = Math.max(1, Math.ceil((count - begun) / atOnce))
      begun += 1
      const left = Math.max(0, endsAt - performance.now())
      return AbortSignal.timeout(Math.ceil(left / turns))
    },
  }
}
