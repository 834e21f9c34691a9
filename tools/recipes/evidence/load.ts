import type { Period } from '../../questions/time/period.ts'
import type { Answer, Evidence, Place } from '../recipe.ts'
import { type Point, readSeries, type SeriesAsked, stepS } from './metric-series.ts'
import { lasting, moment, rounded, since } from './say.ts'

export interface Thing {
  kind: 'database' | 'instance'
  id: string
  name: string
  place: Place
}

/** CPU, and of a database its connections: figures, and their course over the period. */
export async function loadOf(thing: Thing, period: Period, ask: Place): Promise<Answer> {
  const measures = await measure(thing, period, ask)
  const known = measures.filter(({ mean }) => mean.length > 0)
  if (measures.every(({ isRead }) => !isRead)) {
    return { summary: `The load of ${thing.kind} ${thing.name} could not be read.`, evidence: [] }
  }
  const what = thing.kind === 'database' ? `**${thing.name}**` : `Instance **${thing.name}**`
  const when = whenOf(period, ask)
  if (known.length === 0) {
    const summary = `CloudWatch has no data of ${thing.kind} ${thing.name} in ${ask.region} ${when}.`
    return { summary, evidence: [] }
  }
  const figures = known.map((one) => figuresOf(one, ask))
  return {
    summary: `${what} ${when}: ${figures.map(({ sentence }) => sentence).join('; ')}.`,
    evidence: [
      ...figures.map(({ row }) => ({ evidence: 'Load', Of: thing.name, ...row })),
      ...overTime(thing.name, known, period),
    ],
  }
}

interface Measure {
  name: string
  metric: string
  unit: string
  isRead: boolean
  /** Of so many steps; the mean, the least and the most in each. */
  mean: Point[]
  least: Point[]
  most: Point[]
}

async function measure({ kind, id }: Thing, period: Period, ask: Place): Promise<Measure[]> {
  const wanted = kind === 'database' ? [cpu, connections] : [cpu]
  const of =
    kind === 'database'
      ? { namespace: 'AWS/RDS', dimensions: { DBInstanceIdentifier: id } }
      : { namespace: 'AWS/EC2', dimensions: { InstanceId: id } }
  const asked = wanted.flatMap(({ metric }) =>
    (['Average', 'Minimum', 'Maximum'] as const).map(
      (statistic): SeriesAsked => ({ ...of, metric, statistic }),
    ),
  )
  const series =
    (await ask.attempt('cloudwatch:GetMetricData', () =>
      readSeries(asked, { period, periodS: stepS(period) }, ask),
    )) ?? asked.map(() => undefined)
  return wanted.map((one, at) => {
    const own = series.slice(at * 3, at * 3 + 3)
    const isRead = own.every((points) => points !== undefined)
    const [mean = [], least = [], most = []] = isRead ? own : []
    return { ...one, isRead, mean, least, most }
  })
}

const cpu = { name: 'CPU', metric: 'CPUUtilization', unit: ' %' }
const connections = { name: 'Connections', metric: 'DatabaseConnections', unit: '' }

function figuresOf({ name, unit, mean, least, most }: Measure, { now }: Place) {
  const values = mean.map(({ value }) => value)
  const average = values.reduce((sum, value) => sum + value, 0) / values.length
  const lowest = Math.min(...least.map(({ value }) => value))
  const peak = most.reduce((best, point) => (point.value > best.value ? point : best))
  const last = mean.at(-1)
  const isNow = last !== undefined && now.getTime() - last.at.getTime() < 2 * 3_600_000
  const shown = (value: number) => `${shownNumber(value)}${unit}`
  return {
    sentence:
      `${name} ${shown(average)} on average (${shown(lowest)} to ${shown(peak.value)}, ` +
      `peak at ${since(peak.at, now)}), ${isNow ? 'now' : 'at the end'} ${shown(last?.value ?? 0)}`,
    row: {
      Measure: `${name}${unit}`,
      Min: rounded(lowest),
      Avg: rounded(average),
      Max: rounded(peak.value),
      [isNow ? 'Now' : 'AtEnd']: rounded(last?.value ?? 0),
      PeakAt: moment(peak.at),
    },
  }
}

const shownNumber = (value: number) => (value >= 10 ? Math.round(value) : rounded(value))

/** Means in at most 24 or so even steps: enough to see the day's shape. */
function overTime(name: string, measures: readonly Measure[], { start, end }: Period): Evidence[] {
  const hours = (end.getTime() - start.getTime()) / 3_600_000
  const stepMs = 3_600_000 * (hours <= 3 ? 0.25 : Math.max(1, Math.ceil(hours / 24)))
  const floor = (at: Date) => Math.floor(at.getTime() / stepMs) * stepMs
  const times = [...new Set(measures.flatMap(({ mean }) => mean.map(({ at }) => floor(at))))].sort()
  return times.map((time) => ({
    evidence: 'Load over time',
    Of: name,
    From: moment(new Date(time)),
    ...Object.fromEntries(
      measures.flatMap(({ name: measured, mean, most }) => [
        [
          `${measured}Avg`,
          combined(
            mean.filter(({ at }) => floor(at) === time),
            average,
          ),
        ],
        [
          `${measured}Max`,
          combined(
            most.filter(({ at }) => floor(at) === time),
            highest,
          ),
        ],
      ]),
    ),
  }))
}

const average = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length

const highest = (values: readonly number[]) => Math.max(...values)

const combined = (points: readonly Point[], combine: (values: readonly number[]) => number) =>
  points.length === 0 ? undefined : rounded(combine(points.map(({ value }) => value)))

const whenOf = ({ start, end }: Period, { now }: Place): string =>
  end.getTime() === now.getTime()
    ? `over the last ${lasting(start, end)}`
    : `from ${moment(start)} to ${moment(end)}`
