import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import {
  lastTurn,
  type MetaItem,
  metaItem,
  type RequestItem,
  requestItem,
  requestKey,
  type TurnItem,
  turnItem,
  turnKey,
} from './items.ts'
import { claimedAttributes } from './metas.ts'
import { changeItem, getItem, getItems, projectionOf, putItem, type Table } from './table.ts'

/** A turn's place, and the lease under which it is written. */
interface HeldTurn {
  conversationId: string
  turn: number
  leaseId: string
}

interface NewTurnItem extends HeldTurn {
  requestId: string
  /** Of the conversation, as the claim left it: a claim that came later overrules an earlier one. */
  version: number
  messages: string
  now: Date
  ttl: number
}

export type Turns = ReturnType<typeof turns>

/** The items `turn#…` and `request#…` of conversations. */
export function turns(table: Table) {
  return {
    /** A conversation as a claim has to know it, and what the request became if it has ended. */
    async before(conversationId: string, requestId: string): Promise<Found> {
      const keys = ['meta', requestKey(requestId)].map((item) => keyOf(conversationId, item))
      const attributes = [...new Set([...claimedAttributes, 'turn', 'body_hash'])]
      const found = await getItems(table, keys, attributes)
      const named = (name: string) => found.find(({ item }) => item === name)
      return {
        meta: metaItem.safeParse(named('meta')).data,
        request: requestItem.safeParse(named(requestKey(requestId))).data,
      }
    },

    /** False where the request became another turn, which is neither expired nor cleared. */
    putRequest(request: RequestItem, at: { nowS: number; firstTurn: number }): Promise<boolean> {
      return putItem(table, request, {
        if: 'attribute_not_exists(#item) OR #turn = :turn OR #ttl <= :now OR #turn < :first',
        values: { ':turn': request.turn, ':now': at.nowS, ':first': at.firstTurn },
      })
    },

    async get(conversationId: string, turn: number): Promise<TurnItem | undefined> {
      const item = await getItem(table, keyOf(conversationId, turnKey(turn)))
      return item === undefined ? undefined : turnItem.parse(item)
    },

    /** False where a later claim, or a finished answer, has the place: this may arrive late, or twice. */
    put({ conversationId, turn, leaseId, now, ...item }: NewTurnItem): Promise<boolean> {
      const { requestId, version, messages, ttl } = item
      const stored = {
        ...keyOf(conversationId, turnKey(turn)),
        ...{ request_id: requestId, status: 'running', lease_id: leaseId, version, messages },
        ...{ created_at: now.toISOString(), ttl },
      }
      return putItem(table, stored, {
        if:
          'attribute_not_exists(#item) OR #ttl <= :now ' +
          'OR (#lease_id = :lease AND #status = :running) ' +
          'OR (#version < :version AND #status <> :complete)',
        values: {
          ':now': Math.floor(now.getTime() / 1000),
          ':lease': leaseId,
          ':version': version,
          ':running': 'running',
          ':complete': 'complete',
        },
      })
    },

    /** False where the turn is no longer its writer's: cut off by another, cleared or deleted. */
    finish(turn: HeldTurn, values: Record<string, unknown>): Promise<boolean> {
      const names = Object.keys(values)
      return changeItem(table, keyOf(turn.conversationId, turnKey(turn.turn)), {
        update: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
        if: '#lease_id = :lease',
        values: {
          ...Object.fromEntries(names.map((name) => [`:${name}`, values[name]])),
          ':lease': turn.leaseId,
        },
      })
    },

    /** What its writer never finished is cut off, and can be written by it no more. */
    async interrupt({ conversationId, turn, leaseId }: HeldTurn): Promise<void> {
      await changeItem(table, keyOf(conversationId, turnKey(turn)), {
        update: 'SET #status = :interrupted REMOVE #lease_id',
        if: '#lease_id = :lease AND #status = :running',
        values: { ':lease': leaseId, ':running': 'running', ':interrupted': 'interrupted' },
      })
    },

    /** Kept with the turn that others are read from: what is kept of those before it. Nothing where it is gone. */
    async keepSummary(conversationId: string, turn: number, summary: string): Promise<void> {
      await changeItem(table, keyOf(conversationId, turnKey(turn)), {
        update: 'SET #summary_before = :summary',
        if: 'attribute_exists(#item)',
        values: { ':summary': summary },
      })
    },

    /** Newest first, those before the turn `before`; `next` where there are more. */
    async page(conversationId: string, page: TurnPage) {
      const { before = lastTurn + 1, limit, attributes = shownAttributes } = page
      const keys = '#conversation_id = :id AND #item BETWEEN :first AND :last'
      const { Items = [], LastEvaluatedKey } = await table.client.send(
        new QueryCommand({
          TableName: table.TableName,
          KeyConditionExpression: keys,
          ...projectionOf(attributes),
          ExpressionAttributeValues: {
            ':id': conversationId,
            ':first': turnKey(0),
            ':last': turnKey(before - 1),
          },
          ConsistentRead: true,
          ScanIndexForward: false,
          Limit: limit,
        }),
      )
      const items = Items.map((item) => turnItem.parse(item))
      return { items, next: LastEvaluatedKey && items.at(-1)?.turn }
    },
  }
}

interface TurnPage {
  before?: number | undefined
  limit: number
  /** What is read of each. */
  attributes?: readonly string[]
}

/** What a model reads of an earlier turn. */
export const historyAttributes = [
  ...['conversation_id', 'item', 'status', 'messages', 'evidence', 'summary_before', 'left_out'],
  ...['created_at', 'ttl'],
]
/** What a person is shown of one. */
const shownAttributes = [...historyAttributes, 'request_id', 'call_times', 'calls_sent']

/** What stands under a conversation’s key. */
interface Found {
  meta: MetaItem | undefined
  request: RequestItem | undefined
}

function keyOf(conversation_id: string, item: string) {
  return { conversation_id, item }
}
