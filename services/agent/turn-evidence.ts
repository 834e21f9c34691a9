import type { FastifyBaseLogger } from 'fastify'
import type { Turn } from './conversations/conversations.ts'
import { type StoredMessage, textOf } from './conversations/messages.ts'
import { spoken } from './conversations/stored-turn.ts'
import type { AgentEventOf } from './events.ts'
import { evidenceOf } from './evidence/evidence.ts'
import type { ReadResult } from './evidence/read.ts'
import { resultIn } from './model-form/read.ts'

export interface Answered {
  turn: Pick<Turn, 'history' | 'said' | 'summary'>
  question: string
  messages: readonly StoredMessage[]
  /** Of this turn, whole. */
  read: readonly ReadResult[]
  now: Date
  log: Pick<FastifyBaseLogger, 'error'>
}

/** What of an answer stands in what the conversation has read; undefined where nothing was read, or nothing is claimed. */
export function turnEvidence(answered: Answered): AgentEventOf<'evidence'> | undefined {
  const { turn, question, messages, now, log } = answered
  const results = [...answered.read, ...readIn(turn.history), ...turn.said.map(earlierAnswer)]
  const { answer } = spoken(messages)
  if (results.length === 0 || answer === undefined) return undefined
  const before = turn.summary?.turns.map(({ asked }) => asked) ?? []
  const asked = [question, ...turn.history.filter(isQuestion).map(textOf), ...before].join('\n')
  try {
    const { claims } = evidenceOf(answer, asked, results, now)
    if (claims.length === 0) return undefined
    const rows = claims.flatMap(({ status, ...claim }) =>
      status === 'undecided' ? [] : [{ ...claim, status }],
    )
    const undecided = claims.filter(({ status }) => status === 'undecided')
    const count = (status: string) => rows.filter((row) => row.status === status).length
    return {
      type: 'evidence',
      claims: rows.length,
      found: count('found'),
      derived: count('derived'),
      asked: count('asked'),
      unbacked: rows
        .filter(({ status }) => status === 'unbacked')
        .map(({ text, kind }) => ({ text, kind })),
      ...(undecided.length > 0 && {
        undecided: undecided.map(({ text, kind }) => ({ text, kind })),
      }),
      rows,
    }
  } catch (error) {
    // An answer is worth more than what is said about it.
    log.error({ err: error }, 'evidence failed')
    return undefined
  }
}

const isQuestion = ({ role }: StoredMessage) => role === 'user'

/** Results of earlier turns, as they are stored: shortened. */
function readIn(history: readonly StoredMessage[]): ReadResult[] {
  const calls = history.flatMap(({ content }) =>
    content.flatMap((one) => ('toolUse' in one ? one.toolUse : [])),
  )
  return history.flatMap(({ content }) =>
    content.flatMap((block): ReadResult[] => {
      if (!('toolResult' in block)) return []
      const { toolUseId: id, content: parts } = block.toolResult
      const call = calls.find(({ toolUseId }) => toolUseId === id)
      const [part] = parts
      const result = part === undefined ? '' : 'json' in part ? resultIn(part.json) : part.text
      return [{ id, tool: call?.name ?? '', input: Object(call?.input), result }]
    }),
  )
}

/** What stood when it was said stands still, though its rows may not be stored. */
function earlierAnswer({ turn, answer, unbacked }: Turn['said'][number]): ReadResult {
  const result = unbacked.reduce((text, one) => text.replaceAll(one.text, ' '), answer)
  return { id: `turn ${turn}`, tool: '', input: {}, result }
}
