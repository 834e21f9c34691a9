import * as z from 'zod'
import { inParallel } from '../../executor/in-parallel.ts'
import { withName } from '../../questions/things/identity.ts'
import { kinds } from '../../questions/things/kinds.ts'
import { dayMs, text } from '../evidence/values.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, dayOf, isAre, listed, money, said, sentences } from '../evidence/wording.ts'
import { pluralOf, type Thing, thingsOf } from '../inventory/things.ts'
import * as parameters from '../parameters.ts'
import { type Ask, defineRecipe, type Evidence } from '../recipe.ts'
import { billed, type Line } from './bill/billed-as.ts'
import { type Charge, readBill, totalOf } from './bill/charges.ts'
import { comparedDays, type Days, lengthOf, monthSoFar, written } from './bill/compared-days.ts'
import { keptDays, keptFrom } from './bill/kept-days.ts'
import { noteCosts } from './spend-by-service.ts'

/** What single things cost, as far as the bill tells: by the usage type that they are on, and who shares it. */
export const costOf = defineRecipe({
  name: 'cost_of',
  about: 'money',
  description:
    'What named instances, databases, volumes, NAT gateways, load balancers, addresses, functions or clusters cost: the usage type that they are billed as, and what else is on it.',
  questions: [
    'what does the database orders-db cost per month?',
    'how much has the instance web-1 cost so far?',
    'what do the volumes web-1-root and web-1-data cost us?',
    'cost of the load balancer named storefront last month',
    'how much do we pay per day for the instances web-1 and web-2?',
  ],
  scope: 'estate',
  services: ['cost-explorer', 'ec2', 'rds', 'lambda', 'eks', 'elastic-load-balancing-v2'],
  parameters: z.strictObject({
    name: parameters.names('things, or their ids'),
    kind: parameters.text(`of the things: ${billed.map(({ noun }) => noun).join(', ')}`),
    period: parameters.period('the time, this month so far by default'),
    granularity: parameters.choice(['total', 'daily', 'monthly']),
    begun: parameters.choice(['no', 'yes'], 'yes: since the things were made'),
  }),
  async run({ name = '', kind, period, granularity, begun }, ask) {
    const { meant, all } = await thingsMeant({ name, kind }, ask)
    if (meant.length === 0)
      return {
        summary: aboutAll(
          ask.whole(),
          `Nothing that is billed by itself ${name === '' ? 'was found' : `is called ${said(name)}`}.`,
          `${name === '' ? 'What costs' : `What ${said(name)} costs`} could not be looked up.`,
        ),
        evidence: [],
      }
    const time =
      parameters.periodOf(period, ask.now) ??
      (begun === 'yes' ? sinceMade(meant, ask) : undefined) ??
      usualTime(granularity, ask.now)
    const { now } = comparedDays(time)
    const kept = keptDays(now, { now: ask.now, daily: lengthOf(now) <= mostDays })
    if (kept.note !== undefined) ask.note(kept.note)
    const bill = await readBill(ask, {
      days: kept.days,
      granularity: kept.granularity,
      metric: 'UnblendedCost',
      groupBy: ['USAGE_TYPE', 'REGION'].map((Key) => ({ Type: 'DIMENSION', Key })),
      filters: [],
    })
    noteCosts(ask)
    const parts = linesOf(meant, all).map((one) => ({
      ...one,
      charges: bill.charges.filter(
        ({ keys: [usage = '', region] }) => region === one.region && one.line.usage.test(usage),
      ),
    }))
    const told = { parts, days: bill.days, currency: bill.currency, granularity, now: ask.now }
    const unbilled = meant.flatMap((one) => {
      const why = lineOf(one)
      return typeof why === 'string' ? [`**${said(one.name)}** is ${why}.`] : []
    })
    const beside = besides(meant)
    return {
      summary: sentences(...summarize(told), ...unbilled, beside),
      evidence: [...thingRows(told), ...unbilledRows(meant), ...dayRows(told)],
      followUps: ['What did each service cost this month?'],
    }
  },
})

/** So many days are told one by one at most. */
const mostDays = 93

const dayBefore = (now: Date, days: number) => new Date(now.getTime() - days * dayMs)

/** Of what a day costs the last ones tell, of a month those that are whole. */
function usualTime(granularity: string | undefined, now: Date) {
  if (granularity === 'daily') return { start: dayBefore(now, 7), end: now }
  const month = monthSoFar(now)
  if (granularity !== 'monthly') return month
  const start = new Date(month.start)
  start.setUTCMonth(start.getUTCMonth() - 1)
  return { start, end: now }
}

interface Asked {
  name: string
  kind: string | undefined
}

