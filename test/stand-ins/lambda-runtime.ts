import { PassThrough, type Writable } from 'node:stream'
import type { StreamingHandler } from '../../services/agent/lambda.ts'

/** What Lambda's runtime puts in the global scope, with each response's status and headers kept. */
export function installLambdaRuntime() {
  const metas = new WeakMap<Writable, unknown>()
  const awslambda = {
    streamifyResponse: (handler: StreamingHandler) => handler,
    HttpResponseStream: {
      from(stream: Writable, meta: unknown) {
        metas.set(stream, meta)
        return stream
      },
    },
  }
  Object.assign(globalThis, { awslambda })
  return {
    meta: (stream: Writable) => metas.get(stream),
    uninstall: () => Reflect.deleteProperty(globalThis, 'awslambda'),
  }
}

/** A Function URL's event of a POST with a JSON body. */
export function postEvent(path: string, headers: Record<string, string>, body: unknown) {
  return {
    version: '2.0',
    rawPath: path,
    rawQueryString: '',
    headers: { 'content-type': 'application/json', ...headers },
    requestContext: {
      http: { method: 'POST', path, sourceIp: '192.0.2.1' },
      requestId: 'lambda-1',
    },
    body: JSON.stringify(body),
    isBase64Encoded: false,
  }
}

/** One invocation: what it writes, and the end of it. */
export function invoke(handler: StreamingHandler, event: unknown, remainingMs = 300_000) {
  const stream = new PassThrough()
  const endsAt = Date.now() + remainingMs
  const getRemainingTimeInMillis = () => endsAt - Date.now()
  const ended = handler(event, stream, { awsRequestId: 'lambda-1', getRemainingTimeInMillis })
  return { stream, ended }
}
