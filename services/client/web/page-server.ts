import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { PageFile } from '../../web/built-page.ts'
import type { Session } from '../session.ts'
import { openEntrance } from './entrance.ts'
import { guards, refusalOf } from './fence.ts'
import { answerProblem, jsonBody, Refused, type Reply, sendJson } from './reply.ts'
import { routeOf } from './routes.ts'

export interface PageServer {
  /** `http://127.0.0.1:<port>/` with a secret that lets one page in, once. */
  address(): string
  close(): Promise<void>
}

interface PageServerOptions {
  session: Session
  files: readonly PageFile[]
  /** 0: any that is free. */
  port: number
  /** Told once a page was let in, and where an address was refused because it had been used. */
  onEntered?: (isLetIn: boolean) => void
}

/**
 * The page, and the agent's calls behind it, on this machine alone. The session's token and
 * credentials stay here: the page is known by a cookie and a key, which it gets for the secret in
 * its address.
 */
export async function servePage(options: PageServerOptions): Promise<PageServer> {
  const { session, files, port, onEntered } = options
  const entrance = openEntrance()
  const closing = new AbortController()
  let host = ''
  const cookieName = () => `aws-ops-page-${host.split(':')[1]}`

  /** For the secret of an address, once. */
  async function enter(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { secret } = await jsonBody(request)
    const held = cookieIn(request, cookieName())
    const pass = typeof secret === 'string' ? entrance.enter(secret, held) : undefined
    onEntered?.(pass !== undefined)
    if (pass === undefined) throw new Refused(403, 'used_address', usedAddress)
    const cookie = `${cookieName()}=${pass.cookie}; Path=/; HttpOnly; SameSite=Strict`
    response.setHeader('set-cookie', cookie)
    sendJson(response, 200, { key: pass.key })
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(guards)) response.setHeader(name, value)
    const refused = refusalOf(request, host)
    if (refused !== undefined) throw new Refused(403, 'refused', refused)
    const url = URL.parse(request.url ?? '', `http://${host}`)
    if (url === null || url.host !== host)
      throw new Refused(400, 'invalid_request', 'No such path.')
    const file =
      request.method === 'GET' ? files.find(({ path }) => path === url.pathname) : undefined
    if (file !== undefined) {
      response.writeHead(200, { 'content-type': file.type }).end(file.contents)
      return
    }
    if (request.method === 'POST' && url.pathname === '/session') return enter(request, response)
    const cookie = cookieIn(request, cookieName())
    const key = request.headers['x-page-key']
    if (!entrance.isInside({ cookie, ...(typeof key === 'string' && { key }) })) {
      throw new Refused(401, 'not_let_in', notLetIn)
    }
    const route = routeOf(request.method ?? '', url)
    if (route === undefined) throw new Refused(404, 'not_found', 'There is no such path.')
    await route(session, replyTo(request, response, closing.signal))
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => answerProblem(response, error))
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address === 'object' && address !== null) host = `127.0.0.1:${address.port}`
  return {
    address: () => `http://${host}/#${entrance.offer()}`,
    async close() {
      closing.abort()
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

const usedAddress =
  'This address was used before, or is of a run that has ended: each lets one page in, once. In the terminal, Enter gives another.'
const notLetIn =
  'This page was not let in: open the address that aws-ops shows in the terminal (Enter gives another).'

/** Its signal is aborted once the page, or this server, goes away. */
function replyTo(request: IncomingMessage, response: ServerResponse, closing: AbortSignal): Reply {
  const leaving = new AbortController()
  response.once('close', () => leaving.abort())
  return { request, response, signal: AbortSignal.any([leaving.signal, closing]) }
}

function cookieIn({ headers }: IncomingMessage, name: string): string {
  const pairs = (headers.cookie ?? '').split(/; */)
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
}
