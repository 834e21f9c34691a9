import { createHash } from 'node:crypto'
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { type MetaItem, type StoredMessage, type TurnItem, turnKey } from './conversation-items.ts'
import { type ConversationTable, conversationTable } from './conversation-table.ts'
import type { Usage } from './events.ts'
import { Refusal } from './problem.ts'
import { fitTurn, replay } from './stored-turn.ts'

export interface NewTurn {
  owner: string
  /** Absent: a new conversation, whose id follows from owner and request id. */
  conversationId: string | undefined
  requestId: string
  clientId: string | undefined
  message: string
}

export interface Turn {
  conversationId: string
  requestId: string
  turn: number
  /** What was said before, oldest first, as the model is to read it. */
  history: StoredMessage[]
  /** True where older turns than these were left out. */
  historyCut: boolean
}

export interface FinishedTurn {
  status: 'complete' | 'interrupted'
  messages: readonly StoredMessage[]
  usage: Usage
}

interface ConversationsOptions {
  tableName: string
  ttlDays: number
  now: () => Date
  dynamodb?: DynamoDBClientConfig | undefined
}

export type Conversations = ReturnType<typeof conversations>

/** Conversations in DynamoDB, each one's turns as items of their own. */
export function conversations({ tableName, ttlDays, now, dynamodb }: ConversationsOptions) {
  const table = conversationTable(tableName, dynamodb)
  return {
    /**
     * Stores the user's message as a new turn, before any model is called. Refuses with
     * `conversation_not_found` (somebody else's too) and `conversation_busy` (two at once).
     */
    async startTurn(asked: NewTurn): Promise<Turn> {
      const { requestId, message } = asked
      const at = momentOf(now(), ttlDays)
      const { meta, turns } = await claimTurn(table, asked, at)
      await table.put({
        conversation_id: meta.conversation_id,
        item: turnKey(meta.turns),
        request_id: requestId,
        status: 'running',
        messages: JSON.stringify([{ role: 'user', content: [{ text: message }] }]),
        created_at: at.now.toISOString(),
        ttl: at.ttl,
      })
      const { messages, cut } = replay(turns.filter(({ ttl }) => ttl > seconds(at.now)))
      return {
        conversationId: meta.conversation_id,
        requestId,
        turn: meta.turns,
        history: messages,
        historyCut: cut,
      }
    },

    /** Stores what was said, or what there was of it, under the turn that `startTurn` made. */
    async finishTurn(turn: Turn, { status, messages, usage }: FinishedTurn): Promise<void> {
      await table.update(
        { conversation_id: turn.conversationId, item: turnKey(turn.turn) },
        { status, messages: JSON.stringify(fitTurn(messages)), usage },
      )
    },
  }
}

interface Claim {
  meta: MetaItem
  /** The newest turns before this one, newest first. */
  turns: TurnItem[]
}

interface Moment {
  now: Date
  /** When what is written now expires. */
  ttl: number
}

/** Takes the next turn's number, under the version of `meta` that was read. */
async function claimTurn(table: ConversationTable, asked: NewTurn, at: Moment): Promise<Claim> {
  const id = asked.conversationId ?? newConversationId(asked)
  if (asked.conversationId === undefined) {
    const meta = firstMeta(id, asked, at)
    if (await table.putNew(meta, seconds(at.now))) return { meta, turns: [] }
  }
  const [found, turns] = await Promise.all([table.meta(id), table.newestTurns(id)])
  if (found === undefined || found.user_id !== asked.owner || found.ttl <= seconds(at.now)) {
    throw new Refusal('conversation_not_found', 'There is no such conversation of yours.')
  }
  const meta = {
    ...found,
    updated_at: at.now.toISOString(),
    turns: found.turns + 1,
    version: found.version + 1,
    ttl: at.ttl,
  }
  if (await table.replace(meta, found.version)) return { meta, turns }
  throw new Refusal('conversation_busy', 'Another message of this conversation came first.', {
    retryAfterS: 1,
  })
}

/** The same for the same request of the same owner: a retry finds the conversation it made. */
function newConversationId({ owner, requestId }: NewTurn): string {
  const hash = createHash('sha256').update(JSON.stringify([owner, requestId]))
  return `c_${hash.digest('base64url').slice(0, 22)}`
}

function firstMeta(id: string, { owner, clientId, message }: NewTurn, at: Moment): MetaItem {
  const created = at.now.toISOString()
  return {
    conversation_id: id,
    item: 'meta',
    user_id: owner,
    title: message.trim().split('\n', 1)[0]?.slice(0, 80) ?? '',
    ...(clientId !== undefined && { client_id: clientId }),
    created_at: created,
    updated_at: created,
    turns: 1,
    version: 1,
    ttl: at.ttl,
  }
}

function momentOf(now: Date, ttlDays: number): Moment {
  return { now, ttl: seconds(now) + ttlDays * 86_400 }
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000)
}
