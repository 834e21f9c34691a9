import { inParallel } from '../../../executor/in-parallel.ts'
import { type Point, readSeries } from '../../evidence/metric-series.ts'
import { readEach } from '../../evidence/read-each.ts'
import { dayMs, number, text } from '../../evidence/values.ts'
import type { Item, Place } from '../../recipe.ts'
import { countOf, iamQuotas, isCounted } from './counted.ts'
import type { UsedQuota } from './quota.ts'
import { metricOf } from './services.ts'

export interface ReadQuotas {
  /** Those of which something tells the use. */
  used: readonly UsedQuota[]
  /** How many there are in the services that were looked at. */
  all: number
  /** Those that are more than AWS's default, whatever is in use of them. */
  raised: readonly UsedQuota[]
}

/** The quotas of the services in one region, with their use. */
export async function readQuotas(place: Place, codes: readonly string[]): Promise<ReadQuotas> {
  const lists = await readEach(place, codes, {
    operation: 'service-quotas:ListServiceQuotas',
    parameters: (ServiceCode) => ({ ServiceCode }),
    noun: 'service',
  })
  // Of quotas that nobody raised AWS lists some by their defaults alone.
  const defaults = await readEach(
    place,
    codes.filter((code) => lists.has(code)),
    {
      operation: 'service-quotas:ListAWSDefaultServiceQuotas',
      parameters: (ServiceCode) => ({ ServiceCode }),
      noun: 'service',
    },
  )
  const applied = [...lists.values()].flat()
  const known = new Set(applied.map(({ QuotaCode }) => QuotaCode))
  const listed = [
    ...applied,
    ...[...defaults.values()].flat().filter(({ QuotaCode }) => !known.has(QuotaCode)),
  ]
  // Of rates the use is counted by the second, and that of the busiest one is nowhere.
  const quotas = listed.filter(({ Period }) => Period === undefined)
  const measured = quotas.filter((quota) => metricOf(quota) !== undefined)
  const others = quotas.filter(
    (quota) => metricOf(quota) === undefined && isCounted(text(quota.QuotaCode)),
  )
  const used = [await measuredQuotas(place, measured), await countedQuotas(place, others)]
  const usual = new Map(
    [...defaults.values()].flat().map((one) => [text(one.QuotaCode), number(one.Value)]),
  )
  const all = used.flat().map((one) => ({ ...one, byDefault: usual.get(one.code) }))
  const raised = applied
    .filter(({ QuotaCode, Value }) => number(Value) > (usual.get(text(QuotaCode)) ?? Infinity))
    .map((quota): UsedQuota => {
      const known = all.find(({ code }) => code === text(quota.QuotaCode))
      const bare = { ...quotaOf(quota, place), used: undefined, peak: undefined, by: '' }
      return known ?? { ...bare, byDefault: usual.get(bare.code) }
    })
  return { used: all, all: listed.length, raised }
}

async function measuredQuotas(place: Place, quotas: readonly Item[]): Promise<UsedQuota[]> {
  const found: UsedQuota[] = []
  const period = { start: new Date(place.now.getTime() - dayMs), end: place.now }
  for (let start = 0; start < quotas.length; start += atOnce) {
    const some = quotas.slice(start, start + atOnce)
    const metrics = some.flatMap((quota) => metricOf(quota) ?? [])
    const series = await place.attempt('the use of quotas', () =>
      readSeries(metrics, { period, periodS: 300 }, place),
    )
    found.push(...some.map((quota, at) => ofSeries(quota, series?.[at], place)))
  }
  return found
}

/** Parameters of a call are bounded. */
const atOnce = 40

function ofSeries(quota: Item, points: readonly Point[] | undefined, place: Place): UsedQuota {
  const values = points?.map(({ value }) => value) ?? []
  return {
    ...quotaOf(quota, place),
    used: values.at(-1),
    peak: values.length === 0 ? undefined : Math.max(...values),
    by: 'CloudWatch, AWS/Usage',
  }
}

async function countedQuotas(place: Place, quotas: readonly Item[]): Promise<UsedQuota[]> {
  const counts = await inParallel(quotas, 4, (quota) => countOf(text(quota.QuotaCode), place))
  return quotas.flatMap((quota, at) => {
    const count = counts[at]
    return count === undefined ? [] : [{ ...quotaOf(quota, place), ...count, peak: undefined }]
  })
}

const quotaOf = (quota: Item, { region }: Place) => ({
  service: text(quota.ServiceCode),
  code: text(quota.QuotaCode),
  name: text(quota.QuotaName),
  region: quota.GlobalQuota === true ? 'global' : region,
  value: number(quota.Value),
  adjustable: quota.Adjustable === true,
})

/** IAM's, which are of the whole account and no matter of Service Quotas. */
export async function readIamQuotas(place: Place): Promise<UsedQuota[]> {
  const summary = (await place.tryRead('iam:GetAccountSummary')) ?? []
  return iamQuotas(summary).map(({ name, used, value }) => ({
    service: 'iam',
    code: `${name}Quota`,
    name: `IAM ${name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()}`,
    region: 'global',
    value,
    used,
    peak: undefined,
    by: 'iam:GetAccountSummary',
    // 5,000 users are the most that there may be.
    adjustable: name !== 'Users',
  }))
}
