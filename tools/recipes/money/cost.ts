import { z } from 'zod'
import { namesSaid } from '../evidence/named.ts'
import { listed, money, said, sentences } from '../evidence/wording.ts'
import * as kinds from '../parameters.ts'
import { type Ask, defineRecipe, type Evidence } from '../recipe.ts'
import { type Bill, type Charge, readBill, totalOf } from './bill/charges.ts'
import { comparedDays, type Days, lengthOf, monthSoFar, written } from './bill/compared-days.ts'
import { type ForecastOf, forecastOf } from './bill/forecast.ts'
import { keptDays } from './bill/kept-days.ts'
import { servicesNamed } from './bill/service-named.ts'
import { changeText, noteCosts } from './spend-by-service.ts'

const shape = z.strictObject({
  period: kinds.period('the time, this month so far by default'),
  compare: kinds.compared('another time to set beside it'),
  by: kinds.choice([
    ...([
      'service',
      'region',
      'account',
      'tag',
      'usage_type',
      'instance_type',
      'record_type',
    ] as const),
    'none',
  ]),
  granularity: kinds.choice(['total', 'daily', 'monthly']),
  service: kinds.service('only these, as people call them: EC2, S3, storage'),
  tag: kinds.tag('key of a cost allocation tag, to divide by or with tag_value'),
  tag_value: kinds.text('only what carries this value of the tag'),
  account: kinds.text('id of one account: only that one'),
  usage_type: kinds.text('usage type, or a part of it: only those'),
  over: kinds.number('only groups that cost more'),
  forecast: kinds.choice(['no', 'this_month', 'next_month', 'next_3_months']),
  metric: kinds.choice([
    ...(['UnblendedCost', 'AmortizedCost', 'NetUnblendedCost', 'NetAmortizedCost'] as const),
    'BlendedCost',
  ]),
})

type Asked = z.output<typeof shape>

/** What something cost: in all and by what the bill is divided by, beside another time, or to come. */
export const cost = defineRecipe({
  name: 'cost',
  about: 'money',
  description:
    'What was spent in any period: in all or by service, region, account, tag or usage type; of one service, region or tag; by day or month; compared; forecast.',
  questions: [
    'how much did we spend last month?',
    'what is the total cost this month?',
    'cost by region last month',
    'daily cost of EC2 for the last week',
    'cost forecast for this month',
    'how much did we spend on S3 last month?',
    'monthly cost trend',
  ],
  scope: 'global',
  services: ['cost-explorer'],
  parameters: shape,
  async run(asked, ask) {
    const { forecast = 'no' } = asked
    if (forecast !== 'no') return toCome(forecast, asked, ask)
    const now = await spentIn(asked.period, asked, ask)
    const before =
      asked.compare === undefined ? undefined : await spentIn(asked.compare, asked, ask)
    const paidBy = Math.abs(now.total) < cent ? await recordTypes(now, asked, ask) : []
    noteCosts(ask)
    return {
      summary: summarize({ now, before, paidBy, asked, ask }),
      evidence: [...timeRows(now, asked), ...groupRows({ now, before, asked })],
      followUps: [
        'Why did our AWS bill go up this month?',
        'What are we paying for that nobody uses?',
      ],
    }
  },
})

const cent = 0.01

interface Spent {
  bill: Bill
  /** As it was to be asked: the bill may be of a part. */
  days: Days
  groups: Group[]
  total: number
  /** Services, or usage types, of then, where none is called as was asked. */
  known: readonly string[]
}

interface Group {
  name: string
  amount: number
}

async function spentIn(
  given: kinds.GivenPeriod | undefined,
  asked: Asked,
  ask: Ask,
): Promise<Spent> {
  const { granularity = 'total', metric = 'UnblendedCost' } = asked
  const time = kinds.periodOf(given, ask.now) ?? usualTime(asked, ask.now)
  const isDaily = granularity === 'daily'
  const kept = keptDays(comparedDays(time).now, { now: ask.now, ...(isDaily && { daily: true }) })
  if (kept.note !== undefined) ask.note(kept.note)
  if (isDaily && kept.granularity !== 'DAILY')
    ask.note('Cost Explorer keeps no days of then: by month.')
  const bill = await readBill(ask, {
    days: kept.days,
    granularity: granularity === 'monthly' ? 'MONTHLY' : kept.granularity,
    metric,
    groupBy: groupingOf(asked),
    filters: filtersOf(asked, ask),
  })
  const { charges, known } = chargesMeant(bill.charges, asked)
  const own = { ...bill, charges }
  const groups = groupsOf(charges, asked)
  return { bill: own, days: bill.days, groups, total: totalOf(charges), known }
}

