import { once } from 'node:events'
import { createServer } from 'node:net'

/** Whether nobody listens on `count` ports of loopback, from `first` on. */
export async function portsAreFree(first: number, count: number): Promise<boolean> {
  const checks = Array.from({ length: count }, (_, at) => isFree(first + at))
  return (await Promise.all(checks)).every((free) => free)
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening')
    return true
  } catch {
    return false
  } finally {
    server.close()
  }
}
