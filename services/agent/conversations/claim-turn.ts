import { randomUUID } from 'node:crypto'
import { conversationNotFound, Refusal } from '../problem.ts'
import { type ConversationKey, conversationKey, newConversationKey } from './conversation-key.ts'
import { newestTurns } from './history.ts'
import { type MetaItem, requestKey, type TurnItem } from './items.ts'
import type { Lease, Metas } from './metas.ts'
import { titleOf } from './title.ts'
import type { Turns } from './turns.ts'

export interface NewTurn {
  owner: string
  /** Absent: a new conversation, whose id follows from owner and request id. One of the client's own begins one too. */
  conversationId: string | undefined
  requestId: string
  /** What was asked, and how: a repeat of the request has the same. */
  bodyHash: string
  clientId: string | undefined
  message: string
  /** Awaited beside what is read, and before anything is written. */
  admitted?: Promise<unknown> | undefined
}

export interface Moment {
  now: Date
  nowS: number
  /** When what is written now expires. */
  ttl: number
}

export interface Claim extends ConversationKey {
  turn: number
  lease: Lease
  /** The newest turns before this one, newest first. */
  earlier: TurnItem[]
  /** Of the conversation, as this claim leaves it. */
  version: number
  firstTurn: number
}

export interface Store {
  metas: Metas
  turns: Turns
  historyTokens: () => number
}

/** Without a sign of life for so long, whoever runs a turn is taken for dead. */
export const leaseMs = 30_000

/** A place for the request, in a new conversation or the next of one; or what it was told before. */
export async function claimTurn(
  store: Store,
  asked: NewTurn,
  at: Moment,
): Promise<Claim | { answered: TurnItem }> {
  const { owner, conversationId: id, requestId } = asked
  const place = {
    ...asked,
    ...(id === undefined ? newConversationKey(owner, requestId) : conversationKey(owner, id)),
  }
  const begin = () => claimNew(store, place, at)
  const goOn = () => claimNext(store, place, at)
  const mayBegin = id === undefined || place.chosenId !== undefined
  // Most that name one go on with it. Whoever began it meanwhile is found at the second look.
  const found = id === undefined ? undefined : await goOn()
  const claimed = found ?? (mayBegin ? ((await begin()) ?? (await goOn())) : undefined)
  if (claimed !== undefined) return claimed
  await asked.admitted
  throw conversationNotFound()
}

/** A turn whose conversation's key is known, new or not. */
type PlacedTurn = NewTurn & ConversationKey

async function claimNew(
  { metas }: Store,
  asked: PlacedTurn,
  at: Moment,
): Promise<Claim | undefined> {
  // Refused, it may still be one that was answered before, which the next look finds.
  if (!(await isAdmitted(asked))) return undefined
  const lease = newLease(asked, 1, at)
  const meta = firstMeta(asked, lease, at)
  if (!(await metas.putNew(meta, at.nowS))) return undefined
  return { ...keyIn(meta), turn: 1, lease, earlier: [], version: meta.version, firstTurn: 1 }
}

async function isAdmitted({ admitted }: NewTurn): Promise<boolean> {
  return (await Promise.allSettled([admitted])).every(({ status }) => status === 'fulfilled')
}

function keyIn({
  conversation_id: conversationId,
  chosen_id: chosenId,
}: MetaItem): ConversationKey {
  return { conversationId, ...(chosenId !== undefined && { chosenId }) }
}

/** Undefined where there is none of the owner's. */
async function claimNext(
  store: Store,
  asked: PlacedTurn,
  at: Moment,
): Promise<Claim | { answered: TurnItem } | undefined> {
  const { turns } = store
  const budgetTokens = store.historyTokens()
  const { conversationId: id } = asked
  const [{ meta, request }, read] = await Promise.all([
    turns.before(id, asked.requestId),
    newestTurns(turns, id, { budgetTokens }),
  ])
  if (meta?.user_id !== asked.owner || meta.ttl <= at.nowS) return undefined
  const repeated = [request, requestOfLease(asked, meta)].find(
    (became) => became !== undefined && counts(became, meta, at),
  )
  if (repeated !== undefined) {
    if (repeated.body_hash !== asked.bodyHash) throw reused()
    const answered = await turns.get(id, repeated.turn)
    if (answered?.status === 'complete') return { answered }
  }
  if (isBusy(meta, at.now)) throw busy(meta.busy_until - at.now.getTime())
  const turn = repeated?.turn ?? placeOf(asked, meta)
  await asked.admitted
  return claimIn(store, { meta, read, lease: newLease(asked, turn, at) }, at)
}

/** False for what was cleared or has expired, though the table still has it. */
function counts(item: { turn: number; ttl: number }, meta: MetaItem, { nowS }: Moment): boolean {
  return item.turn >= meta.first_turn && item.ttl > nowS
}

