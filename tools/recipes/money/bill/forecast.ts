import { object, text } from '../../evidence/values.ts'
import { dayOf } from '../../evidence/wording.ts'
import type { Place } from '../../recipe.ts'
import type { Days } from './compared-days.ts'

export interface Forecast {
  /** Of the days to come alone. */
  amount: number
  currency: string
  days: Days
  /** When the month, quarter or year began of which a part has been spent; undefined for what is to come whole. */
  begun?: Date
  /** As it is told: `2026-11`, `2026`. */
  said?: string
}

export type ForecastOf =
  | 'this_month'
  | 'next_month'
  | 'next_3_months'
  | 'this_quarter'
  | 'this_year'

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
    ...begunOf(of, place.now),
  }
}

/** What has passed of a quarter or a year that is forecast; of a month it is what is told where no time is said. */
export function passedOf(of: ForecastOf, now: Date): { start: string; end: string } | undefined {
  const { begun } = begunOf(of, now)
  return begun === undefined || of === 'this_month'
    ? undefined
    : { start: begun.toISOString(), end: now.toISOString() }
}

function begunOf(of: ForecastOf, now: Date): Pick<Forecast, 'begun' | 'said'> {
  const year = now.getUTCFullYear()
  const quarter = Math.floor(now.getUTCMonth() / 3)
  if (of === 'this_month')
    return { begun: new Date(Date.UTC(year, now.getUTCMonth(), 1)), said: dayOf(now).slice(0, 7) }
  if (of === 'this_quarter')
    return {
      begun: new Date(Date.UTC(year, 3 * quarter, 1)),
      said: `the quarter ${[0, 2].map((month) => dayOf(new Date(Date.UTC(year, 3 * quarter + month, 1))).slice(0, 7)).join(' to ')}`,
    }
  return of === 'this_year' ? { begun: new Date(Date.UTC(year, 0, 1)), said: String(year) } : {}
}

/** `UnblendedCost` is `UNBLENDED_COST` there. */
const forecastMetric = (metric: string) => metric.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()

function daysOf(of: ForecastOf, now: Date): Days {
  const month = (months: number) =>
    dayOf(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1)))
  if (of === 'this_month') return { start: dayOf(now), end: month(1) }
  if (of === 'this_quarter') return { start: dayOf(now), end: month(3 - (now.getUTCMonth() % 3)) }
  if (of === 'this_year') return { start: dayOf(now), end: month(12 - now.getUTCMonth()) }
  return { start: month(1), end: month(of === 'next_month' ? 2 : 4) }
}
