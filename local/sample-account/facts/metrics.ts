import { mainRegion, secondRegion } from './company.ts'
import { instanceId, instances, regionOf } from './compute.ts'
import { clusterNamed, ecsServices, isBroken } from './containers.ts'
import { databases, tables } from './data-stores.ts'
import { certificateArn, certificates } from './edge.ts'
import { functions } from './functions.ts'
import { badDeploy, deadLetters, forgottenFleet } from './incidents.ts'
import { balancerDimension, loadBalancers, targetGroupDimension } from './load-balancing.ts'
import { queues } from './messaging.ts'
import { natGateways, natId, subnetNamed, vpcNamed } from './network.ts'
import { quotas, usageDimensions } from './quotas.ts'
import { buckets } from './storage.ts'

/** One CloudWatch metric. `level` is its value some minutes ago; the series swings about it over the day. */
export interface Series {
  namespace: string
  metric: string
  dimensions: Readonly<Record<string, string>>
  region: string
  unit: string
  level: Level
  /** Part of the level, 0 to 1; 0 is exact. */
  swing: number
  /** A count per minute: its Sum grows with the period. */
  counts: boolean
}

type Level = (minutesAgo: number) => number

export const series: readonly Series[] = [
  ...loadBalancers.flatMap(ofBalancer),
  ...ofBrokenTargets(),
  ...ecsServices.flatMap(ofEcsService),
  ...instances.filter((one) => one.stoppedDaysAgo === undefined).map(ofInstance),
  ...databases.flatMap(ofDatabase),
  ...functions.flatMap(ofFunction),
  ...queues.flatMap(ofQueue),
  ...natGateways.map(ofNat),
  ...certificates.map(ofCertificate),
  ...tables.map(ofTable),
  ...buckets.flatMap(ofBucket),
  ...quotas.flatMap(ofQuota),
]

function steady(value: number): Level {
  return () => value
}

/** Another value since the bad deploy. */
function sinceDeploy(before: number, after: number): Level {
  return (minutesAgo) => (minutesAgo <= badDeploy.startedMinutesAgo ? after : before)
}

type Facts = Pick<Series, 'namespace' | 'dimensions' | 'region'>

function gauge(facts: Facts, metric: string, [level, unit]: readonly [Level, string]): Series {
  return { ...facts, metric, unit, level, swing: 0.25, counts: false }
}

function count(facts: Facts, metric: string, level: Level): Series {
  return { ...facts, metric, unit: 'Count', level, swing: 0.25, counts: true }
}

function exact(one: Series): Series {
  return { ...one, swing: 0 }
}

function ofBalancer({ name, region }: (typeof loadBalancers)[number]): Series[] {
  const dimensions = { LoadBalancer: balancerDimension(name) }
  const facts = { namespace: 'AWS/ApplicationELB', dimensions, region }
  if (name === 'payments') {
    return [
      count(facts, 'RequestCount', steady(420)),
      count(facts, 'HTTPCode_Target_2XX_Count', sinceDeploy(418, 318)),
      count(facts, 'HTTPCode_Target_5XX_Count', sinceDeploy(0.2, badDeploy.errorsPerMinute)),
      gauge(facts, 'TargetResponseTime', [sinceDeploy(0.09, 2.8), 'Seconds']),
    ]
  }
  const requests = name === 'storefront' ? 2600 : 300
  return [
    count(facts, 'RequestCount', steady(requests)),
    count(facts, 'HTTPCode_Target_2XX_Count', steady(requests * 0.97)),
    count(facts, 'HTTPCode_Target_5XX_Count', steady(requests / 2000)),
    gauge(facts, 'TargetResponseTime', [steady(0.12), 'Seconds']),
  ]
}

function ofBrokenTargets(): Series[] {
  const { desired, old, unhealthy } = badDeploy.tasks
  const dimensions = {
    LoadBalancer: balancerDimension('payments'),
    TargetGroup: targetGroupDimension(badDeploy.service),
  }
  const facts = { namespace: 'AWS/ApplicationELB', dimensions, region: mainRegion }
  return [
    exact(gauge(facts, 'HealthyHostCount', [sinceDeploy(desired, old), 'Count'])),
    exact(gauge(facts, 'UnHealthyHostCount', [sinceDeploy(0, unhealthy), 'Count'])),
  ]
}

function ofEcsService(service: (typeof ecsServices)[number]): Series[] {
  const { name, cluster } = service
  const dimensions = { ClusterName: cluster, ServiceName: name }
  const facts = { namespace: 'AWS/ECS', dimensions, region: clusterNamed(cluster).region }
  const cpu = isBroken(service) ? sinceDeploy(38, 11) : steady(31)
  return [
    gauge(facts, 'CPUUtilization', [cpu, 'Percent']),
    gauge(facts, 'MemoryUtilization', [steady(52), 'Percent']),
  ]
}