/** A course over months says more than the days of this one. */
function usualTime({ granularity }: Asked, now: Date) {
  const month = monthSoFar(now)
  if (granularity !== 'monthly') return month
  const start = new Date(month.start)
  start.setUTCMonth(start.getUTCMonth() - 5)
  return { ...month, start }
}

const dimensions = {
  service: 'SERVICE',
  region: 'REGION',
  account: 'LINKED_ACCOUNT',
  usage_type: 'USAGE_TYPE',
  instance_type: 'INSTANCE_TYPE',
  record_type: 'RECORD_TYPE',
} as const

/** Tags to divide by, where one is named without a value. */
const divisionOf = ({ by, tag, tag_value }: Asked) =>
  by ?? (tag !== undefined && tag_value === undefined ? 'tag' : 'service')

/** Cost Explorer groups by two at most: the second one is what names are looked for in. */
function groupingOf(asked: Asked): { Type: 'DIMENSION' | 'TAG'; Key: string }[] {
  const by = divisionOf(asked)
  const first =
    by === 'none' ? [] : [by === 'tag' ? tagGroup(asked) : dimensionGroup(dimensions[by])]
  const wanted = wantedDimension(asked)
  const has = first.some(({ Key }) => Key === wanted)
  return wanted === undefined || has ? first : [...first, dimensionGroup(wanted)]
}

const tagGroup = ({ tag = 'Name' }: Asked) => ({ Type: 'TAG' as const, Key: tag })
const dimensionGroup = (Key: string) => ({ Type: 'DIMENSION' as const, Key })

function wantedDimension({ service, usage_type }: Asked): string | undefined {
  if (service !== undefined) return 'SERVICE'
  return usage_type === undefined ? undefined : 'USAGE_TYPE'
}

function filtersOf({ tag, tag_value, account }: Asked, { regionsAsked }: Ask) {
  const regions = regionsAsked.filter((region) => region !== 'all')
  return [
    ...(regions.length > 0 ? [{ Dimensions: { Key: 'REGION', Values: regions } }] : []),
    ...(account === undefined
      ? []
      : [{ Dimensions: { Key: 'LINKED_ACCOUNT', Values: [account] } }]),
    ...(tag_value === undefined ? [] : [{ Tags: { Key: tag ?? 'Name', Values: [tag_value] } }]),
  ]
}

/** Of the services, or usage types, that are named. */
function chargesMeant(charges: readonly Charge[], asked: Asked) {
  const { service, usage_type } = asked
  const at = groupingOf(asked).findIndex(({ Key }) => Key === wantedDimension(asked))
  if (at === -1) return { charges: [...charges], known: [] }
  const known = [...new Set(charges.map(({ keys }) => keys[at] ?? ''))]
  const meant = new Set(
    service === undefined ? partsNamed(usage_type ?? '', known) : servicesNamed(service, known),
  )
  return {
    charges: charges.filter(({ keys }) => meant.has(keys[at] ?? '')),
    known: meant.size > 0 ? [] : known,
  }
}

function partsNamed(part: string, known: readonly string[]): string[] {
  const found = known.filter((name) => name.toLowerCase().includes(part.toLowerCase()))
  return found.length > 0 ? found : namesSaid(part, known)
}

/** The dearest first; credits and refunds, which are negative, last. */
function groupsOf(charges: readonly Charge[], asked: Asked): Group[] {
  if (divisionOf(asked) === 'none') return []
  const groups = Map.groupBy(charges, ({ keys: [key = ''] }) => key)
  return [...groups]
    .map(([key, own]) => ({ name: nameOf(key, asked), amount: totalOf(own) }))
    .filter(({ amount }) => Math.abs(amount) >= cent && amount > (asked.over ?? -Infinity))
    .toSorted((a, b) => b.amount - a.amount)
}

/** Of a tag it is `Owner$priya`. */
function nameOf(key: string, asked: Asked): string {
  if (divisionOf(asked) !== 'tag') return key || 'none'
  return key.slice(key.indexOf('$') + 1) || `without the tag ${asked.tag ?? 'Name'}`
}

