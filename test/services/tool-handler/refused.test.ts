import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { toolHandler } from '../../../services/tool-handler/handle.ts'
import { catalogueOf } from '../../../tools/catalogue/catalogue.ts'
import { type Service, services } from '../../../tools/catalogue/services.ts'
import { sdkClients } from '../../../tools/executor/clients.ts'
import type { ToolResult } from '../../../tools/tool.ts'
import { tools } from '../../../tools/tools.ts'

const shipped: Record<string, readonly Service[]> = {
  ec2: ['ec2', 'elastic-load-balancing-v2', 'auto-scaling'],
  s3: ['s3'],
}

const refusals = ['unknown_operation', 'operation_refused', 'data_access_off', 'invalid_parameter']

/** Answers AWS's way to anything, and counts. */
async function countingEndpoint() {
  const seen: string[] = []
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`)
    request.resume()
    response.setHeader('content-type', 'text/xml')
    response.end('<Response></Response>')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  assert.ok(typeof address === 'object' && address !== null)
  return { seen, server, url: `http://127.0.0.1:${address.port}` }
}

describe('what is not a read of metadata', () => {
  let endpoint: { seen: string[]; server: Server; url: string }
  const inherited = process.env.AWS_ENDPOINT_URL

  const handle = toolHandler({
    tools,
    clients: sdkClients({ credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'x' } }),
    dataAccess: new Set(),
    defaultRegion: 'us-east-1',
  })
  const call = (tool: string, input: unknown): Promise<ToolResult> =>
    handle(input, {
      clientContext: {
        custom: { bedrockAgentCoreToolName: `docker-strands-target___${tool}_read_operations` },
      },
    })

  before(async () => {
    endpoint = await countingEndpoint()
    process.env.AWS_ENDPOINT_URL = endpoint.url
  })
  beforeEach(() => {
    endpoint.seen.length = 0
  })
  after(() => {
    endpoint.server.close()
    endpoint.server.closeAllConnections()
    if (inherited === undefined) delete process.env.AWS_ENDPOINT_URL
    else process.env.AWS_ENDPOINT_URL = inherited
  })

  it('is told from what is: an allowed operation reaches AWS', async () => {
    const { status } = await call('ec2', { operation: 'DescribeVpcs' })
    await call('s3', { operation: 'GetBucketAcl', parameters: { Bucket: 'logs' } })
    assert.equal(status, 'ok')
    assert.deepEqual(endpoint.seen, ['POST /', 'HEAD /logs/', 'GET /logs/?acl='])
  })

  for (const [tool, among] of Object.entries(shipped)) {
    it(`of ${among.join(', ')} makes no request`, async function () {
      this.timeout(30_000)
      let driven = 0
      for (const service of among) {
        const { operations } = await catalogueOf(service)
        for (const [name, operation] of Object.entries(operations)) {
          if (operation.class === 'metadata') continue
          const full = `${services[service].name}:${name}`
          const { code, regions } = await call(tool, { operation: full, parameters: {} })
          assert.ok(refusals.includes(code ?? ''), `${full}: ${code}`)
          assert.deepEqual(regions, [])
          driven += 1
        }
      }
      assert.ok(driven > 60, `${driven} operations`)
      assert.deepEqual(endpoint.seen, [])
    })
  }

  const tricks: [string, string, unknown][] = [
    ['another case', 'ec2', { operation: 'describevpcs' }],
    ['another case of a change', 'ec2', { operation: 'runInstances' }],
    ['space before', 'ec2', { operation: ' DescribeVpcs' }],
    ['space after', 'ec2', { operation: 'DescribeVpcs ' }],
    ['a line break', 'ec2', { operation: 'DescribeVpcs\n' }],
    ['a zero byte', 'ec2', { operation: 'DescribeVpcs\u0000' }],
    ['look-alike letters', 'ec2', { operation: 'Dеscribe\u0056pcs' }],
    ['the command’s name', 'ec2', { operation: 'DescribeVpcsCommand' }],
    ['a path', 'ec2', { operation: '../ec2/DescribeVpcs' }],
    ['a prototype', 'ec2', { operation: '__proto__' }],
    ['a prototype of a service', 'ec2', { operation: 'ec2:__proto__' }],
    ['a constructor', 'ec2', { operation: 'constructor' }],
    ['a method of objects', 'ec2', { operation: 'toString' }],
    ['a prototype as service', 'ec2', { operation: '__proto__:DescribeVpcs' }],
    ['two services', 'ec2', { operation: 'ec2:ec2:DescribeVpcs' }],
    ['nothing', 'ec2', { operation: '' }],
    ['no operation of that service', 'ec2', { operation: 'elbv2:DescribeVpcs' }],
    ['an operation of another tool', 'ec2', { operation: 'ListBuckets' }],
    ['an operation of another tool, named', 'ec2', { operation: 's3:ListBuckets' }],
    ['a list', 'ec2', { operation: ['DescribeVpcs'] }],
    ['an object', 'ec2', { operation: { toString: 'DescribeVpcs' } }],
    ['a change with parameters as text', 'ec2', { operation: 'StopInstances', parameters: '{}' }],
    [
      'an operation in parameters',
      'ec2',
      { operation: 'DescribeVpcs', parameters: { Action: 'x' } },
    ],
    [
      'a prototype in parameters',
      'ec2',
      { operation: 'DescribeVpcs', parameters: '{"__proto__":{}}' },
    ],
    [
      'an endpoint in parameters',
      's3',
      { operation: 'ListBuckets', parameters: { endpoint: 'x' } },
    ],
    ['a change through next_token', 'ec2', { operation: 'StopInstances', next_token: 'e30' }],
    ['a region that is a host', 'ec2', { operation: 'DescribeVpcs', region: 'x.example.com/' }],
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
      const { status, regions } = await call(tool, input)
      assert.deepEqual([status, regions, endpoint.seen], ['error', [], []])
    })
  }
})
