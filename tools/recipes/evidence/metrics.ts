import type { Item, Reads } from '../recipe.ts'
import { dayMs, text } from './values.ts'

export interface Metric {
  namespace: string
  name: string
  dimension: readonly [name: string, value: string]
  statistic: 'Average' | 'Maximum' | 'Sum'
}

/**
 * A number for each metric over the last days: of averages the mean, of maxima the highest, of sums
 * the sum. `null` where CloudWatch has no data of it, undefined where it was not asked.
 */
export async function metricsOver(
  { tryRead }: Pick<Reads, 'tryRead'>,
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
    const found = await tryRead('cloudwatch:GetMetricData', { MetricDataQueries, ...times })
    values.push(...asked.map((metric, index) => combined(metric, `m${index}`, found)))
  }
  return values
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
  if (results.length === 0) return undefined
  const values = results.flatMap(({ Values }) => (Array.isArray(Values) ? Values.map(Number) : []))
  if (values.length === 0) return null
  if (statistic === 'Maximum') return Math.max(...values)
  const sum = values.reduce((total, value) => total + value, 0)
  return statistic === 'Sum' ? sum : sum / values.length
}
