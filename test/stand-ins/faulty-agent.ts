import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { type ProblemCode, problemCodes, questionBody } from '../../services/agent/api.ts'
import type { AgentEvent } from '../../services/agent/events.ts'
import { listen } from './listen.ts'

interface AskedRequest {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
}

/** What happens to one request. */
export type Turn = (response: ServerResponse, request: AskedRequest) => void

/** A stand-in for the agent behind its Function URL: answers each request with the next turn, faults included. */
export async function startFaultyAgent(...turns: [Turn, ...Turn[]]) {
  const requests: AskedRequest[] = []
  const server = createServer(async (request, response) => {
    const { method = '', url: path = '', headers } = request
    const asked = { method, path, headers, body: await text(request) }
    requests.push(asked)
    const turn = turns[requests.length - 1] ?? turns.at(-1)
    turn?.(response, asked)
  })
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}/`,
    requests,
    /** The `request_id` of each question, in order. */
    requestIds: () =>
      requests.map(({ body }) => questionBody.parse(JSON.parse(body)).request_id ?? ''),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A stream as the agent writes it. */
export function streamOf(events: readonly AgentEvent[]): string {
  const messages = events.map(
    ({ type, ...data }) => `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`,
  )
  return [': ok\n\n', ...messages].join('')
}

export function answers(stream: string | Buffer): Turn {
  return (response) => void startStream(response).end(stream)
}

/** The connection breaks after `bytes` of the answer's body. */
export function cutAfter(stream: string, bytes: number): Turn {
  return (response) => {
    const beginning = Buffer.from(stream).subarray(0, bytes)
    startStream(response).write(beginning, () => response.destroy())
  }
}

/** Nothing more comes after `bytes`, though the connection stands. */
export function silentAfter(stream: string, bytes: number): Turn {
  return (response) => {
    startStream(response)
    response.flushHeaders()
    if (bytes > 0) response.write(Buffer.from(stream).subarray(0, bytes))
  }
}

export const neverAnswers: Turn = () => {}
export const hangsUp: Turn = (response) => response.destroy()

/** The agent's own refusal, a problem document. */
export function refuses(
  code: ProblemCode,
  more: { detail?: string; retry_after_s?: number } = {},
): Turn {
  const status = problemCodes[code]
  const problem = {
    type: 'about:blank',
    title: code,
    status,
    code,
    detail: `It is ${code}.`,
    ...more,
  }
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/problem+json' })
    response.end(JSON.stringify(problem))
  }
}

/** What AWS, or whatever else is before the agent, answers in its place. */
export function answersInstead(
  status: number,
  body: string | object,
  headers: Record<string, string> = {},
): Turn {
  return (response) => {
    response.writeHead(status, headers)
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }
}

/** Function URLs whose clock is `aheadMs` ahead: they refuse what is not signed by it. */
export function withClock(aheadMs: number, turn: Turn): Turn {
  return (response, request) => {
    const now = Date.now() + aheadMs
    response.setHeader('date', new Date(now).toUTCString())
    const lateMs = now - signedAt(request)
    if (Math.abs(lateMs) < 5 * 60_000) return turn(response, request)
    const said = lateMs > 0 ? 'Signature expired: …' : 'Signature not yet current: …'
    answersInstead(403, { message: said })(response, request)
  }
}

function signedAt({ headers }: AskedRequest): number {
  const date = z.string().parse(headers['x-amz-date'])
  return Date.parse(date.replace(/^(....)(..)(..T..)(..)(..)/, '$1-$2-$3:$4:$5'))
}

function startStream(response: ServerResponse): ServerResponse {
  return response.writeHead(200, { 'content-type': 'text/event-stream' })
}
