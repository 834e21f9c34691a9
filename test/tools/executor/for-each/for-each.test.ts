import assert from 'node:assert/strict'
import { catalogueOf } from '../../../../tools/catalogue/catalogue.ts'
import { sdkPackages } from '../../../../tools/catalogue/loaders.ts'
import { operationSchema } from '../../../../tools/catalogue/operation-schema.ts'
import { isService } from '../../../../tools/catalogue/services.ts'
import { type Call, execute, limits } from '../../../../tools/executor/execute.ts'
import { maxNames } from '../../../../tools/executor/for-each/for-each.ts'
import { byHand, entryMembers } from '../../../../tools/executor/for-each/listing.ts'
import { isRecord, jsonBytes } from '../../../../tools/json.ts'
import type { AwsCall, ToolResult } from '../../../../tools/tool.ts'
import { awsError, contextOf, scriptedClients } from '../scripted-clients.ts'

const numbered = (count: number, digits = 4) =>
  Array.from({ length: count }, (_, at) => `b${String(at).padStart(digits, '0')}`)

/** S3 with so many buckets; `answer` for each but the lists. */
const s3 = (count: number, answer: (bucket: string, call: AwsCall) => Record<string, unknown>) =>
  scriptedClients((call) => {
    const { operation, input } = call
    const all = numbered(count)
    if (operation === 'HeadBucket') return { BucketRegion: 'us-east-1' }
    if (operation !== 'ListBuckets') return answer(String(input.Bucket), call)
    const from = Number(input.ContinuationToken ?? 0)
    const end = from + Number(input.MaxBuckets ?? count)
    return {
      Buckets: all.slice(from, end).map((Name) => ({ Name, BucketRegion: 'eu-west-1' })),
      ...(end < count ? { ContinuationToken: String(end) } : {}),
    }
  })

const encryption = (Bucket: unknown, own: Partial<Call> = {}): Call => ({
  ...{ services: ['s3'], operation: 'GetBucketEncryption', parameters: { Bucket } },
  ...own,
})

const rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }]
const encrypted = { ServerSideEncryptionConfiguration: { Rules: rules } }
const none = () => {
  throw awsError('ServerSideEncryptionConfigurationNotFoundError', 'None.', 404)
}

const rowsOf = ({ regions }: ToolResult): unknown[] =>
  regions.flatMap((part) => (part.status === 'ok' ? part.items : []))

const names = (result: ToolResult, parameter = 'Bucket') =>
  rowsOf(result).map((row) => (isRecord(row) ? row[parameter] : row))

