import { busy, type Claim, claimTurn, type Moment, type NewTurn, type Store } from './claim-turn.ts'
import { requestKey, type TurnItem } from './items.ts'

/**
 * Claims a place for a request and stores its message there: lease, then turn. A crash between the two
 * leaves whole what was there, and the lease says which turn the request was to become. A request that
 * was answered is not claimed again.
 */
export async function claimAndStore(
  store: Store,
  asked: NewTurn,
  at: Moment,
): Promise<Claim | { answered: TurnItem }> {
  const found = await claimTurn(store, asked, at)
  if ('answered' in found) return found
  try {
    await storeTurn(store, found, asked, at)
    return found
  } catch (error) {
    // Else everybody waits until the lease runs out.
    await giveBack(store, found, at).catch(() => undefined)
    throw error
  }
}

/** What a request became, for good: the lease, which said it so far, is the next turn’s. */
export function keepRequest(
  { turns }: Pick<Store, 'turns'>,
  { conversationId, firstTurn, lease }: Pick<Claim, 'conversationId' | 'firstTurn' | 'lease'>,
  { nowS, ttl }: Moment,
): Promise<boolean> {
  const { requestId, turn, bodyHash: body_hash } = lease
  const item = requestKey(requestId)
  const request = { conversation_id: conversationId, item, turn, body_hash, ttl }
  return turns.putRequest(request, { nowS, firstTurn })
}

async function giveBack(store: Store, claim: Claim, at: Moment): Promise<void> {
  await keepRequest(store, claim, at)
  await store.metas.release(claim.conversationId, claim.lease.id)
}

async function storeTurn(
  { turns }: Store,
  { conversationId, turn, lease, version }: Claim,
  { requestId, message }: NewTurn,
  { now, ttl }: Moment,
): Promise<void> {
  const messages = JSON.stringify([{ role: 'user', content: [{ text: message }] }])
  const item = { conversationId, turn, leaseId: lease.id, requestId, version, messages, now, ttl }
  if (!(await turns.put(item))) throw busy(0)
}