/** What the request became whose turn was the last to begin: while it runs there is no item of it. */
function requestOfLease({ requestId }: NewTurn, meta: MetaItem) {
  const { lease_request, lease_turn: turn, lease_hash: body_hash, ttl } = meta
  if (lease_request !== requestId || turn === undefined || body_hash === undefined) return undefined
  return { turn, body_hash, ttl }
}

/** The one after the last, but for a request that was cut off between its lease and its being stored. */
function placeOf({ requestId }: NewTurn, { lease_request, lease_turn, turns }: MetaItem): number {
  return lease_request === requestId && lease_turn !== undefined ? lease_turn : turns + 1
}

interface Place {
  meta: MetaItem
  read: TurnItem[]
  lease: Lease
}

async function claimIn(store: Store, { meta, read, lease }: Place, at: Moment): Promise<Claim> {
  const { metas, turns } = store
  const budgetTokens = store.historyTokens()
  const { conversation_id: conversationId, first_turn: firstTurn } = meta
  const { turn } = lease
  await keepEarlierRequest(turns, { meta, next: lease }, at)
  if (!(await metas.claim(meta, lease, at))) throw busy(0)
  await cutOff(turns, meta, turn)
  const earlier = isUpToDate(read, meta, turn)
    ? read
    : await newestTurns(turns, conversationId, { before: turn, budgetTokens })
  return {
    ...keyIn(meta),
    turn,
    lease,
    earlier: earlier.filter((item) => counts(item, meta, at)),
    version: meta.version + 1,
    firstTurn,
  }
}

/** True while a turn of the conversation runs, or its lease has not run out yet. */
export function isBusy(meta: MetaItem, now: Date): meta is MetaItem & { busy_until: number } {
  return meta.busy_until !== undefined && meta.busy_until > now.getTime()
}

export function busy(leftMs: number): Refusal {
  const retryAfterS = Math.min(Math.max(Math.ceil(leftMs / 1000), 1), maxRetryAfterS)
  const detail = 'Another message of this conversation is being answered.'
  return new Refusal('conversation_busy', detail, { retryAfterS })
}

/** A lease is renewed while its turn runs: what is left of it says little about when that ends. */
const maxRetryAfterS = 2

function reused(): Refusal {
  return new Refusal('request_id_reused', 'request_id was used before, for another request.')
}

/** The turn whose lease ran out ends as interrupted, before anybody builds on it. */
async function cutOff(turns: Turns, meta: MetaItem, next: number): Promise<void> {
  const { conversation_id: conversationId, lease_id: leaseId, lease_turn: turn } = meta
  if (leaseId === undefined || turn === undefined || turn === next) return
  await turns.interrupt({ conversationId, turn, leaseId })
}

/**
 * The request of a turn that was cut off gets its item before its place in `meta` is another’s, so that
 * a repeat of it is known for good.
 */
async function keepEarlierRequest(
  turns: Turns,
  { meta, next }: { meta: MetaItem; next: Lease },
  { nowS, ttl }: Moment,
): Promise<void> {
  const { conversation_id, lease_id, lease_turn: turn, lease_request, lease_hash } = meta
  if (lease_id === undefined || turn === undefined || lease_hash === undefined) return
  if (lease_request === undefined || lease_request === next.requestId) return
  const item = requestKey(lease_request)
  const request = { conversation_id, item, turn, body_hash: lease_hash, ttl }
  await turns.putRequest(request, { nowS, firstTurn: meta.first_turn })
}

/** What was read beside `meta` may be older than it: then a turn ended in between. */
function isUpToDate([newest]: readonly TurnItem[], meta: MetaItem, turn: number): boolean {
  if (turn <= meta.turns) return false
  return newest === undefined
    ? meta.turns < meta.first_turn
    : newest.turn === meta.turns && newest.status !== 'running'
}

function newLease({ requestId, bodyHash }: NewTurn, turn: number, { now }: Moment): Lease {
  return { id: randomUUID(), turn, requestId, bodyHash, until: now.getTime() + leaseMs }
}

function firstMeta(asked: PlacedTurn, lease: Lease, { now, ttl }: Moment): MetaItem {
  return {
    conversation_id: asked.conversationId,
    item: 'meta',
    ...(asked.chosenId !== undefined && { chosen_id: asked.chosenId }),
    user_id: asked.owner,
    title: titleOf(asked.message),
    ...(asked.clientId !== undefined && { client_id: asked.clientId }),
    tools_available: [],
    created_at: now.toISOString(),
    updated_at: now.toISOString(),
    turns: 1,
    first_turn: 1,
    version: 1,
    ttl,
    lease_id: lease.id,
    lease_turn: lease.turn,
    lease_request: lease.requestId,
    lease_hash: lease.bodyHash,
    busy_until: lease.until,
  }
}
