import type { ConversationSummary } from '../api.ts'
import { conversationNotFound } from '../problem.ts'
import type { Moment } from './claim-turn.ts'
import { conversationKey } from './conversation-key.ts'
import { lastTurn, type MetaItem } from './items.ts'
import type { Metas } from './metas.ts'
import { summaryOf } from './pages.ts'
import { sweep } from './sweep.ts'
import type { Table } from './table.ts'
import { titleOf } from './title.ts'

/**
 * Changing and removing conversations, by their owner: for anybody else there is none. Clear and
 * delete take effect with one write to `meta`; the items go after it.
 */
export function conversationChanges(
  store: { metas: Metas; table: Table },
  moment: () => Moment,
  onLeftBehind: (error: unknown) => void,
) {
  const removeItems = (conversationId: string, before: number) =>
    sweep(store.table, conversationId, before).catch(onLeftBehind)

  return {
    async rename(owner: string, id: string, title: string) {
      const { conversationId } = conversationKey(owner, id)
      const { nowS } = moment()
      const meta = await store.metas.rename({ owner, conversationId, nowS }, titleOf(title))
      return summaryOf(existing(meta))
    },

    async clear(owner: string, id: string): Promise<ConversationSummary> {
      const { conversationId } = conversationKey(owner, id)
      const { nowS } = moment()
      const meta = existing(await store.metas.clear({ owner, conversationId, nowS }))
      await removeItems(conversationId, meta.first_turn)
      return summaryOf(meta)
    },

    async remove(owner: string, id: string): Promise<void> {
      const { conversationId } = conversationKey(owner, id)
      const { nowS, ttl } = moment()
      if (!(await store.metas.bury({ owner, conversationId, nowS }, ttl)))
        throw conversationNotFound()
      await removeItems(conversationId, lastTurn)
    },

    /** All of the owner's; how many there were. */
    async removeAll(owner: string): Promise<number> {
      const { nowS, ttl } = moment()
      const buried: string[] = []
      for await (const ids of idsOf(store.metas, owner)) {
        await Promise.all(
          ids.map(async (conversationId) => {
            const of = { owner, conversationId, nowS }
            if (await store.metas.bury(of, ttl)) buried.push(conversationId)
          }),
        )
      }
      for (const conversationId of buried) await removeItems(conversationId, lastTurn)
      return buried.length
    },
  }
}

/**
 * Removes a turn that was stored after its conversation's items had gone: a clear or a delete may
 * come between the lease and the question. False where the turn counts.
 */
export async function removeIfCleared(
  { metas, table }: { metas: Metas; table: Table },
  { conversationId, turn }: { conversationId: string; turn: number },
): Promise<boolean> {
  const meta = await metas.get(conversationId)
  const before = meta?.first_turn ?? lastTurn
  if (turn >= before) return false
  await sweep(table, conversationId, before)
  return true
}

function existing(meta: MetaItem | undefined): MetaItem {
  if (meta === undefined) throw conversationNotFound()
  return meta
}

async function* idsOf(metas: Metas, owner: string): AsyncGenerator<string[]> {
  let after: Awaited<ReturnType<Metas['newestOf']>>['next']
  do {
    const page = await metas.newestOf(owner, { limit: 25, after })
    yield page.metas.map(({ conversation_id }) => conversation_id)
    after = page.next
  } while (after !== undefined)
}
