import { listed, said } from '../../evidence/wording.ts'
import { periodOf } from '../../parameters.ts'
import type { Ask } from '../../recipe.ts'
import { readBill } from './charges.ts'
import { comparedDays, type Days, monthSoFar } from './compared-days.ts'
import type { CostAsked, Meant } from './cost-asked.ts'
import { keptDays } from './kept-days.ts'
import { servicesNamed } from './service-named.ts'
import { tagKeys, tagValues } from './tag-values.ts'
import { isLabel, usageLabelIn, usagesNamed } from './usage-named.ts'

/** Tag keys of which the values are looked through: each is a request that AWS bills. */
const mostKeys = 4

/** Looks up on the bill what people call otherwise than it does. */
export async function meant(given: CostAsked, ask: Ask): Promise<Meant> {
  const { words, ...asked } = bySpokenUsage(given)
  const days = daysOf(asked, ask.now)
  if (asked.without_tag !== undefined) return withoutTag(asked, days, ask)
  if (words === undefined) return { asked }
  const found = await byWords(words, { asked, days, ask })
  const left = tokensOf(words).filter((word) => !found.used.has(word))
  if (found.used.size === 0) return { asked, first: unknownText(words, found.keys) }
  const other = { asked: { ...asked, ...found.part } }
  return left.length === 0
    ? other
    : { ...other, last: `Not on the bill by name: “${said(left.join(' '), 80)}”.` }
}

/** “EBS” and “Fargate” are parts of services, which hold much else. */
function bySpokenUsage(asked: CostAsked): CostAsked {
  const { service, usage_type, ...rest } = asked
  const label =
    usage_type === undefined && service !== undefined ? usageLabelIn(service) : undefined
  return label === undefined || label.said.length < (service ?? '').trim().length
    ? asked
    : { ...rest, usage_type: label.label }
}

function daysOf({ period }: CostAsked, now: Date): Days {
  const time = periodOf(period, now) ?? monthSoFar(now)
  return keptDays(comparedDays(time).now, { now }).days
}

/** `environment` is the tag `Env`. */
const isAlike = (one: string, other: string) => {
  const [short = '', long = ''] = [one.toLowerCase(), other.toLowerCase()].toSorted(
    (a, b) => a.length - b.length,
  )
  return short.length > 2 && long.startsWith(short)
}

/** Tags are told apart by capitals, and one that is on no cost is lacked by all: that says nothing. */
async function withoutTag(asked: CostAsked, days: Days, ask: Ask): Promise<Meant> {
  const { without_tag: wanted = '' } = asked
  const keys = await tagKeys(days, ask)
  if (keys === undefined)
    return { asked, ...nothingOf('Which tags are on the bill could not be read.') }
  if (/^any$/i.test(wanted)) {
    return keys.length === 0
      ? { asked, ...nothingOf('No cost carries a tag then: none is a cost allocation tag.') }
      : { asked, lacking: keys }
  }
  const key = keys.find((one) => one.toLowerCase() === wanted.toLowerCase())
  const [alike] = keys.filter((one) => isAlike(one, wanted))
  const meant = key ?? alike
  if (meant !== undefined) return { asked: { ...asked, without_tag: meant } }
  const there =
    keys.length === 0
      ? ''
      : ` Tags on the bill: ${listed(
          keys.map((one) => said(one)),
          8,
        )}.`
  return {
    asked,
    ...nothingOf(
      `No cost carries the tag ${said(wanted)}, so what lacks it cannot be told: it may be no cost allocation tag.${there}`,
    ),
  }
}

const nothingOf = (first: string) => ({ first, isUnknown: true })

interface Where {
  asked: CostAsked
  days: Days
  ask: Ask
}

interface Found {
  part: Partial<CostAsked>
  /** Words of the question that something on the bill is called by. */
  used: ReadonlySet<string>
  keys: readonly string[]
}

/** Values of tags first, as owners and services of one's own are; then usage types and services. */
async function byWords(words: string, { asked, days, ask }: Where): Promise<Found> {
  const tokens = tokensOf(words)
  const keys = (asked.tag_value === undefined ? await tagKeys(days, ask) : undefined) ?? []
  for (const key of byLikeliness(keys).slice(0, mostKeys)) {
    const values = await tagValues(key, days, ask)
    const named = values.map((value) => ({ value, by: tokens.filter((one) => isOf(one, value)) }))
    const held = named.filter(({ by }) => by.length > 0)
    if (held.length > 0) {
      const tag_value = held.map(({ value }) => value).join(',')
      return { part: { tag: key, tag_value }, used: new Set(held.flatMap(({ by }) => by)), keys }
    }
  }
  if (asked.usage_type !== undefined) return { part: {}, used: new Set(), keys }
  return { ...(await byBillNames(tokens, { asked, days, ask })), keys }
}

/** People and services are asked for more than environments and cost centres. */
const byLikeliness = (keys: readonly string[]) =>
  keys.toSorted((a, b) => Number(/owner|team/i.test(b)) - Number(/owner|team/i.test(a)))

async function byBillNames(tokens: readonly string[], { asked, days, ask }: Where) {
  const { charges } = await readBill(ask, {
    days,
    granularity: 'MONTHLY',
    metric: 'UnblendedCost',
    groupBy: ['USAGE_TYPE', 'SERVICE'].map((Key) => ({ Type: 'DIMENSION', Key })),
    filters: [],
  })
  const usageTypes = [...new Set(charges.map(({ keys: [usage = ''] }) => usage))]
  const services = [...new Set(charges.map(({ keys: [, service = ''] }) => service))]
  for (const token of tokens.filter((one) => one.length > 1)) {
    if (usagesNamed(token, usageTypes).length > 0 && /\d|[-.:]/.test(token))
      return { part: { usage_type: token }, used: new Set([token]) }
    if (
      asked.service === undefined &&
      servicesNamed(token, services).length > 0 &&
      token.length > 2
    )
      return { part: { service: token }, used: new Set([token]) }
    if (token.length > 3 && usageTypes.some((one) => one.toLowerCase().includes(token)))
      return { part: { usage_type: token }, used: new Set([token]) }
  }
  return { part: {}, used: new Set<string>() }
}

const tokensOf = (words: string) => words.toLowerCase().split(/\s+/).filter(Boolean)

/** `elena` of elena.rossi; what is itself made of parts, as orders-db, is that whole name alone. */
function isOf(token: string, value: string): boolean {
  const name = value.toLowerCase()
  if (name === token) return true
  const isPlain = /^[\p{L}\d]{3,}$/u.test(token)
  return isPlain && name.split(/[^\p{L}\d]+/u).includes(token)
}

function unknownText(words: string, keys: readonly string[]): string {
  const tags =
    keys.length === 0
      ? ''
      : `, or as a value of ${listed(
          keys.map((key) => said(key)),
          8,
        )}`
  return `Nothing on the bill is called “${said(words, 80)}”: Cost Explorer knows no single resources, and has no service or usage type of that name${tags}.`
}

/** `NAT gateways`, `usage BoxUsage:t3.small`. */
export const usageText = (usage: string): string =>
  isLabel(usage) ? usage : `usage ${said(usage)}`
