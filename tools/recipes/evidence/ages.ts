import type { Json } from '../../json.ts'
import { dayMs, text } from './values.ts'

/** Whole days that a time of AWS's lies back; 0 where AWS gave none. */
export const daysSince = (time: Json | undefined, now: Date): number => -daysUntil(time, now)

/** Whole days to a time of AWS's, negative where it is past; 0 where AWS gave none. */
export function daysUntil(time: Json | undefined, now: Date): number {
  const at = Date.parse(text(time))
  return Number.isNaN(at) ? 0 : Math.ceil((at - now.getTime()) / dayMs) + 0
}

/** `older than 6 months` of a question, in days. */
export function daysAsked(question: string): number | undefined {
  const match = /\b(\d{1,4})[ -]?(day|week|month|year)s?\b/i.exec(question)
  const unit = Object.entries(unitDays).find(([name]) => name === match?.[2]?.toLowerCase())
  return match === null || unit === undefined ? undefined : Number(match[1]) * unit[1]
}

const unitDays = { day: 1, week: 7, month: 30, year: 365 }
