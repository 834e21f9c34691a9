import { createServer, type IncomingHttpHeaders } from 'node:http'
import { text as readText } from 'node:stream/consumers'
import {
  createMcpHandler,
  isLegacyRequest,
  ProtocolError,
  ProtocolErrorCode,
  Server,
  WebStandardStreamableHTTPServerTransport as Transport,
} from '@modelcontextprotocol/server'
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

interface Options {
  pageSize?: number
  /** False: as one that was made without MCP 2026-07-28. */
  speaksStateless?: boolean
  /** True: 2026-07-28 is answered by events. */
  streams?: boolean
}

/** An AgentCore Gateway over MCP: targets' names, small pages, its own search tool, opaque errors. */
export async function startGateway(listed: readonly ScriptedTool[], options: Options = {}) {
  const tools = [...listed]
  const { pageSize = 2, speaksStateless = true, streams = false } = options
  const seen = {
    /** `method token`, in order. */
    calls: [] as string[],
    /** Before a tool's name. */
    target: 'target',
    /** HTTP methods of all requests. */
    methods: [] as (string | undefined)[],
    headers: [] as IncomingHttpHeaders[],
    /** Requests whose connection was closed before they were answered. */
    cutOff: 0,
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
    const gone = new AbortController()
    response.once('close', () => {
      if (!response.writableFinished) seen.cutOff += 1
      gone.abort()
    })
    const body = await readText(request)
    const headers = Object.entries(request.headersDistinct).flatMap(([name, values = []]) =>
      values.map((value): [string, string] => [name, value]),
    )
    seen.headers.push(request.headers)
    const { signal } = gone
    const post = new Request('http://127.0.0.1/mcp', { method: 'POST', headers, body, signal })
    const newServer = () =>
      mcpServer({ tools, pageSize, target: seen.target }, (method) => {
        seen.calls.push(`${method} ${request.headers.authorization ?? ''}`)
      })
    const answered =
      speaksStateless && !(await isLegacyRequest(post))
        ? await createMcpHandler(newServer, {
            legacy: 'reject',
            responseMode: streams ? 'sse' : 'auto',
          }).fetch(post)
        : await answerEarlier(newServer(), post)
    response.writeHead(answered.status, Object.fromEntries(answered.headers))
    response.end(await answered.text())
  })
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    seen,
    /** As they are now. */
    tools,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answerEarlier(mcp: Server, post: Request): Promise<Response> {
  const transport = new Transport({ enableJsonResponse: true })
  await mcp.connect(transport)
  return transport.handleRequest(post)
}

const searchTool = {
  name: 'x_amz_bedrock_agentcore_search',
  inputSchema: { type: 'object' as const },
}

interface Served {
  tools: readonly ScriptedTool[]
  pageSize: number
  target: string
}

function mcpServer({ tools, pageSize, target }: Served, onCall: (method: string) => void): Server {
  const mcp = new Server({ name: 'gateway', version: '1' }, { capabilities: { tools: {} } })
  mcp.setRequestHandler('tools/list', ({ params }) => {
    onCall('tools/list')
    const from = Number(params?.cursor ?? 0)
    const all = [
      searchTool,
      ...tools.map(({ run: _, ...tool }) => ({ ...tool, name: `${target}___${tool.name}` })),
    ]
    const next = from + pageSize
    const page = all.slice(from, next)
    return next < all.length ? { tools: page, nextCursor: String(next) } : { tools: page }
  })
  mcp.setRequestHandler('tools/call', async ({ params }, { http }) => {
    onCall(`tools/call ${params.name}`)
    const tool = tools.find(({ name }) => `${target}___${name}` === params.name)
    if (tool === undefined) throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'Unknown tool')
    try {
      const authorization = String(http?.req?.headers.get('authorization'))
      const result = await tool.run(params.arguments ?? {}, authorization)
      return { content: [{ type: 'text', text: JSON.stringify(result) }] }
    } catch {
      const text = 'An internal error occurred. Please retry later.'
      return { content: [{ type: 'text', text }], isError: true }
    }
  })
  return mcp
}