describe('a list where one name is wanted', () => {
  it('runs for each: rows with the name, nulls where nothing is set, failures by name', async () => {
    const { clients } = s3(4, (bucket) => {
      if (bucket === 'b0001') return none()
      if (bucket === 'b0002') throw awsError('NoSuchBucket', 'It does not exist.', 404)
      return encrypted
    })
    const result = await execute(encryption(numbered(4)), contextOf(clients))
    assert.deepEqual(result, {
      status: 'partial',
      operation: 's3:GetBucketEncryption',
      call: {
        operation: 's3:GetBucketEncryption',
        parameters: { Bucket: numbered(4) },
        region: 'us-east-1',
      },
      for_each: { parameter: 'Bucket', names: 4 },
      regions: [
        {
          region: 'global',
          status: 'ok',
          items: [
            { Bucket: 'b0000', Rules: rules },
            { Bucket: 'b0001', Rules: null },
            { Bucket: 'b0003', Rules: rules },
          ],
          failures: [
            {
              Bucket: 'b0002',
              code: 'not_found',
              message: 'NoSuchBucket: It does not exist.',
              hint: 'It is not there: check names and region. A list operation shows what is.',
            },
          ],
          truncated: false,
        },
      ],
    })
  })

  it('comes as JSON text, in another letter case, and with a name twice', async () => {
    const { clients } = s3(2, () => encrypted)
    const parameters = JSON.stringify({ bucket: ['b0000', 'b0001', 'b0000'] })
    const result = await execute(encryption('', { parameters }), contextOf(clients))
    assert.deepEqual(names(result), ['b0000', 'b0001'])
  })

  it('gives each entry of a list a row with the name, and a name without any its empty list', async () => {
    const { clients } = scriptedClients(({ input }) =>
      input.UserName === 'ana'
        ? { AccessKeyMetadata: [{ AccessKeyId: 'A1' }, { AccessKeyId: 'A2' }] }
        : { AccessKeyMetadata: [] },
    )
    const call: Call = {
      ...{ services: ['iam'], operation: 'ListAccessKeys' },
      parameters: { UserName: ['ana', 'ben'] },
    }
    assert.deepEqual(rowsOf(await execute(call, contextOf(clients))), [
      { UserName: 'ana', AccessKeyId: 'A1' },
      { UserName: 'ana', AccessKeyId: 'A2' },
      { UserName: 'ben', AccessKeyMetadata: [] },
    ])
  })

  it('has the counts of each name in its row', async () => {
    const { clients } = scriptedClients(({ input }) => ({
      Count: input.TableName === 'a' ? 3 : 0,
      ScannedCount: 9,
    }))
    const call: Call = {
      ...{ services: ['dynamodb'], operation: 'Scan' },
      parameters: { TableName: ['a', 'b'], Select: 'COUNT' },
    }
    const context = contextOf(clients, { dataAccess: new Set(['items']) })
    assert.deepEqual(rowsOf(await execute(call, context)), [
      { TableName: 'a', Items: [], Count: 3, ScannedCount: 9 },
      { TableName: 'b', Items: [], Count: 0, ScannedCount: 9 },
    ])
  })

  it('keeps AWS’s own value beside the name where it is another one', async () => {
    const { clients } = scriptedClients(({ input }) => ({
      HostedZone: { Id: `/hostedzone/${input.Id}`, Name: 'example.com.' },
    }))
    const call: Call = {
      ...{ services: ['route-53'], operation: 'ListResourceRecordSets' },
      parameters: { HostedZoneId: ['Z1'] },
    }
    assert.deepEqual(names(await execute(call, contextOf(clients)), 'HostedZoneId'), ['Z1'])
    const one = { ...call, operation: 'GetHealthCheck', parameters: { HealthCheckId: ['h'] } }
    const { clients: other } = scriptedClients(() => ({ HealthCheck: { Id: 'h', Version: 1 } }))
    assert.deepEqual(rowsOf(await execute(one, contextOf(other))), [
      { HealthCheckId: 'h', Id: 'h', Version: 1 },
    ])
    const fn: Call = {
      ...{ services: ['lambda'], operation: 'GetFunctionConfiguration' },
      parameters: { FunctionName: ['arn:f'] },
    }
    const { clients: third } = scriptedClients(() => ({ FunctionName: 'f' }))
    assert.deepEqual(rowsOf(await execute(fn, contextOf(third))), [
      { FunctionName: 'arn:f', FunctionName_answered: 'f' },
    ])
  })

  it('is all of them for `all`, listed by the operation that lists them', async () => {
    const { clients, calls } = s3(30, (bucket) => (bucket < 'b0010' ? none() : encrypted))
    const call = encryption('all', { query: 'length([?Rules==null])' })
    const result = await execute(call, contextOf(clients))
    assert.deepEqual(
      [rowsOf(result), result.for_each],
      [[10], { parameter: 'Bucket', names: 30, listed_by: 's3:ListBuckets' }],
    )
    const [part] = result.regions
    assert.ok(part?.status === 'ok')
    assert.equal(part.hint, undefined)
    // The list has told the regions: no bucket is asked for its own.
    assert.deepEqual([calls.length, calls.at(-1)?.region], [31, 'eu-west-1'])
  })

  it('is asked in part where there are more than a call may ask, and goes on', async () => {
    const { clients } = s3(1_234, () => ({ Status: 'Enabled' }))
    for (const Bucket of ['all', numbered(1_234)]) {
      const call = { ...encryption(Bucket), operation: 'GetBucketVersioning' }
      const seen: unknown[] = []
      let nextToken: string | undefined
      let rounds = 0
      do {
        const own = nextToken === undefined ? {} : { nextToken }
        const result = await execute({ ...call, ...own }, contextOf(clients))
        const [part] = result.regions
        assert.ok(part?.status === 'ok')
        assert.ok((result.for_each?.names ?? 0) <= maxNames && jsonBytes(result) <= 32_000)
        assert.equal(part.truncated, part.next_token !== undefined)
        seen.push(...names(result))
        nextToken = part.next_token
        rounds += 1
      } while (nextToken !== undefined)
      assert.deepEqual(seen, numbered(1_234))
      assert.equal(rounds, 3)
    }
  })

  it('says of no name that it has none before it was looked through', async () => {
    const { clients } = scriptedClients(({ input }) => {
      const group = String(input.logGroupName)
      if (group !== 'sparse') return { events: group === 'quiet' ? [] : [{ message: group }] }
      if (input.nextToken === 'b') throw awsError('ServiceUnavailableException', 'Busy.', 503)
      return { events: [], nextToken: input.nextToken === undefined ? 'a' : 'b' }
    })
    const call: Call = {
      ...{ services: ['cloudwatch-logs'], operation: 'FilterLogEvents' },
      parameters: { logGroupName: ['loud', 'quiet', 'sparse', 'last'] },
    }
    const context = contextOf(clients, { dataAccess: new Set(['logs']) })
    const result = await execute(call, context)
    assert.deepEqual(rowsOf(result), [
      { logGroupName: 'loud', message: 'loud' },
      { logGroupName: 'quiet', events: [] },
    ])
    const [part] = result.regions
    assert.ok(part?.status === 'ok' && part.truncated && part.next_token !== undefined)
    // Gone on with, the page fails at once: the name is among the failures, and the rest follows.
    const rest = await execute({ ...call, nextToken: part.next_token }, context)
    assert.deepEqual(rowsOf(rest), [{ logGroupName: 'last', message: 'last' }])
    const [after] = rest.regions
    assert.ok(after?.status === 'ok')
    assert.deepEqual([rest.status, after.failures?.[0]?.logGroupName], ['partial', 'sparse'])
  })

  it('loses no row and gives none twice, wherever it is cut', async () => {
    const { clients } = scriptedClients(({ input }) => {
      const from = Number(input.Marker ?? 0)
      const of = Number(String(input.UserName).slice(1))
      const keys = Array.from({ length: of }, (_, at) => ({
        AccessKeyId: `${input.UserName}-${at}`,
      }))
      const more = from + 3 < of
      return {
        AccessKeyMetadata: keys.slice(from, from + 3),
        ...(more ? { IsTruncated: true, Marker: String(from + 3) } : {}),
      }
    })
    const UserName = ['u7', 'u0', 'u1', 'u9', 'u3']
    for (const maxItems of [1, 2, 3, 5, 8, 1_000]) {
      const seen: string[] = []
      let nextToken: string | undefined
      do {
        const call: Call = {
          ...{ services: ['iam'], operation: 'ListAccessKeys', parameters: { UserName }, maxItems },
          ...(nextToken === undefined ? {} : { nextToken }),
        }
        const result = await execute(call, contextOf(clients))
        const [part] = result.regions
        assert.ok(part?.status === 'ok' && part.items.length <= maxItems)
        seen.push(
          ...part.items.map((row) => String(Object(row).AccessKeyId ?? Object(row).UserName)),
        )
        nextToken = part.next_token
      } while (nextToken !== undefined)
      const expected = UserName.flatMap((user) => {
        const count = Number(user.slice(1))
        return count === 0 ? [user] : Array.from({ length: count }, (_, at) => `${user}-${at}`)
      })
      assert.deepEqual(seen, expected, `max_items ${maxItems}`)
    }
  })

  it('is bounded in bytes, and goes on with the names that are left', async () => {
    const { clients } = s3(60, () => ({ Rules: Array(3).fill({ ID: 'r'.repeat(400) }) }))
    const call = { ...encryption(numbered(60)), operation: 'GetBucketLifecycleConfiguration' }
    const result = await execute(call, contextOf(clients))
    const [part] = result.regions
    assert.ok(part?.status === 'ok' && part.truncated && part.next_token)
    assert.ok(jsonBytes(result) <= limits.resultBytes)
    const next = await execute({ ...call, nextToken: part.next_token }, contextOf(clients))
    assert.equal(names(next)[0], numbered(60)[part.items.length])
  })

  it('is asked in each region, and in all within the limit', async () => {
    const { clients, calls } = scriptedClients(({ operation, region, input }) => {
      if (operation === 'ListTables') {
        return { TableNames: numbered(region === 'us-east-1' ? 800 : 3) }
      }
      return { Table: { TableName: input.TableName, TableStatus: 'ACTIVE' } }
    })
    const call: Call = {
      ...{ services: ['dynamodb'], operation: 'DescribeTable', parameters: { TableName: 'all' } },
      ...{ region: 'us-east-1,eu-west-1', query: 'length(@)' },
    }
    const result = await execute(call, contextOf(clients))
    assert.deepEqual(
      result.regions.map(
        (part) => part.status === 'ok' && [part.region, part.items, part.truncated],
      ),
      [
        ['us-east-1', [497], true],
        ['eu-west-1', [3], false],
      ],
    )
    assert.equal(calls.filter(({ operation }) => operation === 'DescribeTable').length, 500)
  })

  it('misses no name in one region that is found in another', async () => {
    const { clients } = scriptedClients(({ region, input }) => {
      if (region === 'eu-west-1' && input.TableName === 'b') return { Table: { TableName: 'b' } }
      if (region === 'us-east-1' && input.TableName === 'a') return { Table: { TableName: 'a' } }
      throw awsError('ResourceNotFoundException', 'Not found', 400)
    })
    const call: Call = {
      ...{ services: ['dynamodb'], operation: 'DescribeTable', region: 'us-east-1,eu-west-1' },
      parameters: { TableName: ['a', 'b'] },
    }
    const { status, regions } = await execute(call, contextOf(clients))
    assert.deepEqual(
      [status, regions],
      [
        'ok',
        [
          { region: 'us-east-1', status: 'ok', items: [{ TableName: 'a' }], truncated: false },
          { region: 'eu-west-1', status: 'ok', items: [{ TableName: 'b' }], truncated: false },
        ],
      ],
    )
  })

  it('is slower where AWS limits requests, and answers all the same', async () => {
    let running = 0
    let most = 0
    let refused = 0
    const clients = {
      send: async ({ operation }: AwsCall) => {
        if (operation === 'HeadBucket') return { BucketRegion: 'us-east-1' }
        running += 1
        most = Math.max(most, running)
        await new Promise((resolve) => setTimeout(resolve, 5))
        running -= 1
        if (running < 4) return { Status: 'Enabled' }
        refused += 1
        throw awsError('SlowDown', 'Please reduce your request rate.', 503)
      },
    }
    const call = { ...encryption(numbered(60)), operation: 'GetBucketVersioning' }
    const result = await execute(call, contextOf(clients))
    assert.deepEqual([result.status, rowsOf(result).length], ['ok', 60])
    assert.ok(refused > 0 && most <= 32, `${refused} refused, ${most} at once`)
  })

  it('is more at once where AWS takes it', async () => {
    let running = 0
    let most = 0
    const clients = {
      send: async () => {
        running += 1
        most = Math.max(most, running)
        await new Promise((resolve) => setTimeout(resolve, 3))
        running -= 1
        return { Status: 'Enabled', BucketRegion: 'us-east-1' }
      },
    }
    const call = { ...encryption(numbered(400)), operation: 'GetBucketVersioning' }
    await execute(call, contextOf(clients))
    assert.ok(most > 16 && most <= 32, `${most} at once`)
  })

  it('goes on after a name that takes all the time', async () => {
    const ended = new AbortController()
    const context = contextOf({
      send: async ({ input, operation }) => {
        if (operation === 'HeadBucket') return { BucketRegion: 'us-east-1' }
        if (input.Bucket !== 'b0001') return { Status: 'Enabled' }
        await new Promise((resolve) => ended.signal.addEventListener('abort', resolve))
        throw Object.assign(new Error('aborted'), { name: 'AbortError' })
      },
    })
    setTimeout(() => ended.abort(), 100)
    const call = { ...encryption(numbered(20)), operation: 'GetBucketVersioning' }
    const result = await execute(call, { ...context, signal: ended.signal })
    const [part] = result.regions
    assert.ok(part?.status === 'ok')
    assert.deepEqual([part.items.length, part.truncated, result.status], [19, false, 'partial'])
    assert.deepEqual(
      part.failures?.map(({ Bucket, code }) => [Bucket, code]),
      [['b0001', 'timeout']],
    )
  })

  it('is an error where no name could be answered, with each of them', async () => {
    const { clients } = s3(3, () => {
      throw awsError('AccessDenied', 'Access Denied', 403)
    })
    const { status, regions } = await execute(encryption(numbered(3)), contextOf(clients))
    const [part] = regions
    assert.ok(part?.status === 'error')
    assert.deepEqual(
      [status, part.code, part.message, part.failures?.length],
      ['error', 'access_denied', 'None of 3 could be answered: AccessDenied: Access Denied', 3],
    )
  })

  it('stays within the bounds where all of them fail in all regions, and counts them', async () => {
    const all = Array.from({ length: 34 }, (_, at) => `eu-north-${at + 1}`)
    const { clients } = scriptedClients(() => {
      throw awsError('AccessDeniedException', `No: ${'why '.repeat(200)}`, 403)
    })
    const call: Call = {
      ...{ services: ['dynamodb'], operation: 'DescribeTable', region: all },
      parameters: { TableName: numbered(200) },
    }
    const result = await execute(call, contextOf(clients))
    assert.ok(jsonBytes(result) <= limits.resultBytes, `${jsonBytes(result)} bytes`)
    assert.ok((result.for_each?.names ?? 0) <= maxNames)
  })

  it('says that all of one region are all of that region', async () => {
    const { clients } = scriptedClients(() => ({ TableNames: [] }))
    const call: Call = {
      ...{ services: ['dynamodb'], operation: 'DescribeTable', parameters: { TableName: 'all' } },
    }
    const { notice } = await execute(call, contextOf(clients))
    assert.equal(notice, 'Only us-east-1 was looked at, the default region.')
  })

  const refused: [string, Call, RegExp][] = [
    [
      'of two parameters',
      {
        ...{ services: ['iam'], operation: 'GetRolePolicy' },
        parameters: { RoleName: ['a', 'b'], PolicyName: ['c', 'd'] },
      },
      /^RoleName and PolicyName both are lists/,
    ],
    [
      'where each call is billed',
      {
        ...{ services: ['cost-explorer'], operation: 'DescribeCostCategoryDefinition' },
        parameters: { CostCategoryArn: ['a', 'b'] },
      },
      /AWS bills each of these calls/,
    ],
    ['without a name', encryption([]), /^Bucket must be a string, not a list/],
    ['of no names', encryption([1, null]), /^Bucket must be a string, not a list/],
    ['with a path in it', encryption(['b', '..']), /^Bucket must be a name/],
    [
      'of what would reveal',
      {
        ...{ services: ['ec2'], operation: 'DescribeInstanceAttribute' },
        parameters: { InstanceId: ['i-1', 'i-2'], Attribute: 'userData' },
      },
      /userData is refused/,
    ],
  ]
  for (const [what, call, message] of refused) {
    it(`is refused ${what}, before any call`, async () => {
      const { clients, calls } = s3(1, () => ({}))
      const result = await execute(call, contextOf(clients))
      assert.equal(result.code, 'invalid_parameter')
      assert.match(result.message ?? '', message)
      assert.deepEqual(calls, [])
    })
  }

  it('takes a token of its own call only', async () => {
    const { clients } = s3(40, () => ({ Status: 'Enabled' }))
    const call = { ...encryption('all', { maxItems: 5 }), operation: 'GetBucketVersioning' }
    const [part] = (await execute(call, contextOf(clients))).regions
    assert.ok(part?.status === 'ok' && part.next_token)
    const content = JSON.parse(Buffer.from(part.next_token, 'base64url').toString())
    const altered = (change: object) =>
      Buffer.from(JSON.stringify({ ...content, ...change })).toString('base64url')
    for (const nextToken of [
      altered({ e: undefined }),
      altered({ e: { at: 3 } }),
      altered({ e: { list: { tokens: { Bucket: 'x' }, skip: 0 } } }),
      altered({ t: { Bucket: 'x' } }),
    ]) {
      const { code } = await execute({ ...call, nextToken }, contextOf(clients))
      assert.equal(code, 'invalid_next_token')
    }
  })
})

