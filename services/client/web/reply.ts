import type { IncomingMessage, ServerResponse } from 'node:http'
import { clientErrorOf, codeMap } from '../errors.ts'
import { parseJson } from '../parse-json.ts'
import { stripControls } from '../strip-controls.ts'

export interface Reply {
  request: IncomingMessage
  response: ServerResponse
  signal: AbortSignal
}

/** What this server itself turns away. */
export class Refused extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

export function sendJson(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(value))
}

/** The body, which is a JSON object; the longest question fits. */
export async function jsonBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of request) {
    bytes += piece.length
    if (bytes > mostBytes) throw new Refused(413, 'payload_too_large', 'This is too much to send.')
    pieces.push(piece)
  }
  const value = parseJson(Buffer.concat(pieces).toString())
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  throw new Refused(400, 'invalid_request', 'The body is no JSON object.')
}

const mostBytes = 200_000

/** The reason for a person and a code for the page, as the agent's own problems have them. */
export function answerProblem(response: ServerResponse, error: unknown): void {
  if (response.destroyed) return
  // Once a stream has begun, whoever reads it sees that it broke.
  if (response.headersSent) return void response.destroy()
  const { status, code, detail } = problemOf(error)
  response.writeHead(status, { 'content-type': 'application/problem+json; charset=utf-8' })
  response.end(JSON.stringify({ type: 'about:blank', title: code, status, detail, code }))
}

export function problemOf(error: unknown) {
  if (error instanceof Refused) {
    return { status: error.status, code: error.code, detail: error.message, passing: false }
  }
  const failure = clientErrorOf(error)
  if (failure === undefined) {
    const detail = 'Something went wrong in aws-ops itself.'
    return { status: 500, code: 'internal', detail, passing: false }
  }
  const { code, message, passing, retryAfterS } = failure
  const status = statuses.get(code) ?? 502
  return { status, code, detail: stripControls(message), passing, retryAfterS }
}

const statuses = codeMap<number>([
  ['invalid_request', 400],
  ['not_found', 404],
  ['conversation_not_found', 404],
  ['conversation_busy', 409],
  ['throttled', 429],
])
