import * as z from 'zod'
import { inParallel } from '../../executor/in-parallel.ts'
import { withName } from '../../questions/things/identity.ts'
import { kinds } from '../../questions/things/kinds.ts'
import type { Period } from '../../questions/time/period.ts'
import { ToolError } from '../../tool-error.ts'
import type { Percentile } from '../evidence/metric-series.ts'
import { noSuch } from '../evidence/named.ts'
import { timeText } from '../evidence/say.ts'
import { lastPart } from '../evidence/values.ts'
import { listed, sentences } from '../evidence/wording.ts'
import { thingsOf } from '../inventory/things.ts'
import {
  choice,
  compared,
  measure,
  names,
  period,
  periodOf,
  text as textParameter,
  words,
} from '../parameters.ts'
import { type Ask, defineRecipe } from '../recipe.ts'
import { acrossAll } from './metrics/across.ts'
import { around } from './metrics/around.ts'
import { calledBy } from './metrics/called-by.ts'
import { type Figures, figuresOf, type MeasuredThing, measuresCalled } from './metrics/figures.ts'
import { heldAgainst } from './metrics/held-against.ts'
import { type Measured, measured } from './metrics/measures.ts'

/** What CloudWatch has measured of a thing: its figures over a time, and now. */
export const metrics = defineRecipe({
  name: 'metrics',
  about: 'incidents',
  description:
    'Metrics of a named instance, database, function, ECS service, load balancer, target group, queue, table or NAT gateway: average, peak, now, or held against another time. Without a name, those of all of a kind, the highest first.',
  questions: [
    'metrics of the database orders-db',
    'memory of the service checkout-api',
    'latency of the load balancer named storefront',
    'invocations and errors of the function image-resizer',
    'how many requests did the load balancer named storefront get in the last hour?',
    'which functions had errors in the last 3 hours?',
    'latency of the load balancer named storefront compared to yesterday',
    'latency of the load balancer named payments before and after the deploy',
  ],
  scope: 'estate',
  services: ['cloudwatch', 'ec2', 'rds', 'lambda', 'ecs', 'sqs', 'dynamodb'],
  parameters: z.strictObject({
    name: names('thing, or its id'),
    kind: textParameter(`of the thing: ${measured.map(({ noun }) => noun).join(', ')}`),
    metric: measure('which: CPU, memory, latency, errors, …; all usual ones by default'),
    period: period('the time, the last 24 hours by default'),
    compare: compared('another time that it is held against'),
    around: textParameter('a moment, or deployment (the newest): after it held against before'),
    statistic: textParameter('a percentile in place of the average, as p99'),
    per: choice(['all', 'second', 'minute', 'hour'], 'what is counted, by this; in all by default'),
    shift: choice(['no', 'yes'], 'yes: asks when it jumped, dropped, began or changed'),
    words: words('thing'),
  }),
  async run(
    {
      name: asked,
      kind,
      metric,
      period: given,
      compare,
      around: moment,
      statistic,
      per,
      shift,
      words: spoken,
    },
    ask,
  ) {
    const wanted = measured.filter(({ noun }) => kind === undefined || isSame(noun, kind))
    const ways = wanted.length > 0 ? wanted : measured
    const all = await listedOf(ways, ask)
    const named = all.map(nameable)
    const called =
      asked === undefined
        ? calledBy(spoken, named)
        : [...new Set(asked.split(',').flatMap((one) => withName(named, one.trim()).found))]
    const sides =
      moment === undefined ? undefined : await around(moment, { name: asked ?? spoken, ask })
    const when =
      sides?.after ??
      periodOf(given, ask.now) ??
      (compare === undefined ? dayBefore : hourBefore)(ask.now)
    const percentile = percentileOf(statistic)
    const [way, ...others] = wanted
    if (asked === undefined && called.length === 0 && way !== undefined && others.length === 0)
      return acrossAll(way, {
        things: all.map(({ thing }) => thing),
        metric,
        when,
        percentile,
        asksShift: shift === 'yes',
        ask,
      })
    const having = called.filter(({ one }) => measuresCalled(one.how, metric).length > 0)
    const meant = having.length > 0 ? having : called
    if (meant.length === 0) {
      const there = all.map(({ thing }) => thing.name)
      return { summary: noSuch(kind ?? 'thing', { names: there, name: asked }, ask), evidence: [] }
    }
    const [how, ...otherWays] = [...new Set(meant.map(({ one }) => one.how))]
    if (meant.length > most && how !== undefined && otherWays.length === 0) {
      const things = meant.map(({ one }) => one.thing)
      return acrossAll(how, { things, metric, when, percentile, ask })
    }
    const left = meant.length - most
    if (left > 0)
      ask.missed(`${left} of ${meant.length} things called so`, 'Name the one you mean.')
    const asksShift = shift === 'yes'
    const figuresIn = (when: Period) =>
      inParallel(meant.slice(0, most), 3, (one) =>
        figuresOf(one.one, { metric, when, percentile, per, asksShift, ask }),
      )
    const ofTime = await figuresIn(when)
    // What did not change in the last day may have changed before.
    const isLonger =
      asksShift && given === undefined && ofTime.every(({ shifts }) => shifts.every(isNone))
    const time = isLonger ? twoWeeksBefore(ask.now) : when
    const figures = isLonger ? await figuresIn(time) : ofTime
    const earlier = sides?.before ?? periodOf(compare, ask.now)
    if (earlier !== undefined) {
      const before = await inParallel(meant.slice(0, most), 3, (one) =>
        figuresOf(one.one, { metric, when: earlier, percentile, ask }),
      )
      const held = heldAgainst(figures, before, { when, other: earlier, ask })
      return { ...held, summary: sentences(held.summary, sides?.told) }
    }
    return {
      summary: sentences(
        figures.length > 1 ? mostOf(figures, metric) : '',
        ...figures.map((one) => tell(one, { when: time, ask })),
      ),
      evidence: figures.flatMap(({ rows }) => rows),
    }
  },
})

