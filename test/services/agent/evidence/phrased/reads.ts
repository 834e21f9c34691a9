import type { Read } from '../sample-reads.ts'

const ec2 = (operation: string, region = 'us-east-1'): Read => ({
  service: 'ec2',
  input: { operation, region },
})
const main = (service: string, operation: string): Read => ({
  service,
  input: { operation, region: 'us-east-1' },
})

/** What the answers say was read of the sample company. */
export const reads: Readonly<Record<string, Read>> = {
  instances: ec2('DescribeInstances'),
  'instances-eu': ec2('DescribeInstances', 'eu-west-1'),
  volumes: ec2('DescribeVolumes'),
  'volumes-eu': ec2('DescribeVolumes', 'eu-west-1'),
  snapshots: ec2('DescribeSnapshots'),
  'security-groups': ec2('DescribeSecurityGroups'),
  subnets: ec2('DescribeSubnets'),
  'load-balancers': ec2('elbv2:DescribeLoadBalancers'),
  unused: { service: 'ec2', input: { operation: 'unused_spend' } },
  buckets: { service: 's3', input: { operation: 'ListBuckets' } },
  functions: main('lambda', 'ListFunctions'),
  databases: main('rds', 'DescribeDBInstances'),
  queues: main('sqs', 'ListQueues'),
  tables: main('dynamodb', 'ListTables'),
  alarms: main('cloudwatch', 'DescribeAlarms'),
  'log-groups': main('cloudwatch', 'DescribeLogGroups'),
  trail: main('cloudwatch', 'LookupEvents'),
  users: { service: 'iam', input: { operation: 'ListUsers' } },
  roles: { service: 'iam', input: { operation: 'ListRoles' } },
  clusters: main('ecs', 'ListClusters'),
  stacks: main('cloudformation', 'DescribeStacks'),
  costs: {
    service: 'cost_explorer',
    input: {
      operation: 'GetCostAndUsage',
      parameters: {
        TimePeriod: { Start: '2025-12-01', End: '2026-03-01' },
        Granularity: 'MONTHLY',
        Metrics: ['UnblendedCost'],
        GroupBy: [{ Type: 'DIMENSION', Key: 'SERVICE' }],
      },
    },
  },
}
