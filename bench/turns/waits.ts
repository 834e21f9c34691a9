import { ms, type Row } from '../figures.ts'
import { ask } from './ask.ts'
import { startTurnServers } from './servers.ts'
import { questions } from './times.ts'

const rounds = 20
const gatewayMs = 60

/** Until the first text, where each request of the gateway takes its time: the best of some rounds. */
export async function gatewayWaits(): Promise<Row[]> {
  const people = { gatewayMs, strangers: 2 * rounds }
  const { ours, bare, token, strangers, stop } = await startTurnServers({}, people)
  // The list is known to the process from here on, as it is to others by the table.
  for (const { url } of [ours, bare]) await ask(url, token, questions['with a tool'])
  const left = [...strangers]
  const kinds = [
    ['new caller, plain', questions.plain, () => left.pop() ?? ''],
    ['known caller, with a tool', questions['with a tool'], () => token],
    ['new caller, with a tool', questions['with a tool'], () => left.pop() ?? ''],
  ] as const
  const rows: Row[] = []
  for (const [name, question, whose] of kinds) {
    const times: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] }
    for (let round = 0; round < rounds; round += 1) {
      const one = whose()
      times.ours.push((await ask(ours.url, one, question)).firstTextMs)
      times.bare.push((await ask(bare.url, one, question)).firstTextMs)
    }
    rows.push({ name, unit: ms, ours: Math.min(...times.ours), peer: Math.min(...times.bare) })
  }
  await stop()
  return rows
}
