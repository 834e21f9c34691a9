import { randomInt } from 'node:crypto'
import { portsAreFree } from '../local/free-port.ts'

/**
 * The first of `count` ports of loopback on which nobody listens. They lie below those that systems give
 * to connections (32768 and up on Linux), so that none is taken until it is used, or used again.
 */
export async function freePorts(count = 1): Promise<number> {
  const first = randomInt(20_000, 32_000)
  return (await portsAreFree(first, count)) ? first : freePorts(count)
}
