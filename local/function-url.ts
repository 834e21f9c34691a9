import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { finished } from 'node:stream/promises'
import {
  type Cors,
  corsHeaders,
  defaultCors,
  type HeaderPairs,
  isPreflight,
  preflightHeaders,
} from './function-url/cors.ts'
import { type FunctionUrlEvent, functionUrlEvent } from './function-url/event.ts'
import { responseStreamTo, sendJson } from './function-url/response.ts'
import { type Credentials, checkSignature } from './function-url/sigv4.ts'
import {
  isStreaming,
  type LambdaContext,
  lambdaContext,
  type ResponseStream,
} from './lambda-runtime.ts'
import { closeServer, listen, type Port } from './listen.ts'
import { company } from './sample-account/facts/company.ts'

export interface FunctionUrlOptions {
  port: Port
  region: string
  /** The one caller that is let in. */
  credentials: Credentials
  /** Wrapped by `awslambda.streamifyResponse`; install the runtime before it is loaded. */
  handler: StreamingHandler
  cors?: Cors
  functionName?: string
  accountId?: string
  /** After it the function counts as killed. */
  timeoutMs?: number
  /** Told what a real Lambda writes to its log: how the handler failed. */
  onError?: (error: unknown) => void
}

type StreamingHandler = (
  event: FunctionUrlEvent,
  responseStream: ResponseStream,
  context: LambdaContext,
) => Promise<unknown>

export interface FunctionUrl {
  /** With a slash at its end, as AWS gives it. */
  url: string
  close(): Promise<void>
}

/** A Lambda Function URL with AuthType AWS_IAM and InvokeMode RESPONSE_STREAM, on loopback. */
export async function startFunctionUrl(options: FunctionUrlOptions): Promise<FunctionUrl> {
  if (!isStreaming(options.handler)) {
    throw new TypeError('The handler is not wrapped by awslambda.streamifyResponse')
  }
  const settings = { ...defaults, ...options }
  const server = createServer((request, response) => {
    answer(request, response, settings).catch((error: unknown) => {
      settings.onError(error)
      response.destroy()
    })
  })
  const url = await listen(server, options.port)
  return { url: `${url}/`, close: () => closeServer(server) }
}

const defaults = {
  cors: defaultCors,
  functionName: 'aws-operations-agent-local',
  accountId: company.accountId,
  timeoutMs: 300_000,
  onError: (_error: unknown) => {},
}

type Settings = Required<FunctionUrlOptions>

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  settings: Settings,
): Promise<void> {
  const { method = 'GET', url: target = '/' } = request
  if (isPreflight(method, request.headers)) {
    response.writeHead(200, preflightHeaders(settings.cors, request.headers.origin).flat())
    return void response.end()
  }
  const requestId = randomUUID()
  const headers: HeaderPairs = [
    ['x-amzn-requestid', requestId],
    ...corsHeaders(settings.cors, request.headers.origin),
  ]
  const body = await readBody(request)
  if (body === undefined) {
    return sendJson(response, 413, { body: { Message: tooLarge }, headers })
  }
  const received = { method, target, headers: joinHeaders(request), body }
  const { region, credentials, accountId } = settings
  const now = new Date()
  const expected = { region, credentials, service: 'lambda', now }
  const refusal = await checkSignature(received, expected)
  if (refusal !== undefined) {
    headers.push(['x-amzn-errortype', refusal.errorType])
    return sendJson(response, 403, { body: refusal.body, headers })
  }
  const { httpVersion } = request
  const { accessKeyId } = credentials
  const caller = { httpVersion, requestId, accessKeyId, accountId, now }
  await invoke(functionUrlEvent({ ...received, ...caller }), response, { ...settings, headers })
}

/** Before its prelude a function that fails is a 502; after it, the response just breaks off. */
async function invoke(
  event: FunctionUrlEvent,
  response: ServerResponse,
  settings: Settings & { headers: HeaderPairs },
): Promise<void> {
  const { handler, headers, timeoutMs, onError } = settings
  const stream = responseStreamTo(response, headers)
  const timer = setTimeout(() => {
    stream.destroy(new Error(`Task timed out after ${timeoutMs / 1000} seconds`))
  }, timeoutMs)
  try {
    const context = lambdaContext({ ...settings, memoryMb: 1536 }, event.requestContext.requestId)
    await Promise.all([finished(stream), Promise.try(handler, event, stream, context)])
  } catch (error) {
    const clientLeft = response.destroyed
    if (clientLeft) return
    onError(error)
    if (response.headersSent) response.destroy()
    else sendJson(response, 502, { body: { message: 'Internal Server Error' }, headers })
  } finally {
    clearTimeout(timer)
  }
}

const maxBodyBytes = 6 * 1024 * 1024
const tooLarge = `Exceeded maximum allowed payload size (${maxBodyBytes} bytes).`

/** Undefined where it is too large: read to its end all the same, so that the refusal arrives. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes <= maxBodyBytes) chunks.push(chunk)
  }
  return bytes > maxBodyBytes ? undefined : Buffer.concat(chunks)
}

function joinHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headersDistinct).map(([name, values = []]) => [name, values.join(',')]),
  )
}
