import type { Period } from '../../../questions/time/period.ts'
import { dayMs } from '../../evidence/values.ts'
import { dayOf } from '../../evidence/wording.ts'

/** Days as Cost Explorer takes them: `2026-03-01` to `2026-04-01`, the end not included. */
export interface Days {
  start: string
  end: string
}

export interface ComparedDays {
  before: Days
  now: Days
}

/** The month so far; on its first day, which is not over, the whole month before. */
export function monthSoFar(now: Date): Period {
  const start = monthStart(now, 0)
  return now.getUTCDate() > 1 ? { start, end: now } : { start: monthStart(now, -1), end: start }
}

/**
 * The whole days of a period (a day that is not over is left out, unless it is all) beside those to
 * compare them with: the same days of the month before, or else as many days before.
 */
export function comparedDays({ start, end }: Period): ComparedDays {
  const first = midnight(start)
  const last = new Date(Math.max(midnight(end).getTime(), first.getTime() + dayMs))
  return { before: daysBefore(first, last), now: days(first, last) }
}

function daysBefore(first: Date, last: Date): Days {
  const lengthMs = last.getTime() - first.getTime()
  const startsMonth = first.getUTCDate() === 1
  const months = monthsBetween(first, last)
  if (startsMonth && last.getUTCDate() === 1) return days(monthStart(first, -months), first)
  if (!startsMonth || months > 0) return days(new Date(first.getTime() - lengthMs), first)
  const start = monthStart(first, -1)
  return days(start, new Date(Math.min(start.getTime() + lengthMs, first.getTime())))
}

const days = (start: Date, end: Date): Days => ({ start: dayOf(start), end: dayOf(end) })

/** The first day of its week, as ISO 8601 has weeks. */
export const mondayOf = (date: Date): Date =>
  new Date(midnight(date).getTime() - ((date.getUTCDay() + 6) % 7) * dayMs)

const midnight = (date: Date) => new Date(Math.floor(date.getTime() / dayMs) * dayMs)

const monthStart = (date: Date, months: number) =>
  new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1))

const monthsBetween = (from: Date, to: Date) =>
  12 * (to.getUTCFullYear() - from.getUTCFullYear()) + to.getUTCMonth() - from.getUTCMonth()

export const lengthOf = ({ start, end }: Days): number =>
  (Date.parse(end) - Date.parse(start)) / dayMs

/** `2026-03-01 to 2026-03-17`, both included. */
export function written({ start, end }: Days): string {
  const last = dayOf(new Date(Date.parse(end) - dayMs))
  return last === start ? start : `${start} to ${last}`
}
