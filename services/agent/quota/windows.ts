/** A stretch of time in UTC over which is counted, by the name that its items have. */
export interface Window {
  /** `day#2026-11-28`, `month#2026-11`. */
  item: string
  resetsAt: Date
}

export function dayOf(now: Date): Window {
  const [year, month, day] = parts(now)
  return {
    item: `day#${now.toISOString().slice(0, 10)}`,
    resetsAt: new Date(Date.UTC(year, month, day + 1)),
  }
}

export function monthOf(now: Date): Window {
  const [year, month] = parts(now)
  return {
    item: `month#${now.toISOString().slice(0, 7)}`,
    resetsAt: new Date(Date.UTC(year, month + 1)),
  }
}

function parts(now: Date): [year: number, month: number, day: number] {
  return [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()]
}
