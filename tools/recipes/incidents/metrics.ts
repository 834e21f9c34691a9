import * as z from 'zod'
import { inParallel } from '../../executor/in-parallel.ts'
import { withName } from '../../questions/things/identity.ts'
import { kinds } from '../../questions/things/kinds.ts'
import type { Period } from '../../questions/time/period.ts'
import { type Point, readSeries, type SeriesAsked, stepS } from '../evidence/metric-series.ts'
import { noSuch } from '../evidence/named.ts'
import { moment, rounded, since, timeText } from '../evidence/say.ts'
import { lastPart } from '../evidence/values.ts'
import { listed, said, sentences } from '../evidence/wording.ts'
import { described, type Thing, thingsOf } from '../inventory/things.ts'
import { measure, name, period, periodOf, text as textParameter } from '../parameters.ts'
import { type Ask, defineRecipe, type Evidence } from '../recipe.ts'
import { type Measure, type Measured, measured, shownName } from './metrics/measures.ts'

/** What CloudWatch has measured of a thing: its figures over a time, and now. */
export const metrics = defineRecipe({
  name: 'metrics',
  about: 'incidents',
  description:
    'Metrics of a named instance, database, function, ECS service, load balancer, target group, queue, table or NAT gateway: average, peak, now.',
  questions: [
    'metrics of the database orders-db',
    'memory of the service checkout-api',
    'latency of the load balancer named storefront',
    'invocations and errors of the function image-resizer',
    'how many requests did the load balancer named storefront get in the last hour?',
  ],
  scope: 'estate',
  services: ['cloudwatch', 'ec2', 'rds', 'lambda', 'ecs', 'sqs', 'dynamodb'],
  parameters: z.strictObject({
    name: name('thing, or its id'),
    kind: textParameter(`of the thing: ${measured.map(({ noun }) => noun).join(', ')}`),
    metric: measure('which: CPU, memory, latency, errors, …; all usual ones by default'),
    period: period('the time, the last 24 hours by default'),
  }),
  async run({ name: asked, kind, metric, period: given }, ask) {
    const wanted = measured.filter(({ noun }) => kind === undefined || isSame(noun, kind))
    const ways = wanted.length > 0 ? wanted : measured
    const all = await listedOf(ways, ask)
    const called = asked === undefined ? [] : withName(all.map(nameable), asked).found
    const having = called.filter(({ one }) => measuresCalled(one.how, metric).length > 0)
    const meant = having.length > 0 ? having : called
    const when = periodOf(given, ask.now) ?? dayBefore(ask.now)
    if (meant.length === 0) {
      const names = all.map(({ thing }) => thing.name)
      return { summary: noSuch(kind ?? 'thing', { names, name: asked }, ask), evidence: [] }
    }
    const left = meant.length - most
    if (left > 0)
      ask.missed(`${left} of ${meant.length} things called so`, 'Name the one you mean.')
    const figures = await inParallel(meant.slice(0, most), 3, (one) =>
      figuresOf(one.one, { metric, when, ask }),
    )
    return {
      summary: sentences(...figures.map((one) => tell(one, { when, ask }))),
      evidence: figures.flatMap(({ rows }) => rows),
    }
  },
})

const most = 6

const isSame = (noun: string, said: string) =>
  kinds.some(
    (kind) => kind.noun === noun && (noun === said || kind.said.includes(said.toLowerCase())),
  )

const dayBefore = (now: Date) => ({ start: new Date(now.getTime() - 24 * 3_600_000), end: now })

interface MeasuredThing {
  thing: Thing
  how: Measured
}

const nameable = (one: MeasuredThing) => ({ one, names: one.thing.names })

async function listedOf(ways: readonly Measured[], ask: Ask): Promise<MeasuredThing[]> {
  const found = await inParallel(ways, 5, async (how) => {
    const kind = kinds.find(({ noun }) => noun === how.noun)
    const things = kind === undefined ? [] : await thingsOf(kind, ask)
    return things.map((thing) => ({ thing, how }))
  })
  return found.flat()
}

interface Figures {
  thing: Thing
  told: string[]
  rows: Evidence[]
  isRead: boolean
}

interface Wanted {
  metric: string | undefined
  when: Period
  ask: Ask
}

