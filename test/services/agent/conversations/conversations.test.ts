import assert from 'node:assert/strict'
import {
  alice,
  asked,
  assistant,
  cutOff,
  finish,
  startStore,
  usage,
  user,
} from './running-store.ts'

const notFound = { code: 'conversation_not_found' }
const busy = { code: 'conversation_busy' }

describe('conversations', () => {
  it('store a question before it is answered, and its conversation, which knows its request', async () => {
    await using given = await startStore()
    const turn = await given.begin({ message: 'Which instances?\nIn all regions.' })
    const { conversationId: conversation_id, lease } = turn
    assert.deepEqual(turn, {
      conversationId: conversation_id,
      requestId: 'r1',
      turn: 1,
      lease: {
        id: lease.id,
        turn: 1,
        requestId: 'r1',
        bodyHash: 'hash-1',
        until: given.clock.now.getTime() + 30_000,
      },
      firstTurn: 1,
      history: [],
      summary: undefined,
      moved: undefined,
      said: [],
    })
    const ttl = given.clock.now.getTime() / 1000 + 30 * 86_400
    const created_at = '2026-01-01T00:00:00.000Z'
    assert.deepEqual(await given.table.items(conversation_id), [
      {
        conversation_id,
        item: 'meta',
        user_id: alice,
        title: 'Which instances?',
        client_id: 'laptop',
        tools_available: [],
        created_at,
        updated_at: created_at,
        turns: 1,
        first_turn: 1,
        version: 1,
        ttl,
        lease_id: lease.id,
        lease_turn: 1,
        lease_request: 'r1',
        lease_hash: 'hash-1',
        busy_until: lease.until,
      },
      {
        conversation_id,
        item: 'turn#000001',
        request_id: 'r1',
        status: 'running',
        lease_id: lease.id,
        version: 1,
        messages: JSON.stringify([user('Which instances?\nIn all regions.')]),
        created_at,
        ttl,
      },
    ])
  })

  it('store the answer under its question, and give both to the next turn', async () => {
    await using given = await startStore()
    const { conversationId } = await given.say()
    const next = await given.begin({ conversationId, requestId: 'r2' })
    assert.equal(next.turn, 2)
    assert.deepEqual(next.history, [user(asked.message), assistant('Two.')])
    const [meta, , first] = await given.table.items(conversationId)
    assert.deepEqual([meta?.turns, meta?.version], [2, 2])
    assert.deepEqual(
      [first?.status, first?.usage, first?.stop_reason],
      ['complete', usage, 'end_turn'],
    )
  })

  it('have an id that follows from owner and request', async () => {
    await using given = await startStore()
    const ids = []
    for (const change of [{}, { requestId: 'r2' }, { owner: 'https://issuer|bob' }]) {
      ids.push((await given.say(change)).conversationId)
    }
    assert.equal(new Set(ids).size, 3)
  })

  it('are hidden from everybody but their owner, even from who knows the request', async () => {
    await using given = await startStore()
    const { conversationId } = await given.say()
    const owner = 'https://issuer|mallory'
    const before = await given.table.items(conversationId)
    await assert.rejects(given.begin({ owner, conversationId }), notFound)
    await assert.rejects(given.begin({ conversationId: 'c_made-up' }), notFound)
    await assert.rejects(given.store.read(owner, conversationId, { limit: 9 }), notFound)
    await assert.rejects(given.store.rename(owner, conversationId, 'Mine'), notFound)
    await assert.rejects(given.store.clear(owner, conversationId), notFound)
    await assert.rejects(given.store.remove(owner, conversationId), notFound)
    assert.equal(await given.store.removeAll(owner), 0)
    assert.deepEqual(await given.store.list(owner, { limit: 9 }), { conversations: [] })
    assert.deepEqual(await given.table.items(conversationId), before)
  })

  it('forget what has expired though the table still has it', async () => {
    await using given = await startStore()
    const { conversationId } = await given.say()
    given.pass(19 * 86_400)
    await given.say({ conversationId, requestId: 'r2' })
    given.pass(13 * 86_400)
    const third = await given.say({ conversationId, requestId: 'r3' })
    assert.deepEqual([third.turn, third.history.length], [3, 2])
    const { messages } = await given.store.read(alice, conversationId, { limit: 9 })
    assert.deepEqual(new Set(messages.map(({ turn }) => turn)), new Set([2, 3]))
    given.pass(31 * 86_400)
    await assert.rejects(given.begin({ conversationId, requestId: 'r4' }), notFound)
    await assert.rejects(given.store.read(alice, conversationId, { limit: 9 }), notFound)
    await assert.rejects(given.store.rename(alice, conversationId, 'Late'), notFound)
    assert.deepEqual(await given.store.list(alice, { limit: 9 }), { conversations: [] })
    // The first request again: nothing is left to repeat, so that it begins anew.
    assert.equal((await given.begin()).turn, 1)
  })
})

