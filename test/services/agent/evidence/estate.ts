import type { ReadResult } from '../../../../services/agent/evidence/read.ts'

export const now = new Date('2026-11-28T09:30:00Z')

const instances = [
  instance('orders-1', 'i-0128ce979f62a879a', {
    type: 'm5.large',
    launched: '2026-03-13T09:31:00Z',
  }),
  instance('orders-2', 'i-07da301bc12c50d11', {
    type: 'm5.large',
    launched: '2026-03-14T10:02:00Z',
  }),
  instance('reports', 'i-0115758057c4c9c71', {
    type: 'c5.xlarge',
    launched: '2026-07-21T06:15:00Z',
    state: 'stopped',
  }),
  instance('search-1', 'i-033f089ffff0f36cf', {
    type: 'r6i.large',
    launched: '2026-10-26T17:45:00Z',
  }),
  instance('bastion', 'i-052311ab86972e627', {
    type: 't3.small',
    launched: '2025-01-07T08:00:00Z',
  }),
]

function instance(
  name: string,
  id: string,
  { type, launched, state = 'running' }: { type: string; launched: string; state?: string },
) {
  return {
    InstanceId: id,
    InstanceType: type,
    State: { Name: state },
    LaunchTime: launched,
    PrivateIpAddress: `10.20.1.${10 + name.length}`,
    Tags: [{ Key: 'Name', Value: name }],
  }
}

const result = (operation: string, regions: object): object => ({
  ...{ status: 'ok', operation, call: { operation, region: 'us-east-1' } },
  regions: Object.entries(regions).map(([region, items]) => ({
    ...{ region, status: 'ok', items, truncated: false },
  })),
})

/** What a conversation read: instances, volumes in two regions, what services cost, an alarm, a bucket list. */
export const results: readonly ReadResult[] = [
  read('c1', 'ec2', result('ec2:DescribeInstances', { 'us-east-1': instances })),
  read(
    'c2',
    'ec2',
    result('ec2:DescribeVolumes', {
      'us-east-1': [
        { VolumeId: 'vol-010cc9a4142e4695f', Size: 500, VolumeType: 'gp3', Encrypted: true },
        { VolumeId: 'vol-07a3b6e0612d6a434', Size: 1000, VolumeType: 'io1', Encrypted: false },
        { VolumeId: 'vol-09e299eb3d04c6ac2', Size: 200, VolumeType: 'gp3', Encrypted: true },
      ],
      'eu-west-1': [
        { VolumeId: 'vol-00c223fa874ba21e4', Size: 800, VolumeType: 'gp3', Encrypted: true },
      ],
    }),
  ),
  read(
    'c3',
    'cost_explorer',
    result('ce:GetCostAndUsage', {
      global: [
        { Service: 'Amazon EC2', Month: '2026-10', Amount: 4512.37 },
        { Service: 'Amazon RDS', Month: '2026-10', Amount: 1674.02 },
        { Service: 'Amazon S3', Month: '2026-10', Amount: 270.11 },
      ],
    }),
  ),
  read(
    'c4',
    'cloudwatch',
    result('cloudwatch:DescribeAlarms', {
      'us-east-1': [
        {
          AlarmName: 'checkout-5xx',
          StateValue: 'ALARM',
          Threshold: 5,
          StateUpdatedTimestamp: '2026-11-28T08:54:00Z',
          AlarmArn: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:checkout-5xx',
        },
        {
          AlarmName: 'orders-queue-depth',
          StateValue: 'OK',
          Threshold: 1000,
          StateUpdatedTimestamp: '2026-11-26T21:10:00Z',
          AlarmArn: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:orders-queue-depth',
        },
      ],
    }),
  ),
]

function read(id: string, service: string, result: unknown): ReadResult {
  return { id, tool: `${service}_read_operations`, input: {}, result }
}
