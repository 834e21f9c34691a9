import { tagOf } from '../../evidence/tags.ts'
import { lastPart, text, texts } from '../../evidence/values.ts'
import type { Item } from '../../recipe.ts'

/** A number that CloudWatch keeps of a kind of thing. */
export interface Measure {
  /** As people call it. */
  label: string
  /** What else people say for it. */
  said?: RegExp
  metric: string
  /** Of a sum, the total; else the mean, the least and the most. */
  statistic: 'Average' | 'Sum'
  unit?: string
  /** How much there can be of it, of which this is what is left. */
  of?: (item: Item) => number | undefined
  /** Whether CloudWatch tells it only where there is any: no data is none then. */
  onlyIfAny?: boolean
  /** AWS's own unit times this is `unit`. */
  factor?: number
}

/** How CloudWatch knows the things of a kind. */
export interface Measured {
  /** Of tools/questions/things/kinds.ts. */
  noun: string
  namespace: string
  dimensions: (thing: { name: string; item: Item }) => Record<string, string> | undefined
  measures: readonly Measure[]
}

const gib = 1 / 1024 ** 3
const mib = 1 / 1024 ** 2

const sum = (label: string, metric: string, more: Partial<Measure> = {}): Measure => ({
  label,
  metric,
  statistic: 'Sum',
  ...more,
})

const mean = (label: string, metric: string, more: Partial<Measure> = {}): Measure => ({
  label,
  metric,
  statistic: 'Average',
  ...more,
})

const cpu = mean('CPU', 'CPUUtilization', { unit: ' %', said: /\bcpu|processor|load|busy/i })

