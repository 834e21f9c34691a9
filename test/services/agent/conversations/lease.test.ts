import assert from 'node:assert/strict'
import type { Conversations } from '../../../../services/agent/conversations/conversations.ts'
import { alice, asked, assistant, begin, finish, startStore, user } from './running-store.ts'

const busy = { code: 'conversation_busy' }

describe('the lease of a conversation', () => {
  it('keeps a second turn out, and is given back at the end of the first', async () => {
    await using given = await startStore()
    const first = await given.begin()
    const { conversationId } = first
    const second = { conversationId, requestId: 'r2' }
    await assert.rejects(given.begin(second), { ...busy, retryAfterS: 2 })
    given.pass(29)
    await assert.rejects(given.begin(second), { ...busy, retryAfterS: 1 })
    await finish(given.store, first, [user('a'), assistant('A')])
    assert.equal((await given.begin(second)).turn, 2)
  })

  it('lasts as long as it is renewed', async () => {
    await using given = await startStore()
    const first = await given.begin()
    for (let beat = 0; beat < 9; beat++) {
      given.pass(10)
      assert.equal(await given.store.renewLease(first), true)
    }
    const second = { conversationId: first.conversationId, requestId: 'r2' }
    await assert.rejects(given.begin(second), busy)
  })

  it('runs out after a crash: the next turn goes on, and the cut-off one stays', async () => {
    await using given = await startStore()
    const crashed = await given.begin()
    const { conversationId } = crashed
    given.pass(31)
    const read = async () => (await given.store.read(alice, conversationId, { limit: 9 })).messages
    assert.deepEqual(
      (await read()).map(({ status }) => status),
      ['interrupted'],
    )
    const next = await given.begin({ conversationId, requestId: 'r2' })
    assert.equal(next.turn, 2)
    assert.deepEqual(next.history, [user(asked.message), assistant('(This answer was cut off.)')])
    assert.deepEqual(
      (await read()).map(({ turn, status }) => [turn, status]),
      [
        [1, 'interrupted'],
        [2, 'running'],
      ],
    )
  })

  it('that is lost lets its holder write no more', async () => {
    await using given = await startStore()
    const slow = await given.begin()
    given.pass(31)
    const { conversationId } = slow
    const next = await given.begin({ conversationId, requestId: 'r2' })
    const before = await given.table.items(conversationId)
    assert.equal(await given.store.renewLease(slow), false)
    assert.equal(await finish(given.store, slow, [user('a'), assistant('Late.')]), false)
    assert.deepEqual(await given.table.items(conversationId), before)
    assert.equal(await finish(given.store, next, [user('b'), assistant('B')]), true)
  })

  it('that is lost to a retry of the same request leaves the turn to the retry', async () => {
    await using given = await startStore()
    const slow = await given.begin()
    given.pass(31)
    const retry = await given.begin()
    assert.deepEqual([retry.turn, retry.conversationId], [1, slow.conversationId])
    assert.equal(await finish(given.store, slow, [user('a'), assistant('Late.')]), false)
    assert.equal(await finish(given.store, retry, [user('a'), assistant('In time.')]), true)
    const again = await given.store.startTurn(asked)
    assert.ok('answered' in again)
    assert.equal(again.answered.text, 'In time.')
  })

  it('is taken away by a clear and by a delete', async () => {
    await using given = await startStore()
    const cleared = await given.begin()
    await given.store.clear(alice, cleared.conversationId)
    assert.equal(await given.store.renewLease(cleared), false)
    assert.equal(await finish(given.store, cleared, [user('a'), assistant('A')]), false)
    const next = await given.begin({ conversationId: cleared.conversationId, requestId: 'r2' })
    await given.store.remove(alice, next.conversationId)
    assert.equal(await given.store.renewLease(next), false)
    assert.equal(await finish(given.store, next, [user('b'), assistant('B')]), false)
    assert.deepEqual(
      (await given.table.items(next.conversationId)).map(({ item }) => item),
      ['meta'],
    )
  })

  it('that is taken away before the question is stored leaves nothing of it', async () => {
    await using given = await startStore()
    const { conversationId } = await given.say()
    const changes = {
      clear: () => given.store.clear(alice, conversationId),
      remove: () => given.store.remove(alice, conversationId),
    }
    for (const [requestId, change] of Object.entries(changes)) {
      const turn = await given.begin({ conversationId, requestId })
      const written = (await given.table.items(conversationId)).slice(1)
      await change()
      // As if the question had been written only now.
      await given.table.put(written)
      assert.equal(await finish(given.store, turn, [user('a'), assistant('A')]), false)
      assert.equal((await given.table.items(conversationId)).length, 1)
    }
    assert.deepEqual(given.leftBehind, [])
  })

  it('is given back where the question could not be stored', async () => {
    await using given = await startStore()
    const { conversationId } = await given.say()
    // Longer than an item may be.
    const message = 'x'.repeat(420_000)
    await assert.rejects(given.begin({ conversationId, requestId: 'r2', message }))
    assert.equal((await given.begin({ conversationId, requestId: 'r3' })).turn, 3)
  })
})

describe('twenty writers at once', () => {
  it('lose and double nothing: each is answered, or told to wait until it is', async () => {
    await using given = await startStore()
    const { conversationId } = await given.say()
    // Two that know nothing of each other, as two processes are.
    const stores = [given.store, given.open()]
    const write = async (store: Conversations, requestId: string) => {
      for (let attempt = 0; attempt < 400; attempt++) {
        try {
          const turn = await begin(store, { ...asked, conversationId, requestId })
          assert.equal(await finish(store, turn, [user(requestId), assistant('ok')]), true)
          return turn.turn
        } catch (error) {
          assert.equal(Object(error).code, 'conversation_busy')
          await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 20))
        }
      }
      throw new Error(`${requestId} never came through`)
    }
    const writers = Array.from({ length: 20 }, (_, n) => `w${n}`)
    const turns = await Promise.all(
      writers.map((requestId, n) => write(stores[n % 2] ?? given.store, requestId)),
    )
    assert.equal(new Set(turns).size, 20)
    const { messages } = await given.store.read(alice, conversationId, { limit: 100 })
    const answered = messages.filter(({ role, turn }) => role === 'user' && turn > 1)
    assert.deepEqual(answered.map(({ content }) => content).toSorted(), writers.toSorted())
    assert.ok(messages.every(({ status }) => status === 'complete'))
  })

  it('of the same request make one turn of it', async () => {
    await using given = await startStore()
    const started = await Promise.allSettled(
      Array.from({ length: 20 }, () => given.open().startTurn(asked)),
    )
    const codes = started.flatMap((turn) => (turn.status === 'rejected' ? [turn.reason.code] : []))
    assert.deepEqual(codes, Array(19).fill('conversation_busy'))
    const turn = started.find(({ status }) => status === 'fulfilled')
    assert.ok(turn?.status === 'fulfilled' && !('answered' in turn.value))
    const items = await given.table.items(turn.value.conversationId)
    assert.deepEqual(
      items.map(({ item }) => item),
      ['meta', 'turn#000001'],
    )
  })
})