/** `p99`; undefined for the average. */
function percentileOf(said: string | undefined): Percentile | undefined {
  if (said === undefined) return undefined
  const number = Number(/^p(\d{1,2}(?:\.\d+)?)$/i.exec(said)?.[1])
  if (number >= 0 && number < 100) return `p${number}`
  throw new ToolError('invalid_parameter', `statistic: “${said}” is none that is read`, {
    hint: 'Give a percentile, as p99, or nothing for the average.',
  })
}

const most = 6

/** Of several that are named which has the most of what is asked. */
function mostOf(figures: readonly Figures[], metric: string | undefined): string {
  const names = new Set(figures.map(({ thing }) => thing.name))
  // Several of one name are told apart by where they are.
  const labelOf = ({ thing }: Figures) => {
    const places = Object.values(thing.within).map((one) => lastPart(String(one)))
    return names.size === figures.length
      ? thing.name
      : `${thing.name} (${places.length > 0 ? listed(places) : thing.place.region})`
  }
  const isTold = metric !== undefined && names.size > 1
  if (!isTold || new Set(figures.map(labelOf)).size < figures.length) return ''
  const sorted = figures
    .flatMap((one) => {
      const [value] = one.values
      return value === undefined ? [] : [{ label: labelOf(one), value }]
    })
    .toSorted((a, b) => b.value.value - a.value.value)
  const [first, ...others] = sorted
  if (first === undefined || others.some(({ value }) => value.label !== first.value.label))
    return ''
  const last = sorted.at(-1)?.value ?? first.value
  const isAlike = first.value.value - last.value <= Math.abs(first.value.value) / 20
  if (isAlike && others.length > 0)
    return `About the same for ${sorted.length === 2 ? 'both' : `all ${sorted.length}`}: ${first.value.label} ${first.value.shown}.`
  const rest = others.map(({ label, value }) => `${value.shown} of ${label}`)
  return `**${first.label}** has the most: ${first.value.label.toLowerCase()} ${first.value.shown}, against ${listed(rest, 6)}.`
}

const isSame = (noun: string, said: string) =>
  kinds.some(
    (kind) => kind.noun === noun && (noun === said || kind.said.includes(said.toLowerCase())),
  )

const isNone = (one: unknown) => one === undefined

const twoWeeksBefore = (now: Date) => ({
  start: new Date(now.getTime() - 14 * 24 * 3_600_000),
  end: now,
})

const hourBefore = (now: Date) => ({ start: new Date(now.getTime() - 3_600_000), end: now })

const dayBefore = (now: Date) => ({ start: new Date(now.getTime() - 24 * 3_600_000), end: now })

const nameable = (one: MeasuredThing) => ({ one, names: one.thing.names })

async function listedOf(ways: readonly Measured[], ask: Ask): Promise<MeasuredThing[]> {
  const found = await inParallel(ways, 5, async (how) => {
    const kind = kinds.find(({ noun }) => noun === how.noun)
    const things = kind === undefined ? [] : await thingsOf(kind, ask)
    return things.map((thing) => ({ thing, how }))
  })
  return found.flat()
}

function tell({ thing, told, isRead }: Figures, { when, ask }: { when: Period; ask: Ask }): string {
  const inside = Object.values(thing.within).map((one) => lastPart(String(one)))
  const where = [...inside, ...(ask.places.length > 1 ? [thing.place.region] : [])]
  const what = `${thing.kind.noun} **${thing.name}**${where.length > 0 ? ` (${where.join(', ')})` : ''}`
  const capital = `${what.charAt(0).toUpperCase()}${what.slice(1)}`
  if (told.length > 0) return `${capital} ${timeText(when, ask.now)}: ${listed(told, 8)}.`
  const why = isRead ? 'CloudWatch has no data of it' : 'its metrics could not be read'
  return `${capital}: ${why} ${timeText(when, ask.now)}.`
}
