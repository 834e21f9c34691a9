import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import type { Evidence, StopReason, Usage } from '../events.ts'
import type { KeptTools } from '../listed-tool.ts'
import { conversationChanges, removeIfCleared } from './changes.ts'
import { claimAndStore, keepRequest } from './claim-and-store.ts'
import { leaseMs, type Moment, type NewTurn } from './claim-turn.ts'
import { type ConversationKey, conversationKey } from './conversation-key.ts'
import type { TurnItem } from './items.ts'
import { readTools, writeTools } from './kept-tools.ts'
import { mended } from './mended.ts'
import type { StoredMessage } from './messages.ts'
import { type Lease, metas as metasIn } from './metas.ts'
import { conversationPages } from './pages.ts'
import { type Replay, replay } from './replay.ts'
import { sentWithin } from './stored-calls.ts'
import { storedEvidence } from './stored-evidence.ts'
import { fitTurn, spoken } from './stored-turn.ts'
import { type Summary, unbackedMark } from './summary/summary.ts'
import { openTable } from './table.ts'
import { turns as turnsIn } from './turns.ts'

export interface ConversationsOptions {
  tableName: string
  /** Of one request to the table. */
  timeoutMs: number
  ttlDays: number
  /** The most that a model reads of earlier turns, as it is known by then. */
  historyTokens: () => number
  /** So long a provider remembers what a model has read. */
  cacheMs: number
  now: () => Date
  /** Told of a lease not released or items not removed, once all that counts is stored. */
  onLeftBehind: (error: unknown) => void
  dynamodb?: DynamoDBClientConfig | undefined
}

/** A turn that runs, held by a lease: whoever loses it can write no more. */
export interface Turn extends ConversationKey {
  requestId: string
  turn: number
  lease: Lease
  /** The first that counts. */
  firstTurn: number
  /** What was said before, oldest first, as the model is to read it. */
  history: StoredMessage[]
  /** Of the turns before these, where there are any. */
  summary: Summary | undefined
  /** The turn that is the first to be read from now on, and what is to be kept with it. */
  moved: Replay['moved']
  /** What earlier answers said that was held against what had been read, which is stored shortened. */
  said: EarlierAnswer[]
}

export interface EarlierAnswer {
  turn: number
  answer: string
  unbacked: readonly { text: string }[]
}

/** What a request came to that was answered before. */
export interface AnsweredTurn extends ConversationKey {
  requestId: string
  turn: number
  text: string
  usage: Usage | undefined
  evidence: Evidence | undefined
  stopReason: StopReason
}

export interface FinishedTurn {
  messages: readonly StoredMessage[]
  usage: Usage
  /** Absent where nothing was read. */
  evidence?: Evidence | undefined
  /** Of its tool calls: ms after the turn began, and ms that it took. */
  callTimes?: readonly (readonly [number, number])[]
  /** And what was sent for it: `call`, `calls` and `cli_query` of its result. */
  callsSent?: readonly Record<string, unknown>[]
  /** Absent for an answer that is not whole. */
  stopReason: StopReason | undefined
  /** True: later turns are answered without it. */
  leftOut?: boolean
  /** Names of the tools that the turn could call. */
  tools: readonly string[]
}

export type Conversations = ReturnType<typeof conversations>

