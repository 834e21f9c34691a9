import { type CallerHeaders, type GatewayClient, OlderGateway } from './gateway-client.ts'
import { sessionGateway } from './session-gateway.ts'
import { statelessGateway } from './stateless-gateway.ts'

interface Place {
  url: string
  /** Of one request without which none other can be made. */
  handshakeTimeoutMs: number
}

/** A client for one caller. Its `headers`, with the caller's token, are read anew for each request. */
export type NewClient = (headers: CallerHeaders) => GatewayClient & { prepare(): void }

/**
 * Clients of a gateway in the newest version of MCP that it speaks. Which one that is, the first request
 * finds out: one that is refused as too new has done nothing, and is made again in an older one. From
 * then on all are made in that.
 */
export function negotiatedGateway({ url, handshakeTimeoutMs }: Place): NewClient {
  let spoken: 'not known' | 'stateless' | 'with sessions' = 'not known'
  return (headers) => {
    const stateless = statelessGateway(url, headers)
    const session = sessionGateway(url, headers, handshakeTimeoutMs)
    async function ask<T>(send: (client: GatewayClient) => Promise<T>): Promise<T> {
      if (spoken === 'with sessions') return send(session)
      try {
        const answer = await send(stateless)
        spoken = 'stateless'
        return answer
      } catch (error) {
        if (!(error instanceof OlderGateway)) throw error
        const answer = await send(session)
        // A gateway that has answered otherwise is not taken for older by one refusal.
        if (spoken === 'not known') spoken = 'with sessions'
        return answer
      }
    }
    return {
      listPage: (cursor, within) => ask((client) => client.listPage(cursor, within)),
      callTool: (call, within) => ask((client) => client.callTool(call, within)),
      /** Begins what takes its time before a first call: without sessions, nothing does. */
      prepare: () => void (spoken === 'with sessions' && session.prepare()),
      async close() {
        await Promise.all([stateless.close(), session.close()])
      },
    }
  }
}
