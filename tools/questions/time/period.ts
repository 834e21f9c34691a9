/** A stretch of time, in UTC. */
export interface Period {
  start: Date
  /** Not in the period itself. */
  end: Date
}

/** One that a question names. */
export interface SaidPeriod extends Period {
  /** As the question has it: `last 36 hours`, `since Monday`. */
  said: string
  /** `point`: one moment, as “at 3 PM”; `before`: all that is earlier than `end`. */
  kind: 'span' | 'point' | 'before'
  /** The whole calendar unit that it is, where it is one: costs are asked by them. */
  unit?: Unit
  /** The zone that was said; the times above are in UTC. */
  zone?: string
}

export type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'

/** `2026-03-18 14:25`, as a question says it. */
export const minuteOf = (at: Date): string => at.toISOString().slice(0, 16).replace('T', ' ')

export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

export function startOf(unit: Unit, now: Date): Date {
  const time = new Date(now)
  time.setUTCSeconds(0, 0)
  if (unit === 'minute') return time
  time.setUTCMinutes(0)
  if (unit === 'hour') return time
  time.setUTCHours(0)
  if (unit === 'week') time.setUTCDate(time.getUTCDate() - ((time.getUTCDay() + 6) % 7))
  if (unit === 'month' || unit === 'quarter' || unit === 'year') time.setUTCDate(1)
  if (unit === 'quarter') time.setUTCMonth(time.getUTCMonth() - (time.getUTCMonth() % 3))
  if (unit === 'year') time.setUTCMonth(0)
  return time
}

/** So many units later (or earlier); months and years keep to the calendar. */
export function later(time: Date, count: number, unit: Unit): Date {
  const moved = new Date(time)
  const months = { month: 1, quarter: 3, year: 12 }[unit as string]
  if (months !== undefined) moved.setUTCMonth(moved.getUTCMonth() + Math.trunc(count * months))
  else moved.setTime(moved.getTime() + count * lengths[unit as keyof typeof lengths])
  return moved
}

const lengths = {
  minute: 60_000,
  hour: hourMs,
  day: dayMs,
  week: 7 * dayMs,
  month: 0,
  quarter: 0,
  year: 0,
}
