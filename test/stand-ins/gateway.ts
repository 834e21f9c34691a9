import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import {
  CallToolRequestSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js'
import { listen } from './listen.ts'

export interface ScriptedTool {
  name: string
  description: string
  inputSchema: { type: 'object'; properties?: Record<string, object>; required?: string[] }
  /**
   * The result that goes out as JSON text; a throw becomes the gateway's opaque error.
   * `authorization` is the header that the call came with.
   */
  run: (input: Record<string, unknown>, authorization: string) => unknown
}

export type ScriptedGateway = Awaited<ReturnType<typeof startGateway>>

/** An AgentCore Gateway over MCP: targets' names, small pages, its own search tool, opaque errors. */
export async function startGateway(tools: readonly ScriptedTool[], pageSize = 2) {
  const seen = {
    /** `method token`, in order. */
    calls: [] as string[],
    /** HTTP methods of all requests. */
    methods: [] as (string | undefined)[],
    /** Refuses every request with this status. */
    refuseWith: undefined as number | undefined,
  }
  const server = createServer(async (request, response) => {
    seen.methods.push(request.method)
    if (seen.refuseWith !== undefined) {
      response.writeHead(seen.refuseWith, { 'content-type': 'application/json' }).end('{}')
      return
    }
    if (request.method !== 'POST') {
      response.writeHead(405).end()
      return
    }
    await handle(
      request,
      response,
      mcpServer(tools, pageSize, (method) => {
        seen.calls.push(`${method} ${request.headers.authorization ?? ''}`)
      }),
    )
  })
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    seen,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function handle(request: IncomingMessage, response: ServerResponse, mcp: Server) {
  const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true })
  response.once('close', () => void mcp.close())
  await mcp.connect(transport)
  await transport.handleRequest(request, response)
}

const searchTool = {
  name: 'x_amz_bedrock_agentcore_search',
  inputSchema: { type: 'object' as const },
}

function mcpServer(
  tools: readonly ScriptedTool[],
  pageSize: number,
  onCall: (method: string) => void,
): Server {
  const mcp = new Server({ name: 'gateway', version: '1' }, { capabilities: { tools: {} } })
  mcp.setRequestHandler(ListToolsRequestSchema, ({ params }) => {
    onCall('tools/list')
    const from = Number(params?.cursor ?? 0)
    const all = [
      searchTool,
      ...tools.map(({ run: _, ...tool }) => ({ ...tool, name: `target___${tool.name}` })),
    ]
    const next = from + pageSize
    const page = all.slice(from, next)
    return next < all.length ? { tools: page, nextCursor: String(next) } : { tools: page }
  })
  mcp.setRequestHandler(CallToolRequestSchema, async ({ params }, { requestInfo }) => {
    onCall(`tools/call ${params.name}`)
    const tool = tools.find(({ name }) => `target___${name}` === params.name)
    if (tool === undefined) throw new McpError(ErrorCode.InvalidParams, 'Unknown tool')
    try {
      const authorization = String(requestInfo?.headers.authorization)
      const result = await tool.run(params.arguments ?? {}, authorization)
      return { content: [{ type: 'text', text: JSON.stringify(result) }] }
    } catch {
      const text = 'An internal error occurred. Please retry later.'
      return { content: [{ type: 'text', text }], isError: true }
    }
  })
  return mcp
}
