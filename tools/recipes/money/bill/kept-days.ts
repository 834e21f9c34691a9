import { ToolError } from '../../../tool-error.ts'
import { dayMs } from '../../evidence/values.ts'
import { dayOf } from '../../evidence/wording.ts'
import type { Days } from './compared-days.ts'

export type Granularity = 'DAILY' | 'MONTHLY'

/** Days that Cost Explorer can be asked for, and what they differ in from those that were meant. */
export interface KeptDays {
  days: Days
  granularity: Granularity
  /** Why it is another time than was asked. */
  note?: string
}

/** Cost Explorer keeps days of 14 months; months of 38 where the account has switched that on. */
const keptMonths = { DAILY: 14, MONTHLY: 38 } as const

export const keptFrom = (granularity: Granularity, now: Date): string =>
  dayOf(monthStart(now, -keptMonths[granularity]))

/**
 * By day as long as that is short and kept; else by month from the first of one, since years of days
 * are many, and older ones are gone.
 */
export function keptDays(asked: Days, { now, daily }: { now: Date; daily?: boolean }): KeptDays {
  const lengthDays = (Date.parse(asked.end) - Date.parse(asked.start)) / dayMs
  const isKept = asked.start >= keptFrom('DAILY', now)
  const areMonths = asked.start.endsWith('-01') && asked.end.endsWith('-01')
  if (isKept && (daily || (!areMonths && lengthDays <= mostDays))) {
    return { days: asked, granularity: 'DAILY' }
  }
  const first = `${asked.start.slice(0, 7)}-01`
  const oldest = keptFrom('MONTHLY', now)
  if (asked.end <= oldest) {
    throw new ToolError('invalid_parameter', `Cost Explorer keeps nothing of before ${oldest}`, {
      hint: 'It has at most 38 months, where the account has switched that on, else 14.',
    })
  }
  const start = first < oldest ? oldest : first
  return { days: { ...asked, start }, granularity: 'MONTHLY', ...noteOf(asked.start, start) }
}

const mostDays = 93

function noteOf(asked: string, start: string): { note?: string } {
  if (asked === start) return {}
  const why = start < asked ? 'it goes by months here' : 'Cost Explorer keeps at most 38 months'
  return { note: `From ${start} instead of ${asked}: ${why}.` }
}

const monthStart = (now: Date, months: number) =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1))
