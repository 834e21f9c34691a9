import { listed, said } from '../../evidence/wording.ts'
import type { Ask } from '../../recipe.ts'
import { cent, readBill } from './charges.ts'
import type { Days } from './compared-days.ts'
import type { CostAsked } from './cost-asked.ts'

/** Tag keys that are looked through for a value: each is a request that AWS bills. */
const mostKeys = 5

/** Where nothing on the bill carries a value of a tag: another tag that has it, or what there is instead. */
export async function tagInstead(
  { tag = 'Name', tag_value = '' }: CostAsked,
  days: Days,
  ask: Ask,
): Promise<{ tag: string; tag_value: string } | string> {
  const keys = await tagKeys(days, ask)
  if (keys === undefined) return ''
  const others = keys.filter((key) => key !== tag).slice(0, mostKeys)
  for (const key of keys.includes(tag) ? [tag, ...others] : others) {
    const values = await valuesOf(key, days, ask)
    const held = values.find((value) => value.toLowerCase() === tag_value.toLowerCase())
    if (held !== undefined) return { tag: key, tag_value: held }
    if (key === tag && values.length > 0)
      return `The bill then knows ${said(tag)} as ${listed(
        values.map((value) => said(value)),
        8,
      )}; what carries no tag is in none of them.`
  }
  return keys.length === 0
    ? 'No cost carries a tag then.'
    : `No cost carries the tag ${said(tag)} with that value. Tags on the bill: ${listed(
        keys.map((key) => said(key)),
        8,
      )}.`
}

/** Undefined where they cannot be read. */
export async function tagKeys({ start, end }: Days, ask: Ask): Promise<string[] | undefined> {
  const keys = await ask.tryRead('ce:GetTags', { TimePeriod: { Start: start, End: end } })
  return keys
    ?.map(({ value }) => value)
    .filter((key) => typeof key === 'string')
    .filter((key) => !key.startsWith('aws:'))
}

/** The dearest first, as `Owner$priya` in the bill. */
async function valuesOf(key: string, days: Days, ask: Ask): Promise<string[]> {
  const { charges } = await readBill(ask, {
    days,
    granularity: 'MONTHLY',
    metric: 'UnblendedCost',
    groupBy: [{ Type: 'TAG', Key: key }],
    filters: [],
  })
  const sums = Map.groupBy(charges, ({ keys: [value = ''] }) => value.slice(value.indexOf('$') + 1))
  return [...sums]
    .map(([value, own]) => ({ value, amount: own.reduce((sum, { amount }) => sum + amount, 0) }))
    .filter(({ value, amount }) => value !== '' && Math.abs(amount) >= cent)
    .toSorted((a, b) => b.amount - a.amount)
    .map(({ value }) => value)
}

/** The values of a tag on the bill, in their own order; none where they cannot be read, which is missed. */
export async function tagValues(key: string, { start, end }: Days, ask: Ask): Promise<string[]> {
  const TimePeriod = { Start: start, End: end }
  const values = (await ask.tryRead('ce:GetTags', { TimePeriod, TagKey: key })) ?? []
  return values
    .map(({ value }) => value)
    .filter((one) => typeof one === 'string')
    .filter((one) => one !== '')
}
