import { AsyncLocalStorage } from 'node:async_hooks'
import type { Client } from '@modelcontextprotocol/sdk/client/index.js'
import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js'
import type {
  JsonSchemaValidator,
  jsonSchemaValidator,
} from '@modelcontextprotocol/sdk/validation/types.js'
import * as z from 'zod'
import {
  type CallerHeaders,
  type GatewayClient,
  toolAnswer,
  type Within,
} from './gateway-client.ts'
import { withOwnSignal } from './own-signal.ts'

/**
 * MCP up to 2025-11-25, by its own SDK: a connection that begins with a handshake, at the first request.
 * `headers` are read anew for each of its requests.
 */
export function sessionGateway(
  url: string,
  headers: CallerHeaders,
  timeout: number,
): GatewayClient & { prepare(): void } {
  const closing = new AbortController()
  let connection: Promise<Client> | undefined
  const connected = () => {
    connection ??= connect(url, headers, { signal: closing.signal, timeout })
    return connection
  }
  return {
    /** Begins to connect, for a call that is to come. */
    prepare() {
      connected().catch(() => undefined)
    },
    async listPage(cursor, { signal, timeout }) {
      const client = await connected()
      const params = cursor === undefined ? {} : { cursor }
      return withOwnSignal(signal, (signal) => client.listTools(params, { signal, timeout }))
    },
    async callTool({ name, input, headers }, { signal, timeout }) {
      const client = await connected()
      const params = { name, arguments: input }
      const answer = await withOwnSignal(signal, (signal) =>
        ownHeaders.run(headers, () => client.callTool(params, undefined, { timeout, signal })),
      )
      return toolAnswer.parse(answer)
    },
    async close() {
      if (connection === undefined) return
      closing.abort()
      const client = await connection.catch(() => undefined)
      await client?.close()
    },
  }
}

async function connect(url: string, headers: CallerHeaders, within: Within): Promise<Client> {
  const [{ Client }, { StreamableHTTPClientTransport }] = await Promise.all([
    import('@modelcontextprotocol/sdk/client/index.js'),
    import('@modelcontextprotocol/sdk/client/streamableHttp.js'),
  ])
  const info = { name: 'aws-operations-agent', version: '1' }
  const client = new Client(info, { jsonSchemaValidator: anyOutput })
  const requests = { requestInit: { headers }, fetch: postOnly }
  const transport = new StreamableHTTPClientTransport(new URL(url), requests)
  // The SDK bounds its first request, but not the notification that follows. Given this signal, it
  // would listen to it ever after, and cancel that request when it has long been answered.
  const signal = AbortSignal.any([within.signal, AbortSignal.timeout(within.timeout)])
  signal.throwIfAborted()
  const giveUp = () => void client.close()
  signal.addEventListener('abort', giveUp)
  try {
    await client.connect(transport, { timeout: within.timeout })
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
  return client
}

/** In place of one that the SDK would build anew for each client: to us results are text. */
const anyOutput: jsonSchemaValidator = {
  getValidator<T>(): JsonSchemaValidator<T> {
    const any = z.custom<T>()
    return (input) => ({ valid: true, data: any.parse(input), errorMessage: undefined })
  },
}

/** Of the one request that is made: a client has its others for all of them. */
const ownHeaders = new AsyncLocalStorage<Readonly<Record<string, string>>>()

/** The gateway has no events of its own: it refuses the stream that the SDK asks for. */
const postOnly: FetchLike = async (url, init) => {
  if (init?.method === 'GET') return new Response(null, { status: 405 })
  const headers = new Headers(init?.headers)
  for (const [name, value] of Object.entries(ownHeaders.getStore() ?? {})) headers.set(name, value)
  return fetch(url, { ...init, headers })
}