async function figuresOf({ thing, how }: MeasuredThing, wanted: Wanted): Promise<Figures> {
  const full = { ...thing, item: await described(thing) }
  const dimensions = how.dimensions(full)
  const measures = measuresMeant(how, wanted)
  if (dimensions === undefined) return { thing, told: [], rows: [], isRead: true }
  const { ask } = wanted
  const series = await seriesOf(measures, { namespace: how.namespace, dimensions }, wanted, thing)
  const figures = measures.flatMap((measure, at) => {
    const own = series[at] ?? []
    return (own[0] ?? []).length === 0 ? [] : figureOf(measure, own, ask)
  })
  return {
    thing,
    isRead: series.flat().every((one) => one !== undefined),
    told: figures.map(({ sentence }) => sentence),
    rows: figures.map(({ row }) => ({
      evidence: 'Metric',
      Name: shownName(full),
      Kind: how.noun,
      Region: ask.shownRegion(thing.place.region),
      ...row,
    })),
  }
}

const statisticsOf = ({ statistic }: Measure) =>
  statistic === 'Sum' ? (['Sum'] as const) : (['Average', 'Minimum', 'Maximum'] as const)

/** Of each measure its one, or three, series, in one read. */
async function seriesOf(
  measures: readonly Measure[],
  where: Pick<SeriesAsked, 'namespace' | 'dimensions'>,
  { when }: Wanted,
  { place }: Thing,
) {
  const asked = measures.flatMap((measure) =>
    statisticsOf(measure).map((statistic) => ({ measure, statistic })),
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

function measuresCalled({ measures }: Measured, asked = ''): Measure[] {
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

function figureOf(
  { label, unit = '', factor = 1, statistic }: Measure,
  [main = [], least = [], highest = []]: readonly (readonly Point[] | undefined)[],
  { now }: Ask,
) {
  const shown = (value: number) => `${shownNumber(value * factor)}${unit}`
  const last = main.at(-1)
  const isNow = last !== undefined && now.getTime() - last.at.getTime() < 2 * 3_600_000
  const peaks = statistic === 'Sum' ? main : highest
  const peak = peaks.reduce((best, point) => (point.value > best.value ? point : best), {
    at: now,
    value: 0,
  })
  const total = main.reduce((sum, { value }) => sum + value, 0)
  const _common = {
    PeakAt: moment(peak.at),
    [isNow ? 'Now' : 'AtEnd']: rounded((last?.value ?? 0) * factor),
  }
  if (statistic === 'Sum') {
    const most = total === 0 ? '' : ` (most at ${since(peak.at, now)})`
    return {
      sentence: `${label} ${shown(total)} in all${most}`,
      row: { Measure: `${label}${unit}`, Total: rounded(total * factor), PeakAt: moment(peak.at) },
    }
  }
  const average = total / main.length
  const lowest = Math.min(...least.map(({ value }) => value))
  return {
    sentence: `${label} ${isNow ? 'now' : 'at the end'} ${shown(last?.value ?? 0)}, ${shown(average)} on average (${shown(lowest)} to ${shown(peak.value)}, peak at ${since(peak.at, now)})`,
    row: {
      Measure: `${label}${unit}`,
      Avg: rounded(average * factor),
      Min: rounded(lowest * factor),
      Max: rounded(peak.value * factor),
      PeakAt: moment(peak.at),
      [isNow ? 'Now' : 'AtEnd']: rounded((last?.value ?? 0) * factor),
    },
  }
}

const shownNumber = (value: number) =>
  (Math.abs(value) >= 10 ? Math.round(value) : rounded(value)).toLocaleString('en-US')

function tell({ thing, told, isRead }: Figures, { when, ask }: { when: Period; ask: Ask }): string {
  const inside = Object.values(thing.within).map((one) => lastPart(String(one)))
  const where = [...inside, ...(ask.places.length > 1 ? [thing.place.region] : [])]
  const what = `${thing.kind.noun} **${thing.name}**${where.length > 0 ? ` (${where.join(', ')})` : ''}`
  const capital = `${what.charAt(0).toUpperCase()}${what.slice(1)}`
  if (told.length > 0) return `${capital} ${timeText(when, ask.now)}: ${listed(told, 8)}.`
  const why = isRead ? 'CloudWatch has no data of it' : 'its metrics could not be read'
  return `${capital}: ${why} ${timeText(when, ask.now)}.`
}
