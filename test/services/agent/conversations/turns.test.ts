import assert from 'node:assert/strict'
import { requestKey } from '../../../../services/agent/conversations/items.ts'
import { openTable } from '../../../../services/agent/conversations/table.ts'
import { turns as turnsIn } from '../../../../services/agent/conversations/turns.ts'
import { startConversationsTable } from '../../../stand-ins/conversations-table.ts'
import { user } from './running-store.ts'

const conversationId = 'c_1'
const now = new Date('2026-01-01T00:00:00Z')
const nowS = now.getTime() / 1000

describe('the item of a request', () => {
  it('stays with the turn that it became, unless that was cleared or has expired', async () => {
    await using given = await startTurns()
    const become = (turn: number, { firstTurn = 1, ttl = nowS + 60, at = nowS } = {}) => {
      const item = requestKey('r1')
      const request = { conversation_id: conversationId, item, turn, body_hash: 'hash', ttl }
      return given.turns.putRequest(request, { nowS: at, firstTurn })
    }
    assert.equal(await become(2), true)
    assert.equal(await become(2), true, 'arrives twice')
    assert.equal(await become(3), false)
    assert.equal(await become(3, { firstTurn: 3 }), true, 'cleared')
    assert.equal(await become(4), false)
    assert.equal(await become(4, { at: nowS + 60 }), true, 'expired')
  })
})

describe('the item of a turn', () => {
  it('is its last claim’s: an earlier one that arrives late is not stored', async () => {
    await using given = await startTurns()
    assert.equal(await given.put('b', 3), true)
    assert.equal(await given.put('a', 2), false)
    assert.equal(await given.put('b', 3), true, 'arrives twice')
    assert.equal(await given.put('c', 4), true)
    assert.equal((await given.turns.get(conversationId, 2))?.request_id, 'request of c')
  })

  it('is never begun again once its answer is stored', async () => {
    await using given = await startTurns()
    await given.put('a', 2)
    await given.turns.finish({ ...place, leaseId: 'a' }, { status: 'complete' })
    assert.equal(await given.put('a', 2), false)
    assert.equal(await given.put('b', 3), false)
    assert.equal((await given.turns.get(conversationId, 2))?.status, 'complete')
  })

  it('is begun again where it was cut off', async () => {
    await using given = await startTurns()
    await given.put('a', 2)
    await given.turns.finish({ ...place, leaseId: 'a' }, { status: 'interrupted' })
    assert.equal(await given.put('a', 2), false)
    assert.equal(await given.put('b', 3), true)
  })
})

const place = { conversationId, turn: 2 }

async function startTurns() {
  const table = await startConversationsTable()
  const { tableName, config: dynamodb } = table
  const turns = turnsIn(openTable({ tableName, timeoutMs: 30_000, dynamodb }))
  return {
    turns,
    /** Begins turn 2 under a lease that came of this version of the conversation. */
    put(leaseId: string, version: number): Promise<boolean> {
      const messages = JSON.stringify([user('Which instances?')])
      const requestId = `request of ${leaseId}`
      const item = { ...place, leaseId, requestId, version, messages, now, ttl: nowS + 60 }
      return turns.put(item)
    },
    [Symbol.asyncDispose]: () => table.close(),
  }
}