describe('the operations that list the names for `all`', () => {
  it('are there, may always run, need no parameter, and give the names', async () => {
    for (const [service, rows] of Object.entries(byHand)) {
      assert.ok(isService(service))
      const { operations } = await catalogueOf(service)
      for (const [parameter, { operation, member }] of Object.entries(rows)) {
        const row = operations[operation]
        const what: string = `${service} ${parameter}`
        assert.equal(row?.class, 'metadata', what)
        assert.ok(!Object.values(row.parameters ?? {}).some((type) => type.endsWith('!')), what)
        const { output } = operationSchema(await sdkPackages[service](), operation)
        const members = entryMembers(output, row.items ?? '')
        assert.ok(member === undefined ? members.length === 0 : members.includes(member), what)
      }
    }
  })

  it('are found by their names where both are called alike', async () => {
    for (const [service, operation, parameter, listed_by] of [
      ['ec2', 'DescribeVpcAttribute', 'VpcId', 'ec2:DescribeVpcs'],
      ['ec2', 'DescribeInstanceAttribute', 'InstanceId', 'ec2:DescribeInstances'],
      ['sagemaker', 'DescribeEndpoint', 'EndpointName', 'sagemaker:ListEndpoints'],
      ['rds', 'DescribeDBLogFiles', 'DBInstanceIdentifier', 'rds:DescribeDBInstances'],
      [
        'auto-scaling',
        'DescribePolicies',
        'AutoScalingGroupName',
        'autoscaling:DescribeAutoScalingGroups',
      ],
    ] as const) {
      const { clients } = scriptedClients(() => ({}))
      const parameters = {
        [parameter]: 'all',
        ...(operation.endsWith('Attribute')
          ? {
              Attribute:
                service === 'ec2' && parameter === 'VpcId' ? 'enableDnsSupport' : 'instanceType',
            }
          : {}),
      }
      const result = await execute(
        { services: [service], operation, parameters },
        contextOf(clients),
      )
      assert.deepEqual(result.for_each, { parameter, names: 0, listed_by }, operation)
    }
  })
})
