import { ToolError } from '../../../tool-error.ts'
import { object, objects, text, texts } from '../../evidence/values.ts'
import type { Item, Place } from '../../recipe.ts'
import type { Days } from './compared-days.ts'
import { type Granularity, keptFrom } from './kept-days.ts'

/** One line of the bill. */
export interface Charge {
  /** Values of what it is grouped by. */
  keys: string[]
  /** The day, or the first of the month. */
  start: string
  amount: number
}

export interface Bill {
  charges: Charge[]
  /** As AWS gives it: `USD`. */
  currency: string
  days: Days
}

export interface BillAsked {
  days: Days
  granularity: Granularity
  metric: string
  groupBy: readonly { Type: 'DIMENSION' | 'TAG'; Key: string }[]
  /** Expressions of Cost Explorer, all of which hold. */
  filters: readonly Record<string, unknown>[]
}

/** What was charged, a request to Cost Explorer, which bills each. */
export async function readBill(place: Place, asked: BillAsked): Promise<Bill> {
  try {
    return billOf(await place.read('ce:GetCostAndUsage', parametersOf(asked)), asked)
  } catch (error) {
    const kept = keptFrom('DAILY', place.now)
    const isTooOld = error instanceof ToolError && error.code === 'invalid_parameter'
    if (!isTooOld || asked.days.start >= kept || asked.days.end <= kept) throw error
    // The account keeps 14 months, as all do that have not switched on more.
    place.missed(`costs before ${kept}`, 'Cost Explorer keeps 14 months of this account.')
    const days = { ...asked.days, start: kept }
    return billOf(await place.read('ce:GetCostAndUsage', parametersOf({ ...asked, days })), {
      ...asked,
      days,
    })
  }
}

function parametersOf({ days, granularity, metric, groupBy, filters }: BillAsked) {
  const [filter] = filters
  const Filter = filters.length > 1 ? { And: filters } : filter
  return {
    TimePeriod: { Start: days.start, End: days.end },
    Granularity: granularity,
    Metrics: [metric],
    ...(groupBy.length > 0 && { GroupBy: groupBy }),
    ...(Filter && { Filter }),
  }
}

function billOf(results: readonly Item[], { days, metric, groupBy }: BillAsked): Bill {
  const lines = results.flatMap(({ TimePeriod, Groups, Total }) => {
    const start = text(object(TimePeriod).Start)
    const groups = groupBy.length > 0 ? objects(Groups) : [{ Keys: [], Metrics: object(Total) }]
    return groups.map(({ Keys, Metrics }) => ({
      keys: texts(Keys),
      start,
      cost: object(object(Metrics)[metric]),
    }))
  })
  const unit = lines.map(({ cost }) => text(cost.Unit)).find((one) => one !== '' && one !== 'N/A')
  return {
    charges: lines.map(({ keys, start, cost }) => ({
      keys,
      start,
      amount: Number(cost.Amount ?? 0),
    })),
    currency: unit ?? 'USD',
    days,
  }
}

/** What is less is not shown. */
export const cent = 0.01

export const totalOf = (charges: readonly Charge[]): number =>
  charges.reduce((sum, { amount }) => sum + amount, 0)
