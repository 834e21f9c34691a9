import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { startGateway } from '../../local/gateway.ts'
import { closeServer, listen } from '../../local/listen.ts'
import { startOkta } from '../../local/okta.ts'

const suite = fileURLToPath(import.meta.resolve('@modelcontextprotocol/conformance/dist/index.js'))
const expectedFailures = fileURLToPath(new URL('gateway-conformance.yaml', import.meta.url))
const targetName = 'docker-strands-target'

describe("MCP's own conformance suite", () => {
  it('finds in the gateway what it asks of a server with tools only', async () => {
    const okta = await startOkta({ port: 0 })
    const gateway = await startGateway({
      port: 0,
      issuer: okta.issuer,
      audience: okta.audience,
      allowedClients: [okta.clientId],
      targetName,
      tools: ['test_simple_text', 'test_error_handling'].map((name) => ({
        name,
        description: `The suite's ${name}.`,
        inputSchema: { type: 'object' },
      })),
      invoke: async (_event, { clientContext }) => {
        const { bedrockAgentCoreToolName } = clientContext.custom
        if (bedrockAgentCoreToolName.endsWith('test_error_handling')) throw new Error('as asked')
        return 'This is a simple text response for testing.'
      },
    })
    const proxy = await startProxy(gateway.url, await okta.issueToken('alice'))
    const { code, output } = await runSuite(proxy.url)
    for (const server of [proxy, gateway, okta]) await server.close()
    assert.equal(code, 0, output)
  })
})

/**
 * Does what the suite cannot: sends a token, and puts the target before a tool's name. All else
 * passes as it is, Host and Origin too.
 */
async function startProxy(target: string, token: string) {
  const server = createServer(async (incoming, outgoing) => {
    const body = withTarget(await text(incoming))
    const headers = {
      ...incoming.headers,
      authorization: `Bearer ${token}`,
      'content-length': Buffer.byteLength(body),
    }
    const { method = 'GET' } = incoming
    const forwarded = httpRequest(target, { method, headers }, (response: IncomingMessage) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers)
      response.pipe(outgoing)
    })
    forwarded.on('error', () => outgoing.destroy())
    forwarded.end(body)
  })
  return { url: `${await listen(server, 0)}/mcp`, close: () => closeServer(server) }
}

const toolCall = z.looseObject({
  method: z.literal('tools/call'),
  params: z.looseObject({ name: z.string() }),
})

function withTarget(body: string): string {
  const parsed = toolCall.safeParse(body === '' ? undefined : JSON.parse(body))
  if (!parsed.success) return body
  const { params, ...message } = parsed.data
  return JSON.stringify({
    ...message,
    params: { ...params, name: `${targetName}___${params.name}` },
  })
}

function runSuite(url: string): Promise<{ code: number | null; output: string }> {
  const run = ['server', '--url', url, '--suite', 'all', '--expected-failures', expectedFailures]
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [suite, ...run], (_error, stdout, stderr) => {
      resolve({ code: child.exitCode, output: stdout + stderr })
    })
  })
}
