/**
 * A list kept by hand of what others decide and change. It refuses nothing: it is good as long as
 * somebody compares it with its source now and then, as `npm run lists` asks for.
 */
export interface KeptList {
  /** As a person would call it: `end of support of Lambda runtimes, …`. */
  what: string
  /** Where it can be compared. */
  source: string
  /** The day on which somebody last did, as `2026-09-15`. */
  comparedOn: string
  goodForDays: number
}

/** `as of 2026-09-15`; of a list past its age also that it is, and where to look. */
export function asOf(list: KeptList, now: Date): string {
  const days = ageInDays(list, now)
  if (days <= list.goodForDays) return `as of ${list.comparedOn}`
  return `as of ${list.comparedOn}, ${days} days ago: that may have changed, compare ${list.source}`
}

export const ageInDays = ({ comparedOn }: KeptList, now: Date): number =>
  Math.floor((now.getTime() - Date.parse(comparedOn)) / 86_400_000)
