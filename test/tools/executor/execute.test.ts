import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { type Call, execute } from '../../../tools/executor/execute.ts'
import { knownRegions } from '../../../tools/executor/region-names.ts'
import type { AwsCall } from '../../../tools/tool.ts'
import { awsError, contextOf, scriptedClients } from './scripted-clients.ts'

const instances = (...ids: string[]) => ({
  Reservations: [{ Instances: ids.map((InstanceId) => ({ InstanceId })) }],
})

const list: Call = { services: ['ec2'], operation: 'DescribeInstances' }

describe('execute', () => {
  describe('regions', () => {
    it('reports a region that fails beside the others', async () => {
      const { clients } = scriptedClients(({ region }: AwsCall) => {
        if (region === 'eu-west-1') {
          throw awsError('UnauthorizedOperation', 'You are not\u001b[31m authorized.', 403)
        }
        return instances(`i-${region}`)
      })
      const call = { ...list, region: 'us-east-1, eu-west-1' }
      assert.deepEqual(await execute(call, contextOf(clients)), {
        status: 'partial',
        operation: 'ec2:DescribeInstances',
        call: { operation: 'ec2:DescribeInstances', region: 'us-east-1,eu-west-1' },
        regions: [
          {
            region: 'us-east-1',
            status: 'ok',
            items: [{ InstanceId: 'i-us-east-1' }],
            truncated: false,
          },
          {
            region: 'eu-west-1',
            status: 'error',
            code: 'access_denied',
            message: 'UnauthorizedOperation: You are not [31m authorized.',
            hint: 'It needs ec2:DescribeInstances, and valid credentials in this region.',
          },
        ],
      })
    })

    it('asks all enabled regions, at most thirty-two at once', async () => {
      const names = ['eu-west-1', 'us-east-1', ...Array.from({ length: 40 }, (_, n) => `r-${n}`)]
      let now = 0
      let most = 0
      const clients = {
        send: async ({ operation, region }: AwsCall) => {
          if (operation === 'DescribeRegions') {
            return { Regions: names.map((RegionName) => ({ RegionName })) }
          }
          now += 1
          most = Math.max(most, now)
          await new Promise((resolve) => setTimeout(resolve, 2))
          now -= 1
          return instances(`i-${region}`)
        },
      }
      const { status, regions } = await execute({ ...list, region: 'all' }, contextOf(clients))
      assert.deepEqual([status, most], ['ok', 32])
      assert.deepEqual(
        regions.map(({ region }) => region),
        names.toSorted(),
      )
    })

    it('says so when the regions cannot be found', async () => {
      const { clients } = scriptedClients(() => {
        throw awsError('UnauthorizedOperation', 'No.', 403)
      })
      assert.deepEqual(await execute({ ...list, region: 'all' }, contextOf(clients)), {
        status: 'error',
        operation: 'ec2:DescribeInstances',
        regions: [],
        code: 'access_denied',
        message: 'UnauthorizedOperation: No.',
        hint: 'It needs ec2:DescribeRegions, and valid credentials in this region.',
      })
    })

    it('refuses names that are no region, before any call', async () => {
      const { clients, calls } = scriptedClients(() => ({}))
      for (const region of [
        'us-esat-1',
        'us-east',
        'us-east-100',
        'evil.example.com',
        '../x',
        ['us-east-1', 'x'],
      ]) {
        const { code } = await execute({ ...list, region }, contextOf(clients))
        assert.equal(code, 'invalid_region', String(region))
      }
      const { hint } = await execute({ ...list, region: 'us-esat-1' }, contextOf(clients))
      assert.match(hint ?? '', /Did you mean us-east-1\?$/)
      assert.deepEqual(calls, [])
    })

    it('asks nobody in another part of AWS, where its credentials are good for nothing', async () => {
      const { clients, calls } = scriptedClients(() => instances('i-1'))
      for (const region of ['cn-north-1', 'us-gov-west-1', 'us-iso-east-1', 'eusc-de-east-1']) {
        const { code } = await execute({ ...list, region }, contextOf(clients))
        assert.equal(code, 'invalid_region', region)
      }
      const inChina = contextOf(clients, { defaultRegion: 'cn-north-1' })
      assert.equal(
        (await execute({ ...list, region: 'us-east-1' }, inChina)).code,
        'invalid_region',
      )
      assert.deepEqual(calls, [])
      assert.equal((await execute({ ...list, region: 'cn-northwest-1' }, inChina)).status, 'ok')
    })

    it('asks what has the form of a name, known or not, in any letter case', async () => {
      const { clients, calls } = scriptedClients(() => instances('i-1'))
      const names = ['me-west-1', 'us-west-9', 'xx-new-northeast-12']
      await execute({ ...list, region: names }, contextOf(clients))
      await execute({ ...list, region: 'US-EAST-1, Eu-West-1' }, contextOf(clients))
      assert.deepEqual(
        calls.map(({ region }) => region),
        [...names, 'us-east-1', 'eu-west-1'],
      )
    })

    it('says what may have been meant by a region that cannot be reached', async () => {
      const { clients } = scriptedClients(() => {
        throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
      })
      const hints = await Promise.all(
        ['ap-southwest-2', 'eu-west-1'].map(async (region) => {
          const { regions } = await execute({ ...list, region }, contextOf(clients))
          return regions.map((part) => part.status === 'error' && part.hint)
        }),
      )
      const hint = 'AWS, or the configured endpoint, could not be reached.'
      assert.deepEqual(hints, [[`${hint} Did you mean ap-southeast-2?`], [hint]])
    })

    it('are known as far as the installed SDK knows them', async () => {
      const partitions = await readFile(
        createRequire(import.meta.url).resolve('@aws-sdk/core/client'),
        'utf8',
      )
      const names = [...partitions.matchAll(/"?\b([a-z-]+-\d+)"?: \{/g)].map(([, name]) => name)
      assert.ok(names.length > 40, `${names.length} names`)
      assert.deepEqual([...knownRegions].sort(), [...new Set(names)].sort())
    })

    it('asks a global service once, and says that the region is not used', async () => {
      const { clients, calls } = scriptedClients(() => ({ Users: [{ UserName: 'ana' }] }))
      const call: Call = { services: ['iam', 'sts'], operation: 'ListUsers', region: 'all' }
      assert.deepEqual(await execute(call, contextOf(clients)), {
        status: 'ok',
        operation: 'iam:ListUsers',
        call: { operation: 'iam:ListUsers' },
        regions: [
          { region: 'global', status: 'ok', items: [{ UserName: 'ana' }], truncated: false },
        ],
        notice: 'iam answers for the whole account: region is not used.',
      })
      assert.equal(calls.length, 1)
    })

    it('follows a bucket to its region, once found out', async () => {
      const { clients, calls } = scriptedClients(({ operation }) =>
        operation === 'HeadBucket' ? { BucketRegion: 'eu-west-1' } : { Status: 'Enabled' },
      )
      const call: Call = {
        services: ['s3'],
        operation: 'GetBucketVersioning',
        parameters: { Bucket: 'logs' },
        region: 'all',
      }
      const { regions } = await execute(call, contextOf(clients))
      await execute(call, contextOf(clients))
      assert.deepEqual(regions, [
        { region: 'eu-west-1', status: 'ok', items: [{ Status: 'Enabled' }], truncated: false },
      ])
      assert.deepEqual(
        calls.map(({ operation, region }) => `${operation} ${region}`),
        ['HeadBucket us-east-1', 'GetBucketVersioning eu-west-1', 'GetBucketVersioning eu-west-1'],
      )
    })

    it('follows a bucket to the region that a list has told', async () => {
      const listed = [{ Name: 'logs', BucketRegion: 'eu-west-1' }, { Name: 'unsaid' }]
      const { clients, calls } = scriptedClients(({ operation }) =>
        operation === 'ListBuckets' ? { Buckets: listed } : { Status: 'Enabled' },
      )
      const call = { services: ['s3'], operation: 'ListBuckets' } satisfies Call
      await execute(call, contextOf(clients))
      for (const Bucket of ['logs', 'unsaid']) {
        const versioning = { operation: 'GetBucketVersioning', parameters: { Bucket } }
        await execute({ ...call, ...versioning }, contextOf(clients))
      }
      assert.deepEqual(
        calls.slice(1).map(({ operation, region }) => `${operation} ${region}`),
        ['GetBucketVersioning eu-west-1', 'HeadBucket us-east-1', 'GetBucketVersioning us-east-1'],
      )
    })
  })

  describe('parameters', () => {
    const given = async (parameters: unknown, call: Partial<Call> = {}) => {
      const { clients, calls } = scriptedClients(() => instances())
      const result = await execute({ ...list, ...call, parameters }, contextOf(clients))
      return { ...result, calls }
    }

    it('come as an object or as its JSON text', async () => {
      const filters = { Filters: [{ Name: 'vpc-id', Values: ['vpc-1'] }] }
      const asObject = await given(filters)
      const asText = await given(JSON.stringify(filters))
      assert.deepEqual(asObject.calls[0]?.input, { ...filters, MaxResults: 50 })
      assert.deepEqual(asText.calls, asObject.calls)
    })

    it('take times as text or seconds', async () => {
      const call: Call = { services: ['cloudtrail'], operation: 'LookupEvents' }
      const { calls } = await given(
        { StartTime: '2030-01-01T00:00:00Z', EndTime: 1893456000 },
        call,
      )
      assert.deepEqual(calls[0]?.input, {
        StartTime: new Date('2030-01-01T00:00:00Z'),
        EndTime: new Date('2030-01-01T00:00:00Z'),
        MaxResults: 50,
      })
    })

    const deep = (levels: number): unknown => (levels === 0 ? 'x' : { And: [deep(levels - 1)] })
    const nest = (levels: number): unknown => {
      let inner: unknown = []
      for (let level = 0; level < levels; level += 1) inner = [inner]
      return { InstanceIds: inner }
    }
    const costs: Partial<Call> = { services: ['cost-explorer'], operation: 'GetCostAndUsage' }
    const bad: [string, unknown, RegExp, Partial<Call>?][] = [
      [
        'an unknown name',
        { InstancesIds: [] },
        /^Unknown parameter: InstancesIds\. Did you mean InstanceIds\?/,
      ],
      [
        'a nested unknown name',
        { Filters: [{ Nam: 'x' }] },
        /^Unknown parameter: Filters\[0\]\.Nam/,
      ],
      ['a number for a list', { InstanceIds: 1 }, /^InstanceIds must be a list/],
      ['an object for a list', { InstanceIds: {} }, /^InstanceIds must be a list/],
      ['a number in text', { MaxResults: '5' }, /^MaxResults must be a number, not a string/],
      [
        'a number for text',
        { InstanceIds: [1] },
        /^InstanceIds\[0\] must be a string, not a number/,
      ],
      ['null', { MaxResults: null }, /^MaxResults must be a number, not null/],
      ['a list for an object', [], /^parameters must be an object, not a list/],
      ['null alone', null, /^parameters must be an object, not null/],
      ['text that is no JSON', '{"InstanceIds":', /^parameters is text, but not JSON/],
      ['JSON that is no object', '"x"', /^parameters must be an object/],
      [
        'a prototype name',
        JSON.parse('{"__proto__": {"InstanceIds": []}}'),
        /^Unknown parameter: __proto__/,
      ],
      ['constructor', { constructor: 'x' }, /^Unknown parameter: constructor/],
      ['too much', { InstanceIds: ['x'.repeat(1_000_000)] }, /larger than 32 kB/],
      ['a missing one', {}, /^TimePeriod is required/, costs],
      [
        'a value of none of its kind',
        { TimePeriod: { Start: 'a', End: 'b' }, Metrics: [], Granularity: 'daily' },
        /^Granularity must be one of DAILY, HOURLY, MONTHLY\. Did you mean DAILY\?/,
        costs,
      ],
      [
        'deep nesting',
        {
          TimePeriod: { Start: 'a', End: 'b' },
          Metrics: [],
          Granularity: 'DAILY',
          Filter: deep(40),
        },
        /nested too deeply/,
        costs,
      ],
      [
        'what would reveal',
        { Attribute: 'userData', InstanceId: 'i-1' },
        /^Attribute: userData is refused/,
        { operation: 'DescribeInstanceAttribute' },
      ],
      ['nesting that breaks JSON', nest(100_000), /nested too deeply/],
      ['an endpoint', { endpoint: 'https://evil.example.com' }, /^Unknown parameter: endpoint/],
    ]
    for (const [what, parameters, message, call] of bad) {
      it(`are refused with ${what}`, async () => {
        const result = await given(parameters, call)
        assert.equal(result.code, 'invalid_parameter')
        assert.match(result.message ?? '', message)
        assert.deepEqual(result.calls, [])
      })
    }

    it('that are accepted are named in the hint', async () => {
      const { hint } = await given({ Filtres: [] })
      assert.equal(
        hint,
        'Accepted: InstanceIds: string[]; IncludeManagedResources: boolean; ' +
          'Filters: Filter[] {Name: string, Values: string[]}',
      )
    })
  })

  describe('query', () => {
    const { clients } = scriptedClients(() => ({
      Reservations: [
        { Instances: [{ InstanceId: 'i-1', State: { Name: 'running' } }] },
        { Instances: [{ InstanceId: 'i-2', State: { Name: 'stopped' } }] },
      ],
    }))
    const asked = async (query: string) => execute({ ...list, query }, contextOf(clients))
    const items = async (query: string) => {
      const [region] = (await asked(query)).regions
      return region?.status === 'ok' ? region.items : region
    }

    it('runs on the list of items', async () => {
      assert.deepEqual(await items('[].InstanceId'), ['i-1', 'i-2'])
      assert.deepEqual(await items('length(@)'), [2])
    })

    it('takes the literals of the AWS command line', async () => {
      assert.deepEqual(await items('[?State.Name==`running`].InstanceId'), ['i-1'])
      assert.deepEqual(await items("[?State.Name=='stopped'].InstanceId"), ['i-2'])
    })

    it('takes paths as of the AWS command line', async () => {
      assert.deepEqual(await items('Reservations[].Instances[].InstanceId'), ['i-1', 'i-2'])
      assert.deepEqual(await items('length(Reservations[].Instances[])'), [2])
    })

    it('that matches nothing says what it ran on', async () => {
      const { regions } = await asked('State.Name')
      assert.deepEqual(regions, [
        {
          region: 'us-east-1',
          status: 'ok',
          items: [],
          truncated: false,
          hint: 'query matched nothing in 2 items; it runs on their list, as [].Name',
        },
      ])
    })

    it('is refused before any call when it is no JMESPath, or too long', async () => {
      const own = scriptedClients(() => instances())
      for (const query of ['[?', 'a b', '[].[$]', 'x'.repeat(3000)]) {
        const { code } = await execute({ ...list, query }, contextOf(own.clients))
        assert.equal(code, 'invalid_query')
      }
      assert.deepEqual(own.calls, [])
    })

    it('is refused when it fails on the data', async () => {
      const { code, message } = await asked('abs(@)')
      assert.equal(code, 'invalid_query')
      assert.match(message ?? '', /^query failed: /)
    })
  })

  describe('items', () => {
    const answered = async (call: Call, output: Record<string, unknown>, own = {}) => {
      const { clients } = scriptedClients(() => output)
      const [region] = (await execute(call, contextOf(clients, own))).regions
      return region?.status === 'ok' ? region.items : region
    }

    it('are JSON: times, big integers, bytes and streams', async () => {
      const call: Call = {
        services: ['s3'],
        operation: 'GetObject',
        parameters: { Bucket: 'b', Key: 'k' },
      }
      const output = {
        $metadata: { httpStatusCode: 200 },
        LastModified: new Date('2030-01-01T00:00:00Z'),
        ContentLength: 12n,
        PartsCount: 2n ** 63n,
        Body: ReadableStream.from([Buffer.from('text')]),
        Metadata: { bytes: new Uint8Array(7) },
      }
      assert.deepEqual(await answered(call, output, { dataAccess: new Set(['objects']) }), [
        {
          LastModified: '2030-01-01T00:00:00.000Z',
          ContentLength: 12,
          PartsCount: '9223372036854775808',
          Body: 'text',
          Metadata: { bytes: '[binary: 7 bytes]' },
        },
      ])
    })

    it('of further lists follow under their list’s name', async () => {
      const call: Call = {
        services: ['ecs'],
        operation: 'DescribeServices',
        parameters: { services: ['a'] },
      }
      const output = { services: [{ serviceName: 'a' }], failures: [{ reason: 'MISSING' }] }
      assert.deepEqual(await answered(call, output), [
        { serviceName: 'a' },
        { failures: { reason: 'MISSING' } },
      ])
    })

    it('are the answer itself where it has no lists', async () => {
      const call: Call = {
        services: ['dynamodb'],
        operation: 'DescribeTable',
        parameters: { TableName: 't' },
      }
      assert.deepEqual(await answered(call, { Table: { TableName: 't' } }), [{ TableName: 't' }])
    })
  })

  describe('failures', () => {
    const failing = async (error: Error) => {
      const { clients } = scriptedClients(() => {
        throw error
      })
      const [region] = (await execute(list, contextOf(clients))).regions
      return region?.status === 'error' ? region.code : region
    }

    it('of AWS have codes', async () => {
      const codes: [string, number, string][] = [
        ['UnauthorizedOperation', 403, 'access_denied'],
        ['ExpiredTokenException', 400, 'access_denied'],
        ['RequestLimitExceeded', 503, 'throttled'],
        ['InvalidInstanceID.NotFound', 400, 'not_found'],
        ['NoSuchBucket', 404, 'not_found'],
        ['InvalidParameterValue', 400, 'invalid_parameter'],
        ['InternalFailure', 500, 'aws_error'],
      ]
      for (const [name, status, code] of codes) {
        assert.equal(await failing(awsError(name, 'why', status)), code, name)
      }
    })

    it('of the network and of time have codes', async () => {
      const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
      assert.equal(await failing(refused), 'network_error')
      const aborted = Object.assign(new Error('Request aborted'), { name: 'AbortError' })
      assert.equal(await failing(aborted), 'timeout')
      const noKeys = Object.assign(new Error('none'), { name: 'CredentialsProviderError' })
      assert.equal(await failing(noKeys), 'access_denied')
    })

    it('of our own are thrown', async () => {
      await assert.rejects(failing(new TypeError('a bug')), /a bug/)
    })

    it('give what there is at the deadline', async () => {
      const { clients } = scriptedClients(() => ({}))
      const context = contextOf(clients, { signal: AbortSignal.abort() })
      const [region] = (await execute(list, context)).regions
      assert.deepEqual(region?.status === 'error' && region.code, 'timeout')
    })
  })
})
