import { namesSaid } from '../../evidence/named.ts'
import { type GivenPeriod, periodOf } from '../../parameters.ts'
import type { Ask } from '../../recipe.ts'
import { type Bill, type Charge, readBill, totalOf } from './charges.ts'
import { comparedDays, type Days, monthSoFar } from './compared-days.ts'
import type { CostAsked } from './cost-asked.ts'
import { keptDays } from './kept-days.ts'
import { servicesNamed } from './service-named.ts'

export const cent = 0.01

export interface Spent {
  bill: Bill
  /** As it was to be asked: the bill may be of a part. */
  days: Days
  groups: Group[]
  total: number
  /** Services, or usage types, of then, where none is called as was asked. */
  known: readonly string[]
}

export interface Group {
  name: string
  amount: number
}

export async function spentIn(
  given: GivenPeriod | undefined,
  asked: CostAsked,
  ask: Ask,
): Promise<Spent> {
  const { granularity = 'total', metric = 'UnblendedCost' } = asked
  const time = periodOf(given, ask.now) ?? usualTime(asked, ask.now)
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
function usualTime({ granularity }: CostAsked, now: Date) {
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
export const divisionOf = ({ by, tag, tag_value }: CostAsked) =>
  by ?? (tag !== undefined && tag_value === undefined ? 'tag' : 'service')

/** Cost Explorer groups by two at most: the second one is what names are looked for in. */
function groupingOf(asked: CostAsked): { Type: 'DIMENSION' | 'TAG'; Key: string }[] {
  const by = divisionOf(asked)
  const first =
    by === 'none' ? [] : [by === 'tag' ? tagGroup(asked) : dimensionGroup(dimensions[by])]
  const wanted = wantedDimension(asked)
  const has = first.some(({ Key }) => Key === wanted)
  return wanted === undefined || has ? first : [...first, dimensionGroup(wanted)]
}

const tagGroup = ({ tag = 'Name' }: CostAsked) => ({ Type: 'TAG' as const, Key: tag })
const dimensionGroup = (Key: string) => ({ Type: 'DIMENSION' as const, Key })

function wantedDimension({ service, usage_type }: CostAsked): string | undefined {
  if (service !== undefined) return 'SERVICE'
  return usage_type === undefined ? undefined : 'USAGE_TYPE'
}

export function filtersOf({ tag, tag_value, account }: CostAsked, { regionsAsked }: Ask) {
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
function chargesMeant(charges: readonly Charge[], asked: CostAsked) {
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
function groupsOf(charges: readonly Charge[], asked: CostAsked): Group[] {
  if (divisionOf(asked) === 'none') return []
  const groups = Map.groupBy(charges, ({ keys: [key = ''] }) => key)
  return [...groups]
    .map(([key, own]) => ({ name: nameOf(key, asked), amount: totalOf(own) }))
    .filter(({ amount }) => Math.abs(amount) >= cent && amount > (asked.over ?? -Infinity))
    .toSorted((a, b) => b.amount - a.amount)
}

/** Of a tag it is `Owner$priya`. */
function nameOf(key: string, asked: CostAsked): string {
  if (divisionOf(asked) !== 'tag') return key || 'none'
  return key.slice(key.indexOf('$') + 1) || `without the tag ${asked.tag ?? 'Name'}`
}

/** Where nothing is left to pay: what was used, and what paid for it. */
export async function recordTypes({ bill }: Spent, asked: CostAsked, ask: Ask): Promise<Group[]> {
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
