import type { Answers, Input, Output, Place } from '../answer.ts'
import { isRecord, record, records, text, texts } from '../answer.ts'
import { type Datapoint, datapoints, type Period, statistic } from '../datapoints.ts'
import { SampleAccountError } from '../error.ts'
import { type Series, series } from '../facts/metrics.ts'
import { listing } from '../listing.ts'
import { paging } from '../paging.ts'
import { alarmAnswers } from './cloudwatch/alarms.ts'
import { dashboardAnswers } from './cloudwatch/dashboards.ts'

export const answers: Answers = {
  ...alarmAnswers,
  ...dashboardAnswers,
  ListMetrics: listing({
    as: 'Metrics',
    from: (at) => seriesIn(at).map(describe),
    where: (metric, input) =>
      (input.Namespace ?? metric.Namespace) === metric.Namespace &&
      (input.MetricName ?? metric.MetricName) === metric.MetricName &&
      records(input, 'Dimensions').every((wanted) => metric.Dimensions.some(has(wanted))),
    paging: paging.nextTokenOnly,
  }),
  GetMetricStatistics: (input, at) => {
    const found = seriesOf(input, at)
    const wanted = [...texts(input, 'Statistics'), ...texts(input, 'ExtendedStatistics')]
    const points = found ? datapoints(found, period(input, input), at) : []
    return {
      Label: text(input, 'MetricName'),
      Datapoints: found ? points.map((point) => datapoint(point, wanted, found)) : [],
    }
  },
  GetMetricData: (input, at) => ({
    MetricDataResults: records(input, 'MetricDataQueries')
      .filter(({ ReturnData }) => ReturnData !== false)
      .map((query) => answerQuery(query, input, at)),
    Messages: [],
  }),
}

function seriesIn(at: Place) {
  return series.filter(({ region }) => region === at.region)
}

function describe({ namespace, metric, dimensions }: Series) {
  return {
    Namespace: namespace,
    MetricName: metric,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
  }
}

const has = (wanted: Output) => (dimension: { Name: string; Value: string }) =>
  dimension.Name === wanted.Name && (wanted.Value ?? dimension.Value) === dimension.Value

// A metric is its namespace, name and exactly these dimensions.
function seriesOf(metric: Input, at: Place): Series | undefined {
  const wanted = records(metric, 'Dimensions')
  return seriesIn(at).find((one) => {
    const { Namespace, MetricName, Dimensions } = describe(one)
    const same = Namespace === metric.Namespace && MetricName === metric.MetricName
    return (
      same &&
      Dimensions.length === wanted.length &&
      wanted.every((dimension) => Dimensions.some(has(dimension)))
    )
  })
}

function period(range: Input, { Period: seconds }: Input): Period {
  const { StartTime, EndTime } = range
  if (!(StartTime instanceof Date && EndTime instanceof Date) || StartTime >= EndTime) {
    throw new SampleAccountError('InvalidParameterCombinationException', {
      message: 'The parameter StartTime must be less than the parameter EndTime.',
    })
  }
  return { start: StartTime, end: EndTime, seconds: Math.max(60, Number(seconds ?? 300)) }
}

function datapoint(point: Datapoint, wanted: string[], { unit, counts }: Series): Output {
  const value = (name: string) => [name, statistic(point, name, counts)]
  const simple = wanted.filter((name) => !name.startsWith('p'))
  const extended = wanted.filter((name) => name.startsWith('p'))
  return {
    Timestamp: point.timestamp,
    ...Object.fromEntries(simple.map(value)),
    ...(extended.length > 0 && { ExtendedStatistics: Object.fromEntries(extended.map(value)) }),
    Unit: unit,
  }
}

// Newest first, unless asked otherwise.
function answerQuery(query: Output, input: Input, at: Place): Output {
  if (!isRecord(query.MetricStat)) throw noMath()
  const { Metric, Stat, ...rest } = query.MetricStat
  const metric = record(Metric)
  const found = seriesOf(metric, at)
  const points = found ? datapoints(found, period(input, rest), at) : []
  const ordered = input.ScanBy === 'TimestampAscending' ? points : points.reverse()
  return {
    Id: query.Id,
    Label: query.Label ?? metric.MetricName,
    StatusCode: 'Complete',
    Timestamps: ordered.map(({ timestamp }) => timestamp),
    Values: ordered.map((point) => statistic(point, String(Stat), found?.counts ?? false)),
  }
}

const noMath = () =>
  new SampleAccountError('NotInSampleAccount', {
    message: 'The sample account has metrics, but does no metric math: ask with MetricStat.',
  })
