import assert from 'node:assert/strict'
import { catalogueOf } from '../../../tools/catalogue/catalogue.ts'
import { type Service, serviceNames, services } from '../../../tools/catalogue/services.ts'
import { dataKinds } from '../../../tools/tool.ts'
import { tools } from '../../../tools/tools.ts'
import { countingEndpoint, recordedHandler } from './counting-endpoint.ts'
import { sampleParameters } from './sample-parameters.ts'

const refusals = ['unknown_operation', 'operation_refused', 'data_access_off']

const toolOf = (service: Service): string =>
  tools.find(({ services }) => services.includes(service))?.name ?? assert.fail(service)

/** Operations of a service that are allowed without any switch, or those that are not. */
async function operationsOf(service: Service, { allowed }: { allowed: boolean }) {
  const { operations } = await catalogueOf(service)
  return Object.entries(operations).filter(
    ([, operation]) => (operation.class === 'metadata') === allowed,
  )
}

interface Plain {
  name: string
  parameters: Record<string, unknown>
}

/** An allowed operation, with the little that it must be told. */
async function plainRead(service: Service): Promise<Plain> {
  const catalogue = await catalogueOf(service)
  const allowed = await operationsOf(service, { allowed: true })
  const needs = ([, { parameters = {} }]: (typeof allowed)[number]) =>
    Object.values(parameters).filter((type) => type.endsWith('!')).length
  // Its hosts are by account.
  const [found] = service === 's3-control' ? [] : allowed.toSorted((a, b) => needs(a) - needs(b))
  if (found === undefined) return { name: 'ListAccessPoints', parameters: { AccountId: account } }
  const [name, operation] = found
  if (needs(found) === 0) return { name, parameters: {} }
  const sample = sampleParameters(catalogue, operation, account)
  const required = Object.entries(operation.parameters ?? {}).filter(([, type]) =>
    type.endsWith('!'),
  )
  return {
    name,
    parameters: Object.fromEntries(required.map(([parameter]) => [parameter, sample[parameter]])),
  }
}

const account = '123456789012'

