import { once } from 'node:events'
import { METHODS } from 'node:http'
import { Readable, type Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import awsLambdaFastify from '@fastify/aws-lambda'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { agentVersionHeader } from './api.ts'
import { requestId, withRequestOf } from './platform-request.ts'
import { notFound, problemOf, problemType } from './problem.ts'
import { agentVersion } from './version.ts'

/** What Lambda's Node runtime puts in the global scope before it loads a handler. */
interface LambdaRuntime {
  streamifyResponse(handler: StreamingHandler): StreamingHandler
  HttpResponseStream: { from(stream: Writable, meta: unknown): Writable }
}

export type StreamingHandler = (
  event: unknown,
  responseStream: Writable,
  context: object,
) => Promise<void>

/** The app as a Lambda function whose Function URL has the invoke mode RESPONSE_STREAM. */
export function lambdaHandler(app: FastifyInstance): StreamingHandler {
  const runtime: unknown = Reflect.get(globalThis, 'awslambda')
  if (!isStreamingRuntime(runtime)) {
    throw new Error('awslambda.streamifyResponse is missing: this runs in Lambda’s Node runtime.')
  }
  // As a method, for the adapter wants a whole Context, of which it hands on whatever there is.
  const adapter: Adapter = { invoke: awsLambdaFastify(app, { payloadAsStream: true }) }
  return runtime.streamifyResponse(async (event, responseStream, context) => {
    const gone = new AbortController()
    responseStream.once('close', () => {
      if (!responseStream.writableFinished) gone.abort()
    })
    const { meta, stream } = await withRequestOf(
      event,
      () =>
        answerUnknownMethod(event, app) ??
        adapter.invoke(event, { ...context, clientGone: gone.signal }),
    )
    const headers = withoutHopByHop(meta.headers)
    const to = runtime.HttpResponseStream.from(responseStream, { ...meta, headers })
    await send(stream, to, gone.signal)
  })
}

interface Adapter {
  invoke(event: unknown, context: object): Promise<awsLambdaFastify.LambdaResponseStreamed>
}

/** The global can be there without what streaming needs. */
function isStreamingRuntime(runtime: unknown): runtime is LambdaRuntime {
  if (typeof runtime !== 'object' || runtime === null) return false
  return 'streamifyResponse' in runtime && typeof runtime.streamifyResponse === 'function'
}

/** A Function URL hands on methods that no HTTP server would read, and the adapter fails at them. */
function answerUnknownMethod(event: unknown, { log }: FastifyInstance) {
  const { method = 'GET', path } = urlEvent.safeParse(event).data?.requestContext.http ?? {}
  if (METHODS.includes(method.toUpperCase())) return undefined
  const problem = problemOf(notFound(method, path), requestId())
  log.info({ code: problem.code, request_id: problem.request_id }, 'request refused')
  const headers = { 'content-type': problemType, [agentVersionHeader]: agentVersion }
  const stream = Readable.from([JSON.stringify(problem)])
  return { meta: { statusCode: problem.status, headers }, stream }
}

const urlEvent = z.object({
  requestContext: z.object({ http: z.object({ method: z.string(), path: z.string() }) }),
})

/** Reads on to the end where nobody listens any more: until then a turn may not be stored. */
async function send(from: Readable, to: Writable, gone: AbortSignal): Promise<void> {
  // Status and headers go out with the first write, and a body may be empty.
  to.write('')
  for await (const chunk of from) {
    if (!gone.aborted && !to.write(chunk)) await drained(to, gone)
  }
  if (gone.aborted) return
  to.end()
  await finished(to)
}

async function drained(to: Writable, gone: AbortSignal): Promise<void> {
  await once(to, 'drain', { signal: gone }).catch(() => undefined)
}

/** Those of the pretended connection; Lambda has its own. */
function withoutHopByHop(headers: Record<string, string>): Record<string, string> {
  const { connection: _, 'transfer-encoding': __, ...rest } = headers
  return rest
}
