import assert from 'node:assert/strict'
import { catalogueOf } from '../../../tools/catalogue/catalogue.ts'
import { sdkPackages } from '../../../tools/catalogue/loaders.ts'
import { operationSchema } from '../../../tools/catalogue/operation-schema.ts'
import { serviceNames } from '../../../tools/catalogue/services.ts'
import { isAllowed } from '../../../tools/executor/allow.ts'
import { type Call, execute } from '../../../tools/executor/execute.ts'
import { namesTime } from '../../../tools/executor/iso-times.ts'
import { dataKinds } from '../../../tools/tool.ts'
import { contextOf, scriptedClients } from './scripted-clients.ts'

const opened = new Set(dataKinds)

async function answered(call: Call, output: Record<string, unknown>) {
  const { clients } = scriptedClients(() => output)
  const { regions } = await execute(call, contextOf(clients, { dataAccess: opened }))
  const [only] = regions
  return only?.status === 'ok' ? only : assert.fail(JSON.stringify(regions))
}

const itemsOf = async (call: Call, output: Record<string, unknown>) =>
  (await answered(call, output)).items

describe('one form', () => {
  describe('of times', () => {
    it('is ISO 8601 where CloudWatch Logs counts milliseconds', async () => {
      assert.deepEqual(
        await itemsOf(
          { services: ['cloudwatch-logs'], operation: 'DescribeLogGroups' },
          { logGroups: [{ logGroupName: 'g', creationTime: 1795834697057, retentionInDays: 7 }] },
        ),
        [{ logGroupName: 'g', creationTime: '2026-11-28T02:58:17.057Z', retentionInDays: 7 }],
      )
      assert.deepEqual(
        await itemsOf(
          {
            services: ['cloudwatch-logs'],
            operation: 'FilterLogEvents',
            parameters: { logGroupName: 'g' },
          },
          { events: [{ timestamp: 1795834697057, ingestionTime: 1795834698000, message: '1' }] },
        ),
        [
          {
            timestamp: '2026-11-28T02:58:17.057Z',
            ingestionTime: '2026-11-28T02:58:18.000Z',
            message: '1',
          },
        ],
      )
    })

    it('is ISO 8601 for log files of databases and functions with an offset', async () => {
      assert.deepEqual(
        await itemsOf(
          {
            services: ['rds'],
            operation: 'DescribeDBLogFiles',
            parameters: { DBInstanceIdentifier: 'd' },
          },
          { DescribeDBLogFiles: [{ LogFileName: 'a', LastWritten: 1795834697000, Size: 5 }] },
        ),
        [{ LogFileName: 'a', LastWritten: '2026-11-28T02:58:17.000Z', Size: 5 }],
      )
      assert.deepEqual(
        await itemsOf(
          { services: ['lambda'], operation: 'ListFunctions' },
          { Functions: [{ FunctionName: 'f', LastModified: '2025-10-22T05:02:19.000+0200' }] },
        ),
        [{ FunctionName: 'f', LastModified: '2025-10-22T03:02:19.000Z' }],
      )
    })

    it('is ISO 8601 for the attributes of a queue, in seconds or milliseconds as text', async () => {
      const QueueUrl = 'https://sqs.us-east-1.amazonaws.com/111122223333/jobs'
      const [item] = await itemsOf(
        { services: ['sqs'], operation: 'GetQueueAttributes', parameters: { QueueUrl } },
        { Attributes: { CreatedTimestamp: '1795834697', VisibilityTimeout: '30' } },
      )
      assert.deepEqual(item, {
        CreatedTimestamp: '2026-11-28T02:58:17.000Z',
        VisibilityTimeout: '30',
      })
    })

    it('holds for every number of an answer that is a moment', async () => {
      const found = new Set<string>()
      for (const service of serviceNames) {
        for (const name of await numbersThatNameTimes(service)) found.add(`${service} ${name}`)
      }
      const handled = /^(athena|batch|cloudwatch-logs|guardduty|opensearch|rds|securityhub|sqs) /
      assert.deepEqual(
        [...found].filter((one) => !handled.test(one)).sort(),
        [
          'application-auto-scaling SchedulingBufferTime',
          'auto-scaling BakeTime',
          'auto-scaling SchedulingBufferTime',
          'bedrock-agent numberOfMetadataDocumentsModified',
          'glue CrawlElapsedTime',
          'glue ExecutionTime',
          'glue PollingTime',
          'sagemaker ModelSetupTime',
          'sfn resultsWritten',
          'wafv2 ImmunityTime',
          // Of a solved puzzle in a sampled request: seconds since 1970, as AWS gives them.
          'wafv2 SolveTimestamp',
          'xray ResponseTime',
          'xray TotalResponseTime',
        ],
        'durations; a moment among them wants a line in iso-times.ts',
      )
    })
  })

  describe('of DynamoDB’s items', () => {
    const scan: Call = {
      services: ['dynamodb'],
      operation: 'Scan',
      parameters: { TableName: 't' },
    }

    it('is plain', async () => {
      const Items = [
        {
          id: { S: 'a' },
          count: { N: '5' },
          price: { N: '-1.50' },
          on: { BOOL: true },
          none: { NULL: true },
          tags: { SS: ['x', 'y'] },
          sizes: { NS: ['1', '2.5'] },
          nested: { M: { S: { S: 'a member called S' }, list: { L: [{ N: '1e3' }] } } },
          M: { S: 'an attribute called M' },
        },
      ]
      assert.deepEqual(await itemsOf(scan, { Items }), [
        {
          id: 'a',
          count: 5,
          price: -1.5,
          on: true,
          none: null,
          tags: ['x', 'y'],
          sizes: [1, 2.5],
          nested: { S: 'a member called S', list: [1000] },
          M: 'an attribute called M',
        },
      ])
    })

    it('keeps numbers that JavaScript cannot hold digit for digit', async () => {
      const numbers = ['9007199254740993', '0.1234567890123456789', '1e130', '9007199254740992']
      const Items = numbers.map((N) => ({ n: { N } }))
      assert.deepEqual(await itemsOf(scan, { Items }), [
        { n: '9007199254740993' },
        { n: '0.1234567890123456789' },
        { n: 1e130 },
        { n: 9007199254740992 },
      ])
    })

    it('is so for a key, a batch and PartiQL', async () => {
      const key = {
        services: ['dynamodb'],
        parameters: { TableName: 't', Key: { id: { S: 'a' } } },
      }
      assert.deepEqual(
        await itemsOf({ ...key, operation: 'GetItem' } as Call, { Item: { id: { S: 'a' } } }),
        [{ Item: { id: 'a' } }],
      )
      const RequestItems = { Item: { Keys: [{ id: { S: 'a' } }] } }
      assert.deepEqual(
        await itemsOf(
          { services: ['dynamodb'], operation: 'BatchGetItem', parameters: { RequestItems } },
          { Responses: { Item: [{ id: { S: 'a' } }] }, UnprocessedKeys: {} },
        ),
        [{ Responses: { Item: [{ id: 'a' }] }, UnprocessedKeys: {} }],
      )
    })

    it('hides what a name makes secret', async () => {
      const Items = [{ password: { N: '1234' }, id: { S: 'a' } }]
      assert.deepEqual(await itemsOf(scan, { Items }), [
        { password: '[redacted: its name looks secret]', id: 'a' },
      ])
    })
  })

  describe('of metrics', () => {
    const statistics: Call = {
      services: ['cloudwatch'],
      operation: 'GetMetricStatistics',
      parameters: {
        Namespace: 'a',
        MetricName: 'b',
        StartTime: '2026-01-01',
        EndTime: '2026-01-02',
        Period: 60,
        Statistics: ['Average'],
      },
    }
    const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour))

    it('is from old to new', async () => {
      const Datapoints = [3, 1, 2].map((hour) => ({ Timestamp: at(hour), Average: hour }))
      assert.deepEqual(
        await itemsOf({ ...statistics, query: '[].Average' }, { Label: 'b', Datapoints }),
        [1, 2, 3],
      )
    })

    const data = (own: object): Call => ({
      services: ['cloudwatch'],
      operation: 'GetMetricData',
      parameters: {
        StartTime: '2026-01-01',
        EndTime: '2026-01-02',
        MetricDataQueries: [{ Id: 'a', Expression: 'm1' }],
        ...own,
      },
      query: '[].Values[]',
    })
    const series = { Id: 'a', Timestamps: [at(3), at(2), at(1)], Values: [30, 20, 10] }

    it('is from old to new for series too, unless another order was asked', async () => {
      const output = { MetricDataResults: [series] }
      assert.deepEqual(await itemsOf(data({}), output), [10, 20, 30])
      assert.deepEqual(await itemsOf(data({ ScanBy: 'TimestampDescending' }), output), [30, 20, 10])
    })

    it('says where to look when there is no datapoint', async () => {
      const hint = /^No datapoints: ListMetrics shows/
      assert.match((await answered(statistics, { Label: 'CPU', Datapoints: [] })).hint ?? '', hint)
      const empty = { MetricDataResults: [{ Id: 'a', Timestamps: [], Values: [] }] }
      const { query, ...call } = data({})
      assert.match((await answered(call, empty)).hint ?? '', hint)
    })
  })

  it('of a bucket’s location is a region', async () => {
    const location = (output: Record<string, unknown>) => {
      const call = { operation: 'GetBucketLocation', parameters: { Bucket: 'b' } }
      return itemsOf({ services: ['s3'], ...call }, output)
    }
    assert.deepEqual(await location({}), [{ LocationConstraint: 'us-east-1' }])
    assert.deepEqual(await location({ LocationConstraint: 'EU' }), [
      { LocationConstraint: 'eu-west-1' },
    ])
    assert.deepEqual(await location({ LocationConstraint: 'sa-east-1' }), [
      { LocationConstraint: 'sa-east-1' },
    ])
  })

  it('of IAM’s documents is an object, and no other text is decoded', async () => {
    const document = { Statement: [{ Effect: 'Allow', Action: 's3:*' }] }
    const encoded = encodeURIComponent(JSON.stringify(document))
    const parameters = { PolicyArn: 'arn:aws:iam::111122223333:policy/p', VersionId: 'v1' }
    assert.deepEqual(
      await itemsOf(
        { services: ['iam'], operation: 'GetPolicyVersion', parameters },
        { PolicyVersion: { VersionId: 'v1', Document: encoded } },
      ),
      [{ VersionId: 'v1', Document: document }],
    )
    assert.deepEqual(
      await itemsOf(
        { services: ['s3'], operation: 'ListObjectsV2', parameters: { Bucket: 'b' } },
        { Contents: [{ Key: '%7Ba%7D.json' }] },
      ),
      [{ Key: '%7Ba%7D.json' }],
    )
    const stack = { StackName: 's', Description: '%7B%20is a brace' }
    assert.deepEqual(
      await itemsOf(
        { services: ['cloudformation'], operation: 'DescribeStacks' },
        {
          Stacks: [stack],
        },
      ),
      [stack],
    )
  })

  it('of text is well-formed Unicode, whatever came in', async () => {
    const Instances = [{ InstanceId: 'half \ud83d', Tags: [{ Key: '\udc00', Value: 'x\ud800y' }] }]
    const items = await itemsOf(
      { services: ['ec2'], operation: 'DescribeInstances' },
      { Reservations: [{ Instances }] },
    )
    assert.deepEqual(items, [
      { InstanceId: 'half \ufffd', Tags: [{ Key: '\ufffd', Value: 'x\ufffdy' }] },
    ])
  })
})

/** Members of outputs that are numbers and are called as times are. */
async function numbersThatNameTimes(service: (typeof serviceNames)[number]) {
  const sdk = await sdkPackages[service]()
  const { operations } = await catalogueOf(service)
  const found = new Set<string>()
  const seen = new Set<string>()
  type Schema = ReturnType<typeof operationSchema>['output']
  const walk = (schema: Schema, name: string): void => {
    if (schema.isListSchema() || schema.isMapSchema()) {
      walk(schema.getValueSchema(), name)
      return
    }
    if (!schema.isStructSchema()) {
      if (schema.isNumericSchema() && namesTime.test(name)) found.add(name)
      return
    }
    const key = schema.getName(true) ?? ''
    if (seen.has(key)) return
    seen.add(key)
    for (const [member, inner] of Object.entries<Schema>(schema.getMemberSchemas())) {
      walk(inner, member)
    }
  }
  for (const [name, operation] of Object.entries(operations)) {
    if (isAllowed(operation, opened)) walk(operationSchema(sdk, name).output, '')
  }
  return found
}
