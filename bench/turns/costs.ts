import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { kilobytes, type Row } from '../figures.ts'
import { childUrl } from '../run-child.ts'
import { ask } from './ask.ts'
import { counted, startTurnServers } from './servers.ts'
import { questions } from './times.ts'

const measured = [1, 10, 50, 500]

/** What single turns of a long conversation read and write, beside the bare design's. */
export async function turnCosts(): Promise<Row[]> {
  const table = new Worker(childUrl('metered-table.ts'))
  const { env } = hello.parse((await once(table, 'message'))[0])
  const servers = await startTurnServers(env)
  const { token } = servers
  const ours = await costsOf({ url: servers.ours.url, token, table })
  const bare = await costsOf({ url: servers.bare.url, token, table })
  await servers.stop()
  await table.terminate()
  const rows = measured.flatMap((turn, index) =>
    columns.map(([name, unit, of]) => {
      const figure = (costs: Cost[]) => costs.map(of)[index] ?? Number.NaN
      return { name: `turn ${turn}: ${name}`, unit, ours: figure(ours), peer: figure(bare) }
    }),
  )
  // A first turn reads nothing.
  return rows.filter(({ ours, peer }) => ours + peer > 0)
}

const hello = z.object({ env: z.record(z.string(), z.string()) })
const cost = z.object({
  writtenBytes: z.number(),
  writeUnits: z.number(),
  readBytes: z.number(),
  readUnits: z.number(),
})
type Cost = z.infer<typeof cost>

const units = (value: number) => String(value)
const columns: [string, Row['unit'], (cost: Cost) => number][] = [
  ['written', kilobytes, ({ writtenBytes }) => writtenBytes],
  ['write units', units, ({ writeUnits }) => writeUnits],
  ['read', kilobytes, ({ readBytes }) => readBytes],
  ['read units', units, ({ readUnits }) => readUnits],
]

async function costsOf({ url, token, table }: { url: string; token: string; table: Worker }) {
  const costs: Cost[] = []
  let conversation_id: string | undefined
  for (let turn = 1; turn <= Math.max(...measured); turn += 1) {
    const more = conversation_id === undefined ? {} : { conversation_id }
    const asked = await ask(url, token, { ...questions.plain, ...more })
    conversation_id = asked.conversationId
    const used = cost.parse(await counted(table))
    if (measured.includes(turn)) costs.push(used)
  }
  return costs
}
