import type { IncomingMessage } from 'node:http'
import * as z from 'zod'
import { request, textOf } from '../../outbound/http-request.ts'
import {
  type CallerHeaders,
  type GatewayClient,
  GatewayError,
  OlderGateway,
  type Progress,
  progress,
  requestTimeout,
  toolAnswer,
  toolPage,
  type Within,
} from './gateway-client.ts'
import { parseJson } from './json.ts'

/**
 * MCP 2026-07-28, which has no handshake: each request is one POST that says all there is to know, and
 * cutting it off cancels it. Made by hand, as MCP's own SDK takes 60 ms and 18 MB to load, which the
 * first person to ask would wait for. Throws `OlderGateway` at one that does not speak it.
 */
export function statelessGateway(url: string, headers: CallerHeaders): GatewayClient {
  const address = new URL(url)
  const closing = new AbortController()
  let lastId = 0
  async function ask(asked: Asked, { signal, timeout }: Within): Promise<unknown> {
    lastId += 1
    const id = lastId
    const time = AbortSignal.timeout(timeout)
    const until = new AbortController()
    const signals = [signal, closing.signal, time]
    const stop = () => until.abort()
    for (const each of signals) each.addEventListener('abort', stop)
    if (signals.some(({ aborted }) => aborted)) stop()
    try {
      const body = JSON.stringify(messageOf(id, asked))
      const sent = { ...headers, ...headersOf(asked) }
      const answer = { method: 'POST', headers: sent, body, signal: until.signal } as const
      return resultOf(await answerTo(id, await request(address, answer), asked.onProgress))
    } catch (error) {
      if (!time.aborted || error instanceof GatewayError) throw error
      throw new GatewayError(requestTimeout, 'Request timed out', { cause: error })
    } finally {
      for (const each of signals) each.removeEventListener('abort', stop)
    }
  }
  return {
    async listPage(cursor, within) {
      const params = cursor === undefined ? {} : { cursor }
      return toolPage.parse(await ask({ method: 'tools/list', params }, within))
    },
    async callTool({ name, input, headers, onProgress }, within) {
      const params = { name, arguments: input }
      return toolAnswer.parse(
        await ask({ method: 'tools/call', params, name, headers, onProgress }, within),
      )
    },
    async close() {
      closing.abort()
    },
  }
}

const version = '2026-07-28'

interface Asked {
  method: string
  params: Record<string, unknown>
  /** Of what is called. */
  name?: string
  headers?: Readonly<Record<string, string>>
  onProgress?: OnProgress
}

type OnProgress = ((progress: Progress) => void) | undefined

function messageOf(id: number, { method, params, onProgress }: Asked) {
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': version,
    'io.modelcontextprotocol/clientInfo': { name: 'aws-operations-agent', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
    ...(onProgress !== undefined && { progressToken: id }),
  }
  return { jsonrpc: '2.0', id, method, params: { ...params, _meta } }
}

function headersOf({ method, name, headers }: Asked): Record<string, string> {
  return {
    ...headers,
    accept: 'application/json, text/event-stream',
    'content-type': 'application/json',
    'mcp-protocol-version': version,
    'mcp-method': method,
    ...(name !== undefined && { 'mcp-name': headerValue(name) }),
  }
}

/** What no header can hold as it is, goes in base64 that says so. */
function headerValue(text: string): string {
  const isPlain = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text)
  const isMistakable = text.startsWith('=?base64?') && text.endsWith('?=')
  if (isPlain && !isMistakable) return text
  return `=?base64?${Buffer.from(text).toString('base64')}?=`
}

const rpcAnswer = z.looseObject({
  id: z.union([z.string(), z.number(), z.null()]).optional(),
  result: z.looseObject({ resultType: z.string().optional() }).optional(),
  error: z.looseObject({ code: z.number(), message: z.string().catch('') }).optional(),
})
type RpcAnswer = z.infer<typeof rpcAnswer>

/** What the answer's body says, of the request with this id. */
async function answerTo(
  id: number,
  response: IncomingMessage,
  onProgress: OnProgress,
): Promise<RpcAnswer> {
  const { statusCode: status = 0, headers } = response
  if (status === 401 || status === 403) {
    response.destroy()
    throw new GatewayError(status, `The gateway answered ${status}`)
  }
  const isStream = headers['content-type']?.startsWith('text/event-stream') ?? false
  const said = isStream
    ? await answerIn(response, { id, onProgress })
    : await textOf(response, maxBytes)
  const answer = rpcAnswer.safeParse(parseJson(said)).data ?? {}
  if (isOlder(status, answer)) throw new OlderGateway(`The gateway answered ${status}`)
  if (answer.error === undefined && (status < 200 || status > 299 || answer.result === undefined)) {
    throw new GatewayError(status, `The gateway answered ${status}`)
  }
  return answer
}

/** Far more than any gateway lets through: Lambda's limit is 6 MB. */
const maxBytes = 32_000_000

/** The message that answers: other ones may come before it, as how far it is. */
async function answerIn(
  response: IncomingMessage,
  { id, onProgress }: { id: number; onProgress: OnProgress },
): Promise<string> {
  const { createParser } = await import('eventsource-parser')
  const messages: string[] = []
  const parser = createParser({ onEvent: ({ data }) => void messages.push(data) })
  const decoder = new TextDecoder()
  let bytes = 0
  for await (const piece of response) {
    bytes += piece.length
    if (bytes > maxBytes) throw new Error(`The answer is over ${maxBytes} bytes`)
    parser.feed(decoder.decode(piece, { stream: true }))
    for (const message of messages.splice(0)) {
      if (isAnswer(message, id)) return message
      const told = progressOf(message, id)
      if (told !== undefined) onProgress?.(told)
    }
  }
  throw new Error('The answer broke off')
}

function progressOf(message: string, id: number): Progress | undefined {
  const { method, params } = notification.safeParse(parseJson(message)).data ?? {}
  if (method !== 'notifications/progress' || params?.progressToken !== id) return undefined
  return progress.safeParse(params).data
}

const notification = z.looseObject({
  method: z.string(),
  params: z.looseObject({ progressToken: z.union([z.string(), z.number()]) }),
})

function isAnswer(message: string, id: number): boolean {
  const answer = rpcAnswer.safeParse(parseJson(message)).data
  if (answer === undefined || (answer.result ?? answer.error) === undefined) return false
  return answer.id === id || answer.error !== undefined
}

const mcpErrors = { headerMismatch: -32020, unsupportedVersion: -32022, draftVersion: -32004 }

/**
 * As the specification has it: whoever knows this version refuses in its words, and anybody else does
 * it in words of their own. What a schema asks of headers besides, older versions ask in no header.
 */
function isOlder(status: number, { error }: RpcAnswer): boolean {
  if (error !== undefined && Object.values(mcpErrors).includes(error.code)) return true
  if (/protocol.?version/i.test(error?.message ?? '')) return true
  const isKnown = error !== undefined && error.code <= -32600 && error.code >= -32700
  return [400, 404, 405, 406, 415, 501].includes(status) && !isKnown
}

function resultOf({ result, error }: RpcAnswer): unknown {
  if (error !== undefined) throw new GatewayError(error.code, error.message)
  // A gateway may ask back only who says that it can answer.
  if ((result?.resultType ?? 'complete') === 'complete') return result
  throw new GatewayError(invalidRequest, `The gateway answered ${result?.resultType}`)
}

const invalidRequest = -32600
