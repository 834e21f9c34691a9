import type { Period } from '../../../questions/time/period.ts'
import {
  type Percentile,
  type Point,
  readSeries,
  type SeriesAsked,
  stepS,
} from '../../evidence/metric-series.ts'
import { moment, rounded, since } from '../../evidence/say.ts'
import { listed, said } from '../../evidence/wording.ts'
import { described, type Thing } from '../../inventory/things.ts'
import type { Ask, Evidence } from '../../recipe.ts'
import type { Figure, FigureValue } from './figure.ts'
import { type Measure, type Measured, shownName } from './measures.ts'
import { isShare, measuresOfShare, shareOf } from './share.ts'
import { type Shift, shiftIn } from './shift.ts'

export interface MeasuredThing {
  thing: Thing
  how: Measured
}

export interface Figures {
  thing: Thing
  told: string[]
  /** Of each measure its value over the time: the total, or the average. */
  values: FigureValue[]
  rows: Evidence[]
  /** Of each measure the moment at which it came to another level, where it did. */
  shifts: (Shift | undefined)[]
  isRead: boolean
}

export interface Wanted {
  metric: string | undefined
  when: Period
  /** In place of the mean, of what has one. */
  percentile?: Percentile | undefined
  /** By which counts are told, in place of in all. */
  per?: 'all' | 'second' | 'minute' | 'hour' | undefined
  /** Whether it is asked when it came to another level: that is told first, and where it did not. */
  asksShift?: boolean | undefined
  ask: Ask
}

/** What CloudWatch measured of a thing over a time. */
export async function figuresOf({ thing, how }: MeasuredThing, wanted: Wanted): Promise<Figures> {
  const full = { ...thing, item: await described(thing) }
  const dimensions = how.dimensions(full)
  const measures = measuresMeant(how, wanted)
  if (dimensions === undefined)
    return { thing, told: [], values: [], rows: [], shifts: [], isRead: true }
  const { ask, percentile, asksShift, metric } = wanted
  const counts = measures.filter(({ statistic }) => statistic === 'Sum')
  if (percentile !== undefined && counts.length > 0)
    ask.note(`${listed(counts.map(({ label }) => label))}: counted, so there is no ${percentile}.`)
  const series = await seriesOf(measures, { namespace: how.namespace, dimensions }, wanted, thing)
  const counted = measures.flatMap((measure, at) => {
    const own = series[at] ?? []
    return (own[0] ?? []).length === 0
      ? []
      : figureOf(measure, own, {
          ask,
          item: full.item,
          percentile,
          rate: rateOf(wanted),
          stepS: stepS(wanted.when),
          asksShift,
        })
  })
  const isNone = metric !== undefined && counted.length === 0
  const none = measures.filter(
    ({ onlyIfAny }, at) => isNone && onlyIfAny === true && series[at]?.[0] !== undefined,
  )
  const told = [...counted, ...none.map(noneOf)]
  const figures = isShare(metric) ? shareOf(told, metric) : told
  return {
    thing,
    isRead: series.flat().every((one) => one !== undefined),
    told: figures.map(({ sentence }) => sentence),
    values: figures.map(({ value }) => value),
    shifts: figures.map(({ shift }) => shift),
    rows: figures.map(({ row }) => ({
      evidence: 'Metric',
      Name: shownName(full),
      Kind: how.noun,
      Region: ask.shownRegion(thing.place.region),
      ...row,
    })),
  }
}

const statisticsOf = ({ statistic }: Measure, percentile: Percentile | undefined) => {
  if (statistic === 'Sum') return ['Sum'] as const
  return percentile === undefined ? (['Average', 'Minimum', 'Maximum'] as const) : [percentile]
}

/** Of each measure its one, or three, series, in one read. */
async function seriesOf(
  measures: readonly Measure[],
  where: Pick<SeriesAsked, 'namespace' | 'dimensions'>,
  { when, percentile }: Wanted,
  { place }: Thing,
) {
  const asked = measures.flatMap((measure) =>
    statisticsOf(measure, percentile).map((statistic) => ({ measure, statistic })),
  )
  const series =
    (await place.attempt('cloudwatch:GetMetricData', () =>
      readSeries(
        asked.map(({ measure: { metric }, statistic }) => ({ ...where, metric, statistic })),
        { period: when, periodS: stepS(when) },
        place,
      ),
    )) ?? asked.map(() => undefined)
  return measures.map((measure) => series.filter((_one, at) => asked[at]?.measure === measure))
}

export function measuresCalled({ measures }: Measured, asked = ''): Measure[] {
  if (isShare(asked)) return measuresOfShare(measures)
  const word = asked.toLowerCase()
  return measures.filter(
    ({ label, metric, said: words }) =>
      words?.test(asked) || [label, metric].some((one) => one.toLowerCase() === word),
  )
}

/** Those that are called for; all usual ones where none, or something else, is. */
function measuresMeant(how: Measured, { metric: asked, ask }: Wanted): readonly Measure[] {
  const { measures, noun } = how
  if (asked === undefined) return measures
  const meant = measuresCalled(how, asked)
  if (meant.length > 0) return meant
  ask.note(
    `“${said(asked, 60)}” is none of the metrics looked at of a ${noun}: ${listed(
      measures.map(({ label }) => label),
      10,
    )}.`,
  )
  return measures
}

/** Of what CloudWatch tells only where there is any, no data is none. */
const noneOf = ({ label, unit = '' }: Measure): Figure => ({
  sentence: `${label} none`,
  shift: undefined,
  value: { label, value: 0, shown: 'none', isTotal: true },
  row: { Measure: `${label}${unit}`, Total: 0 },
})

