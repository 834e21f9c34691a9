import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
  request as send,
} from 'node:http'
import { buffer } from 'node:stream/consumers'
import { FaultPlan, upstreamText } from './fault-plan.ts'
import { listen } from './listen.ts'

export interface ProxiedRequest {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
}

interface ProxyOptions {
  /** Where requests go: `http://127.0.0.1:…`. */
  target: string
  /** Which step of a turn a request is. */
  stepOf: (request: ProxiedRequest) => string
  /** How this dependency says that it was asked too much. */
  throttled?: Answer
}

interface Answer {
  status: number
  headers?: Record<string, string>
  body: string
}

/** HTTP between the agent and a dependency, broken as `plan` says. */
export async function startFaultProxy({ target, stepOf, throttled = tooMany }: ProxyOptions) {
  const plan = new FaultPlan()
  const late: (() => Promise<Answered>)[] = []
  const server = createServer(async (request, response) => {
    const { method = 'GET', url: path = '/', headers } = request
    const body = await buffer(request)
    const step = stepOf({ method, path, headers, body: body.toString() })
    const ask = () => forward(new URL(path, target), { method, headers, body })
    const fault = plan.strike(step)
    if (fault === 'stall') late.push(ask)
    else if (fault === 'fail') reply(response, failed)
    else if (fault === 'throttle') reply(response, throttled)
    else pass(await ask(), response, fault)
  })
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}`,
    plan,
    /** What stalled arrives after all, when nobody waits for its answer any more. */
    async deliver() {
      for (const ask of late.splice(0)) await ask()
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const failed: Answer = { status: 500, body: upstreamText }
const tooMany: Answer = { status: 429, headers: { 'retry-after': '1' }, body: upstreamText }
const garbage: Answer = { status: 200, body: `<html>${upstreamText}</html>` }

function reply(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
}

interface Forwarded {
  method: string
  headers: IncomingHttpHeaders
  body: Buffer
}

interface Answered {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

async function forward(url: URL, { method, headers, body }: Forwarded): Promise<Answered> {
  const request = send(url, { method, headers })
  request.end(body)
  const [response]: IncomingMessage[] = await once(request, 'response')
  if (response === undefined) throw new Error(`No response from ${url}`)
  return {
    status: response.statusCode ?? 500,
    headers: response.headers,
    body: await buffer(response),
  }
}

/** The whole answer, or with a fault nonsense, or half of it: left open, or broken off. */
function pass(
  { status, headers, body }: Answered,
  response: ServerResponse,
  fault: 'freeze' | 'garbage' | 'cut' | undefined,
): void {
  if (fault === 'garbage') return void reply(response, garbage)
  response.writeHead(status, headers)
  if (fault === undefined) return void response.end(body)
  response.write(body.subarray(0, body.length / 2), () => {
    if (fault === 'cut') response.destroy()
  })
}
