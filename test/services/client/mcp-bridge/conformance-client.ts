import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'
import { bridgeServer } from '../../../../services/client/mcp-bridge/bridge-server.ts'
import { gatewayTools } from '../../../../services/client/mcp-bridge/gateway-tools.ts'

/** The client that MCP's conformance suite looks at: lists the tools at a URL, and calls each. */
const url = process.argv.at(-1) ?? ''
const tools = gatewayTools({ url, token: async () => 'token' })
const server = bridgeServer({
  tools,
  version: '1',
  instructions: '',
  onFailure: (failure) => void process.stderr.write(`${failure.message}\n`),
})
const client = new Client({ name: 'test', version: '1' })
const [here, there] = InMemoryTransport.createLinkedPair()
await Promise.all([server.connect(there), client.connect(here)])
const listed = await client.listTools()
for (const { name, inputSchema } of listed.tools) {
  const { required = [] } = inputSchema
  await client.callTool({
    name,
    arguments: Object.fromEntries(required.map((member) => [member, 1])),
  })
}
await client.close()
await tools.close()
