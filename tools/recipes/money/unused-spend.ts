import * as z from 'zod'
import { aboutAll } from '../evidence/whole.ts'
import { counted, listed, said, sentences, usd } from '../evidence/wording.ts'
import * as kinds from '../parameters.ts'
import { type Ask, defineRecipe } from '../recipe.ts'
import { idleDatabases, idleInstances } from './unused/idle.ts'
import { priceSource } from './unused/list-prices.ts'
import { idleLoadBalancers, idleNatGateways, unusedAddresses } from './unused/network.ts'
import { oldSnapshots, unusedVolumes } from './unused/storage.ts'
import type { Unused } from './unused/unused.ts'

/** What is paid for although nobody seems to use it, the dearest first. */
export const unusedSpend = defineRecipe({
  name: 'unused_spend',
  about: 'money',
  description:
    'What costs money and is not used: idle instances, databases, load balancers and NAT gateways, unattached volumes, addresses, old snapshots.',
  questions: [
    'what are we paying for that nobody uses?',
    'where are we wasting money?',
    'unused resources that cost money',
    'idle resources',
    'which idle things could we switch off?',
    'which instances are idle?',
    'waste in our AWS account',
  ],
  scope: 'estate',
  services: ['ec2', 'elastic-load-balancing-v2', 'rds', 'cloudwatch'],
  parameters: z.strictObject({
    only: kinds.text('only these, by name or id, with commas'),
    kind: kinds.choice([
      'everything',
      'instance',
      'volume',
      'address',
      'load balancer',
      'NAT gateway',
      'database',
      'snapshot',
    ]),
  }),
  async run({ only, kind: wanted = 'everything' }, ask) {
    const found = await ask.everywhere(async (place) => {
      const all = await Promise.all(looks.map((look) => look(place)))
      return all.flat().map((one) => ({ ...one, region: place.region }))
    })
    const names = only?.split(/, */) ?? []
    const asked = found.filter(
      ({ name = '', id, kind }) =>
        (names.length === 0 || names.includes(name) || names.includes(id)) &&
        (wanted === 'everything' || kind.endsWith(` ${wanted}`)),
    )
    const sorted = asked.toSorted((a, b) => (b.monthlyUsd ?? 0) - (a.monthlyUsd ?? 0))
    if (asked.length > 0) ask.note(`Amounts are estimates: ${priceSource(ask.now)}.`)
    ask.note(
      'Not looked at: SageMaker notebooks and endpoints, EKS and ECS capacity, DynamoDB and Lambda provisioned capacity, ElastiCache, OpenSearch, and buckets that nobody reads. A GPU at work does not show in CPU.',
    )
    return {
      summary: sentences(summarize(sorted, { names, wanted, ask }), inUse(sorted, names)),
      evidence: sorted.map(({ kind, id, name, why, since, monthlyUsd, region }) => ({
        evidence: 'Paid for and not used',
        Name: name ?? id,
        What: kind,
        Region: ask.shownRegion(region),
        Id: id,
        Why: why,
        Since: since,
        EstimatePerMonth: monthlyUsd === undefined ? undefined : usd(monthlyUsd),
      })),
    }
  },
})

const looks = [
  idleInstances,
  unusedVolumes,
  unusedAddresses,
  idleLoadBalancers,
  idleNatGateways,
  idleDatabases,
  oldSnapshots,
]

/** What something in use costs is on no bill. */
function inUse(found: readonly Unused[], names: readonly string[]): string {
  const others = names.filter((one) => !found.some(({ name, id }) => name === one || id === one))
  return others.length === 0
    ? ''
    : `Not among what looks unused, so its cost is not known here: ${listed(others.map((one) => said(one, 60)))}. Cost Explorer tells no cost of single things.`
}

interface Told {
  names: readonly string[]
  wanted: string
  ask: Ask
}

function summarize(found: readonly Unused[], { names, wanted, ask }: Told): string {
  if (found.length === 0) {
    if (names.length > 0) return ''
    if (wanted !== 'everything')
      return aboutAll(
        ask.whole(),
        `No ${wanted} in ${ask.where} looks unused.`,
        `0 unused ${wanted}s were seen in ${ask.where}.`,
      )
    return aboutAll(
      ask.whole(),
      `Nothing that was looked at in ${ask.where} is unused.`,
      `0 unused things were seen in ${ask.where}.`,
    )
  }
  const total = totalOf(found)
  const groups = [...Map.groupBy(found, ({ kind }) => kind)].toSorted(
    ([, a], [, b]) => totalOf(b) - totalOf(a),
  )
  const unpriced = found.filter(({ monthlyUsd }) => monthlyUsd === undefined).length
  return sentences(
    `${counted(found.length, 'thing')} in ${ask.where} ${found.length === 1 ? 'looks' : 'look'} unused, about ${usd(total)} a month by list prices (an estimate, ${usd((total * 12) / 365)} a day and ${usd(total * 12)} a year${unpriced > 0 ? `, without ${unpriced} that have no price here` : ''}):`,
    `${groups.map(([kind, some]) => groupText(kind, some)).join('; ')}.`,
  )
}

const totalOf = (found: readonly Unused[]) =>
  found.reduce((sum, { monthlyUsd }) => sum + (monthlyUsd ?? 0), 0)

function groupText(kind: string, some: readonly Unused[]): string {
  const names = some.map(({ name, id }) => said(name ?? id, 60))
  const amount = totalOf(some)
  const cost = amount > 0 ? `, about ${usd(amount)} a month` : ''
  return `${counted(some.length, kind, kind === 'unused address' ? 'unused addresses' : `${kind}s`)} (${listed(names)})${cost}`
}
