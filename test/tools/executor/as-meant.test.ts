import assert from 'node:assert/strict'
import { type Call, execute } from '../../../tools/executor/execute.ts'
import { contextOf, scriptedClients } from './scripted-clients.ts'

async function sent(call: Call) {
  const { clients, calls } = scriptedClients(() => ({}))
  const result = await execute(
    call,
    contextOf(clients, { dataAccess: new Set(['items', 'logs', 'objects']) }),
  )
  const [only] = calls
  return only ?? { operation: result.code, input: result.message }
}

const ec2 = ['ec2', 'auto-scaling', 'elastic-load-balancing-v2'] as const
const cloudwatch = ['cloudwatch', 'cloudwatch-logs', 'cloudtrail'] as const

describe('what can only mean one thing is taken so', () => {
  describe('an operation', () => {
    const names = {
      'describe-instances': 'DescribeInstances',
      describe_instances: 'DescribeInstances',
      'ec2 describe-instances': 'DescribeInstances',
      'aws ec2 describe-instances': 'DescribeInstances',
      'ec2.describe_instances': 'DescribeInstances',
      'EC2:DescribeInstances': 'DescribeInstances',
      'elbv2:describe-load-balancers': 'DescribeLoadBalancers',
      'elbv2:DescribeInstances': 'DescribeInstances',
      'rds:DescribeVpcs': 'DescribeVpcs',
    }
    for (const [given, meant] of Object.entries(names)) {
      it(`${given} is ${meant}`, async () => {
        assert.equal((await sent({ services: ec2, operation: given })).operation, meant)
      })
    }

    it('of another service than those of the tool is not taken for one of its own', async () => {
      for (const operation of ['rds:DescribeEvents', 's3:ListBuckets', 'compute:DescribeStacks']) {
        const { operation: code } = await sent({ services: ['cloudformation'], operation })
        assert.equal(code, 'unknown_operation', operation)
      }
      const events = {
        services: ['cloudformation', 'ec2'] as const,
        operation: 'rds:DescribeEvents',
      }
      assert.equal((await sent(events)).operation, 'unknown_operation')
    })

    it('that several services have still needs its service', async () => {
      const { operation } = await sent({ services: ec2, operation: 'describe-tags' })
      assert.equal(operation, 'unknown_operation')
    })
  })

  describe('a parameter', () => {
    const given = async (parameters: unknown, operation = 'DescribeInstances') =>
      (await sent({ services: ec2, operation, parameters })).input

    it('in another way of writing its name', async () => {
      const filters = [{ name: 'instance-state-name', values: ['running'] }]
      const Filters = [{ Name: 'instance-state-name', Values: ['running'] }]
      assert.deepEqual(await given({ filters, MaxResults: 5 }), { Filters, MaxResults: 5 })
      assert.deepEqual(await given({ 'instance-ids': ['i-1'] }), { InstanceIds: ['i-1'] })
      assert.deepEqual(await given({ instance_ids: ['i-1'] }), { InstanceIds: ['i-1'] })
    })

    it('of one value where a list is wanted', async () => {
      assert.deepEqual(await given({ InstanceIds: 'i-1' }), { InstanceIds: ['i-1'] })
      const one = { Name: 'vpc-id', Values: 'vpc-1' }
      assert.deepEqual(await given({ Filters: one, MaxResults: 5 }), {
        Filters: [{ Name: 'vpc-id', Values: ['vpc-1'] }],
        MaxResults: 5,
      })
    })

    it('but not one that could mean two, or nothing', async () => {
      assert.match(
        String(await given({ Filter: [], filters: [], Filters: [] })),
        /^Unknown parameter/,
      )
      assert.match(String(await given({ MaxResults: 'five' })), /must be a number/)
      assert.match(String(await given({ InstanceIds: null })), /must be a list/)
      assert.match(String(await given({ InstanceIds: [['i-1']] })), /must be a string/)
      assert.match(String(await given({ InstanceIds: {} })), /must be a list/)
      assert.match(String(await given({ Filters: 'vpc-id' })), /must be a list/)
    })

    it('of a time for CloudWatch Logs, which counts milliseconds', async () => {
      const at = Date.UTC(2026, 0, 31, 9)
      for (const startTime of ['2026-01-31T09:00:00Z', at, at / 1000]) {
        const { input } = await sent({
          services: cloudwatch,
          operation: 'FilterLogEvents',
          parameters: { logGroupName: 'g', startTime, limit: 10 },
        })
        assert.deepEqual(input, { logGroupName: 'g', startTime: at, limit: 10 })
      }
    })

    it('of DynamoDB as its items are shown, or typed', async () => {
      const keys = [
        { id: 'a', n: 5 },
        { id: { S: 'a' }, n: { N: '5' } },
      ]
      for (const Key of keys) {
        const { input } = await sent({
          services: ['dynamodb'],
          operation: 'GetItem',
          parameters: { TableName: 't', Key },
        })
        assert.deepEqual(input, { TableName: 't', Key: { id: { S: 'a' }, n: { N: '5' } } })
      }
    })
  })

  it('the region global, of a service that answers by region', async () => {
    const { clients } = scriptedClients(() => ({ Vpcs: [{ VpcId: 'vpc-1' }] }))
    const call: Call = { services: ec2, operation: 'DescribeVpcs', region: 'global' }
    const { regions, notice } = await execute(call, contextOf(clients))
    assert.equal(regions[0]?.region, 'us-east-1')
    assert.equal(notice, 'ec2 answers for one region: us-east-1 was looked at, the default region.')
  })

  it('a region in capitals', async () => {
    const { clients, calls } = scriptedClients(() => ({}))
    const call: Call = { services: ec2, operation: 'DescribeVpcs', region: ' EU-West-1 ' }
    await execute(call, contextOf(clients))
    assert.deepEqual(
      calls.map(({ region }) => region),
      ['eu-west-1'],
    )
  })
})

