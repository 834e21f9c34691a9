import { median, ms, type Row } from '../figures.ts'
import { ask, type TimedTurn } from './ask.ts'
import type { TurnServers } from './servers.ts'

const rounds = 150
const warmUp = 50

export const questions = {
  plain: { message: 'Which instances run?' },
  'with a tool': { message: 'Which instances run? Look with a tool.' },
}
const kinds = {
  ...questions,
  'plain, eleventh turn': { ...questions.plain, conversation_id: 'c_bench' },
}

/** When the parts of an answer come, one turn at a time, beside the same requests made bare. */
export async function turnTimes(servers: TurnServers): Promise<Row[]> {
  const rows: Row[] = []
  for (const [kind, question] of Object.entries(kinds)) {
    const { ours, bare } = await byTurns(servers, question)
    for (const [part, of] of parts) {
      const name = `${kind}: ${part}`
      rows.push({ name, unit: ms, ours: median(ours.map(of)), peer: median(bare.map(of)) })
    }
  }
  return rows
}

const parts: [string, (turn: TimedTurn) => number][] = [
  ['first event', ({ firstEventMs }) => firstEventMs],
  ['first text', ({ firstTextMs }) => firstTextMs],
  ['end', ({ totalMs }) => totalMs],
]

/** The first of a pair by turns too: what slows the machine slows both. */
async function byTurns({ ours, bare, token }: TurnServers, question: object) {
  const times: Record<'ours' | 'bare', TimedTurn[]> = { ours: [], bare: [] }
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (const name of round % 2 === 0
      ? (['ours', 'bare'] as const)
      : (['bare', 'ours'] as const)) {
      const turn = await ask({ ours, bare }[name].url, token, question)
      if (round >= warmUp) times[name].push(turn)
    }
  }
  return times
}
