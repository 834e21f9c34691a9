import { number, object } from '../../evidence/values.ts'
import type { Item, Place } from '../../recipe.ts'

interface Count {
  service: string
  operation: string
  parameters?: Record<string, unknown>
  of?: (item: Item) => boolean
}

/** Quotas that CloudWatch measures no use of, and that a list tells exactly; codes are AWS's. */
const counts: Readonly<Record<string, Count>> = {
  'L-0263D0A3': { service: 'ec2', operation: 'ec2:DescribeAddresses' },
  'L-F678F1CE': { service: 'vpc', operation: 'ec2:DescribeVpcs' },
  'L-E79EC296': { service: 'vpc', operation: 'ec2:DescribeSecurityGroups' },
  'L-A4707A72': { service: 'vpc', operation: 'ec2:DescribeInternetGateways' },
  'L-7B6409FD': { service: 'rds', operation: 'rds:DescribeDBInstances' },
  'L-53DA6B97': {
    service: 'elasticloadbalancing',
    operation: 'elbv2:DescribeLoadBalancers',
    of: ({ Type }) => Type === 'application',
  },
  'L-69A177A2': {
    service: 'elasticloadbalancing',
    operation: 'elbv2:DescribeLoadBalancers',
    of: ({ Type }) => Type === 'network',
  },
}

/** Lambda measures its own, which stands in another namespace than the others'. */
export const countedServices: readonly string[] = [
  ...new Set(['lambda', ...Object.values(counts).map(({ service }) => service)]),
]

/** How many there are of what a quota limits, and by which read; undefined where no list tells. */
export async function countOf(
  code: string,
  { tryRead }: Pick<Place, 'tryRead'>,
): Promise<{ used: number; by: string } | undefined> {
  const count = counts[code]
  if (count === undefined) return undefined
  const { operation, parameters, of = () => true } = count
  const items = await tryRead(operation, parameters)
  return items === undefined ? undefined : { used: items.filter(of).length, by: operation }
}

/** What IAM says of itself: how many there are of each, beside how many there may be. */
export function iamQuotas([summary]: readonly Item[]) {
  const counted = object(summary?.SummaryMap ?? summary)
  return Object.keys(counted).flatMap((name) => {
    const quota = counted[`${name}Quota`]
    return typeof quota !== 'number' ? [] : [{ name, used: number(counted[name]), value: quota }]
  })
}

export const isCounted = (code: string): boolean => Object.hasOwn(counts, code)
