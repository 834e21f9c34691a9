import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js'

/** The user's access token; never again the one that was refused. */
export type Token = (refused?: string) => Promise<string>

/** `fetch` for the gateway's transport, with the user's token; a refused one is replaced once. */
export function authorizedFetch(token: Token): FetchLike {
  return async (url, init = {}) => {
    const headers = new Headers(init.headers)
    // The gateway says nothing between requests: no stream is opened to wait for it.
    if (init.method === 'GET' && !headers.has('last-event-id')) return methodNotAllowed()
    const send = (accessToken: string) => {
      headers.set('authorization', `Bearer ${accessToken}`)
      return fetch(url, { ...init, headers })
    }
    const first = await token()
    const response = await send(first)
    if (response.status !== 401) return response
    await response.body?.cancel()
    return send(await token(first))
  }
}

const methodNotAllowed = () => new Response(null, { status: 405 })
