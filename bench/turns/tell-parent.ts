import { existsSync, readdirSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'

/** Sends the parent process the server's URL, and what the process holds or took when it asks. */
export function tellParent(url: string): void {
  process.on('message', async (asked) => {
    process.send?.(asked === 'cpu' ? cpuMs() : await holdings())
  })
  process.send?.({ url })
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/**
 * After all garbage is gone, where the process is allowed to say so. What waits for a finalizer
 * goes at the next collection, after the finalizer had its turn.
 */
async function holdings() {
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.()
    await setImmediate()
  }
  const { heapUsed: heapBytes, external: externalBytes, rss: rssBytes } = process.memoryUsage()
  const resources = process.getActiveResourcesInfo()
  const sockets = resources.filter((name) => name === 'TCPSocketWrap').length
  const timers = resources.filter((name) => name === 'Timeout').length
  // Where the system shows them: Linux.
  const files = existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0
  return { heapBytes, externalBytes, rssBytes, sockets, timers, files }
}
