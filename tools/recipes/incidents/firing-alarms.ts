import { z } from 'zod'
import { inParallel } from '../../executor/in-parallel.ts'
import { cap, lasting, moment, since } from '../evidence/say.ts'
import { object, objects, text } from '../evidence/values.ts'
import { counted, listed } from '../evidence/wording.ts'
import { type Ask, defineRecipe, type Evidence, type Item } from '../recipe.ts'

/** Alarms that are firing, since when, and what each of them watches. */
export const firingAlarms = defineRecipe({
  name: 'firing_alarms',
  about: 'incidents',
  description: 'CloudWatch alarms that are firing now, since when, why, and what they watch.',
  questions: [
    'which alarms are firing right now, and since when?',
    'are any alarms going off?',
    'what is alerting at the moment?',
    'active alarms',
    'alarms in ALARM state',
    'is anything in alarm?',
  ],
  scope: 'regional',
  services: ['cloudwatch'],
  parameters: z.strictObject({}),
  async run(_parameters, ask) {
    const alarms = await readAlarms(ask)
    const firing = alarms
      .filter(({ StateValue }) => StateValue === 'ALARM')
      .toSorted((a, b) => sinceOf(b).getTime() - sinceOf(a).getTime())
    const blind = alarms.filter(({ StateValue }) => StateValue === 'INSUFFICIENT_DATA')
    if (blind.length > 0) {
      const names = listed(blind.map(nameOf))
      ask.note(`${counted(blind.length, 'alarm')} without data, so they cannot fire: ${names}.`)
    }
    const times = await inParallel(firing.slice(0, mostLookedUp), 4, (alarm) => firedIn(ask, alarm))
    return {
      summary: summary(firing, { all: alarms.length, ask }),
      evidence: firing.map((alarm, at) => row(alarm, { ask, times: times[at] })),
      followUps: [
        ...new Set(firing.flatMap(servicesOf)).values().map((name) => `Why is ${name} failing?`),
        'What changed in the last hour, and who changed it?',
      ],
    }
  },
})

/** Each costs a call. */
const mostLookedUp = 10

async function readAlarms({ read }: Ask): Promise<Item[]> {
  const alarms = await read('cloudwatch:DescribeAlarms', {
    AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
  })
  return alarms.map((alarm) => ('CompositeAlarms' in alarm ? object(alarm.CompositeAlarms) : alarm))
}

/** How often it went off in the last 24 hours: one that comes and goes is another trouble. */
async function firedIn({ tryRead, now }: Ask, alarm: Item): Promise<number> {
  const history = await tryRead('cloudwatch:DescribeAlarmHistory', {
    AlarmName: nameOf(alarm),
    AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
    HistoryItemType: 'StateUpdate',
    StartDate: new Date(now.getTime() - 24 * 3_600_000).toISOString(),
    EndDate: now.toISOString(),
  })
  return history.filter(({ HistorySummary }) => / to ALARM$/i.test(text(HistorySummary))).length
}

function summary(firing: readonly Item[], { all, ask }: { all: number; ask: Ask }): string {
  if (all === 0) return `There is no alarm in ${ask.region}.`
  if (firing.length === 0) return `No alarm is firing in ${ask.region}, of ${all}.`
  const are = firing.length === 1 ? 'is' : 'are'
  const each = firing
    .slice(0, 5)
    .map((alarm) => `**${nameOf(alarm)}** since ${since(sinceOf(alarm), ask.now)}`)
  const more = firing.length > 5 ? `, and ${firing.length - 5} more` : ''
  return `${firing.length} of ${counted(all, 'alarm')} in ${ask.region} ${are} firing: ${each.join(', ')}${more}.`
}

function row(alarm: Item, { ask, times }: { ask: Ask; times: number | undefined }): Evidence {
  const started = sinceOf(alarm)
  return {
    evidence: 'Firing alarm',
    Alarm: nameOf(alarm),
    Since: moment(started),
    For: lasting(started, ask.now),
    Watches: watches(alarm),
    Of: objects(alarm.Dimensions)
      .map(({ Value }) => text(Value))
      .join(', '),
    Reason: cap(text(alarm.StateReason)),
    Description: cap(text(alarm.AlarmDescription)),
    FiredInLast24Hours: times,
    Notifies: alarm.ActionsEnabled !== false,
  }
}

/** ECS services that it watches; a target group is mostly named as its service. */
const servicesOf = ({ Dimensions }: Item): string[] =>
  objects(Dimensions).flatMap(({ Name, Value }) => {
    if (Name === 'ServiceName') return text(Value)
    return Name === 'TargetGroup' ? (text(Value).split('/')[1] ?? []) : []
  })

const nameOf = ({ AlarmName }: Item) => text(AlarmName)

/** When it began to fire; the time of update moves with each new reason. */
const sinceOf = ({ StateTransitionedTimestamp, StateUpdatedTimestamp }: Item) =>
  new Date(text(StateTransitionedTimestamp) || text(StateUpdatedTimestamp))

function watches(alarm: Item): string {
  if (alarm.AlarmRule !== undefined) return cap(text(alarm.AlarmRule))
  const { Namespace, MetricName, Statistic, ExtendedStatistic, Threshold } = alarm
  if (MetricName === undefined) return 'a formula over metrics'
  const sign = signs[text(alarm.ComparisonOperator)] ?? ''
  const statistic = text(Statistic) || text(ExtendedStatistic)
  return `${Namespace} ${MetricName}, ${statistic} ${sign} ${Threshold} for ${alarm.EvaluationPeriods} × ${alarm.Period} s`
}

const signs: Readonly<Record<string, string>> = {
  GreaterThanThreshold: '>',
  GreaterThanOrEqualToThreshold: '≥',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '≤',
}