// Two are idle: the old back office, and the GPUs that nobody needs any more.
function ofInstance(one: (typeof instances)[number]): Series {
  const idle = one.name === 'legacy-backoffice' || one.service === forgottenFleet.name
  const dimensions = { InstanceId: instanceId(one.name) }
  const facts = { namespace: 'AWS/EC2', dimensions, region: regionOf(one) }
  return gauge(facts, 'CPUUtilization', [steady(idle ? 0.6 : 34), 'Percent'])
}

function ofDatabase({ name, region, storageGiB }: (typeof databases)[number]): Series[] {
  const facts = { namespace: 'AWS/RDS', dimensions: { DBInstanceIdentifier: name }, region }
  const orders = name === 'orders-db'
  return [
    gauge(facts, 'CPUUtilization', [orders ? sinceDeploy(41, 19) : steady(22), 'Percent']),
    gauge(facts, 'DatabaseConnections', [orders ? sinceDeploy(118, 34) : steady(27), 'Count']),
    gauge(facts, 'FreeableMemory', [steady(9.1e9), 'Bytes']),
    exact(gauge(facts, 'FreeStorageSpace', [steady(storageGiB * 0.41 * 2 ** 30), 'Bytes'])),
  ]
}

function ofFunction({ name, region, timeoutS }: (typeof functions)[number]): Series[] {
  const facts = { namespace: 'AWS/Lambda', dimensions: { FunctionName: name }, region }
  const failing: Level = (ago) =>
    ago <= deadLetters.startedMinutesAgo ? deadLetters.perMinute * deadLetters.receives : 0
  return [
    count(facts, 'Invocations', steady(name === 'nightly-report' ? 0 : 60)),
    exact(count(facts, 'Errors', name === deadLetters.consumer ? failing : steady(0))),
    exact(count(facts, 'Throttles', steady(0))),
    gauge(facts, 'Duration', [steady(timeoutS * 8), 'Milliseconds']),
  ]
}

function ofQueue({ name, region, depth, oldestMinutes = 0 }: (typeof queues)[number]): Series[] {
  const facts = { namespace: 'AWS/SQS', dimensions: { QueueName: name }, region }
  const { startedMinutesAgo, perMinute, queue } = deadLetters
  const elapsed: Level = (ago) => Math.max(0, startedMinutesAgo - ago)
  const filling: Level = (ago) => Math.round(elapsed(ago) * perMinute)
  const isFilling = name === queue
  return [
    exact(
      gauge(facts, 'ApproximateNumberOfMessagesVisible', [
        isFilling ? filling : steady(depth),
        'Count',
      ]),
    ),
    exact(
      gauge(facts, 'ApproximateAgeOfOldestMessage', [
        isFilling ? (ago) => elapsed(ago) * 60 : steady(oldestMinutes * 60),
        'Seconds',
      ]),
    ),
    count(facts, 'NumberOfMessagesSent', steady(name.endsWith('-dlq') ? 0 : 55)),
  ]
}

function ofNat({ name, subnet }: (typeof natGateways)[number]): Series {
  const { region } = vpcNamed(subnetNamed(subnet).vpc)
  const facts = { namespace: 'AWS/NATGateway', dimensions: { NatGatewayId: natId(name) }, region }
  const bytes = gauge(facts, 'BytesOutToDestination', [steady(4.2e7), 'Bytes'])
  return { ...bytes, counts: true }
}

function ofCertificate({ domain, region, expiresInDays }: (typeof certificates)[number]): Series {
  const dimensions = { CertificateArn: certificateArn(domain) }
  const facts = { namespace: 'AWS/CertificateManager', dimensions, region }
  const days: Level = (ago) => Math.floor(expiresInDays + ago / (24 * 60))
  return exact(gauge(facts, 'DaysToExpiry', [days, 'None']))
}

function ofTable({ name, region }: (typeof tables)[number]): Series {
  const facts = { namespace: 'AWS/DynamoDB', dimensions: { TableName: name }, region }
  return count(facts, 'ConsumedReadCapacityUnits', steady(140))
}

function ofBucket({ name, region, sizeGb, objects }: (typeof buckets)[number]): Series[] {
  const facts = (StorageType: string) => ({
    namespace: 'AWS/S3',
    dimensions: { BucketName: name, StorageType },
    region,
  })
  return [
    exact(gauge(facts('StandardStorage'), 'BucketSizeBytes', [steady(sizeGb * 1e9), 'Bytes'])),
    exact(gauge(facts('AllStorageTypes'), 'NumberOfObjects', [steady(objects), 'Count'])),
  ]
}

function ofQuota({ metric }: (typeof quotas)[number]): Series[] {
  if (metric === undefined) return []
  return [mainRegion, secondRegion].flatMap((region) => {
    const used = metric.used(region)
    const dimensions = usageDimensions(metric.class)
    const facts = { namespace: 'AWS/Usage', dimensions, region }
    return used === 0 ? [] : [exact(gauge(facts, 'ResourceCount', [steady(used), 'None']))]
  })
}