/** Where nothing is left to pay: what was used, and what paid for it. */
async function recordTypes({ bill }: Spent, asked: Asked, ask: Ask): Promise<Group[]> {
  const { charges } = await readBill(ask, {
    days: bill.days,
    granularity: 'MONTHLY',
    metric: asked.metric ?? 'UnblendedCost',
    groupBy: [dimensionGroup('RECORD_TYPE')],
    filters: filtersOf(asked, ask),
  })
  const groups = Map.groupBy(charges, ({ keys: [key = ''] }) => key)
  return [...groups]
    .map(([name, own]) => ({ name, amount: totalOf(own) }))
    .filter(({ amount }) => Math.abs(amount) >= cent)
}

interface Told {
  now: Spent
  before: Spent | undefined
  paidBy: readonly Group[]
  asked: Asked
  ask: Ask
}

function summarize({ now, before, paidBy, asked, ask }: Told): string {
  const { bill, days, groups, total } = now
  const { currency } = bill
  const what = whatText(asked, ask)
  if (now.known.length > 0) {
    return `Cost Explorer has nothing called ${what} in ${written(days)}. There: ${listed(
      now.known.map((one) => said(one)),
      12,
    )}.`
  }
  if (bill.charges.every(({ amount }) => Math.abs(amount) < cent)) {
    return sentences(
      `${what} cost nothing in ${written(days)}, by Cost Explorer.`,
      creditText(paidBy, currency),
    )
  }
  return sentences(
    `${what} cost **${money(total, currency)}** in ${written(days)}${metricText(asked)}.`,
    before && comparedText(now, before),
    perDayText(now, asked),
    groups.length > 1 ? `Most of it: ${shareText(groups, currency)}.` : '',
    negativeText(groups, currency),
    creditText(paidBy, currency),
  )
}

function whatText({ service, tag, tag_value, account, usage_type }: Asked, { regionsAsked }: Ask) {
  const regions = regionsAsked.filter((region) => region !== 'all')
  const parts = [
    service === undefined ? undefined : said(service),
    usage_type === undefined ? undefined : `usage ${said(usage_type)}`,
    tag_value === undefined ? undefined : `${said(tag ?? 'Name')}=${said(tag_value)}`,
    account === undefined ? undefined : `account ${said(account)}`,
    regions.length === 0 ? undefined : `in ${listed(regions)}`,
  ].filter((part) => part !== undefined)
  const [first = 'AWS', ...others] = parts[0]?.startsWith('in ') ? ['AWS', ...parts] : parts
  return [first, ...others].join(', ').replace(', in ', ' in ')
}

const metricText = ({ metric = 'UnblendedCost' }: Asked) =>
  metric === 'UnblendedCost' ? '' : ` (${metric})`

function comparedText(now: Spent, before: Spent): string {
  const change = changeText(
    { before: before.total, rise: now.total - before.total },
    now.bill.currency,
  )
  const risen = risesOf(now, before).toSorted((a, b) => Math.abs(b.rise) - Math.abs(a.rise))[0]
  const most =
    risen === undefined || now.groups.length < 2
      ? ''
      : ` ${said(risen.name)} changed most: ${changeText(risen, now.bill.currency)}.`
  return `Against ${money(before.total, before.bill.currency)} in ${written(before.days)}: ${change}.${most}`
}

const risesOf = (now: Spent, before: Spent) =>
  [...new Set([...now.groups, ...before.groups].map(({ name }) => name))].map((name) => {
    const [is, was] = [now, before].map(
      ({ groups }) => groups.find((group) => group.name === name)?.amount ?? 0,
    )
    return { name, now: is ?? 0, before: was ?? 0, rise: (is ?? 0) - (was ?? 0) }
  })

function perDayText({ bill, days, total }: Spent, { granularity }: Asked): string {
  const length = lengthOf(days)
  if (granularity !== 'daily' || length < 2) return ''
  const dearest = stepsOf(bill).toSorted((a, b) => b.amount - a.amount)[0]
  const most =
    dearest === undefined
      ? ''
      : `, most on ${dearest.start}: ${money(dearest.amount, bill.currency)}`
  return `${money(total / length, bill.currency)} a day on average${most}.`
}

