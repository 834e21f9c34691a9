import { daysSince } from '../../evidence/ages.ts'
import { type Metric, metricsOver } from '../../evidence/metrics.ts'
import { tagOf } from '../../evidence/tags.ts'
import { text } from '../../evidence/values.ts'
import type { Item, Place } from '../../recipe.ts'
import { idleDays } from './idle.ts'
import { addressMonthlyUsd, loadBalancerMonthlyUsd, natGatewayMonthlyUsd } from './list-prices.ts'
import type { Unused } from './unused.ts'

/** Addresses that are held for nothing. */
export async function unusedAddresses({ tryRead }: Place): Promise<Unused[]> {
  const addresses = (await tryRead('ec2:DescribeAddresses')) ?? []
  return addresses
    .filter(({ AssociationId, InstanceId }) => !text(AssociationId) && !text(InstanceId))
    .map(({ PublicIp, AllocationId, Tags }) => ({
      kind: 'unused address',
      id: text(AllocationId) || text(PublicIp),
      name: tagOf(Tags, 'Name'),
      why: `${text(PublicIp)}, associated with nothing`,
      since: undefined,
      monthlyUsd: addressMonthlyUsd,
    }))
}

/** NAT gateways through which nothing went. */
export async function idleNatGateways(ask: Place): Promise<Unused[]> {
  const all = (await ask.tryRead('ec2:DescribeNatGateways')) ?? []
  const gateways = all.filter(
    ({ State, CreateTime }) => State === 'available' && isOldEnough(CreateTime, ask),
  )
  const bytes = await metricsOver(ask, gateways.map(natBytes), { days: idleDays, now: ask.now })
  return gateways
    .filter((_gateway, index) => bytes[index] === 0)
    .map(({ NatGatewayId, CreateTime, Tags }) => ({
      kind: 'idle NAT gateway',
      id: text(NatGatewayId),
      name: tagOf(Tags, 'Name'),
      why: `no byte sent in ${idleDays} days`,
      since: text(CreateTime).slice(0, 10),
      monthlyUsd: natGatewayMonthlyUsd,
    }))
}

const natBytes = ({ NatGatewayId }: Item): Metric => ({
  namespace: 'AWS/NATGateway',
  name: 'BytesOutToDestination',
  dimension: ['NatGatewayId', text(NatGatewayId)],
  statistic: 'Sum',
})

/** Load balancers that nobody called. */
export async function idleLoadBalancers(ask: Place): Promise<Unused[]> {
  const all = (await ask.tryRead('elbv2:DescribeLoadBalancers')) ?? []
  const balancers = all.filter(
    ({ Type, CreatedTime }) => metricNames.has(text(Type)) && isOldEnough(CreatedTime, ask),
  )
  const calls = await metricsOver(ask, balancers.map(callsTo), { days: idleDays, now: ask.now })
  return (
    balancers
      // Where nobody calls, CloudWatch has no data at all.
      .filter((_balancer, index) => calls[index] === 0 || calls[index] === null)
      .map(({ LoadBalancerArn, LoadBalancerName, CreatedTime }) => ({
        kind: 'idle load balancer',
        id: text(LoadBalancerArn),
        name: text(LoadBalancerName),
        why: `no request in ${idleDays} days`,
        since: text(CreatedTime).slice(0, 10),
        monthlyUsd: loadBalancerMonthlyUsd,
      }))
  )
}

const metricNames = new Map([
  ['application', ['AWS/ApplicationELB', 'RequestCount']],
  ['network', ['AWS/NetworkELB', 'NewFlowCount']],
])

function callsTo({ Type, LoadBalancerArn }: Item): Metric {
  const [namespace = '', name = ''] = metricNames.get(text(Type)) ?? []
  const id = text(LoadBalancerArn).split(':loadbalancer/')[1] ?? ''
  return { namespace, name, dimension: ['LoadBalancer', id], statistic: 'Sum' }
}

const isOldEnough = (created: Item[string] | undefined, { now }: Place) =>
  daysSince(created, now) >= idleDays
