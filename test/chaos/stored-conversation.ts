import assert from 'node:assert/strict'
import { leaseMs } from '../../services/agent/conversations/claim-turn.ts'
import { metaItem, requestItem, turnItem } from '../../services/agent/conversations/items.ts'
import { spoken } from '../../services/agent/conversations/stored-turn.ts'

type Items = readonly Record<string, unknown>[]

/** A conversation's items as what they are; one that is nothing of a conversation fails. */
function storedConversation(items: Items) {
  const [first, ...rest] = items
  const requests = rest.filter(({ item }) => String(item).startsWith('request#'))
  const turns = rest.filter((item) => !requests.includes(item))
  return {
    meta: metaItem.parse(first),
    turns: turns.map((item) => turnItem.parse(item)),
    requests: requests.map((item) => ({
      ...requestItem.parse(item),
      requestId: String(item.item).slice('request#'.length),
    })),
  }
}

/** Whatever broke: nothing is half there, doubled, or held for longer than a lease lasts. */
export function assertWhole(items: Items, now: Date): void {
  const { meta, turns, requests } = storedConversation(items)
  const { turns: newest, lease_id, lease_turn, busy_until = 0 } = meta
  assert.ok(busy_until <= now.getTime() + leaseMs, 'the lease is too long')
  assert.equal(new Set(requests.map(({ turn }) => turn)).size, requests.length)
  for (const { turn } of requests) assert.ok(turn <= newest, `turn ${turn} of a request is ahead`)
  for (const { turn, request_id, status, messages } of turns) {
    // Until its turn has ended, the lease alone knows it, and is given up by nobody.
    const byLease = meta.lease_request === request_id && lease_id !== undefined && meta.lease_hash
    const known = requests.find(({ requestId }) => requestId === request_id)?.turn
    assert.equal(known ?? (byLease ? lease_turn : undefined), turn)
    assert.notEqual(spoken(messages).question, '')
    if (status === 'running') assert.deepEqual([turn, lease_id !== undefined], [lease_turn, true])
  }
}

/** Each question once, in order, answered in full, and nobody holding the conversation. */
export function assertAnswered(items: Items, questions: readonly string[]): void {
  const { meta, turns, requests } = storedConversation(items)
  assert.deepEqual(
    turns.map(({ turn, status, messages }) => [turn, status, spoken(messages).question]),
    questions.map((question, index) => [index + 1, 'complete', question]),
  )
  assert.deepEqual(
    [meta.turns, meta.lease_id, requests.length],
    [turns.length, undefined, turns.length],
  )
}
