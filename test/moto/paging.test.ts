import assert from 'node:assert/strict'
import { inParallel } from '../../tools/executor/in-parallel.ts'
import { type Aws, maker, toolCaller } from './moto-account.ts'
import { onMoto } from './on-moto.ts'

interface Listing {
  what: string
  tool: string
  operation: string
  query: string
  /** Makes what is named, and gives the parameters of the listing. */
  make(aws: Aws): Promise<Record<string, unknown>>
}

/** With pages and calls as small as these, 250 prove what 2,000 do. */
const soak = process.env.SOAK !== undefined
const count = soak ? 2_000 : 250
const maxItems = soak ? 130 : 40

const names = Array.from({ length: count }, (_, index) => `n-${String(index).padStart(4, '0')}`)

/** Of what moto gives in pages as AWS does. Page sizes are ours where they are not given here. */
const listings: readonly Listing[] = [
  {
    what: 'objects',
    tool: 's3',
    operation: 'ListObjectsV2',
    query: '[].Key',
    make: async (aws) => {
      await aws('s3:CreateBucket', { Bucket: 'files' })
      await inParallel(names, 8, (Key) => aws('s3:PutObject', { Bucket: 'files', Key, Body: 'x' }))
      return { Bucket: 'files', MaxKeys: 30 }
    },
  },
  {
    what: 'DNS records',
    tool: 'route53',
    operation: 'ListResourceRecordSets',
    query: "[?Type=='TXT'].ResourceRecords[].Value",
    make: async (aws) => {
      const zone = { Name: 'shop.example', CallerReference: 'once' }
      const [HostedZoneId] = await aws('route-53:CreateHostedZone', zone, '[HostedZone.Id]')
      for (const Changes of chunks(names.map(createRecord), 1_000)) {
        await aws('route-53:ChangeResourceRecordSets', { HostedZoneId, ChangeBatch: { Changes } })
      }
      return { HostedZoneId }
    },
  },
  {
    what: 'topics, whose page size nobody can set',
    tool: 'sns',
    operation: 'ListTopics',
    query: "[].TopicArn.split(@, ':')[-1]",
    make: async (aws) => {
      await inParallel(names, 8, (Name) => aws('sns:CreateTopic', { Name }))
      return {}
    },
  },
  {
    what: 'log lines, where logs are open',
    tool: 'cloudwatch',
    operation: 'FilterLogEvents',
    query: '[].message',
    make: async (aws) => {
      const stream = { logGroupName: 'lines', logStreamName: 'one' }
      await aws('cloudwatch-logs:CreateLogGroup', { logGroupName: 'lines' })
      await aws('cloudwatch-logs:CreateLogStream', stream)
      const timestamp = Date.now() - 60_000
      const logEvents = names.map((message) => ({ message, timestamp }))
      await aws('cloudwatch-logs:PutLogEvents', { ...stream, logEvents })
      return { logGroupName: 'lines', limit: 30 }
    },
  },
  {
    what: 'items of a table, where items are open',
    tool: 'dynamodb',
    operation: 'Scan',
    query: '[].id.S',
    make: async (aws) => {
      await aws('dynamodb:CreateTable', {
        TableName: 'orders',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
      })
      for (const orders of chunks(names.map(putRequest), 25)) {
        await aws('dynamodb:BatchWriteItem', { RequestItems: { orders } })
      }
      return { TableName: 'orders', Limit: 30 }
    },
  },
]

describe('paging, against moto', () => {
  onMoto()

  for (const { what, make, ...call } of listings) {
    it(`gives each of ${count} ${what}, once, call after call`, async () => {
      const parameters = await make(maker('us-east-1'))
      const { items, calls } = await readOn({ ...call, parameters, max_items: maxItems })
      assert.deepEqual(items.toSorted(), names)
      assert.equal(calls, Math.ceil(count / maxItems))
    })
  }

  it('gives each of 60 instances once, five at a time out of reservations of twelve', async () => {
    const aws = maker('us-east-1')
    const twelve = { ImageId: 'ami-12c6146b', MinCount: 12, MaxCount: 12 }
    const made: string[] = []
    for (let reservation = 0; reservation < 5; reservation += 1) {
      made.push(...(await aws('ec2:RunInstances', twelve, 'Instances[].InstanceId')))
    }
    const call = { tool: 'ec2', operation: 'DescribeInstances', query: '[].InstanceId' }
    const { items, calls } = await readOn({ ...call, max_items: 5 })
    assert.deepEqual(items.toSorted(), made.toSorted())
    assert.equal(calls, 12)
  })

  it('gives each of 100 instances once, where an answer is cut by its size', async () => {
    const forty = { ImageId: 'ami-12c6146b', MinCount: 40, MaxCount: 40 }
    await maker('us-east-1')('ec2:RunInstances', forty)
    const { items, calls } = await readOn({
      tool: 'ec2',
      operation: 'DescribeInstances',
      max_items: 1000,
    })
    assert.equal(new Set(items.map((item) => JSON.stringify(item))).size, 100)
    assert.equal(items.length, 100)
    assert.ok(calls > 3, `${calls} calls`)
  })
})

/** Calls again with each `next_token`, until there is none. */
async function readOn({ tool, ...input }: { tool: string } & Record<string, unknown>) {
  const call = toolCaller({ dataAccess: ['logs', 'items'] })
  const items: unknown[] = []
  let more: Record<string, unknown> = {}
  for (let calls = 1; ; calls += 1) {
    const result = await call(tool, { ...input, ...more })
    const [part] = result.regions
    if (part?.status !== 'ok') throw new Error(JSON.stringify(result))
    items.push(...part.items)
    assert.equal(part.truncated, part.next_token !== undefined)
    if (part.next_token === undefined) return { items, calls }
    more = { next_token: part.next_token }
  }
}

const createRecord = (name: string) => ({
  Action: 'CREATE',
  ResourceRecordSet: {
    Name: `${name}.shop.example`,
    Type: 'TXT',
    TTL: 60,
    ResourceRecords: [{ Value: name }],
  },
})

const putRequest = (id: string) => ({ PutRequest: { Item: { id: { S: id } } } })

const chunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  )
