import { object, text } from '../../evidence/values.ts'
import { dayOf } from '../../evidence/wording.ts'
import type { Place } from '../../recipe.ts'
import type { Days } from './compared-days.ts'

export interface Forecast {
  /** Of the days to come alone. */
  amount: number
  currency: string
  days: Days
  /** Whether the month is this one, of which a part has been spent. */
  isBegun: boolean
}

export type ForecastOf = 'this_month' | 'next_month' | 'next_3_months'

interface Asked {
  of: ForecastOf
  metric: string
  filters: readonly Record<string, unknown>[]
}

/** What AWS expects the days to come to cost; one request, which it bills. */
export async function forecastOf(place: Place, { of, metric, filters }: Asked): Promise<Forecast> {
  const days = daysOf(of, place.now)
  const [filter] = filters
  const Filter = filters.length > 1 ? { And: filters } : filter
  const found = await place.read('ce:GetCostForecast', {
    TimePeriod: { Start: days.start, End: days.end },
    Granularity: 'MONTHLY',
    Metric: forecastMetric(metric),
    ...(Filter && { Filter }),
  })
  const { Amount, Unit } = object(found[0]?.Total)
  return {
    amount: Number(Amount ?? 0),
    currency: text(Unit) || 'USD',
    days,
    isBegun: of === 'this_month',
  }
}

/** `UnblendedCost` is `UNBLENDED_COST` there. */
const forecastMetric = (metric: string) => metric.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()

function daysOf(of: ForecastOf, now: Date): Days {
  const month = (months: number) =>
    dayOf(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1)))
  if (of === 'this_month') return { start: dayOf(now), end: month(1) }
  return { start: month(1), end: month(of === 'next_month' ? 2 : 4) }
}
