import assert from 'node:assert/strict'
import { request } from 'node:http'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { z } from 'zod'
import { type Gateway, type GatewayOptions, startGateway } from '../../local/gateway.ts'
import { type Okta, startOkta } from '../../local/okta.ts'
import { freePorts } from '../free-ports.ts'

const target = 'docker-strands-target'
const tools = ['ec2', 's3', 'iam', 'rds'].map((service) => ({
  name: `${service}_read_operations`,
  description: `Reads ${service === 's3' ? 'buckets and objects' : service}.`,
  inputSchema: {
    type: 'object' as const,
    properties: { operation: { type: 'string' as const }, max_items: { type: 'integer' as const } },
    required: ['operation'],
  },
}))
const [ec2Tool] = tools

describe('the stand-in for AgentCore Gateway', () => {
  let okta: Okta
  let token: string
  const closing: (() => Promise<unknown>)[] = []
  before(async () => {
    okta = await startOkta({ port: 0 })
    token = await okta.issueToken('alice')
  })
  after(() => okta.close())
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  async function start(options: Partial<GatewayOptions> = {}): Promise<Gateway> {
    const gateway = await startGateway({
      port: 0,
      issuer: okta.issuer,
      audience: okta.audience,
      allowedClients: [okta.clientId],
      tools,
      invoke: async () => ({ status: 'ok' }),
      ...options,
    })
    closing.push(gateway.close)
    return gateway
  }

  async function connect({ url }: Gateway, bearer = token): Promise<Client> {
    const client = new Client({ name: 'test', version: '1' })
    const headers = { authorization: `Bearer ${bearer}` }
    const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } })
    await client.connect(transport)
    closing.push(() => client.close())
    return client
  }

  describe('authorizing', () => {
    it('lets in a token of its issuer, audience and client', async () => {
      const response = await rpc(await start(), 'tools/list', {}, token)
      assert.equal(response.status, 200)
    })

    it('refuses every other one, and says where to ask', async () => {
      const gateway = await start()
      const stranger = await startOkta({ port: 0 })
      closing.push(stranger.close)
      const past = Math.floor(Date.now() / 1000) - 60
      const refused: [string | undefined, string][] = [
        [undefined, 'Missing Bearer token'],
        ['garbage', 'Invalid Bearer token'],
        [await okta.issueToken('alice', { exp: past }), 'Invalid Bearer token'],
        [await okta.issueToken('alice', { aud: 'api://other' }), 'Invalid Bearer token'],
        [await okta.issueToken('alice', { iss: stranger.issuer }), 'Invalid Bearer token'],
        [await okta.issueToken('alice', { cid: 'other' }), 'Invalid Bearer token'],
        [await stranger.issueToken('alice', { iss: okta.issuer }), 'Invalid Bearer token'],
      ]
      const { origin } = new URL(gateway.url)
      const metadata = `${origin}/.well-known/oauth-protected-resource`
      for (const [bearer, message] of refused) {
        const response = await rpc(gateway, 'tools/list', {}, bearer)
        assert.deepEqual(
          [response.status, response.headers.get('www-authenticate'), await response.json()],
          [
            401,
            `Bearer resource_metadata="${metadata}"`,
            { jsonrpc: '2.0', id: 0, error: { code: -32001, message } },
          ],
        )
      }
      assert.deepEqual(await (await fetch(metadata)).json(), {
        resource: gateway.url,
        authorization_servers: [okta.issuer],
        bearer_methods_supported: ['header'],
      })
    })

    it('answers 500 while the issuer cannot be reached, and recovers', async () => {
      const errors: unknown[] = []
      const port = await freePorts()
      const late = await startOkta({ port })
      const bearer = await late.issueToken('alice')
      await late.close()
      const gateway = await start({ issuer: late.issuer, onError: (error) => errors.push(error) })
      assert.equal((await rpc(gateway, 'tools/list', {}, bearer)).status, 500)
      assert.equal(errors.length, 1)
      const again = await startOkta({ port })
      closing.push(again.close)
      const fresh = await again.issueToken('alice')
      assert.equal((await rpc(gateway, 'tools/list', {}, fresh)).status, 200)
    })

    it('refuses a host or an origin that is not this machine', async () => {
      const gateway = await start()
      const { host } = new URL(gateway.url)
      const statuses = await Promise.all([
        statusOf(gateway, { host: 'evil.example.com' }),
        statusOf(gateway, { host, origin: 'http://evil.example.com' }),
        statusOf(gateway, { host, origin: 'http://localhost:3000' }),
      ])
      assert.deepEqual(statuses, [403, 403, 401])
    })

    it('has one endpoint, and takes only POST there', async () => {
      const gateway = await start()
      const headers = { authorization: `Bearer ${token}` }
      assert.equal((await fetch(gateway.url, { headers })).status, 405)
      assert.equal((await fetch(new URL('/other', gateway.url))).status, 404)
    })
  })

  describe('listing tools', () => {
    it('gives them page by page under the name of the target, its own search first', async () => {
      const client = await connect(await start({ pageSize: 2 }))
      const pages: string[][] = []
      let cursor: string | undefined
      do {
        const page = await client.listTools(cursor === undefined ? {} : { cursor })
        pages.push(page.tools.map(({ name }) => name))
        cursor = page.nextCursor
      } while (cursor !== undefined)
      assert.deepEqual(pages, [
        ['x_amz_bedrock_agentcore_search', `${target}___ec2_read_operations`],
        [`${target}___s3_read_operations`, `${target}___iam_read_operations`],
        [`${target}___rds_read_operations`],
      ])
    })

    it('gives name, description and schema as they are', async () => {
      const client = await connect(await start({ semanticSearch: false }))
      const { tools: listed, nextCursor } = await client.listTools()
      assert.deepEqual(
        listed,
        tools.map((tool) => ({ ...tool, name: `${target}___${tool.name}` })),
      )
      assert.equal(nextCursor, undefined)
    })

    it('refuses a cursor that it did not give', async () => {
      const client = await connect(await start())
      for (const cursor of ['x', '', 'LTE', 'MA', 'MS41']) {
        await assert.rejects(client.listTools({ cursor }), { code: -32602 })
      }
    })

    it('searches them by words', async () => {
      const client = await connect(await start())
      const result = await client.callTool({
        name: 'x_amz_bedrock_agentcore_search',
        arguments: { query: 'which buckets are there' },
      })
      const name = `${target}___s3_read_operations`
      const found = { tools: [{ ...tools[1], name }] }
      assert.deepEqual(result, {
        content: [{ type: 'text', text: JSON.stringify(found) }],
        structuredContent: found,
        isError: false,
      })
    })
  })

  describe('calling a tool', () => {
    it('invokes the Lambda with the arguments and says in its context which tool is meant', async () => {
      let seen: { event: unknown; context: InvokeContext } | undefined
      const gateway = await start({
        invoke: async (event, context) => {
          seen = { event, context }
          return { status: 'ok', at: new Date(0), none: undefined }
        },
      })
      const input = { operation: 'DescribeInstances', max_items: 3, more: { deep: [1] } }
      const name = `${target}___${ec2Tool?.name}`
      const response = await rpc(gateway, 'tools/call', { name, arguments: input }, token)
      assert.deepEqual(await response.json(), {
        jsonrpc: '2.0',
        id: 7,
        result: {
          content: [{ type: 'text', text: '{"status":"ok","at":"1970-01-01T00:00:00.000Z"}' }],
          isError: false,
        },
      })
      assert.ok(seen)
      assert.deepEqual(seen.event, input)
      const { awsRequestId, getRemainingTimeInMillis, clientContext, ...context } = seen.context
      const { bedrockAgentCoreAwsRequestId, ...custom } = clientContext.custom
      assert.match(
        `${awsRequestId} ${bedrockAgentCoreAwsRequestId}`,
        /^[0-9a-f-]{36} [0-9a-f-]{36}$/,
      )
      assert.ok(getRemainingTimeInMillis() > 890_000)
      assert.deepEqual(custom, {
        bedrockAgentCoreToolName: 'docker-strands-target___ec2_read_operations',
        bedrockAgentCoreGatewayId: 'aws-operations-agent-local',
        bedrockAgentCoreTargetId: 'LOCALTARGET',
        bedrockAgentCoreMessageVersion: '1.0',
        bedrockAgentCoreMcpMessageId: '7',
      })
      assert.deepEqual(context, {
        callbackWaitsForEmptyEventLoop: true,
        functionName: 'local-bedrock-agentcore-mcp-tool',
        functionVersion: '$LATEST',
        invokedFunctionArn:
          'arn:aws:lambda:us-east-1:123456789012:function:local-bedrock-agentcore-mcp-tool',
        memoryLimitInMB: '3008',
        logGroupName: '/aws/lambda/local-bedrock-agentcore-mcp-tool',
        logStreamName: 'local',
      })
    })

    it('hands on those headers of the client that the target lets through', async () => {
      let custom: object = {}
      const gateway = await start({
        invoke: async (_event, { clientContext }) => {
          custom = clientContext.custom
        },
      })
      const ids = { 'x-agent-request-id': 'r-1', 'x-agent-conversation-id': 'c_1' }
      await rpc(gateway, 'tools/call', ec2Call(), token, { ...ids, 'x-other': 'kept back' })
      assert.deepEqual(Reflect.get(custom, 'bedrockAgentCorePropagatedHeaders'), ids)
    })

    it('says nothing of how the Lambda failed', async () => {
      const circular: Record<string, unknown> = {}
      circular.self = circular
      const failing: GatewayOptions['invoke'][] = [
        async () => Promise.reject(new Error('secret detail')),
        () => {
          throw new Error('secret detail')
        },
        async () => circular,
        async () => ({ big: 'x'.repeat(6 * 1024 * 1024) }),
      ]
      for (const invoke of failing) {
        const client = await connect(await start({ invoke }))
        assert.deepEqual(await client.callTool(ec2Call()), {
          content: [{ type: 'text', text: 'An internal error occurred. Please retry later.' }],
          isError: true,
        })
      }
    })

    it('passes on an error that the tool gives as data', async () => {
      const result = { status: 'error', code: 'unknown_operation' }
      const client = await connect(await start({ invoke: async () => result }))
      assert.deepEqual(await client.callTool(ec2Call()), {
        content: [{ type: 'text', text: JSON.stringify(result) }],
        isError: false,
      })
    })

    it('refuses a tool that is not there, with its target or without', async () => {
      const client = await connect(await start())
      for (const name of [`${target}___other`, 'ec2_read_operations', '__proto__']) {
        const refused = { code: -32602, message: `MCP error -32602: Unknown tool: ${name}` }
        await assert.rejects(client.callTool({ name }), refused)
      }
    })

    it("refuses arguments that miss a field or have another type, in AgentCore's words", async () => {
      const gateway = await start({ invoke: async () => assert.fail('The Lambda was invoked') })
      const client = await connect(gateway)
      const name = `${target}___${ec2Tool?.name}`
      const wrong: [Record<string, unknown>, string][] = [
        [{}, "Missing required field(s): 'operation'"],
        [
          { operation: 'x', max_items: '3' },
          "Field '/max_items' has invalid type: string found, integer expected",
        ],
        [{ operation: null }, "Field '/operation' has invalid type: null found, string expected"],
      ]
      for (const [input, problem] of wrong) {
        const text =
          'ValidationException - Parameter validation failed: ' +
          `Invalid request parameters:\n- ${problem}`
        assert.deepEqual(await client.callTool({ name, arguments: input }), {
          content: [{ type: 'text', text }],
          isError: true,
        })
      }
    })

    it('serves many at a time', async () => {
      const gateway = await start({ invoke: async (event) => event })
      const clients = await Promise.all([1, 2, 3].map(() => connect(gateway)))
      const results = await Promise.all(
        clients.flatMap((client, i) =>
          [1, 2, 3].map((j) => client.callTool(ec2Call(`${i}.${j}`)).then(textOf)),
        ),
      )
      assert.deepEqual(
        results,
        [0, 1, 2].flatMap((i) => [1, 2, 3].map((j) => `{"operation":"${i}.${j}"}`)),
      )
    })
  })
})

type InvokeContext = Parameters<GatewayOptions['invoke']>[1]

function ec2Call(operation = 'DescribeInstances') {
  return { name: `${target}___${ec2Tool?.name}`, arguments: { operation } }
}

function textOf(result: unknown): string | undefined {
  return z.object({ content: z.array(z.object({ text: z.string() })) }).parse(result).content[0]
    ?.text
}

function rpc(
  { url }: Gateway,
  method: string,
  params: object,
  bearer?: string,
  headers: Record<string, string> = {},
) {
  return fetch(url, {
    method: 'POST',
    headers: {
      ...headers,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 7, method, params }),
  })
}

function statusOf({ url }: Gateway, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve) => {
    request(url, { method: 'POST', headers }, (response) => {
      resolve(response.statusCode)
      response.resume()
    }).end()
  })
}