describe('a request that is repeated', () => {
  it('gets the first answer, in a conversation of its own or one that it names', async () => {
    await using given = await startStore()
    const { conversationId } = await given.say()
    const answered = {
      conversationId,
      requestId: 'r1',
      turn: 1,
      text: 'Two.',
      usage,
      evidence: undefined,
      stopReason: 'end_turn',
    }
    assert.deepEqual(await given.store.startTurn(asked), { answered })
    assert.deepEqual(await given.store.startTurn({ ...asked, conversationId }), { answered })
    await given.begin({ conversationId, requestId: 'r2' })
    assert.deepEqual(await given.store.startTurn(asked), { answered }, 'while another turn runs')
  })

  it('is refused when it asks for something else', async () => {
    await using given = await startStore()
    await given.say()
    const other = { bodyHash: 'hash-2', message: 'Which buckets?' }
    await assert.rejects(given.begin(other), { code: 'request_id_reused' })
  })

  it('has to wait while it is still answered', async () => {
    await using given = await startStore()
    await given.begin()
    await assert.rejects(given.begin(), { ...busy, retryAfterS: 2 })
  })

  it('runs again as the same turn where it was cut off, whatever came after', async () => {
    await using given = await startStore()
    const { conversationId } = await given.say()
    const second = await given.begin({ conversationId, requestId: 'r2', message: 'And?' })
    await cutOff(given.store, second, [user('And?'), assistant('So f')])
    await given.say({ conversationId, requestId: 'r3' })
    const again = await given.begin({ conversationId, requestId: 'r2', message: 'And?' })
    assert.equal(again.turn, 2)
    assert.deepEqual(again.history, [user(asked.message), assistant('Two.')])
    assert.equal(await finish(given.store, again, [user('And?'), assistant('So far.')]), true)
    const { messages } = await given.store.read(alice, conversationId, { limit: 9 })
    assert.deepEqual(
      messages.map(({ turn, status, content }) => [turn, status, content]),
      [
        [1, 'complete', asked.message],
        [1, 'complete', 'Two.'],
        [2, 'complete', 'And?'],
        [2, 'complete', 'So far.'],
        [3, 'complete', asked.message],
        [3, 'complete', 'Two.'],
      ],
    )
  })

  it('runs anew where its answer was cleared', async () => {
    await using given = await startStore()
    const { conversationId } = await given.say()
    await given.store.clear(alice, conversationId)
    const again = await given.begin()
    assert.deepEqual([again.conversationId, again.turn, again.history], [conversationId, 2, []])
  })

  it('brings no deleted conversation back', async () => {
    await using given = await startStore()
    const { conversationId } = await given.say()
    await given.store.remove(alice, conversationId)
    await assert.rejects(given.begin(), notFound)
    assert.deepEqual(await given.store.list(alice, { limit: 9 }), { conversations: [] })
  })
})
