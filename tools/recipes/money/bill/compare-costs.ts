import type { Place } from '../../recipe.ts'
import { type Charge, readBill } from './charges.ts'
import { type ComparedDays, comparedDays, type Days, written } from './compared-days.ts'
import { keptDays, keptFrom } from './kept-days.ts'

/** What one group of the bill came to, and before. */
export interface CostChange {
  /** Values of the dimensions it is grouped by. */
  keys: string[]
  before: number
  now: number
  /** How much more than before. */
  rise: number
  /** By day or month, of both times. */
  series: { start: string; amount: number }[]
}

export interface Comparison {
  /** As was asked of Cost Explorer: by months, a time begins with one. */
  days: ComparedDays
  /** False where Cost Explorer no longer keeps the time before: then `before` is nothing. */
  isCompared: boolean
  currency: string
  before: number
  now: number
  /** The largest rise first. */
  changes: CostChange[]
}

interface Grouping {
  by: readonly string[]
  service?: string
  region?: string | undefined
  daily?: boolean
}

/**
 * Two times of the bill side by side; one request to Cost Explorer, which bills each. Where it no
 * longer keeps the time before, there is no comparison, and a note says so.
 */
export async function compareCosts(
  place: Place,
  asked: ComparedDays,
  { by, service, region, daily = false }: Grouping,
): Promise<Comparison> {
  const { days, granularity, isCompared } = keptAndCompared(asked, { place, daily })
  const start = isCompared ? days.before.start : days.now.start
  const bill = await readBill(place, {
    days: { start, end: days.now.end },
    granularity,
    metric: 'UnblendedCost',
    groupBy: by.map((Key) => ({ Type: 'DIMENSION', Key })),
    filters: [
      ...(service ? [{ Dimensions: { Key: 'SERVICE', Values: [service] } }] : []),
      ...(region ? [{ Dimensions: { Key: 'REGION', Values: [region] } }] : []),
    ],
  })
  const groups = Map.groupBy(bill.charges, ({ keys }) => keys.join('\n'))
  const changes = [...groups.values()]
    .map((group) => changeOf(group, days))
    .filter(({ before, now }) => Math.abs(before) >= cent || Math.abs(now) >= cent)
    .toSorted((a, b) => b.rise - a.rise)
  const total = (of: 'before' | 'now') => changes.reduce((sum, change) => sum + change[of], 0)
  const { currency } = bill
  return { days, isCompared, currency, before: total('before'), now: total('now'), changes }
}

interface How {
  place: Place
  daily: boolean
}

function keptAndCompared(asked: ComparedDays, { place, daily }: How) {
  const { now } = place
  const { days: own, granularity: usual, note } = keptDays(asked.now, { now, daily })
  if (note !== undefined) place.note(note)
  const moved =
    own.start === asked.now.start
      ? asked
      : comparedDays({ start: new Date(own.start), end: new Date(own.end) })
  const isCompared = moved.before.start >= keptFrom('DAILY', now)
  if (!isCompared) {
    place.note(
      `Not compared with ${written(moved.before)}: Cost Explorer keeps 14 months of every account, more only where that is switched on.`,
    )
  }
  // Months side by side with days of another length would be neither.
  const granularity = usual === 'MONTHLY' && isCompared && !areMonths(moved) ? 'DAILY' : usual
  return { days: moved, granularity, isCompared } as const
}

const cent = 0.01

function changeOf(charges: readonly Charge[], { before, now }: ComparedDays): CostChange {
  const sum = (days: Days) =>
    charges.filter(isIn(days)).reduce((total, { amount }) => total + amount, 0)
  const was = sum(before)
  const is = sum(now)
  const series = charges.map(({ start, amount }) => ({ start, amount }))
  return { keys: charges[0]?.keys ?? [], before: was, now: is, rise: is - was, series }
}

export const isIn =
  ({ start, end }: Days) =>
  (charge: { start: string }): boolean =>
    charge.start >= start && charge.start < end

const areMonths = ({ before, now }: ComparedDays) =>
  before.end === now.start && [before.start, now.start, now.end].every((day) => day.endsWith('-01'))