describe('what AWS gives nothing, or a part, without', () => {
  const cases: [Call, Record<string, unknown>][] = [
    [
      { services: ['sqs'], operation: 'GetQueueAttributes', parameters: { QueueUrl: 'u' } },
      { QueueUrl: 'u', AttributeNames: ['All'] },
    ],
    [
      { services: ['ecs'], operation: 'DescribeServices', parameters: { services: ['a'] } },
      { services: ['a'], include: ['TAGS'] },
    ],
    [
      { services: ['ecs'], operation: 'DescribeClusters' },
      { include: ['ATTACHMENTS', 'CONFIGURATIONS', 'SETTINGS', 'STATISTICS', 'TAGS'] },
    ],
    [
      {
        services: ['cloudwatch'],
        operation: 'DescribeAlarmHistory',
        parameters: { MaxRecords: 5 },
      },
      { MaxRecords: 5, AlarmTypes: ['CompositeAlarm', 'LogAlarm', 'MetricAlarm'] },
    ],
    [
      {
        services: ['ses'],
        operation: 'DescribeConfigurationSet',
        parameters: { ConfigurationSetName: 'c' },
      },
      {
        ConfigurationSetName: 'c',
        ConfigurationSetAttributeNames: [
          ...['deliveryOptions', 'eventDestinations', 'reputationOptions', 'trackingOptions'],
        ],
      },
    ],
    [
      { services: ['dynamodb'], operation: 'ListBackups', parameters: { Limit: 5 } },
      { Limit: 5, BackupType: 'ALL' },
    ],
    [
      { services: ['s3'], operation: 'GetObjectAttributes', parameters: { Bucket: 'b', Key: 'k' } },
      {
        Bucket: 'b',
        Key: 'k',
        ObjectAttributes: ['Checksum', 'ETag', 'ObjectParts', 'ObjectSize', 'StorageClass'],
      },
    ],
  ]
  for (const [call, input] of cases) {
    it(`is asked for by ${call.operation}`, async () => {
      const { clients, calls } = scriptedClients(() => ({}))
      await execute(call, contextOf(clients, { dataAccess: new Set(['objects']) }))
      assert.deepEqual(
        calls.findLast(({ operation }) => operation === call.operation)?.input,
        input,
      )
    })
  }

  it('is left as the caller sets it, in whatever way it is written', async () => {
    const asked = { QueueUrl: 'u', attributeNames: ['QueueArn'] }
    const call: Call = { services: ['sqs'], operation: 'GetQueueAttributes', parameters: asked }
    assert.deepEqual((await sent(call)).input, { QueueUrl: 'u', AttributeNames: ['QueueArn'] })
    const statistics = {
      ...{ Namespace: 'a', MetricName: 'b', Period: 60, ExtendedStatistics: ['p99'] },
      ...{ StartTime: '2026-01-01T00:00:00Z', EndTime: '2026-01-02T00:00:00Z' },
    }
    const { input } = await sent({
      services: ['cloudwatch'],
      operation: 'GetMetricStatistics',
      parameters: statistics,
    })
    assert.ok(!('Statistics' in Object(input)))
  })
})
