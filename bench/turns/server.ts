import { fork } from 'node:child_process'
import { once } from 'node:events'
import { z } from 'zod'
import { childUrl } from '../run-child.ts'

export interface TurnServer {
  url: string
  /** Of its process, since it began. */
  cpuMs(): Promise<number>
  holdings(): Promise<Holdings>
  stop(): Promise<void>
}

/** What a process holds: after 10,000 turns no more than after 5,000. */
export type Holdings = z.infer<typeof holdings>
const holdings = z.object({
  heapBytes: z.number(),
  externalBytes: z.number(),
  rssBytes: z.number(),
  sockets: z.number(),
  timers: z.number(),
  files: z.number(),
})

/** A file of child/ that serves turns, in a process of its own, so that nothing else is measured. */
export async function startServer(file: string, env: Record<string, string>): Promise<TurnServer> {
  const child = fork(childUrl(file), {
    env: { ...process.env, ...env },
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const told = async (): Promise<unknown> => (await once(child, 'message'))[0]
  const { url } = z.object({ url: z.string() }).parse(await told())
  return {
    url,
    async cpuMs() {
      child.send('cpu')
      return z.number().parse(await told())
    },
    async holdings() {
      child.send('holdings')
      return holdings.parse(await told())
    },
    async stop() {
      child.kill()
      await once(child, 'exit')
    },
  }
}
