import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text as readText } from 'node:stream/consumers'
import {
  createMcpHandler,
  isLegacyRequest,
  type McpHttpHandler,
  type Server,
  WebStandardStreamableHTTPServerTransport as Transport,
} from '@modelcontextprotocol/server'
import { type AuthorizerOptions, jwtAuthorizer } from './gateway/authorizer.ts'
import { mcpServers } from './gateway/mcp-server.ts'
import type { ServedTool } from './gateway/search.ts'
import { type InvokeTool, lambdaTarget } from './gateway/target.ts'
import { closeServer, isLoopback, listen, type Port } from './listen.ts'

export interface GatewayOptions extends AuthorizerOptions {
  port: Port
  tools: readonly ServedTool[]
  /** The tool handler's Lambda entry. */
  invoke: InvokeTool
  targetName?: string
  gatewayId?: string
  targetId?: string
  semanticSearch?: boolean
  /** False: it was made before MCP 2026-07-28, or without it. */
  speaksStateless?: boolean
  /** Tools a page of `tools/list`. */
  pageSize?: number
  /** Told what a real Lambda writes to its log: how the handler failed. */
  onError?: (error: unknown) => void
}

export interface Gateway {
  /** The MCP endpoint: `http://127.0.0.1:…/mcp`. */
  url: string
  close(): Promise<void>
}

/** An Amazon Bedrock AgentCore Gateway with a JWT authorizer and one Lambda target, on loopback. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const settings = { ...defaults, ...options }
  const mcpServer = mcpServers({ ...settings, call: lambdaTarget(settings) })
  const routes = {
    authorize: jwtAuthorizer(settings),
    mcpServer,
    stateless: createMcpHandler(mcpServer, { legacy: 'reject' }),
    speaksStateless: settings.speaksStateless,
    issuer: settings.issuer,
    url: '',
  }
  const server = createServer((request, response) => {
    answer(request, routes)
      .catch((error: unknown) => {
        settings.onError(error)
        return jsonRpcError(500, -32603, 'Internal error')
      })
      .then((answered) => send(response, answered))
      .catch(() => response.destroy())
  })
  routes.url = await listen(server, options.port)
  return { url: `${routes.url}/mcp`, close: () => closeServer(server) }
}

const defaults = {
  targetName: 'docker-strands-target',
  gatewayId: 'aws-operations-agent-local',
  targetId: 'LOCALTARGET',
  semanticSearch: true,
  speaksStateless: true,
  pageSize: 10,
  onError: (_error: unknown) => {},
}

interface Routes {
  authorize: (token: string) => Promise<boolean>
  /** Of one request, in a version with a handshake. */
  mcpServer: () => Server
  /** 2026-07-28 and later. */
  stateless: McpHttpHandler
  speaksStateless: boolean
  issuer: string
  /** Its own, with no slash at its end. */
  url: string
}

async function answer(request: IncomingMessage, routes: Routes): Promise<Response> {
  const { headers } = request
  if (!isLoopback(`http://${headers.host}`) || !isLoopback(headers.origin ?? routes.url)) {
    return jsonRpcError(403, -32000, 'Invalid Host or Origin header')
  }
  const { pathname } = new URL(request.url ?? '/', routes.url)
  if (pathname.startsWith(resourceMetadata)) {
    return Response.json({
      resource: `${routes.url}/mcp`,
      authorization_servers: [routes.issuer],
      bearer_methods_supported: ['header'],
    })
  }
  if (pathname !== '/mcp') return jsonRpcError(404, -32000, 'Not found')
  const refusal = await refuse(headers.authorization, routes)
  if (refusal !== undefined) return refusal
  if (request.method !== 'POST') return jsonRpcError(405, -32000, 'Method not allowed')
  return answerMcp(request, routes)
}

const resourceMetadata = '/.well-known/oauth-protected-resource'

async function refuse(
  authorization: string | undefined,
  { authorize, url }: Routes,
): Promise<Response | undefined> {
  const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1]
  if (token !== undefined && (await authorize(token))) return undefined
  const message = token === undefined ? 'Missing Bearer token' : 'Invalid Bearer token'
  const challenge = `Bearer resource_metadata="${url}${resourceMetadata}"`
  return jsonRpcError(401, -32001, message, { 'www-authenticate': challenge })
}

async function answerMcp(request: IncomingMessage, routes: Routes): Promise<Response> {
  const { mcpServer, stateless, speaksStateless, url } = routes
  const headers = Object.entries(request.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  )
  const body = await readText(request)
  const post = new Request(`${url}/mcp`, { method: 'POST', headers, body })
  if (speaksStateless && !(await isLegacyRequest(post))) return stateless.fetch(post)
  const server = mcpServer()
  const transport = new Transport({ enableJsonResponse: true })
  try {
    await server.connect(transport)
    return await transport.handleRequest(post)
  } finally {
    await server.close()
  }
}

async function send(response: ServerResponse, answered: Response): Promise<void> {
  response.writeHead(answered.status, Object.fromEntries(answered.headers))
  response.end(await answered.text())
}

function jsonRpcError(
  status: number,
  code: number,
  message: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json({ jsonrpc: '2.0', id: 0, error: { code, message } }, { status, headers })
}
