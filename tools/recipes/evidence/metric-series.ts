import type { Period } from '../../questions/time/period.ts'
import type { Place } from '../recipe.ts'
import { isComplete, missUnread } from './metrics.ts'
import { text } from './values.ts'

export interface SeriesAsked {
  namespace: string
  metric: string
  dimensions: Readonly<Record<string, string>>
  statistic: 'Average' | 'Minimum' | 'Maximum' | 'Sum' | Percentile
}

/** `p99`: what all but one of a hundred are below. */
export type Percentile = `p${number}`

export interface Point {
  at: Date
  value: number
}

/**
 * Values of each of the metrics, oldest first; none of one that CloudWatch has no data of, undefined
 * for one that it did not tell, which is missed.
 */
export async function readSeries(
  asked: readonly SeriesAsked[],
  { period, periodS }: { period: Period; periodS: number },
  place: Reading,
): Promise<(Point[] | undefined)[]> {
  const results = await place.read('cloudwatch:GetMetricData', {
    StartTime: period.start.toISOString(),
    EndTime: period.end.toISOString(),
    ScanBy: 'TimestampAscending',
    MetricDataQueries: asked.map((metric, at) => queryOf(metric, { id: `m${at}`, periodS })),
  })
  missUnread(place, { found: results, count: asked.length })
  return asked.map((_metric, at) => {
    const own = results.filter(({ Id }) => Id === `m${at}`)
    if (!isComplete(own)) return undefined
    const points = own.flatMap(({ Timestamps, Values }) => zip(Timestamps, Values))
    return points.toSorted((a, b) => a.at.getTime() - b.at.getTime())
  })
}

/** What is read with; without a place to tell it to, what is missed is only undefined. */
export type Reading = Pick<Place, 'read'> & Partial<Pick<Place, 'missed' | 'note' | 'region'>>

/** A period's own steps: fine where it is short, and never more than about 300 of them. */
export function stepS({ start, end }: Period): number {
  const hours = (end.getTime() - start.getTime()) / 3_600_000
  if (hours <= 4) return 60
  return hours <= 25 ? 300 : 3600 * Math.ceil(hours / 300)
}

function queryOf(
  { namespace, metric, dimensions, statistic }: SeriesAsked,
  { id, periodS }: { id: string; periodS: number },
) {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }))
  const Metric = { Namespace: namespace, MetricName: metric, Dimensions }
  return { Id: id, MetricStat: { Metric, Period: periodS, Stat: statistic } }
}

function zip(times: unknown, values: unknown): Point[] {
  if (!Array.isArray(times) || !Array.isArray(values)) return []
  return times.map((time, at) => ({ at: new Date(text(time)), value: Number(values[at]) }))
}
