import type { Period } from '../../../questions/time/period.ts'
import { dayMs } from '../../evidence/values.ts'
import { type GivenPeriod, periodOf } from '../../parameters.ts'
import type { Ask } from '../../recipe.ts'
import { type Bill, type Charge, cent, readBill, totalOf } from './charges.ts'
import { comparedDays, type Days, mondayOf, monthSoFar } from './compared-days.ts'
import type { CostAsked, Meant } from './cost-asked.ts'
import { keptDays } from './kept-days.ts'
import { servicesNamed } from './service-named.ts'
import { usagesNamed } from './usage-named.ts'

export interface Spent {
  bill: Bill
  /** As it was to be asked: the bill may be of a part. */
  days: Days
  groups: Group[]
  total: number
  /** Of which it is a part: of what has a tag or lacks it, or of all services. */
  ofAll?: number
  /** Services, or usage types, of then, where none is called as was asked. */
  known: readonly string[]
}

export interface Group {
  name: string
  amount: number
}

/** What is asked for, and the tags that it lacks all of. */
type Wanted = Pick<Meant, 'asked' | 'lacking'>

export async function spentIn(
  given: GivenPeriod | undefined,
  wanted: Wanted,
  ask: Ask,
): Promise<Spent> {
  const { asked, lacking } = wanted
  const { granularity = 'total', metric = 'UnblendedCost' } = asked
  const said = periodOf(given, ask.now)
  const time = said === undefined ? usualTime(asked, ask.now) : wholeSteps(said, granularity)
  const isDaily = granularity === 'daily' || granularity === 'weekly'
  const kept = keptDays(comparedDays(time).now, { now: ask.now, ...(isDaily && { daily: true }) })
  if (kept.note !== undefined) ask.note(kept.note)
  if (isDaily && kept.granularity !== 'DAILY')
    ask.note('Cost Explorer keeps no days of then: by month.')
  const bill = await readBill(ask, {
    days: kept.days,
    granularity: granularity === 'monthly' ? 'MONTHLY' : kept.granularity,
    metric,
    groupBy: groupingOf(wanted),
    filters: filtersOf(asked, ask, lacking),
  })
  const isTaggedOnly = asked.tagged === 'only' && divisionOf(asked) === 'tag'
  const isPart = isTaggedOnly || (isTagged(asked) && lacking === undefined)
  const parts = isTaggedOnly
    ? bill.charges.filter(({ keys: [key = ''] }) => !key.endsWith('$'))
    : isPart
      ? withoutValue(bill.charges)
      : bill.charges
  const { charges, known } = chargesMeant(parts, wanted)
  const own = { ...bill, charges }
  const groups = groupsOf(charges, asked)
  const ofAll = isPart
    ? { ofAll: totalOf(chargesMeant(bill.charges, wanted).charges) }
    : charges.length < bill.charges.length
      ? { ofAll: totalOf(bill.charges) }
      : {}
  return { bill: own, days: bill.days, groups, total: totalOf(charges), known, ...ofAll }
}

/** What lacks a tag is the empty value of it, `Owner$`, beside all others. */
const withoutValue = (charges: readonly Charge[]) =>
  charges.filter(({ keys: [key = ''] }) => key.endsWith('$'))

const isTagged = ({ without_tag }: CostAsked) => without_tag !== undefined

/** Months that are told one by one are whole: of the first, more than half must be meant. */
function wholeSteps({ start, end }: Period, granularity: string): Period {
  if (granularity !== 'monthly' || start.getUTCDate() === 1) return { start, end }
  const months = start.getUTCDate() > 15 ? 1 : 0
  const first = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 1))
  return first < end ? { start: first, end } : { start, end }
}

