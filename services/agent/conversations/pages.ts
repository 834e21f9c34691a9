import * as z from 'zod'
import type { ConversationMessage, ConversationSummary } from '../api.ts'
import { conversationNotFound } from '../problem.ts'
import { isBusy, type Moment } from './claim-turn.ts'
import { conversationKey } from './conversation-key.ts'
import { cursorOf, positionIn } from './cursor.ts'
import { lastTurn, type MetaItem, type TurnItem } from './items.ts'
import { listPosition, type Metas } from './metas.ts'
import { storedCalls } from './stored-calls.ts'
import { spoken } from './stored-turn.ts'
import type { Turns } from './turns.ts'

interface Page {
  limit: number
  cursor?: string | undefined
}

interface MessagesPage extends Page {
  /** With the tool calls behind each answer. */
  calls?: boolean
}

/** Reading conversations; whatever a cursor says, only their owner's. */
export function conversationPages(store: { metas: Metas; turns: Turns }, moment: () => Moment) {
  return {
    /** Newest first. A page may hold fewer than `limit` though others follow. */
    async list(owner: string, { limit, cursor }: Page) {
      const after = positionIn(cursor, listPosition)
      const { metas, next } = await store.metas.newestOf(owner, { limit, after })
      const { nowS } = moment()
      return {
        conversations: metas.filter(({ ttl }) => ttl > nowS).map(summaryOf),
        ...(next !== undefined && { next_cursor: cursorOf(next) }),
      }
    },

    /**
     * The newest `limit` turns before the cursor's, their messages oldest first: pages go back in
     * time, and each one reads from top to bottom.
     */
    async read(owner: string, id: string, { limit, cursor, calls = false }: MessagesPage) {
      const { conversationId } = conversationKey(owner, id)
      const before = positionIn(cursor, turnPosition)?.before
      const [meta, { items, next }] = await Promise.all([
        store.metas.get(conversationId),
        store.turns.page(conversationId, { before, limit }),
      ])
      const { now, nowS } = moment()
      if (meta?.user_id !== owner || meta.ttl <= nowS) throw conversationNotFound()
      const messages = items
        .filter(({ turn, ttl }) => turn >= meta.first_turn && ttl > nowS)
        .toReversed()
        .flatMap((item) => messagesOf(item, statusOf(item, meta, now), calls))
      const more = next !== undefined && next > meta.first_turn
      return {
        title: meta.title,
        clientId: meta.client_id,
        toolsAvailable: meta.tools_available,
        messages,
        nextCursor: more ? cursorOf({ before: next }) : undefined,
      }
    },
  }
}

const turnPosition = z.object({ before: z.int().min(1).max(lastTurn) })

export function summaryOf(meta: MetaItem): ConversationSummary {
  const { title, created_at, updated_at, turns, first_turn } = meta
  const conversation_id = meta.chosen_id ?? meta.conversation_id
  return { conversation_id, title, created_at, updated_at, turns: turns - first_turn + 1 }
}

type Status = ConversationMessage['status']

/** A turn that nobody runs any more was cut off, whether or not that was stored yet. */
function statusOf({ status, turn }: TurnItem, meta: MetaItem, now: Date): Status {
  const runs = isBusy(meta, now) && meta.lease_turn === turn
  return status === 'running' && !runs ? 'interrupted' : status
}

function messagesOf(item: TurnItem, status: Status, withCalls: boolean): ConversationMessage[] {
  const { turn, request_id, created_at, evidence } = item
  const { question, answer } = spoken(item.messages)
  const asked = { turn, role: 'user' as const, content: question, status, request_id, created_at }
  if (answer === undefined) return [asked]
  const answered: ConversationMessage = {
    ...{ ...asked, role: 'assistant', content: answer },
    ...(evidence && { evidence }),
    ...(withCalls && { tool_calls: storedCalls(item) }),
  }
  return [asked, answered]
}
