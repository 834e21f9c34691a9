import { connect, createServer, type Socket } from 'node:net'
import { listen } from './listen.ts'

/** TCP to a port of loopback; the first answer that is longer than `bytes` breaks off there. */
export async function startCuttingProxy(port: number, bytes: number) {
  const sockets = new Set<Socket>()
  let cut = false
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1')
    let passed = 0
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => [client, upstream].map((each) => each.destroy()))
    }
    client.pipe(upstream)
    upstream.on('data', (chunk) => {
      const left = bytes - passed
      passed += chunk.length
      if (cut || passed <= bytes) return void client.write(chunk)
      cut = true
      client.write(chunk.subarray(0, left), () => client.destroy())
    })
  })
  const ownPort = await listen(server)
  return {
    url: `http://127.0.0.1:${ownPort}/`,
    hasCut: () => cut,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
