import { once } from 'node:events'
import type { Server } from 'node:net'
import { z } from 'zod'

/** The port of loopback that `server` now listens on. */
export async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return z.object({ port: z.number() }).parse(server.address()).port
}
