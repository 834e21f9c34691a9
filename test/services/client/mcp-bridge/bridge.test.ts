import assert from 'node:assert/strict'
import { createServer, type ServerResponse } from 'node:http'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'
import type { InvokeTool } from '../../../../local/gateway/target.ts'
import { type Gateway, type GatewayOptions, startGateway } from '../../../../local/gateway.ts'
import { closeServer, listen } from '../../../../local/listen.ts'
import { type Okta, startOkta } from '../../../../local/okta.ts'
import { ClientError } from '../../../../services/client/errors.ts'
import { bridgeServer } from '../../../../services/client/mcp-bridge/bridge-server.ts'
import { gatewayTools } from '../../../../services/client/mcp-bridge/gateway-tools.ts'
import { tools } from '../../../../tools/tools.ts'

describe('the MCP bridge', () => {
  let okta: Okta
  let gateway: Gateway
  let invoke: InvokeTool
  let tokens: string[]
  const opened: { close(): Promise<void> }[] = []

  before(async () => {
    okta = await startOkta({ port: 0 })
    gateway = await openGateway(0)
  })
  after(async () => {
    await gateway.close()
    await okta.close()
  })
  beforeEach(async () => {
    tokens = [await okta.issueToken('ana')]
    invoke = async (event, { clientContext }) => ({
      called: clientContext.custom.bedrockAgentCoreToolName,
      with: event,
    })
  })
  afterEach(async () => {
    for (const part of opened.splice(0)) await part.close()
  })

  it('lists all pages under short names, as reads, without the search of the gateway', async () => {
    const { client } = await bridge()
    const listed = await client.listTools()
    assert.deepEqual(
      listed.tools.map(({ name }) => name),
      tools.map(({ name }) => name),
    )
    const [, , ec2] = listed.tools
    const { name, description, inputSchema } = tools[2] ?? assert.fail()
    const annotations = {
      title: 'EC2 read operations',
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: true,
    }
    const title = annotations.title
    assert.deepEqual(ec2, { name, title, description, inputSchema, annotations })
  })

  it('says of no tool of another target that it only reads', async () => {
    const stranger = { ...(tools[2] ?? assert.fail()), name: 'delete_everything' }
    const others = await openGateway(0, { targetName: 'other', tools: [stranger] })
    opened.push(others)
    const { client } = await bridge(others.url)
    const { name, description, inputSchema } = stranger
    assert.deepEqual((await client.listTools()).tools, [{ name, description, inputSchema }])
  })

  it('gives titles as AWS spells its services', async () => {
    const { client } = await bridge()
    const titles = (await client.listTools()).tools.map(({ title = '' }) =>
      title.replace(' read operations', ''),
    )
    assert.equal(
      titles.join(', '),
      'Hello world, Get time, EC2, S3, Lambda, CloudFormation, IAM, RDS, CloudWatch, Cost Explorer, ' +
        'ECS, EKS, SNS, SQS, DynamoDB, Route 53, API Gateway, SES, Bedrock, SageMaker, AWS',
    )
  })

  it('calls a tool by its short name, before any list too', async () => {
    const { client } = await bridge()
    assert.deepEqual(await client.callTool({ name: 'get_time', arguments: { timezone: 'UTC' } }), {
      content: [
        {
          type: 'text',
          text: '{"called":"docker-strands-target___get_time","with":{"timezone":"UTC"}}',
        },
      ],
      isError: false,
    })
  })

  it('passes on an answer of several megabytes whole', async () => {
    const big = 'x'.repeat(5_000_000)
    invoke = async () => big
    const { client } = await bridge()
    assert.deepEqual(await call(client), { text: JSON.stringify(big), isError: false })
  })

  it('replaces a token that expired, unnoticed', async () => {
    const { client, refused } = await bridge()
    await client.listTools()
    const expired = await okta.issueToken('ana', { exp: 1 })
    tokens = [expired, ...tokens]
    assert.equal((await call(client)).isError, false)
    assert.deepEqual(refused, [expired])
  })

  it('says so where the gateway refuses a new token too', async () => {
    tokens = [await okta.issueToken('ana', { exp: 1 }), await okta.issueToken('ana', { exp: 2 })]
    const { client, failures } = await bridge()
    const text = 'The tool gateway refuses your token.'
    assert.deepEqual(await call(client), { text, isError: true })
    assert.deepEqual(failures, ['gateway_refused'])
  })

  it('tells who is not signed in how to, and works once they are', async () => {
    const token = tokens.splice(0)
    const { client, failures } = await bridge()
    const text = 'Sign in: aws-ops login'
    assert.deepEqual(await call(client), { text, isError: true })
    await assert.rejects(client.listTools(), { message: `MCP error -32603: ${text}` })
    assert.deepEqual(failures, ['login_required', 'login_required'])
    tokens = token
    assert.equal((await call(client)).isError, false)
  })

  it('outlives a restart of the gateway', async () => {
    const { client } = await bridge()
    await call(client)
    const port = Number(new URL(gateway.url).port)
    await gateway.close()
    const text = `Cannot reach the tool gateway at ${new URL(gateway.url).origin}. Try again in a moment.`
    assert.deepEqual(await call(client), { text, isError: true })
    gateway = await openGateway(port)
    assert.equal((await call(client)).isError, false)
    assert.equal((await client.listTools()).tools.length, tools.length)
  })

  for (const status of [200, 404]) {
    it(`tells an address that is no gateway's, and answers a page with ${status}`, async () => {
      const server = createServer((_request, response) => {
        response.writeHead(status, { 'content-type': 'text/html', location: '/' }).end('<h1>')
      })
      opened.push({ close: () => closeServer(server) })
      const origin = await listen(server, 0)
      const { client } = await bridge(`${origin}/mcp`)
      const text = `${origin} does not answer as a tool gateway: is it another service, or a proxy?`
      assert.deepEqual(await call(client), { text, isError: true })
    })
  }

  it('passes on what the gateway says of a wrong call', async () => {
    const { client } = await bridge()
    await assert.rejects(client.callTool({ name: 'delete_everything' }), {
      code: -32602,
      message: 'MCP error -32602: Unknown tool: delete_everything',
    })
    const { text, isError } = await call(client, { operation: 7 })
    assert.equal(isError, true)
    assert.match(text, /Field '\/operation' has invalid type: integer found, string expected/)
  })

  it('calls tools side by side', async () => {
    const gate = Promise.withResolvers<void>()
    const started = Promise.withResolvers<void>()
    let running = 0
    invoke = async () => {
      running += 1
      if (running === 3) started.resolve()
      await gate.promise
      return 'done'
    }
    const { client } = await bridge()
    const calls = [call(client), call(client), call(client)]
    await started.promise
    gate.resolve()
    const done = { text: '"done"', isError: false }
    assert.deepEqual(await Promise.all(calls), [done, done, done])
  })

  describe('with a gateway that streams', () => {
    it('passes progress on under the token of who asked', async () => {
      const url = await scripted((message, response) => {
        const progressToken = message.params?._meta?.progressToken
        event(response, {
          method: 'notifications/progress',
          params: { progressToken, progress: 1, total: 2, message: 'half' },
        })
        event(response, { id: message.id, result: { content: [] } })
        response.end()
      })
      const { client } = await bridge(url)
      const heard: unknown[] = []
      const onprogress = (progress: unknown) => void heard.push(progress)
      await client.callTool({ name: 'slow' }, undefined, { onprogress })
      assert.deepEqual(heard, [{ progress: 1, total: 2, message: 'half' }])
    })

    it('cancels: the gateway is told, and the request is cut', async () => {
      const asked = Promise.withResolvers<void>()
      const cut = Promise.withResolvers<void>()
      const told = Promise.withResolvers<unknown>()
      const url = await scripted((message, response) => {
        if (message.method === 'notifications/cancelled') {
          told.resolve(message.params?.reason)
          response.writeHead(202).end()
          return
        }
        response.on('close', cut.resolve)
        response.flushHeaders()
        asked.resolve()
      })
      const { client } = await bridge(url)
      const cancelling = new AbortController()
      const called = client.callTool({ name: 'slow' }, undefined, { signal: cancelling.signal })
      await asked.promise
      cancelling.abort('enough')
      await assert.rejects(called, /enough/)
      assert.equal(await told.promise, 'enough')
      await cut.promise
    })

    it('asks once more where the stream breaks before the answer', async () => {
      let calls = 0
      const url = await scripted((message, response) => {
        calls += 1
        if (calls === 1) {
          event(response, { method: 'notifications/message', params: { level: 'info', data: '' } })
          setImmediate(() => response.destroy())
        } else {
          event(response, { id: message.id, result: { content: [{ type: 'text', text: 'ok' }] } })
          response.end()
        }
      })
      const { client } = await bridge(url)
      assert.deepEqual(await call(client), { text: 'ok', isError: false })
      assert.equal(calls, 2)
    })

    it('gives up, and says so, where the answer is garbage twice', async () => {
      const url = await scripted((_message, response) => {
        response.end('data: {"jsonrpc": "2.0", "id"\n\n')
      })
      const { client } = await bridge(url)
      const { text, isError } = await call(client)
      assert.equal(isError, true)
      assert.match(text, /^Cannot reach the tool gateway at http:\/\/127\.0\.0\.1:\d+\. Try again/)
    })
  })

  function openGateway(port: number, more: Partial<GatewayOptions> = {}): Promise<Gateway> {
    const { issuer, audience, clientId } = okta
    return startGateway({
      port,
      issuer,
      audience,
      allowedClients: [clientId],
      tools,
      invoke: (event, context) => invoke(event, context),
      ...more,
    })
  }

  /** A bridge whose user holds `tokens`: the first, until it is refused. */
  async function bridge(url = gateway.url) {
    const refused: string[] = []
    const failures: string[] = []
    const token = async (unwanted?: string) => {
      if (unwanted !== undefined) refused.push(unwanted)
      if (tokens[0] === unwanted) tokens.shift()
      const [held] = tokens
      if (held === undefined) throw new ClientError('login_required', 'Sign in: aws-ops login')
      return held
    }
    const held = gatewayTools({ url, token })
    const onFailure = ({ code }: ClientError) => void failures.push(code)
    const server = bridgeServer({ tools: held, version: '1', instructions: '', onFailure })
    const client = new Client({ name: 'test', version: '1' })
    const [here, there] = InMemoryTransport.createLinkedPair()
    await Promise.all([server.connect(there), client.connect(here)])
    opened.push(client, held)
    return { client, refused, failures }
  }

  /** A gateway that takes connections as they come, and leaves each other message to `answer`. */
  async function scripted(answer: (message: Message, response: ServerResponse) => void) {
    const server = createServer(async (request, response) => {
      const message: Message = JSON.parse((await request.toArray()).join(''))
      if (message.method === 'notifications/initialized') return void response.writeHead(202).end()
      const known = handshake[message.method]
      if (known !== undefined) {
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify({ jsonrpc: '2.0', id: message.id, result: known }))
        return
      }
      response.setHeader('content-type', 'text/event-stream')
      answer(message, response)
    })
    opened.push({ close: () => closeServer(server) })
    return `${await listen(server, 0)}/mcp`
  }
})

interface Message {
  id?: number
  method: string
  params?: { _meta?: { progressToken?: number }; reason?: string }
}

const handshake: Readonly<Record<string, unknown>> = {
  initialize: {
    protocolVersion: '2025-06-18',
    capabilities: { tools: {} },
    serverInfo: { name: 'scripted', version: '1' },
  },
  'tools/list': { tools: [{ name: 'target___slow', inputSchema: { type: 'object' } }] },
}

function event(response: ServerResponse, message: object): void {
  response.write(`data: ${JSON.stringify({ jsonrpc: '2.0', ...message })}\n\n`)
}

async function call(client: Client, input: Record<string, unknown> = {}) {
  const answer = await client.callTool({ name: 'ec2_read_operations', arguments: input })
  const [part] = Array.isArray(answer.content) ? answer.content : []
  return { text: String(part?.text), isError: answer.isError === true }
}
