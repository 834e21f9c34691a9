import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { listen } from '../stand-ins/listen.ts'

/** What a function answers to one invocation. */
export type Answer =
  | { kind: 'response'; streaming: boolean; contentType: string; body: IncomingMessage }
  | { kind: 'error'; type: string; body: string }

/** Lambda's Runtime API for one function: its runtime asks for invocations, one at a time. */
export async function startRuntimeApi() {
  const queue = new InvocationQueue()
  const initErrors: string[] = []
  const server = createServer(async (request, response) => {
    const [, path = ''] = (request.url ?? '').split('/2018-06-01/runtime/')
    const [, id = '', what] = path.split('/')
    const accept = () => response.writeHead(202).end('{"status":"OK"}')
    if (path === 'invocation/next') {
      queue.ask(response)
      server.emit('asked')
    } else if (path === 'init/error') {
      initErrors.push(await text(request))
      server.emit('gave up')
      accept()
    } else if (what === 'response') {
      request.once('end', accept)
      queue.answer(id, responseOf(request))
    } else {
      queue.answer(id, await errorOf(request))
      accept()
    }
  })
  const port = await listen(server)

  return {
    /** For `AWS_LAMBDA_RUNTIME_API`. */
    address: `127.0.0.1:${port}`,
    /** Bodies of the errors with which a runtime gave up before its first invocation. */
    initErrors,
    /** Until the function is ready for an invocation. */
    async ready(): Promise<void> {
      if (!queue.asked) await once(server, 'asked')
    },
    /** Until its runtime says that it cannot start. */
    async gaveUp(): Promise<void> {
      if (initErrors.length === 0) await once(server, 'gave up')
    },
    /** One invocation; its body can be read while the function writes it. */
    invoke(event: unknown, clientContext?: unknown): Promise<Answer> {
      return new Promise((answer) => {
        queue.add({ ...invocationOf(event, clientContext), answer })
      })
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

class InvocationQueue {
  asked = false
  #waiting: Invocation[] = []
  #running = new Map<string, Invocation>()
  #idle: ServerResponse | undefined

  add(invocation: Invocation): void {
    this.#waiting.push(invocation)
    this.#handOut()
  }

  ask(response: ServerResponse): void {
    this.asked = true
    this.#idle = response
    this.#handOut()
  }

  answer(id: string, answer: Answer): void {
    this.#running.get(id)?.answer(answer)
    this.#running.delete(id)
  }

  #handOut(): void {
    const invocation = this.#idle && this.#waiting.shift()
    if (invocation === undefined) return
    this.#running.set(invocation.id, invocation)
    this.#idle?.writeHead(200, invocation.headers).end(JSON.stringify(invocation.event))
    this.#idle = undefined
  }
}

interface Invocation {
  id: string
  event: unknown
  headers: Record<string, string>
  answer: (answer: Answer) => void
}

function invocationOf(event: unknown, clientContext: unknown): Omit<Invocation, 'answer'> {
  const id = crypto.randomUUID()
  return {
    id,
    event,
    headers: {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': id,
      'lambda-runtime-deadline-ms': String(Date.now() + 60_000),
      'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:us-east-1:123456789012:function:test',
      ...(clientContext !== undefined && {
        'lambda-runtime-client-context': JSON.stringify(clientContext),
      }),
    },
  }
}

function responseOf(request: IncomingMessage): Answer {
  return {
    kind: 'response',
    streaming: request.headers['lambda-runtime-function-response-mode'] === 'streaming',
    contentType: request.headers['content-type'] ?? '',
    body: request,
  }
}

async function errorOf(request: IncomingMessage): Promise<Answer> {
  const type = String(request.headers['lambda-runtime-function-error-type'] ?? '')
  return { kind: 'error', type, body: await text(request) }
}

/** The error of a stream that has been read to its end: it comes in trailers, after the body. */
export function streamError({ trailers }: IncomingMessage) {
  const body = trailers['lambda-runtime-function-error-body']
  if (body === undefined) return undefined
  return {
    type: trailers['lambda-runtime-function-error-type'],
    body: Buffer.from(body, 'base64').toString(),
  }
}
