import type { Item, Reads } from '../recipe.ts'
import type { ComparedDays, Days } from './compared-days.ts'
import { object, objects, text, texts } from './values.ts'

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
  before: number
  now: number
  /** The largest rise first. */
  changes: CostChange[]
}

interface Grouping {
  by: readonly string[]
  service?: string
  daily?: boolean
}

/** Two times of the bill side by side; one request to Cost Explorer, which bills each. */
export async function compareCosts(
  { read }: Pick<Reads, 'read'>,
  days: ComparedDays,
  { by, service, daily = false }: Grouping,
): Promise<Comparison> {
  const results = await read('ce:GetCostAndUsage', {
    TimePeriod: { Start: days.before.start, End: days.now.end },
    Granularity: daily || !areMonths(days) ? 'DAILY' : 'MONTHLY',
    Metrics: [metric],
    GroupBy: by.map((Key) => ({ Type: 'DIMENSION', Key })),
    ...(service && { Filter: { Dimensions: { Key: 'SERVICE', Values: [service] } } }),
  })
  const charges = results.flatMap(chargesOf)
  const groups = Map.groupBy(charges, ({ keys }) => keys.join('\n'))
  const changes = [...groups.values()]
    .map((group) => changeOf(group, days))
    .filter(({ before, now }) => Math.abs(before) >= cent || Math.abs(now) >= cent)
    .toSorted((a, b) => b.rise - a.rise)
  const total = (of: 'before' | 'now') => changes.reduce((sum, change) => sum + change[of], 0)
  return { before: total('before'), now: total('now'), changes }
}

const metric = 'UnblendedCost'
const cent = 0.01

interface Charge {
  keys: string[]
  start: string
  amount: number
}

function chargesOf({ TimePeriod, Groups }: Item): Charge[] {
  const start = text(object(TimePeriod).Start)
  return objects(Groups).map(({ Keys, Metrics }) => ({
    keys: texts(Keys),
    start,
    amount: Number(object(object(Metrics)[metric]).Amount ?? 0),
  }))
}

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