/** Conversations in DynamoDB, each one's turns as items of their own. */
export function conversations(options: ConversationsOptions) {
  const { ttlDays, historyTokens, cacheMs, now, onLeftBehind } = options
  const table = openTable(options)
  const store = { table, metas: metasIn(table), turns: turnsIn(table), historyTokens }
  const moment = () => momentOf(now(), ttlDays)
  return {
    /** For what is counted beside them. */
    table,

    /** A read of nothing: of credentials, connection and code, a first request then finds all there. */
    async open(): Promise<void> {
      await store.metas.get('none')
    },

    ...conversationPages(store, moment),

    /** The list of tools of a gateway, kept under what is the same wherever it is. */
    readTools: (of: string) => readTools(table, of),
    writeTools: (of: string, kept: KeptTools) => writeTools(table, of, kept),

    ...conversationChanges(store, moment, onLeftBehind),

    /**
     * Stores the user's message as a turn, before any model is called; a request that was answered
     * gives its answer. Refuses with `conversation_not_found` (somebody else's too),
     * `conversation_busy` (a turn runs) and `request_id_reused` (for something else). Nothing is written
     * before `admitted`, nor where it is refused.
     */
    async startTurn(
      asked: NewTurn,
      admitted?: Promise<unknown>,
    ): Promise<Turn | { answered: AnsweredTurn }> {
      const started = await claimAndStore(store, { ...asked, admitted }, moment())
      if ('answered' in started) return { answered: answerIn(started.answered, asked) }
      const { conversationId, chosenId, turn, lease, earlier, firstTurn } = started
      const budgetTokens = historyTokens()
      const around = { budgetTokens, firstTurn, now: now(), cacheMs }
      const { messages: history, summary, moved } = replay(earlier, around)
      const key = { conversationId, ...(chosenId !== undefined && { chosenId }) }
      return {
        ...key,
        requestId: asked.requestId,
        turn,
        lease,
        firstTurn,
        history,
        summary,
        moved,
        said: [...saidIn(earlier), ...saidBefore(summary)],
      }
    },

    /** To be called well within 30 s, as long as the turn runs; false once the lease is lost. */
    renewLease({ conversationId, lease }: Turn): Promise<boolean> {
      return store.metas.renew(conversationId, { ...lease, until: now().getTime() + leaseMs })
    },

    /** Stores what was said, or what there was of it; false, and nothing stored, without the lease. */
    async finishTurn(turn: Turn, finished: FinishedTurn): Promise<boolean> {
      const { conversationId, lease } = turn
      const { messages, usage, evidence, stopReason, leftOut = false, tools } = finished
      const { callTimes = [], callsSent = [] } = finished
      const held = { conversationId, turn: turn.turn, leaseId: lease.id }
      const said = JSON.stringify(fitTurn(mended(messages)))
      const beside = JSON.stringify({ usage, callTimes, callsSent })
      const evidenceBytes = (said.length + beside.length) * evidenceShare
      const { moved } = turn
      // It can be made again from what is there: whoever asks next does not wait for a lease because of it.
      const kept =
        moved &&
        store.turns
          .keepSummary(conversationId, moved.turn, JSON.stringify(moved.summary))
          .catch(onLeftBehind)
      const keptRequest = keepRequest(store, turn, moment()).then(
        () => true,
        (error) => void onLeftBehind(error),
      )
      const storing = store.turns.finish(held, {
        status: stopReason === undefined ? 'interrupted' : 'complete',
        messages: said,
        usage,
        ...(evidence && { evidence: storedEvidence(evidence, evidenceBytes) }),
        ...(callTimes.length > 0 && { call_times: callTimes }),
        ...(callsSent.length > 0 && { calls_sent: sentWithin(callsSent, callsSentBytes) }),
        ...(stopReason !== undefined && { stop_reason: stopReason }),
        ...(leftOut && { left_out: true }),
      })
      const [stored, isKept] = await Promise.all([storing, keptRequest])
      try {
        if (!stored) {
          // Cleared or deleted meanwhile: then nothing of it stays.
          await removeIfCleared(store, turn)
          return false
        }
        // Without it the lease, which says the same, runs out by itself.
        if (isKept !== true) return true
        await kept
        const names = tools.slice(0, keptTools)
        const released = await store.metas.release(conversationId, lease.id, names)
        return released || !(await removeIfCleared(store, turn))
      } catch (error) {
        onLeftBehind(error)
        return stored
      }
    },
  }
}

const callsSentBytes = 20_000

/** Of what a turn's messages take. */
const evidenceShare = 0.18

const saidIn = (earlier: readonly TurnItem[]): EarlierAnswer[] =>
  earlier.flatMap(({ turn, messages, evidence }) => {
    const { answer } = spoken(messages)
    if (evidence === undefined || answer === undefined) return []
    return [{ turn, answer, unbacked: [...evidence.unbacked, ...(evidence.undecided ?? [])] }]
  })

/** Of answers before those, where something was read for them. */
const saidBefore = (summary: Summary | undefined): EarlierAnswer[] =>
  (summary?.turns ?? [])
    .filter(({ read }) => read)
    .map(({ turn, facts }) => ({
      turn,
      answer: facts.filter((fact) => !fact.endsWith(unbackedMark)).join('\n'),
      unbacked: [],
    }))

/** `meta` is written at every turn, to the index too: it stays small. */
const keptTools = 100

function answerIn(item: TurnItem, { owner, conversationId: id }: NewTurn): AnsweredTurn {
  return {
    ...conversationKey(owner, id ?? item.conversation_id),
    requestId: item.request_id,
    turn: item.turn,
    text: spoken(item.messages).answer ?? '',
    usage: item.usage,
    evidence: item.evidence,
    stopReason: item.stop_reason ?? 'end_turn',
  }
}

function momentOf(now: Date, ttlDays: number): Moment {
  const nowS = Math.floor(now.getTime() / 1000)
  return { now, nowS, ttl: nowS + ttlDays * 86_400 }
}
