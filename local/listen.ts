import { once } from 'node:events'
import type { Server } from 'node:http'
import { promisify } from 'node:util'
import { StartError } from './start-error.ts'

/** Of several the first that is free; 0: any. */
export type Port = number | readonly [number, ...number[]]

/** Listens on loopback only; the URL has no slash at its end. */
export async function listen(server: Server, port: Port): Promise<string> {
  const [first, ...others] = typeof port === 'number' ? [port] : port
  try {
    await once(server.listen(first, '127.0.0.1'), 'listening')
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    const [next, ...last] = others
    if (isTaken && next !== undefined) return listen(server, [next, ...last])
    throw isTaken ? new StartError(`Port ${first} is taken. Name another with --port.`) : error
  }
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
