import { once } from 'node:events'
import type { Server } from 'node:http'
import { promisify } from 'node:util'

/** Listens on loopback only (port 0: any that is free); the URL has no slash at its end. */
export async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('Not listening on a port')
  return `http://127.0.0.1:${address.port}`
}

/** Waits for nobody: what is still being answered is cut off. Closing twice is closing once. */
export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = promisify(server.close.bind(server))()
  server.closeAllConnections()
  await closed
}

/** False where a web page asks under a name of its own that it points here (DNS rebinding). */
export function isLoopback(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(URL.parse(url)?.hostname ?? '')
}
