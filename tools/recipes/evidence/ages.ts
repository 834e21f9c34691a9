import type { Json } from '../../json.ts'
import { dayMs, text } from './values.ts'

/** Whole days that a time of AWS's lies back; 0 where AWS gave none. */
export const daysSince = (time: Json | undefined, now: Date): number =>
  Math.max(0, -daysUntil(time, now))

/** Whole days to a time of AWS's, negative where it is past; 0 where AWS gave none. */
export function daysUntil(time: Json | undefined, now: Date): number {
  const at = Date.parse(text(time))
  return Number.isNaN(at) ? 0 : Math.ceil((at - now.getTime()) / dayMs) + 0
}
