import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { toolHandler } from '../../../services/tool-handler/handle.ts'
import { sdkClients } from '../../../tools/executor/clients.ts'
import type { DataKind, ToolResult } from '../../../tools/tool.ts'
import { tools } from '../../../tools/tools.ts'
import { listen } from '../../stand-ins/listen.ts'

interface CountingEndpoint {
  url: string
  /** `GET /path`, of each request that came. */
  seen: string[]
  close: () => void
}

/** Answers anything, so that no client asks again, and keeps what it was asked. */
export async function countingEndpoint(): Promise<CountingEndpoint> {
  const seen: string[] = []
  const server: Server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`)
    request.resume()
    const xml = speaksXml(request.headers)
    response.setHeader('content-type', xml ? 'text/xml' : 'application/json')
    response.end(xml ? '<Response></Response>' : '{}')
  })
  const port = await listen(server)
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { url: `http://127.0.0.1:${port}`, seen, close }
}

/** Services that are asked by forms answer in XML, S3, CloudFront and Route 53 always do. */
const speaksXml = (headers: IncomingHttpHeaders): boolean =>
  /form-urlencoded/.test(headers['content-type'] ?? '') ||
  /\/(s3|cloudfront|route53)\/aws4_request/.test(headers.authorization ?? '')

interface Options {
  dataAccess?: readonly DataKind[]
  /** Nothing is sent: it ends where the host is known. */
  unplugged?: boolean
  /** The function's own; else it is not known. */
  account?: string
}

/** The handler with real SDK clients, and the hosts to which they send. */
export function recordedHandler({ dataAccess = [], unplugged = false, account }: Options = {}) {
  const hosts = new Set<string>()
  const handle = toolHandler({
    tools,
    clients: sdkClients({
      credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'x' },
      configure: ({ middlewareStack }) => {
        middlewareStack.add(
          (next) => async (args) => {
            hosts.add(hostOf(args.request))
            if (unplugged) throw new Error('unplugged')
            return next(args)
          },
          { step: 'finalizeRequest', priority: 'low', name: 'recordHost' },
        )
      },
    }),
    dataAccess: new Set(dataAccess),
    defaultRegion: 'us-east-1',
  })
  const call = (tool: string, input: unknown): Promise<ToolResult> =>
    handle(input, {
      clientContext: { custom: { bedrockAgentCoreToolName: `docker-strands-target___${tool}` } },
      ...(account === undefined
        ? {}
        : { invokedFunctionArn: `arn:aws:lambda:us-east-1:${account}:function:tools` }),
    })
  return { call, hosts }
}

const hostOf = (request: unknown): string =>
  typeof request === 'object' && request !== null && 'hostname' in request
    ? `${request.hostname}${'port' in request && request.port ? `:${request.port}` : ''}`
    : '?'
