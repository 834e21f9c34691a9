import { median, ms, type Row } from '../figures.ts'
import { ask } from './ask.ts'
import type { TurnServer } from './server.ts'
import type { TurnServers } from './servers.ts'
import { questions } from './times.ts'

const rounds = 3
// Long enough that the beginning, with its connections to make, is a small part.
const turnsARound = 256

/** Turns a second on one process, and the CPU time that each takes of it, beside the bare ones. */
export async function turnThroughput({ ours, bare, token }: TurnServers): Promise<Row[]> {
  const rows: Row[] = []
  for (const [kind, question] of Object.entries(questions)) {
    for (const atOnce of [1, 8, 32]) {
      const figures: { ours: Load; bare: Load }[] = []
      for (let round = 0; round < rounds; round += 1) {
        const load = (server: TurnServer) => serve(server, { token, question, atOnce })
        figures.push({ ours: await load(ours), bare: await load(bare) })
      }
      const row = (of: (load: Load) => number) => ({
        ours: median(figures.map(({ ours }) => of(ours))),
        peer: median(figures.map(({ bare }) => of(bare))),
      })
      const name = `${kind}, ${atOnce} at once`
      rows.push({ name, unit: perSecond, ...row((load) => load.perSecond) })
      rows.push({ name: `${name}: CPU time`, unit: ms, ...row((load) => load.cpuMs) })
    }
  }
  return rows
}

interface Load {
  perSecond: number
  /** Of the server's process, a turn. */
  cpuMs: number
}

interface Asked {
  token: string
  question: object
  atOnce: number
}

async function serve(server: TurnServer, { token, question, atOnce }: Asked): Promise<Load> {
  const cpuBefore = await server.cpuMs()
  const startedAt = performance.now()
  let left = turnsARound
  const askOnAndOn = async () => {
    for (; left > 0; left -= 1) await ask(server.url, token, question)
  }
  await Promise.all(Array.from({ length: atOnce }, askOnAndOn))
  const tookMs = performance.now() - startedAt
  return {
    perSecond: (turnsARound / tookMs) * 1000,
    cpuMs: ((await server.cpuMs()) - cpuBefore) / turnsARound,
  }
}

const perSecond = (value: number) => `${value.toFixed(0)}/s`
