import type { Answers, Input, Output, Place } from '../../answer.ts'
import { records } from '../../answer.ts'
import { daysAgo, minutesAgo } from '../../clock.ts'
import { type Alarm, alarms } from '../../facts/alarms.ts'
import { arn } from '../../facts/company.ts'
import { topicArn, topics } from '../../facts/messaging.ts'
import { equals, listing, startsWith } from '../../listing.ts'
import { paging } from '../../paging.ts'

const listed = listing({
  as: 'MetricAlarms',
  from: (at) => alarmsIn(at).map((one) => describe(one, at)),
  ids: { input: 'AlarmNames', member: 'AlarmName' },
  where: (alarm, input) =>
    startsWith('AlarmNamePrefix', 'AlarmName')(alarm, input) && equals('StateValue')(alarm, input),
  paging: paging.maxRecords,
})

export const alarmAnswers: Answers = {
  DescribeAlarms: (input, at) => ({ ...listed(input, at), CompositeAlarms: [] }),
  DescribeAlarmsForMetric: (input, at) => {
    const wanted = records(input, 'Dimensions')
    const named = ({ Namespace, MetricName, Dimensions }: ReturnType<typeof describe>) =>
      Namespace === input.Namespace &&
      MetricName === input.MetricName &&
      wanted.every((one) =>
        Dimensions.some(({ Name, Value }) => Name === one.Name && Value === one.Value),
      )
    return {
      MetricAlarms: alarmsIn(at)
        .map((one) => describe(one, at))
        .filter(named),
    }
  },
  DescribeAlarmHistory: listing({
    as: 'AlarmHistoryItems',
    from: (at) =>
      alarmsIn(at)
        .flatMap((one) => history(one, at))
        .sort(newestFirst),
    where: (item, input) =>
      equals('AlarmName')(item, input) &&
      equals('HistoryItemType')(item, input) &&
      isWithin(item, input),
    paging: paging.maxRecords,
  }),
}

function alarmsIn(at: Place) {
  return alarms.filter(({ region }) => region === at.region)
}

function describe(alarm: Alarm, at: Place) {
  const since = minutesAgo(at, alarm.sinceMinutesAgo)
  const [topic] = topics.filter(({ region }) => region === alarm.region)
  return {
    AlarmName: alarm.name,
    AlarmArn: arn('cloudwatch', alarm.region, `alarm:${alarm.name}`),
    AlarmDescription: alarm.description,
    AlarmConfigurationUpdatedTimestamp: daysAgo(at, 120),
    ActionsEnabled: true,
    AlarmActions: topic ? [topicArn(topic)] : [],
    OKActions: [],
    InsufficientDataActions: [],
    Namespace: alarm.namespace,
    MetricName: alarm.metric,
    Dimensions: Object.entries(alarm.dimensions).map(([Name, Value]) => ({ Name, Value })),
    Statistic: alarm.statistic,
    Period: alarm.periodS,
    EvaluationPeriods: alarm.periods,
    Threshold: alarm.threshold,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'missing',
    StateValue: alarm.state,
    StateReason: reason(alarm),
    StateUpdatedTimestamp: since,
    StateTransitionedTimestamp: since,
  }
}

function reason({ state, periods, threshold, value }: Alarm): string {
  if (state === 'INSUFFICIENT_DATA') return 'Insufficient Data: no datapoints were received.'
  const limit = `the threshold (${threshold}.0)`
  if (state === 'OK') return `Threshold Crossed: 1 datapoint was not greater than ${limit}.`
  return (
    `Threshold Crossed: ${periods} out of the last ${periods} datapoints ` +
    `[${value}.0] were greater than ${limit} (minimum ${periods} datapoints for OK -> ALARM transition).`
  )
}

function history(alarm: Alarm, at: Place) {
  const item = { AlarmName: alarm.name, AlarmType: 'MetricAlarm' }
  const from = alarm.state === 'OK' ? 'ALARM' : 'OK'
  const changed = {
    ...item,
    Timestamp: minutesAgo(at, alarm.sinceMinutesAgo),
    HistoryItemType: 'StateUpdate',
    HistorySummary: `Alarm updated from ${from} to ${alarm.state}`,
    HistoryData: JSON.stringify({
      version: '1.0',
      oldState: { stateValue: from },
      newState: { stateValue: alarm.state, stateReason: reason(alarm) },
    }),
  }
  const created = {
    ...item,
    Timestamp: daysAgo(at, 120),
    HistoryItemType: 'ConfigurationUpdate',
    HistorySummary: `Alarm "${alarm.name}" created`,
    HistoryData: JSON.stringify({ version: '1.0', type: 'Create' }),
  }
  return [changed, created]
}

const newestFirst = (one: { Timestamp: Date }, other: { Timestamp: Date }) =>
  other.Timestamp.getTime() - one.Timestamp.getTime()

function isWithin({ Timestamp }: Output, { StartDate, EndDate }: Input): boolean {
  if (!(Timestamp instanceof Date)) return false
  if (StartDate instanceof Date && Timestamp < StartDate) return false
  return !(EndDate instanceof Date && Timestamp > EndDate)
}