describe('what is not a read of metadata', () => {
  let endpoint: Awaited<ReturnType<typeof countingEndpoint>>
  const inherited = process.env.AWS_ENDPOINT_URL
  const { call } = recordedHandler({ account })

  before(async () => {
    endpoint = await countingEndpoint()
    process.env.AWS_ENDPOINT_URL = endpoint.url
  })
  beforeEach(() => {
    endpoint.seen.length = 0
  })
  after(() => {
    endpoint.close()
    if (inherited === undefined) delete process.env.AWS_ENDPOINT_URL
    else process.env.AWS_ENDPOINT_URL = inherited
  })

  /** Calls that are all refused, and of which none reaches the endpoint. */
  async function refuses(tool: string, operations: readonly unknown[]): Promise<void> {
    for (const operation of operations) {
      const { code, regions } = await call(tool, { operation })
      assert.ok(refusals.includes(code ?? ''), `${tool} ${operation}: ${code}`)
      assert.deepEqual(regions, [])
    }
    assert.deepEqual(endpoint.seen, [])
  }

  /** Its hosts begin with the account, which no endpoint of this machine's does. */
  async function reachesItsHost(operation: string, parameters: object): Promise<void> {
    delete process.env.AWS_ENDPOINT_URL
    const unplugged = recordedHandler({ account, unplugged: true })
    await unplugged.call('aws_read_operations', { operation, parameters })
    process.env.AWS_ENDPOINT_URL = endpoint.url
    assert.deepEqual([...unplugged.hosts], [`${account}.s3-control.us-east-1.amazonaws.com`])
  }

  for (const service of serviceNames) {
    it(`of ${service} makes no request, while an allowed operation makes one`, async () => {
      const refused = await operationsOf(service, { allowed: false })
      await refuses(
        toolOf(service),
        refused.map(([name]) => `${services[service].name}:${name}`),
      )
      const { name, parameters } = await plainRead(service)
      const operation = `${services[service].name}:${name}`
      if (service === 's3-control') return reachesItsHost(operation, parameters)
      const { status } = await call(toolOf(service), { operation, parameters })
      assert.deepEqual([status, endpoint.seen.length], ['ok', 1], operation)
    })
  }

  it('makes no request when all data is open either, as far as it is no data', async () => {
    const { call } = recordedHandler({ dataAccess: dataKinds })
    for (const service of serviceNames) {
      for (const [name, { class: kind }] of await operationsOf(service, { allowed: false })) {
        if (kind === 'data') continue
        const operation = `${services[service].name}:${name}`
        const { code } = await call(toolOf(service), { operation })
        assert.equal(code, 'operation_refused', operation)
      }
    }
    assert.deepEqual(endpoint.seen, [])
  })

  it('are thousands of operations', async () => {
    const refused = await Promise.all(
      serviceNames.map((service) => operationsOf(service, { allowed: false })),
    )
    assert.ok(refused.flat().length > 2_000, `${refused.flat().length} operations`)
  })

  const disguises: [string, (name: string) => string][] = [
    ['another case', (name) => name.toLowerCase()],
    ['a small first letter', (name) => name.charAt(0).toLowerCase() + name.slice(1)],
    ['capitals', (name) => name.toUpperCase()],
    ['space before', (name) => ` ${name}`],
    ['space after', (name) => `${name} `],
    ['a line break', (name) => `${name}\n`],
    ['a zero byte', (name) => `${name}\u0000`],
    ['a letter without width', (name) => `${name.slice(0, 3)}\u200b${name.slice(3)}`],
    ['look-alike letters', (name) => name.replace('e', 'е').replace('i', 'і')],
    ['wide letters', (name) => name.replace(/^./, (letter) => `\uff00${letter}`)],
    ['an accent that joins', (name) => `${name}\u0301`],
    ['the command’s name', (name) => `${name}Command`],
    ['the schema’s name', (name) => `${name}$`],
    ['a path', (name) => `../${name}`],
    ['a fragment', (name) => `${name}#`],
    ['two services', (name) => `ec2:ec2:${name}`],
    ['no service', (name) => `:${name}`],
    ['a prototype as service', (name) => `__proto__:${name}`],
    ['a word more', (name) => `${name}Delete`],
  ]
  for (const [what, disguise] of disguises) {
    it(`is not reached with ${what}`, async () => {
      for (const service of serviceNames) {
        const [change] = (await operationsOf(service, { allowed: false })).at(-1) ?? []
        const { name } = await plainRead(service)
        // Of some services all operations read.
        const names = [name, change ?? 'DeleteEverything']
        await refuses(toolOf(service), names.map(disguise))
      }
    })
  }

  it('is not reached by names that objects have', async () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '']
    for (const service of serviceNames) {
      const prefixed = names.map((name) => `${services[service].name}:${name}`)
      await refuses(toolOf(service), [...names, ...prefixed])
    }
  })

  it('is not reached through the tool of another service', async () => {
    for (const service of serviceNames) {
      const { name } = await plainRead(service)
      const others = tools.filter(
        ({ services }) => services.length > 0 && !services.includes(service),
      )
      for (const { name: tool } of others)
        await refuses(tool, [`${services[service].name}:${name}`])
    }
  })

  const tricks: [string, string, unknown][] = [
    ['a list', 'ec2', { operation: ['DescribeVpcs'] }],
    ['an object', 'ec2', { operation: { toString: 'DescribeVpcs' } }],
    ['a change with parameters as text', 'ec2', { operation: 'StopInstances', parameters: '{}' }],
    ['a change with a query', 'ec2', { operation: 'StopInstances', query: '[].InstanceId' }],
    [
      'an operation in parameters',
      'ec2',
      { operation: 'DescribeVpcs', parameters: { Action: 'x' } },
    ],
    ['one in text', 'ec2', { operation: 'DescribeVpcs', parameters: '{"Action":"StopInstances"}' }],
    ['text in text', 'ec2', { operation: 'DescribeVpcs', parameters: '"{}"' }],
    ['a prototype', 'ec2', { operation: 'DescribeVpcs', parameters: '{"__proto__":{}}' }],
    ['a constructor', 'ec2', { operation: 'DescribeVpcs', parameters: { constructor: {} } }],
    ['an endpoint', 's3', { operation: 'ListBuckets', parameters: { endpoint: 'http://x' } }],
    ['an Endpoint', 's3', { operation: 'ListBuckets', parameters: { Endpoint: 'http://x' } }],
    ['an endpoint beside', 's3', { operation: 'ListBuckets', endpoint: 'http://x' }],
    ['credentials', 's3', { operation: 'ListBuckets', parameters: { credentials: {} } }],
    ['a command’s settings', 's3', { operation: 'ListBuckets', parameters: { $metadata: {} } }],
    ['a change through next_token', 'ec2', { operation: 'StopInstances', next_token: 'e30' }],
    ['a token made by hand', 'ec2', { operation: 'DescribeVpcs', next_token: 'e30' }],
    ['a region that is a host', 'ec2', { operation: 'DescribeVpcs', region: 'x.example.com/' }],
    ['a region with a user', 'ec2', { operation: 'DescribeVpcs', region: 'x@example.com' }],
    ['a region with a port', 'ec2', { operation: 'DescribeVpcs', region: 'us-east-1:80' }],
    [
      'a region with a line break',
      's3',
      { operation: 'ListBuckets', region: 'us-east-1\r\nHost: x' },
    ],
    [
      'a region beside a good one',
      'ec2',
      { operation: 'DescribeVpcs', region: ['us-east-1', 'x#'] },
    ],
    ['a place above', 'lambda', { operation: 'GetPolicy', parameters: { FunctionName: '..' } }],
    ['a bucket above', 's3', { operation: 'GetBucketAcl', parameters: { Bucket: '..' } }],
    [
      'what would reveal',
      'ec2',
      {
        operation: 'DescribeInstanceAttribute',
        parameters: '{"Attribute":"userData","InstanceId":"i-1"}',
      },
    ],
  ]
  for (const [what, tool, input] of tricks) {
    it(`is not got round with ${what}`, async () => {
      const { status, regions } = await call(`${tool}_read_operations`, input)
      assert.deepEqual([status, regions, endpoint.seen], ['error', [], []])
    })
  }
})