async function thingsMeant({ name, kind }: Asked, ask: Ask) {
  const asked = name.split(',').map((one) => one.trim())
  const own = kinds.filter(
    ({ noun }) => billed.some((one) => one.noun === noun) && (kind === undefined || kind === noun),
  )
  const all = (await inParallel(own, 4, (one) => thingsOf(one, ask))).flat()
  const found = name === '' ? all : asked.flatMap((one) => calledSo(all, one))
  const [first] = found
  // An instance and a volume may share a name: that of the kind that comes first is meant.
  const meant = [...new Set(found)].filter((one) => kind !== undefined || one.kind === first?.kind)
  return { meant, all }
}

/** `search-1-root` begins with what is asked; `staging-search-1-root`, which only has it in it, is of something else. */
function calledSo(all: readonly Thing[], name: string): Thing[] {
  const { found } = withName(all, name)
  const beginning = found.filter(({ names }) =>
    names.some((one) => one.toLowerCase().startsWith(name.toLowerCase())),
  )
  return beginning.length > 0 ? beginning : found
}

/** When the first of them was made, where that is told. */
function sinceMade(things: readonly Thing[], ask: Ask) {
  const [first] = things
    .map(madeAt)
    .filter((one) => one !== undefined)
    .toSorted()
  if (first === undefined) return undefined
  const oldest = keptFrom('DAILY', ask.now)
  if (first.slice(0, 10) < oldest)
    ask.note(`From ${oldest} instead of ${first.slice(0, 10)}: Cost Explorer keeps 14 months.`)
  const start = first.slice(0, 10) < oldest ? oldest : first.slice(0, 10)
  return { start: new Date(start), end: ask.now }
}

const madeAt = ({ item }: Thing): string | undefined =>
  [item.LaunchTime, item.InstanceCreateTime, item.CreateTime, item.CreatedTime, item.createdAt]
    .map((one) => text(one))
    .find((one) => /^\d{4}-\d\d-\d\d/.test(one))

const lineOf = ({ kind, item }: Thing): Line | string =>
  billed.find(({ noun }) => noun === kind.noun)?.lineOf(item) ?? 'not billed by itself'

interface Part {
  region: string
  line: Line
  /** Those that are asked about. */
  own: readonly Thing[]
  /** All that are on the line now, these among them. */
  sharing: readonly Thing[]
}

/** The lines that things are on, each with all that share it. */
function linesOf(meant: readonly Thing[], all: readonly Thing[]): Part[] {
  const keyOf = (thing: Thing) => {
    const line = lineOf(thing)
    return typeof line === 'string' ? undefined : `${thing.place.region} ${line.label}`
  }
  return [...Map.groupBy(meant, keyOf)].flatMap(([key, own]) => {
    const [first] = own
    const line = first === undefined ? undefined : lineOf(first)
    if (key === undefined || first === undefined || line === undefined || typeof line === 'string')
      return []
    const sharing = all.filter((one) => keyOf(one) === key)
    return [{ region: first.place.region, line, own, sharing }]
  })
}

interface Told {
  parts: readonly (Part & { charges: readonly Charge[] })[]
  days: Days
  currency: string
  granularity: string | undefined
  now: Date
}

/** What of a line is of those that are asked about: all of it where nothing else is on it; undefined where it is not known. */
function partOf({ own, sharing }: Part): number | undefined {
  if (own.length === sharing.length) return 1
  const [mine, whole] = [own, sharing].map((things) => {
    const weights = things.map((one) => {
      const line = lineOf(one)
      return typeof line === 'string' ? undefined : line.weight
    })
    return weights.some((one) => one === undefined)
      ? undefined
      : weights.reduce<number>((sum, one = 0) => sum + one, 0)
  })
  return mine === undefined || whole === undefined || whole === 0 ? undefined : mine / whole
}

