import * as z from 'zod'
import { inParallel } from '../../executor/in-parallel.ts'
import { namesSaid } from '../evidence/named.ts'
import { cap, lasting, moment, since } from '../evidence/say.ts'
import { object, objects, text } from '../evidence/values.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, isAre, listed, numbered, said } from '../evidence/wording.ts'
import { name, number, polarity } from '../parameters.ts'
import {
  type Answer,
  type Ask,
  defineRecipe,
  type Evidence,
  type Item,
  type Place,
} from '../recipe.ts'

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
  scope: 'estate',
  services: ['cloudwatch'],
  parameters: z.strictObject({
    polarity: polarity(['firing', 'not_firing']),
    name: name('alarm, or of what it watches'),
    minutes: number('only those that fire for longer'),
  }),
  async run({ polarity: way, name: asked, minutes = 0 }, ask) {
    const alarms = (await ask.everywhere(alarmsIn)).filter((one) => isAbout(asked, one))
    const longFrom = new Date(ask.now.getTime() - minutes * 60_000)
    const firing = alarms
      .filter(({ alarm }) => isFiring(alarm) && sinceOf(alarm) <= longFrom)
      .toSorted((a, b) => sinceOf(b.alarm).getTime() - sinceOf(a.alarm).getTime())
    noteBlind(alarms, ask)
    if (way === 'not_firing') return quiet(alarms, { asked, ask })
    const times = await inParallel(firing.slice(0, mostLookedUp), 4, firedIn)
    return {
      summary: summary(firing, { alarms, asked, minutes, ask }),
      evidence: firing.map((one, at) => row(one, { ask, times: times[at] })),
      followUps: [
        ...new Set(firing.flatMap(({ alarm }) => servicesOf(alarm)))
          .values()
          .map((service) => `Why is ${service} failing?`),
        'What changed in the last hour, and who changed it?',
      ],
    }
  },
})

export interface PlacedAlarm {
  alarm: Item
  place: Place
}

/** Each costs a call. */
const mostLookedUp = 10

export async function alarmsIn(place: Place): Promise<PlacedAlarm[]> {
  const alarms = await place.read('cloudwatch:DescribeAlarms', {
    AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
  })
  return alarms.map((one) => ({
    alarm: 'CompositeAlarms' in one ? object(one.CompositeAlarms) : one,
    place,
  }))
}

export const isFiring = ({ StateValue }: Item): boolean => StateValue === 'ALARM'

function isAbout(asked: string | undefined, { alarm }: PlacedAlarm): boolean {
  if (asked === undefined) return true
  return namesSaid(asked, [nameOf(alarm), ...watchedBy(alarm)]).length > 0
}

/** Names of the things that its metric is of. */
export const watchedBy = ({ Dimensions }: Item): string[] =>
  objects(Dimensions).map(({ Value }) => text(Value))

function noteBlind(alarms: readonly PlacedAlarm[], { note }: Ask): void {
  const blind = alarms.filter(({ alarm }) => alarm.StateValue === 'INSUFFICIENT_DATA')
  if (blind.length === 0) return
  const names = listed(blind.map(({ alarm }) => nameOf(alarm)))
  const it = blind.length === 1 ? 'it' : 'they'
  note(`${counted(blind.length, 'alarm')} without data, so ${it} cannot fire: ${names}.`)
}

/** How often it went off in the last 24 hours: one that comes and goes is another trouble. */
async function firedIn({ alarm, place }: PlacedAlarm): Promise<number | undefined> {
  const history = await place.tryRead('cloudwatch:DescribeAlarmHistory', {
    AlarmName: nameOf(alarm),
    AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
    HistoryItemType: 'StateUpdate',
    StartDate: new Date(place.now.getTime() - 24 * 3_600_000).toISOString(),
    EndDate: place.now.toISOString(),
  })
  return history?.filter(({ HistorySummary }) => / to ALARM$/i.test(text(HistorySummary))).length
}

interface Context {
  alarms: readonly PlacedAlarm[]
  asked: string | undefined
  minutes: number
  ask: Ask
}

function summary(firing: readonly PlacedAlarm[], { alarms, asked, minutes, ask }: Context): string {
  const all = alarms.length
  const of = asked === undefined ? '' : ` of ${said(asked)}`
  const long = minutes === 0 ? '' : ` for more than ${counted(minutes, 'minute')}`
  const part = `Of the ${numbered(all, 'alarm')}${of} that could be seen, ${firing.length} fire${long}.`
  if (all === 0) return aboutAll(ask.whole(), `There is no alarm${of} in ${ask.where}.`, part)
  if (firing.length === 0) {
    return aboutAll(ask.whole(), `No alarm${of} is firing${long} in ${ask.where}, of ${all}.`, part)
  }
  const each = firing
    .slice(0, 5)
    .map(({ alarm }) => `**${nameOf(alarm)}** since ${since(sinceOf(alarm), ask.now)}`)
  const more = firing.length > 5 ? `, and ${firing.length - 5} more` : ''
  return `${firing.length} of ${counted(all, 'alarm')}${of} in ${ask.where} ${isAre(firing.length)} firing${long}: ${each.join(', ')}${more}.`
}

function quiet(
  alarms: readonly PlacedAlarm[],
  { asked, ask }: Pick<Context, 'asked' | 'ask'>,
): Answer {
  const others = alarms.filter(({ alarm }) => !isFiring(alarm))
  const of = asked === undefined ? '' : ` of ${said(asked)}`
  const names =
    others.length === 0
      ? ''
      : `: ${listed(
          others.map(({ alarm }) => nameOf(alarm)),
          12,
        )}`
  return {
    summary: `${others.length} of ${counted(alarms.length, 'alarm')}${of} in ${ask.where} ${isAre(others.length)} not firing${names}.`,
    evidence: others.map(({ alarm, place }) => ({
      evidence: 'Alarm that is not firing',
      Alarm: nameOf(alarm),
      State: alarm.StateValue,
      Region: ask.shownRegion(place.region),
      Since: moment(sinceOf(alarm)),
      Watches: watches(alarm),
    })),
  }
}

function row(
  { alarm, place }: PlacedAlarm,
  { ask, times }: { ask: Ask; times: number | undefined },
): Evidence {
  const started = sinceOf(alarm)
  return {
    evidence: 'Firing alarm',
    Alarm: nameOf(alarm),
    Region: ask.shownRegion(place.region),
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

export const nameOf = ({ AlarmName }: Item) => text(AlarmName)

/** When it began to fire; the time of update moves with each new reason. */
export const sinceOf = ({ StateTransitionedTimestamp, StateUpdatedTimestamp }: Item) =>
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