const shareText = (groups: readonly Group[], currency: string) =>
  listed(groups.slice(0, 3).map(({ name, amount }) => `${said(name)} (${money(amount, currency)})`))

function negativeText(groups: readonly Group[], currency: string): string {
  const negative = groups.filter(({ amount }) => amount < 0)
  if (negative.length === 0) return ''
  return `Credits, refunds or corrections are in it: ${shareText(negative.toReversed(), currency)}.`
}

function creditText(paidBy: readonly Group[], currency: string): string {
  const usage = paidBy.filter(({ amount }) => amount > 0)
  const credits = paidBy.filter(({ amount }) => amount < 0)
  if (usage.length === 0 || credits.length === 0) return ''
  return `${shareText(usage, currency)} was paid for by ${shareText(credits, currency)}.`
}

const stepsOf = ({ charges }: Bill) =>
  [...Map.groupBy(charges, ({ start }) => start)]
    .map(([start, own]) => ({ start, amount: totalOf(own) }))
    .toSorted((a, b) => a.start.localeCompare(b.start))

/** The course of it, where it was asked, or where it is of several months. */
function timeRows({ bill }: Spent, { granularity = 'total' }: Asked): Evidence[] {
  const steps = stepsOf(bill)
  const areMonths = steps.length > 1 && steps.every(({ start }) => start.endsWith('-01'))
  if (granularity === 'total' && !areMonths) return []
  return steps.map(({ start, amount }) => ({
    evidence: areMonths ? 'Cost by month' : 'Cost by day',
    [areMonths ? 'Month' : 'Day']: areMonths ? start.slice(0, 7) : start,
    Cost: money(amount, bill.currency),
  }))
}

interface Rows {
  now: Spent
  before: Spent | undefined
  asked: Asked
}

function groupRows({ now, before, asked }: Rows): Evidence[] {
  const by = divisionOf(asked)
  const label = by === 'tag' ? said(asked.tag ?? 'Name', 40) : by.replace('_', ' ')
  const { currency } = now.bill
  if (before === undefined) {
    return now.groups.map(({ name, amount }) => ({
      evidence: `Cost by ${label}`,
      [capital(label)]: name,
      Cost: money(amount, currency),
      Share:
        now.total > 0 && amount > 0 ? `${Math.round((100 * amount) / now.total)} %` : undefined,
    }))
  }
  return risesOf(now, before).map((one) => ({
    evidence: `Cost by ${label}`,
    [capital(label)]: one.name,
    [written(now.days)]: money(one.now, currency),
    [written(before.days)]: money(one.before, before.bill.currency),
    Change: changeText(one, currency),
  }))
}

const capital = (label: string) => `${label.charAt(0).toUpperCase()}${label.slice(1)}`

/** A forecast takes no groups: services are matched by name in what was spent so far. */
async function toCome(of: ForecastOf, asked: Asked, ask: Ask) {
  const spent = await spentIn(undefined, { ...asked, by: 'service', granularity: 'total' }, ask)
  const services = asked.service === undefined ? [] : spent.groups.map(({ name }) => name)
  const filters = [
    ...filtersOf(asked, ask),
    ...(services.length > 0 ? [{ Dimensions: { Key: 'SERVICE', Values: services } }] : []),
  ]
  const { metric = 'UnblendedCost' } = asked
  const { amount, days, isBegun } = await forecastOf(ask, { of, metric, filters })
  const { currency } = spent.bill
  const isSameMonth = spent.days.start.slice(0, 7) === days.start.slice(0, 7)
  const soFar = isBegun && isSameMonth ? spent.total : 0
  noteCosts(ask)
  const what = whatText(asked, ask)
  return {
    summary: sentences(
      `${what} will cost about **${money(amount + soFar, currency)}** in ${isBegun ? days.start.slice(0, 7) : written(days)}, by AWS's forecast.`,
      soFar > 0
        ? `${money(soFar, currency)} of it was spent in ${written(spent.days)}, ${money(amount, currency)} is to come.`
        : '',
    ),
    evidence: [
      { evidence: 'Forecast', Time: written(days), Expected: money(amount, currency) },
      ...(soFar > 0
        ? [{ evidence: 'Spent so far', Time: written(spent.days), Cost: money(soFar, currency) }]
        : []),
    ],
    followUps: ['What did each service cost this month?'],
  }
}
