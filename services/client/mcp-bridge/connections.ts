import { setTimeout as pause } from 'node:timers/promises'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { authorizedFetch, type Token } from './authorized-fetch.ts'
import { gatewayFailure, isWorthAnotherTry } from './gateway-failure.ts'

export interface Connections {
  /**
   * Does one thing with a connection that nobody else uses meanwhile, and once more on a new one
   * where the first fails (only reads go this way). Throws what `gatewayFailure` makes of it.
   */
  use<T>(ask: Ask<T>, signal: AbortSignal): Promise<T>
  close(): Promise<void>
}

type Ask<T> = (client: Client) => Promise<T>

interface Gateway {
  url: string
  token: Token
}

/** Connections to the gateway, kept while they work: one that failed is not used again. */
export function gatewayConnections({ url, token }: Gateway): Connections {
  const transportOptions = { fetch: authorizedFetch(token) }
  const idle: Client[] = []

  async function connect(signal: AbortSignal): Promise<Client> {
    const client = new Client({ name: 'aws-ops', version: '1' })
    // An event stream that breaks shows only here, and the request would wait for its timeout. A
    // request that fails by itself is told why first.
    client.onerror = () => void setImmediate(() => client.close())
    const transport = new StreamableHTTPClientTransport(new URL(url), transportOptions)
    await client.connect(transport, { timeout: connectTimeoutMs, signal })
    return client
  }

  async function useOnce<T>(client: Client, ask: Ask<T>, signal: AbortSignal): Promise<T> {
    try {
      const answer = await ask(client)
      idle.push(client)
      return answer
    } catch (error) {
      // Closing cuts its request; a cancelled one is first given time to tell the gateway so.
      setTimeout(() => void client.close(), signal.aborted ? cancelMs : 0).unref()
      throw error
    }
  }

  async function useWithRetry<T>(ask: Ask<T>, signal: AbortSignal): Promise<T> {
    try {
      return await useOnce(idle.pop() ?? (await connect(signal)), ask, signal)
    } catch (error) {
      if (signal.aborted || !isWorthAnotherTry(error)) throw error
      await pause(retryAfterMs, undefined, { signal })
      return useOnce(await connect(signal), ask, signal)
    }
  }

  return {
    async use(ask, signal) {
      try {
        return await useWithRetry(ask, signal)
      } catch (error) {
        throw gatewayFailure(error, new URL(url).origin)
      }
    },
    async close() {
      await Promise.all(idle.splice(0).map((client) => client.close()))
    },
  }
}

const connectTimeoutMs = 10_000
const retryAfterMs = 500
const cancelMs = 500