/** A course over months says more than the days of this one. */
function usualTime({ granularity }: CostAsked, now: Date) {
  const month = monthSoFar(now)
  if (granularity === 'weekly')
    return { start: new Date(mondayOf(now).getTime() - 7 * 7 * dayMs), end: now }
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

type Grouping = { Type: 'DIMENSION' | 'TAG'; Key: string }[]

/**
 * Cost Explorer groups by two at most: what is divided by comes first, unless it is what lacks a tag,
 * then what names are looked for in, the narrowest before others, as far as there is room.
 */
function groupingOf({ asked, lacking }: Wanted): Grouping {
  const by = divisionOf(asked)
  const division =
    by === 'none' ? [] : [by === 'tag' ? tagGroup(asked) : dimensionGroup(dimensions[by])]
  const { service, usage_type, without_tag } = asked
  const wanted = [
    ...(usage_type === undefined ? [] : [dimensionGroup('USAGE_TYPE')]),
    ...(service === undefined ? [] : [dimensionGroup('SERVICE')]),
  ].filter(({ Key }) => division.every((one) => one.Key !== Key))
  if (without_tag === undefined || lacking !== undefined)
    return [...division, ...wanted].slice(0, 2)
  return [{ Type: 'TAG', Key: without_tag }, ...[...wanted, ...division].slice(0, 1)]
}

const tagGroup = ({ tag = 'Name' }: CostAsked) => ({ Type: 'TAG' as const, Key: tag })
const dimensionGroup = (Key: string) => ({ Type: 'DIMENSION' as const, Key })

export function filtersOf(
  { tag, tag_value, account }: CostAsked,
  { regionsAsked }: Ask,
  lacking: readonly string[] = [],
) {
  const regions = regionsAsked.filter((region) => region !== 'all')
  return [
    ...(regions.length > 0 ? [{ Dimensions: { Key: 'REGION', Values: regions } }] : []),
    ...(account === undefined
      ? []
      : [{ Dimensions: { Key: 'LINKED_ACCOUNT', Values: [account] } }]),
    ...(tag_value === undefined
      ? []
      : [{ Tags: { Key: tag ?? 'Name', Values: tag_value.split(/\s*,\s*/) } }]),
    ...lacking.map((Key) => ({ Tags: { Key, MatchOptions: ['ABSENT'] } })),
  ]
}

/** Of the services, and of the usage types, that are named. */
function chargesMeant(charges: readonly Charge[], wanted: Wanted) {
  const { service, usage_type } = wanted.asked
  const groups = groupingOf(wanted)
  let left = [...charges]
  const named = [
    ['SERVICE', service, servicesNamed],
    ['USAGE_TYPE', usage_type, usagesNamed],
  ] as const
  for (const [Key, said, lookUp] of named) {
    const at = groups.findIndex((one) => one.Key === Key)
    if (at === -1 || said === undefined) continue
    const known = [...new Set(left.map(({ keys }) => keys[at] ?? ''))]
    const meant = new Set(lookUp(said, known))
    if (meant.size === 0) return { charges: [], known }
    left = left.filter(({ keys }) => meant.has(keys[at] ?? ''))
  }
  return { charges: left, known: [] }
}

/** The dearest first; credits and refunds, which are negative, last. */
function groupsOf(charges: readonly Charge[], asked: CostAsked): Group[] {
  if (divisionOf(asked) === 'none') return []
  const groups = Map.groupBy(charges, ({ keys }) => divisionKey(keys, asked))
  return [...groups]
    .map(([key, own]) => ({ name: nameOf(key, asked), amount: totalOf(own) }))
    .filter(({ amount }) => Math.abs(amount) >= cent && amount > (asked.over ?? -Infinity))
    .toSorted((a, b) => b.amount - a.amount)
}

/** As the group is shown that a charge is of. */
export const groupName = (keys: readonly string[], asked: CostAsked): string =>
  nameOf(divisionKey(keys, asked), asked)

/** What lacks a tag has that first. */
const divisionKey = ([first = '', second]: readonly string[], { without_tag }: CostAsked) =>
  without_tag !== undefined && first.endsWith('$') ? (second ?? '') : first

/** Of a tag it is `Owner$priya`. */
function nameOf(key: string, asked: CostAsked): string {
  if (divisionOf(asked) !== 'tag') return key || 'none'
  return key.slice(key.indexOf('$') + 1) || `without the tag ${asked.tag ?? 'Name'}`
}

/** Where nothing is left to pay: what was used, and what paid for it. */
export async function recordTypes(
  { bill }: Spent,
  { asked, lacking }: Wanted,
  ask: Ask,
): Promise<Group[]> {
  const { charges } = await readBill(ask, {
    days: bill.days,
    granularity: 'MONTHLY',
    metric: asked.metric ?? 'UnblendedCost',
    groupBy: [dimensionGroup('RECORD_TYPE')],
    filters: filtersOf(asked, ask, lacking),
  })
  const groups = Map.groupBy(charges, ({ keys: [key = ''] }) => key)
  return [...groups]
    .map(([name, own]) => ({ name, amount: totalOf(own) }))
    .filter(({ amount }) => Math.abs(amount) >= cent)
}
