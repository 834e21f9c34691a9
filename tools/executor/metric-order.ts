import { isRecord, type Json } from '../json.ts'

/**
 * CloudWatch's datapoints from old to new: GetMetricStatistics gives them in no order, GetMetricData
 * from new to old where the caller does not say, and a trend read in the wrong direction is wrong.
 */
export function inOrder(output: Json, input: Readonly<Record<string, unknown>>): Json {
  if (!isRecord(output)) return output
  const { Datapoints, MetricDataResults } = output
  if (Array.isArray(Datapoints)) return { ...output, Datapoints: byTime(Datapoints) }
  if (!Array.isArray(MetricDataResults) || input.ScanBy !== undefined) return output
  return { ...output, MetricDataResults: MetricDataResults.map(seriesInOrder) }
}

const byTime = (datapoints: Json[]): Json[] =>
  datapoints.toSorted((a, b) => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0))

const timeOf = (datapoint: Json) =>
  isRecord(datapoint) && typeof datapoint.Timestamp === 'string' ? datapoint.Timestamp : ''

function seriesInOrder(series: Json): Json {
  if (!isRecord(series)) return series
  const { Timestamps, Values } = series
  if (!Array.isArray(Timestamps) || !Array.isArray(Values)) return series
  const order = Timestamps.map((_, at) => at).sort((a, b) =>
    String(Timestamps[a]) < String(Timestamps[b]) ? -1 : 1,
  )
  const sorted = (list: Json[]) => order.map((at) => list[at] ?? null)
  return { ...series, Timestamps: sorted(Timestamps), Values: sorted(Values) }
}

/** Whether CloudWatch had nothing for any of the metrics asked. */
export const hasNoDatapoints = (items: readonly Json[]): boolean =>
  items.every((item) => isRecord(item) && Array.isArray(item.Values) && item.Values.length === 0)
