import { busy, type Claim, claimTurn, type Moment, type NewTurn, type Store } from './claim-turn.ts'
import { requestKey, type TurnItem } from './items.ts'

/**
 * Claims a place for a request and stores its message there, in the order that a crash between any
 * two writes leaves whole: lease, request, turn. A request that was answered is not claimed again.
 */
export async function claimAndStore(
  store: Store,
  asked: NewTurn,
  at: Moment,
): Promise<Claim | { answered: TurnItem }> {
  const found = await claimTurn(store, asked, at)
  if ('answered' in found) return found
  try {
    await storeRequest(store, found, asked, at)
    return found
  } catch (error) {
    // Else everybody waits until the lease runs out.
    await store.metas.release(found.conversationId, found.lease.id).catch(() => undefined)
    throw error
  }
}

async function storeRequest(
  { turns }: Store,
  { conversationId, turn, lease, version, firstTurn }: Claim,
  { requestId, bodyHash, message }: NewTurn,
  { now, nowS, ttl }: Moment,
): Promise<void> {
  const request = {
    conversation_id: conversationId,
    item: requestKey(requestId),
    turn,
    body_hash: bodyHash,
    ttl,
  }
  const messages = JSON.stringify([{ role: 'user', content: [{ text: message }] }])
  const item = { conversationId, turn, leaseId: lease.id, requestId, version, messages, now, ttl }
  const stored = (await turns.putRequest(request, { nowS, firstTurn })) && (await turns.put(item))
  if (!stored) throw busy(0)
}