function summarize({ parts, days, currency, granularity, now }: Told): string[] {
  const shown = (amount: number) => money(amount, currency)
  const each = parts.map((part) => {
    const { own, sharing, line, region, charges } = part
    const total = totalOf(charges)
    const share = partOf(part)
    const names = listed(
      own.map(({ name }) => `**${said(name)}**`),
      6,
    )
    const usages = listed([...new Set(charges.map(({ keys: [usage = ''] }) => said(usage)))], 3)
    const where = `${usages === '' ? line.label : usages} in ${region}`
    const many = (things: readonly Thing[]) =>
      counted(things.length, things[0]?.kind.noun ?? 'thing', things[0] && pluralOf(things[0].kind))
    if (charges.length === 0)
      return `${names}: nothing of ${where} is on the bill of ${written(days)}.`
    if (share === 1)
      return `${names} cost **${shown(total)}** in ${written(days)}: that is all of ${where}, on which ${isAre(own.length)} only ${own.length === 1 ? 'this one' : `these ${own.length}`} now.`
    const others = sharing.filter((one) => !own.includes(one)).map(({ name }) => said(name))
    const whole = `${where} cost ${shown(total)} in ${written(days)}, and ${many(sharing)} share it now (besides, ${listed(others, 5)}).`
    return share === undefined
      ? `What ${names} cost${own.length === 1 ? 's' : ''} alone is not known: ${whole} Cost Explorer tells no single things apart.`
      : `${names}: about **${shown(total * share)}** in ${written(days)}, ${ofWhole(share)} of it by ${own[0]?.kind.noun === 'volume' ? 'size' : 'number, if all ran alike'}: ${whole} Cost Explorer tells no single things apart.`
  })
  const known = parts.map((part) => partOf(part))
  const shares = known.filter((one) => one !== undefined)
  const isKnown = shares.length === parts.length
  const amountOn = (test: (start: string) => boolean) =>
    parts.reduce(
      (sum, { charges }, at) =>
        sum + totalOf(charges.filter(({ start }) => test(start))) * (known[at] ?? 0),
      0,
    )
  const all = amountOn(() => true)
  const about = shares.every((one) => one === 1) ? '' : 'about '
  const together =
    parts.length > 1 && isKnown ? [`Together: ${about}**${shown(all)}** in ${written(days)}.`] : []
  const rate = isKnown && all > 0 ? rateText() : []
  // What is asked by the day or the month is told so first.
  return granularity === undefined || granularity === 'total'
    ? [...together, ...each, ...rate]
    : [...rate, ...together, ...each]

  /** What it comes to by day, and by the month. */
  function rateText(): string[] {
    const starts = [...new Set(parts.flatMap(({ charges }) => charges.map(({ start }) => start)))]
    const costing = starts.filter((start) => amountOn((one) => one === start) >= 0.01)
    const isByDay = starts.some((start) => !start.endsWith('-01')) || lengthOf(days) < 28
    if (!isByDay || costing.length === 0) return []
    const last = costing.toSorted().at(-1) ?? ''
    const daily = all / costing.length
    const since =
      costing.length < lengthOf(days)
        ? ` on the ${costing.length} days on which it cost anything`
        : ''
    const lastDay = amountOn((one) => one === last)
    const month = granularity === 'monthly' ? monthText() : ''
    return [
      month,
      `${about === '' ? '' : 'About '}${shown(daily)} a day${since}, ${shown(lastDay)} on ${last}${dayOf(dayBefore(now, 1)) === last ? ', the last whole day' : ''}; at that rate about ${shown((lastDay * 365) / 12)} a month.`,
    ].filter((one) => one !== '')
  }

  function monthText(): string {
    const months = [
      ...new Set(parts.flatMap(({ charges }) => charges.map(({ start }) => start.slice(0, 7)))),
    ]
    return `${listed(
      months
        .toSorted()
        .map(
          (month) =>
            `${shown(amountOn((one) => one.startsWith(month)))} in ${month}${now.toISOString().startsWith(month) ? ' so far' : ''}`,
        ),
      14,
    )}.`
  }
}

/** `a third`, `2 of 5 parts`: what it is of the whole. */
const ofWhole = (share: number) => {
  const by = 1 / share
  const isPlain = Math.abs(by - Math.round(by)) < 0.001
  return isPlain && by < 5
    ? (['', 'all', 'half', 'a third', 'a quarter'][Math.round(by)] ?? '')
    : `${Math.round(share * 100)} %`
}

/** A row a thing: what it is on, and what of it is known to be its own. */
const thingRows = ({ parts, currency }: Told): Evidence[] =>
  parts.flatMap((part) => {
    const { own, line, region, charges } = part
    return own.map((thing) => {
      const share = partOf({ ...part, own: [thing] })
      return {
        evidence: 'Cost of a thing',
        Name: thing.name,
        Kind: thing.kind.noun,
        Region: region,
        BilledAs: charges[0]?.keys[0] ?? line.label,
        Shared: part.sharing.length > 1 ? `by ${part.sharing.length}` : undefined,
        Cost: share === undefined ? undefined : money(totalOf(charges) * share, currency),
      }
    })
  })

const unbilledRows = (things: readonly Thing[]): Evidence[] =>
  things.flatMap((thing) => {
    const why = lineOf(thing)
    return typeof why !== 'string'
      ? []
      : [
          {
            evidence: 'Cost of a thing',
            Name: thing.name,
            Kind: thing.kind.noun,
            Region: thing.place.region,
            BilledAs: why,
          },
        ]
  })

function dayRows({ parts, granularity, currency }: Told): Evidence[] {
  if (granularity !== 'daily' || parts.some((part) => partOf(part) === undefined)) return []
  const days = [...new Set(parts.flatMap(({ charges }) => charges.map(({ start }) => start)))]
  return days.toSorted().map((day) => ({
    evidence: 'Cost by day',
    Day: day,
    Cost: money(
      parts.reduce(
        (sum, part) =>
          sum + totalOf(part.charges.filter(({ start }) => start === day)) * (partOf(part) ?? 0),
        0,
      ),
      currency,
    ),
  }))
}

function besides(things: readonly Thing[]): string {
  const found = new Set(
    things.flatMap(({ kind }) => billed.find(({ noun }) => noun === kind.noun)?.beside ?? []),
  )
  return found.size === 0 ? '' : `Not in it, on lines of their own: ${listed([...found])}.`
}
