import type { Place } from './answer.ts'
import { daysAgo, nextDay, startOfDay } from './clock.ts'
import { type CostLine, costLines } from './facts/costs.ts'

/** What one line cost on one day. In millionths of a dollar: whole numbers add up the same in every order. */
export interface Charge {
  line: CostLine
  day: Date
  microUsd: number
}

/** Every charge from `start` up to `end`, both midnights; nothing that lies after now. */
export function charges(start: Date, end: Date, at: Place): Charge[] {
  return daysBetween(start, end).flatMap((day) =>
    costLines.map((line) => ({ line, day, microUsd: costOn(line, day, at) })),
  )
}

/** What the days to come will cost if all goes on as it is. */
export function expected(start: Date, end: Date): Charge[] {
  return daysBetween(start, end).flatMap((day) =>
    costLines.map((line) => ({
      line,
      day,
      microUsd: Math.round(line.perDayUsd * usd * wobble(day)),
    })),
  )
}

export function daysBetween(start: Date, end: Date): Date[] {
  const days = []
  for (let day = startOfDay(start); day < end; day = nextDay(day)) days.push(day)
  return days
}

export const sumUsd = (all: readonly { microUsd: number }[]) =>
  (all.reduce((total, { microUsd }) => total + microUsd, 0) / usd).toFixed(6)

const usd = 1_000_000
const dayMs = 24 * 60 * 60_000

// Bills go back thirteen months. Today has cost what its hours so far cost.
function costOn({ perDayUsd, sinceDaysAgo = 395 }: CostLine, day: Date, at: Place): number {
  const from = Math.max(day.getTime(), daysAgo(at, sinceDaysAgo).getTime())
  const to = Math.min(nextDay(day).getTime(), at.now.getTime())
  return Math.round(perDayUsd * usd * wobble(day) * (Math.max(0, to - from) / dayMs))
}

// Weekends are quieter; the business grows by half a percent a month.
function wobble(day: Date): number {
  const weekend = [0, 6].includes(day.getUTCDay())
  const months = (day.getTime() - Date.UTC(2024, 0, 1)) / (30 * dayMs)
  return (weekend ? 0.94 : 1) * (1 + 0.005 * months)
}