export const measured: readonly Measured[] = [
  {
    noun: 'database',
    namespace: 'AWS/RDS',
    dimensions: ({ item }) => ({ DBInstanceIdentifier: text(item.DBInstanceIdentifier) }),
    measures: [
      cpu,
      mean('Connections', 'DatabaseConnections', { said: /connection/i }),
      mean('Free memory', 'FreeableMemory', { unit: ' GiB', factor: gib, said: /memory|\bram\b/i }),
      mean('Free storage', 'FreeStorageSpace', {
        unit: ' GiB',
        factor: gib,
        said: /storage|disk|space|fullness/i,
        of: ({ AllocatedStorage: gibs }) => (typeof gibs === 'number' ? gibs : undefined),
      }),
      mean('Read latency', 'ReadLatency', { unit: ' ms', factor: 1000, said: /latency|slow/i }),
      mean('Write latency', 'WriteLatency', { unit: ' ms', factor: 1000, said: /latency|slow/i }),
      mean('Reads a second', 'ReadIOPS', { said: /iops|reads?\b/i }),
      mean('Writes a second', 'WriteIOPS', { said: /iops|writes?\b/i }),
    ],
  },
  {
    noun: 'instance',
    namespace: 'AWS/EC2',
    dimensions: ({ item }) => ({ InstanceId: text(item.InstanceId) }),
    measures: [
      cpu,
      sum('Network in', 'NetworkIn', {
        unit: ' MiB',
        factor: mib,
        said: /network|traffic|bandwidth/i,
      }),
      sum('Network out', 'NetworkOut', {
        unit: ' MiB',
        factor: mib,
        said: /network|traffic|bandwidth/i,
      }),
      sum('Failed status checks', 'StatusCheckFailed', { said: /status|health|check/i }),
    ],
  },
  {
    noun: 'service',
    namespace: 'AWS/ECS',
    dimensions: ({ item }) => ({
      ClusterName: lastPart(text(item.clusterArn)),
      ServiceName: text(item.serviceName),
    }),
    measures: [cpu, mean('Memory', 'MemoryUtilization', { unit: ' %', said: /memory|\bram\b/i })],
  },
  {
    noun: 'function',
    namespace: 'AWS/Lambda',
    dimensions: ({ item }) => ({ FunctionName: text(item.FunctionName) }),
    measures: [
      sum('Invocations', 'Invocations', { said: /invocation|calls?\b|requests?\b|traffic|often/i }),
      sum('Errors', 'Errors', { said: /error|fail/i }),
      sum('Throttles', 'Throttles', { said: /throttl/i }),
      mean('Duration', 'Duration', { unit: ' ms', said: /duration|latency|slow|long|time/i }),
      mean('Concurrent executions', 'ConcurrentExecutions', { said: /concurren/i }),
    ],
  },
  {
    noun: 'load balancer',
    namespace: 'AWS/ApplicationELB',
    dimensions: ({ item }) =>
      dimension('LoadBalancer', /loadbalancer\/(app\/.+)$/, item.LoadBalancerArn),
    measures: [
      sum('Requests', 'RequestCount', { said: /request|traffic|calls?\b/i }),
      sum('5xx of targets', 'HTTPCode_Target_5XX_Count', {
        onlyIfAny: true,
        said: /5xx|error|fail/i,
      }),
      sum('5xx of its own', 'HTTPCode_ELB_5XX_Count', { onlyIfAny: true, said: /5xx|error|fail/i }),
      mean('Response time', 'TargetResponseTime', {
        unit: ' ms',
        factor: 1000,
        said: /latency|response|slow|time/i,
      }),
    ],
  },
  {
    noun: 'target group',
    namespace: 'AWS/ApplicationELB',
    dimensions: ({ item }) => {
      const balancer = dimension(
        'LoadBalancer',
        /loadbalancer\/(app\/.+)$/,
        texts(item.LoadBalancerArns)[0],
      )
      const group = dimension('TargetGroup', /(targetgroup\/.+)$/, item.TargetGroupArn)
      return balancer && group && { ...balancer, ...group }
    },
    measures: [
      sum('Requests', 'RequestCount', { said: /request|traffic|calls?\b/i }),
      sum('5xx', 'HTTPCode_Target_5XX_Count', { said: /5xx|error|fail/i }),
      mean('Response time', 'TargetResponseTime', {
        unit: ' ms',
        factor: 1000,
        said: /latency|response|slow|time/i,
      }),
      mean('Unhealthy targets', 'UnHealthyHostCount', { said: /health/i }),
    ],
  },
  {
    noun: 'queue',
    namespace: 'AWS/SQS',
    dimensions: (thing) => ({ QueueName: thing.name }),
    measures: [
      mean('Messages waiting', 'ApproximateNumberOfMessagesVisible', {
        said: /message|depth|backlog|wait|many|fullness/i,
      }),
      mean('Age of the oldest', 'ApproximateAgeOfOldestMessage', {
        unit: ' s',
        said: /age|old|lag|behind/i,
      }),
      sum('Messages sent', 'NumberOfMessagesSent', { said: /sent|in\b|rate/i }),
      sum('Messages deleted', 'NumberOfMessagesDeleted', { said: /deleted|handled|processed/i }),
    ],
  },
  {
    noun: 'table',
    namespace: 'AWS/DynamoDB',
    dimensions: (thing) => ({ TableName: thing.name }),
    measures: [
      sum('Read units', 'ConsumedReadCapacityUnits', { said: /reads?\b|capacity|consum/i }),
      sum('Write units', 'ConsumedWriteCapacityUnits', { said: /writes?\b|capacity|consum/i }),
      sum('Throttled reads', 'ReadThrottleEvents', { onlyIfAny: true, said: /throttl/i }),
      sum('Throttled writes', 'WriteThrottleEvents', { onlyIfAny: true, said: /throttl/i }),
    ],
  },
  {
    noun: 'NAT gateway',
    namespace: 'AWS/NATGateway',
    dimensions: ({ item }) => ({ NatGatewayId: text(item.NatGatewayId) }),
    measures: [
      sum('Sent out', 'BytesOutToDestination', {
        unit: ' MiB',
        factor: mib,
        said: /traffic|bytes|sent|out/i,
      }),
      mean('Connections', 'ActiveConnectionCount', { said: /connection/i }),
    ],
  },
]

/** CloudWatch's dimensions are the ends of the ARNs. */
function dimension(name: string, pattern: RegExp, arn: Item[string] | undefined) {
  const value = pattern.exec(text(arn))?.[1]
  return value === undefined ? undefined : { [name]: value }
}

export const shownName = ({ name, item }: { name: string; item: Item }): string =>
  tagOf(item.Tags, 'Name') ?? name
