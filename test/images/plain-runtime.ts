// Lambda's Node runtime as far as a handler sees it, for where AWS's own cannot be fetched: a
// process that loads a handler and asks the Runtime API for invocations until it is ended.
import { once } from 'node:events'
import { type ClientRequest, type OutgoingHttpHeaders, request } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { installLambdaRuntime, isStreaming, ResponseStream } from '../../local/lambda-runtime.ts'

const { AWS_LAMBDA_RUNTIME_API, LAMBDA_TASK_ROOT } = z
  .object({ AWS_LAMBDA_RUNTIME_API: z.string(), LAMBDA_TASK_ROOT: z.string() })
  .parse(process.env)

const errorType = 'Lambda-Runtime-Function-Error-Type'
const errorBody = 'Lambda-Runtime-Function-Error-Body'

type Handler = (...parameters: unknown[]) => Promise<unknown>
const isHandler = (value: unknown): value is Handler => typeof value === 'function'

installLambdaRuntime()
const handler = await loadHandler()
for (;;) await run(await nextInvocation())

async function loadHandler(): Promise<Handler> {
  try {
    const { handler } = await import(join(LAMBDA_TASK_ROOT, 'handler.mjs'))
    if (!isHandler(handler)) throw new Error('handler.handler is not a function')
    return handler
  } catch (error) {
    await post('init/error', JSON.stringify(asData(error)))
    throw error
  }
}

interface Invocation {
  id: string
  event: unknown
  context: object
}

async function nextInvocation(): Promise<Invocation> {
  const asking = call('GET', 'invocation/next')
  asking.end()
  const { headers, body } = await answerOf(asking)
  const id = String(headers['lambda-runtime-aws-request-id'])
  const clientContext = headers['lambda-runtime-client-context']
  const deadline = Number(headers['lambda-runtime-deadline-ms'])
  return {
    id,
    event: JSON.parse(body),
    context: {
      awsRequestId: id,
      invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
      ...(clientContext !== undefined && { clientContext: JSON.parse(String(clientContext)) }),
      getRemainingTimeInMillis: () => deadline - Date.now(),
    },
  }
}

async function run({ id, event, context }: Invocation): Promise<void> {
  const to = `invocation/${id}`
  if (isStreaming(handler)) return runStreaming(to, { event, context })
  try {
    await post(`${to}/response`, JSON.stringify((await handler(event, context)) ?? null))
  } catch (error) {
    await post(`${to}/error`, JSON.stringify(asData(error)))
  }
}

async function runStreaming(to: string, { event, context }: Omit<Invocation, 'id'>): Promise<void> {
  let sending: ClientRequest | undefined
  const begun = () => {
    sending ??= call('POST', `${to}/response`, streamHeaders(stream.contentType))
    return sending
  }
  const stream = new ResponseStream({
    write: (chunk: Buffer, encoding, done) => void begun().write(chunk, encoding, done),
  })
  try {
    await handler(event, stream, context)
    if (!stream.writableFinished) throw new Error('Response stream is not finished.')
  } catch (error) {
    const data = asData(error)
    begun().addTrailers({
      [errorType]: data.errorType,
      [errorBody]: Buffer.from(JSON.stringify(data)).toString('base64'),
    })
  }
  begun().end()
  await answerOf(begun())
}

function streamHeaders(contentType: string): OutgoingHttpHeaders {
  return {
    'lambda-runtime-function-response-mode': 'streaming',
    trailer: `${errorType}, ${errorBody}`,
    'content-type': contentType,
    'transfer-encoding': 'chunked',
  }
}

function asData(error: unknown) {
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  return { errorType: name, errorMessage: message }
}

async function post(path: string, body: string): Promise<void> {
  const sent = call('POST', path, { 'content-type': 'application/json' })
  sent.end(body)
  await answerOf(sent)
}

function call(method: string, path: string, headers: OutgoingHttpHeaders = {}): ClientRequest {
  return request(`http://${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/${path}`, { method, headers })
}

async function answerOf(sent: ClientRequest) {
  const [response] = await once(sent, 'response')
  return { headers: response.headers, body: await text(response) }
}
