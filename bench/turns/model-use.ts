import { kilobytes, type Row } from '../figures.ts'
import { ask } from './ask.ts'
import type { TurnServers } from './servers.ts'
import { questions } from './times.ts'

/** What a question is sent to the model for, with all tools, beside the bare requests. */
export async function modelUse({ ours, bare, token, sent }: TurnServers): Promise<Row[]> {
  const rows: Row[] = []
  for (const [kind, question] of Object.entries(questions)) {
    const use = async (url: string) => {
      await sent()
      await ask(url, token, question)
      return sent()
    }
    const [our, peer] = [await use(ours.url), await use(bare.url)]
    const calls = { name: `${kind}: model calls`, unit: String }
    rows.push({ ...calls, ours: our.modelCalls, peer: peer.modelCalls })
    const bytes = { name: `${kind}: sent to the model`, unit: kilobytes }
    rows.push({ ...bytes, ours: our.modelBytes, peer: peer.modelBytes })
  }
  return rows
}
