import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { childUrl } from '../run-child.ts'
import { startServer, type TurnServer } from './server.ts'

export interface TurnServers {
  ours: TurnServer
  bare: TurnServer
  token: string
  /** Of people who have asked nothing yet. */
  strangers: readonly string[]
  /** What models were sent since it was asked last. */
  sent(): Promise<z.infer<typeof modelUse>>
  stop(): Promise<void>
}

/** The agent, and the floor that makes the same requests bare, between the same dependencies. */
export async function startTurnServers(
  more: Record<string, string> = {},
  workerData: { gatewayMs?: number; strangers?: number } = {},
): Promise<TurnServers> {
  const worker = new Worker(childUrl('turn-dependencies.ts'), { workerData })
  const [hello] = await once(worker, 'message')
  const { token, strangers, env } = dependencies.parse(hello)
  const [ours, bare] = await Promise.all([
    startServer('agent.ts', { ...env, ...more }),
    startServer('bare-agent.ts', { ...env, ...more }),
  ])
  return {
    ours,
    bare,
    token,
    strangers,
    sent: async () => modelUse.parse(await counted(worker)),
    async stop() {
      await Promise.all([ours.stop(), bare.stop()])
      await worker.terminate()
    },
  }
}

/** What a worker that counts has counted since it was asked last. */
export async function counted(worker: Worker): Promise<unknown> {
  worker.postMessage('count')
  return (await once(worker, 'message'))[0]
}

const modelUse = z.object({ modelCalls: z.number(), modelBytes: z.number() })
const dependencies = z.object({
  token: z.string(),
  strangers: z.array(z.string()),
  env: z.record(z.string(), z.string()),
})