function figureOf(
  { label, unit = '', factor = 1, statistic, of }: Measure,
  [main = [], least = main, highest = main]: readonly (readonly Point[] | undefined)[],
  { ask: { now }, item, percentile, rate, stepS: step, asksShift }: Figured,
): Figure {
  const shown = (value: number) =>
    inUnit(value * factor, percentile === undefined ? '' : unit) ??
    `${shownNumber(value * factor)}${unit}`
  const last = main.at(-1)
  const isNow =
    last !== undefined &&
    now.getTime() - last.at.getTime() < 1000 * Math.min(7200, Math.max(900, 2 * step))
  const peaks = statistic === 'Sum' ? main : highest
  const peak = peaks.reduce((best, point) => (point.value > best.value ? point : best), {
    at: now,
    value: 0,
  })
  const total = main.reduce((sum, { value }) => sum + value, 0)
  // The last of what is counted is of a time that is not over.
  const shift = shiftIn(statistic === 'Sum' ? main.slice(0, -1) : main)
  const counted =
    statistic === 'Sum' ? { seconds: rate?.seconds ?? 60, unit: rate?.unit ?? 'minute' } : undefined
  const levelOf = (value: number) =>
    counted === undefined
      ? shown(value)
      : `${shown((value * counted.seconds) / step)} a ${counted.unit}`
  const change = shiftText({ shift, asksShift, now, levelOf })
  // What is asked comes first; else it is told beside.
  const moved = asksShift === true && change !== '' ? `${change}: ` : ''
  const beside = asksShift === true || change === '' ? '' : `; it ${change}`
  if (statistic === 'Sum') {
    const perUnit = (value: number, s: number) =>
      `${shown((value * (rate?.seconds ?? 1)) / s)} a ${rate?.unit}`
    const most = total === 0 ? '' : ` (most at ${since(peak.at, now)}: ${levelOf(peak.value)})`
    return {
      sentence:
        rate === undefined
          ? `${label} ${moved}${shown(total)} in all${most}${beside}`
          : `${label} ${moved}${isNow ? 'now' : 'at the end'} **${perUnit(main.at(-2)?.value ?? last?.value ?? 0, rate.stepS)}**, ${perUnit(total, rate.stepS * main.length)} on average, ${shown(total)} in all${most}${beside}`,
      shift,
      latest: main.at(-2),
      value: { label, value: total * factor, shown: shown(total), isTotal: true },
      row: { Measure: `${label}${unit}`, Total: rounded(total * factor), PeakAt: moment(peak.at) },
    }
  }
  const average = total / main.length
  const whole = of?.(item)
  const name = percentile === undefined ? label : `${percentile} of the ${label.toLowerCase()}`
  const used =
    percentile !== undefined || whole === undefined || whole === 0
      ? ''
      : ` of ${shownNumber(whole)}${unit}: ${Math.round(100 - (100 * (last?.value ?? 0) * factor) / whole)} % is used`
  const lowest = Math.min(...least.map(({ value }) => value))
  return {
    shift,
    sentence: `${name} ${moved}${isNow ? 'now' : 'at the end'} ${shown(last?.value ?? 0)}${used}, ${shown(average)} on average (${shown(lowest)} to ${shown(peak.value)}, peak at ${since(peak.at, now)})${beside}`,
    value: { label: name, value: average * factor, shown: shown(average), isTotal: false },
    row: {
      Measure: `${name}${unit}`,
      Avg: rounded(average * factor),
      Min: rounded(lowest * factor),
      Max: rounded(peak.value * factor),
      PeakAt: moment(peak.at),
      [isNow ? 'Now' : 'AtEnd']: rounded((last?.value ?? 0) * factor),
    },
  }
}

interface Figured {
  ask: Ask
  item: Thing['item']
  percentile: Percentile | undefined
  rate: Rate | undefined
  /** Of one point. */
  stepS: number
  asksShift: boolean | undefined
}

interface Moved {
  shift: Shift | undefined
  asksShift: boolean | undefined
  now: Date
  levelOf: (value: number) => string
}

/** `jumped at 13:46 UTC (40 minutes ago), from 90 ms to 2,700 ms`. */
function shiftText({ shift, asksShift, now, levelOf }: Moved): string {
  if (shift === undefined) return asksShift === true ? 'came to no other level then' : ''
  const { at, before, after, isStep } = shift
  const [up, down] = isStep
    ? ['jumped', 'dropped']
    : ['has been rising since', 'has been falling since']
  const verb = after > before ? up : down
  return `${verb}${isStep ? ' at' : ''} ${since(at, now)}, from ${levelOf(before)} to ${levelOf(after)}`
}

interface Rate {
  unit: string
  seconds: number
  /** Of one point. */
  stepS: number
}

function rateOf({ per = 'all', when }: Wanted): Rate | undefined {
  if (per === 'all') return undefined
  const seconds = { second: 1, minute: 60, hour: 3600 }[per]
  return { unit: per, seconds, stepS: stepS(when) }
}

/** What takes long is told in seconds. */
const inUnit = (value: number, unit: string): string | undefined =>
  unit === ' ms' && value >= 1000 ? `${rounded(value / 1000)} s` : undefined

const shownNumber = (value: number) =>
  (Math.abs(value) >= 10 ? Math.round(value) : rounded(value)).toLocaleString('en-US')
