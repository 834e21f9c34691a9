import type { Place } from './answer.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** All times of the sample account hang on the caller's clock, in whole seconds as AWS's. */
export function minutesAgo(at: Place, minutes: number): Date {
  return new Date(Math.floor((at.now.getTime() - minutes * minuteMs) / 1000) * 1000)
}

export const hoursAgo = (at: Place, hours: number) => minutesAgo(at, hours * 60)
export const daysAgo = (at: Place, days: number) => minutesAgo(at, days * 24 * 60)
export const daysAhead = (at: Place, days: number) => daysAgo(at, -days)

/** Midnight UTC of the day that `date` is in. */
export const startOfDay = (date: Date) => new Date(Math.floor(date.getTime() / dayMs) * dayMs)
export const nextDay = (date: Date) => new Date(date.getTime() + dayMs)
