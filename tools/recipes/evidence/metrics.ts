import type { Item, Place } from '../recipe.ts'
import { dayMs, text } from './values.ts'
import { counted } from './wording.ts'

export interface Metric {
  namespace: string
  name: string
  dimension: readonly [name: string, value: string]
  statistic: 'Average' | 'Maximum' | 'Sum'
}

/**
 * A number for each metric over the last days: of averages the mean, of maxima the highest, of sums
 * the sum. `null` where CloudWatch has no data of it, undefined where it did not tell: that is missed.
 */
export async function metricsOver(
  place: Pick<Place, 'tryRead' | 'missed' | 'region'>,
  metrics: readonly Metric[],
  { days, now }: { days: number; now: Date },
): Promise<(number | null | undefined)[]> {
  const times = {
    StartTime: new Date(now.getTime() - days * dayMs).toISOString(),
    EndTime: now.toISOString(),
  }
  const values: (number | null | undefined)[] = []
  for (let start = 0; start < metrics.length; start += atOnce) {
    const asked = metrics.slice(start, start + atOnce)
    const MetricDataQueries = asked.map(queryOf)
    const found = await place.tryRead('cloudwatch:GetMetricData', { MetricDataQueries, ...times })
    if (found !== undefined) missUnread(place, { found, count: asked.length })
    values.push(...asked.map((metric, index) => combined(metric, `m${index}`, found ?? [])))
  }
  return values
}

/**
 * Whether CloudWatch told all of a metric: within a 200 it may say that a series failed. Where it
 * comes in pages, all but the last are of a part.
 */
export const isComplete = (pages: readonly Item[]): boolean =>
  pages.length > 0 && (pages.at(-1)?.StatusCode ?? 'Complete') === 'Complete'

interface Found {
  found: readonly Item[]
  /** Of metrics asked for, `m0` and on. */
  count: number
}

/** What CloudWatch answered without its values, or not at all. */
export function missUnread(
  { missed, region }: Partial<Pick<Place, 'missed' | 'region'>>,
  { found, count }: Found,
): void {
  const pages = Map.groupBy(found, ({ Id }) => text(Id))
  const unread = Array.from({ length: count }, (_, at) => pages.get(`m${at}`) ?? []).filter(
    (own) => !isComplete(own),
  )
  if (unread.length === 0) return
  const codes = new Set(unread.map((own) => text(own.at(-1)?.StatusCode) || 'no result'))
  missed?.(
    `${counted(unread.length, 'metric')} of cloudwatch:GetMetricData${region === undefined ? '' : ` (${region})`}`,
    `CloudWatch answered ${[...codes].join(', ')} for it.`,
  )
}

/** Parameters are bounded: CloudWatch itself would take five hundred. */
const atOnce = 50

const queryOf = ({ namespace, name, dimension, statistic }: Metric, index: number) => ({
  Id: `m${index}`,
  MetricStat: {
    Metric: {
      Namespace: namespace,
      MetricName: name,
      Dimensions: [{ Name: dimension[0], Value: dimension[1] }],
    },
    Period: dayMs / 1000,
    Stat: statistic,
  },
})

function combined({ statistic }: Metric, id: string, found: readonly Item[]) {
  const results = found.filter(({ Id }) => text(Id) === id)
  if (!isComplete(results)) return undefined
  const values = results.flatMap(({ Values }) => (Array.isArray(Values) ? Values.map(Number) : []))
  if (values.length === 0) return null
  if (statistic === 'Maximum') return Math.max(...values)
  const sum = values.reduce((total, value) => total + value, 0)
  return statistic === 'Sum' ? sum : sum / values.length
}
