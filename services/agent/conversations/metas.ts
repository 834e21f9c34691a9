import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { type MetaItem, metaItem } from './items.ts'
import { changeItem, getItem, projectionOf, putItem, type Table, updateItem } from './table.ts'

/** The right to write to a conversation while one of its turns runs. */
export interface Lease {
  id: string
  turn: number
  requestId: string
  /** What the request asked. */
  bodyHash: string
  /** Milliseconds since 1970. */
  until: number
}

/** A place in a person's list of conversations. */
export const listPosition = z.object({
  updated_at: z.iso.datetime(),
  conversation_id: z.string().min(1).max(128),
})
export type ListPosition = z.infer<typeof listPosition>

export type Metas = ReturnType<typeof metas>

/** The items `meta`, each write under the condition that keeps a conversation whole. */
export function metas(table: Table) {
  return {
    /** Undefined for one that is unknown or deleted. */
    async get(conversationId: string): Promise<MetaItem | undefined> {
      return metaItem.safeParse(await getItem(table, keyOf(conversationId))).data
    },

    /** False where there is one that has not expired, or where it was deleted. */
    putNew(meta: MetaItem, nowS: number): Promise<boolean> {
      return putItem(table, meta, {
        if: 'attribute_not_exists(#conversation_id) OR #ttl <= :now OR #lease_id = :lease',
        values: { ':now': nowS, ':lease': meta.lease_id },
      })
    },

    /** Begins a turn; false where somebody else did after `read` was read. */
    claim(read: MetaItem, lease: Lease, at: { now: Date; ttl: number }): Promise<boolean> {
      return changeItem(table, keyOf(read.conversation_id), {
        update:
          'SET #turns = :turns, #updated_at = :updated, #ttl = :ttl, #version = :version, ' +
          '#lease_id = :lease, #lease_turn = :turn, #lease_request = :request, ' +
          '#lease_hash = :hash, #busy_until = :until',
        if:
          '(#version = :read AND (attribute_not_exists(#lease_id) OR #busy_until <= :now)) ' +
          'OR #lease_id = :lease',
        values: {
          ':turns': Math.max(read.turns, lease.turn),
          ':updated': at.now.toISOString(),
          ':ttl': at.ttl,
          ':version': read.version + 1,
          ':read': read.version,
          ':now': at.now.getTime(),
          ...leaseValues(lease),
        },
      })
    },

    /** False where the lease is another's by now, or the conversation was cleared or deleted. */
    renew(conversationId: string, lease: Lease): Promise<boolean> {
      return changeItem(table, keyOf(conversationId), {
        update: 'SET #busy_until = :until',
        if: '#lease_id = :lease',
        values: { ':lease': lease.id, ':until': lease.until },
      })
    },

    /** False where it was taken away, or released before. */
    release(conversationId: string, leaseId: string, tools?: readonly string[]) {
      const release = 'REMOVE #lease_id, #busy_until'
      return changeItem(table, keyOf(conversationId), {
        update: tools === undefined ? release : `SET #tools_available = :tools ${release}`,
        if: '#lease_id = :lease',
        values: { ':lease': leaseId, ...(tools !== undefined && { ':tools': tools }) },
      })
    },

    async rename(of: OwnedBy, title: string): Promise<MetaItem | undefined> {
      const renamed = await updateItem(table, keyOf(of.conversationId), {
        update: 'SET #title = :title',
        ...owned(of, { ':title': title }),
      })
      return metaItem.safeParse(renamed).data
    },

    /** All turns so far count no more; whoever runs one has lost the lease. */
    async clear(of: OwnedBy): Promise<MetaItem | undefined> {
      const cleared = await updateItem(table, keyOf(of.conversationId), {
        update:
          'SET #first_turn = #turns + :one, #version = #version + :one ' +
          'REMOVE #lease_id, #lease_turn, #lease_request, #lease_hash, #busy_until',
        ...owned(of, { ':one': 1 }),
      })
      return metaItem.safeParse(cleared).data
    },

    /**
     * What stays in its place until `ttl` says whose it was to nobody, and keeps a late retry of
     * its first request from bringing it back.
     */
    bury(of: OwnedBy, ttl: number): Promise<boolean> {
      const grave = { ...keyOf(of.conversationId), deleted: true, ttl }
      return putItem(table, grave, owned(of))
    },

    /** One person's, newest first, as the index has them: it lags behind by some milliseconds. */
    async newestOf(owner: string, page: { limit: number; after: ListPosition | undefined }) {
      const keys = '#user_id = :owner'
      const { Items = [], LastEvaluatedKey } = await table.client.send(
        new QueryCommand({
          TableName: table.TableName,
          IndexName: 'by_user',
          KeyConditionExpression: keys,
          ...projectionOf(listedAttributes),
          ExpressionAttributeValues: { ':owner': owner },
          ScanIndexForward: false,
          Limit: page.limit,
          // The partition is the owner's whatever a cursor says.
          ...(page.after && { ExclusiveStartKey: { ...page.after, item: 'meta', user_id: owner } }),
        }),
      )
      const next = listPosition.safeParse(LastEvaluatedKey).data
      return { metas: Items.flatMap((item) => metaItem.safeParse(item).data ?? []), next }
    },
  }
}

export interface OwnedBy {
  owner: string
  conversationId: string
  nowS: number
}

function owned({ owner, nowS }: OwnedBy, values: Record<string, unknown> = {}) {
  return {
    if: '#user_id = :owner AND #ttl > :now',
    values: { ':owner': owner, ':now': nowS, ...values },
  }
}

function leaseValues({ id, turn, requestId, bodyHash, until }: Lease) {
  return {
    ...{ ':lease': id, ':turn': turn, ':request': requestId, ':hash': bodyHash },
    ':until': until,
  }
}

/** What a list shows of a conversation, and what its item cannot be without. */
const listedAttributes = [
  ...['conversation_id', 'item', 'chosen_id', 'user_id', 'title', 'created_at', 'updated_at'],
  ...['turns', 'first_turn', 'version', 'ttl'],
]

/** What is read of one before a turn begins. */
export const claimedAttributes = [
  ...['conversation_id', 'item', 'chosen_id', 'user_id', 'turns', 'first_turn', 'version', 'ttl'],
  ...['lease_id', 'lease_turn', 'lease_request', 'lease_hash', 'busy_until'],
]

function keyOf(conversation_id: string) {
  return { conversation_id, item: 'meta' }
}
