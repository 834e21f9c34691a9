import assert from 'node:assert/strict'
import { alice, asked, startStore } from './running-store.ts'

const notFound = { code: 'conversation_not_found' }

describe('a conversation that is renamed', () => {
  it('has the new title in one line, and its place in the list as before', async () => {
    await using given = await startStore()
    const { conversationId } = await given.say()
    given.pass(60)
    const title = '  Which\tof\u001b[31m them?\nSecond line'
    const renamed = await given.store.rename(alice, conversationId, title)
    assert.deepEqual(renamed, {
      conversation_id: conversationId,
      title: 'Which of them?',
      created_at: '2026-01-01T00:00:00.000Z',
      updated_at: '2026-01-01T00:00:00.000Z',
      turns: 1,
    })
  })

  it('goes on with the turn that runs', async () => {
    await using given = await startStore()
    const turn = await given.begin()
    await given.store.rename(alice, turn.conversationId, 'Other')
    assert.equal(await given.store.renewLease(turn), true)
  })
})

describe('a conversation that is cleared', () => {
  it('stays, without its messages, and goes on with the next number', async () => {
    await using given = await startStore()
    const { conversationId } = await given.say()
    await given.say({ conversationId, requestId: 'r2' })
    const cleared = await given.store.clear(alice, conversationId)
    assert.deepEqual([cleared.title, cleared.turns], [asked.message, 0])
    const items = await given.table.items(conversationId)
    assert.deepEqual(
      items.map(({ item }) => item),
      ['meta'],
    )
    const next = await given.begin({ conversationId, requestId: 'r3', message: 'Anew' })
    assert.deepEqual([next.turn, next.history, next.summary], [3, [], undefined])
    const { messages } = await given.store.read(alice, conversationId, { limit: 9 })
    assert.deepEqual(
      messages.map(({ content }) => content),
      ['Anew'],
    )
  })

  it('is so with the first write, whatever became of its items', async () => {
    await using given = await startStore()
    const { conversationId } = await given.say()
    const items = await given.table.items(conversationId)
    await given.store.clear(alice, conversationId)
    // As if they had never been removed.
    await given.table.put(items.slice(1))
    const page = await given.store.read(alice, conversationId, { limit: 9 })
    assert.deepEqual([page.messages, page.nextCursor], [[], undefined])
    const again = await given.begin()
    assert.deepEqual([again.turn, again.history], [2, []])
  })
})

describe('a conversation that is deleted', () => {
  it('is known to nobody any more, and leaves nothing that was said', async () => {
    await using given = await startStore()
    const { conversationId } = await given.say()
    const other = await given.say({ requestId: 'r2' })
    await given.store.remove(alice, conversationId)
    await assert.rejects(given.store.read(alice, conversationId, { limit: 9 }), notFound)
    await assert.rejects(given.store.remove(alice, conversationId), notFound)
    await assert.rejects(given.begin({ conversationId, requestId: 'r3' }), notFound)
    const ttl = given.clock.now.getTime() / 1000 + 30 * 86_400
    assert.deepEqual(await given.table.items(conversationId), [
      { conversation_id: conversationId, item: 'meta', deleted: true, ttl },
    ])
    const { conversations } = await given.store.list(alice, { limit: 9 })
    assert.deepEqual(
      conversations.map(({ conversation_id }) => conversation_id),
      [other.conversationId],
    )
  })

  it('may be long: all of its items go', async () => {
    await using given = await startStore()
    const { conversationId } = await given.say()
    for (let n = 2; n <= 20; n++) await given.say({ conversationId, requestId: `r${n}` })
    await given.store.remove(alice, conversationId)
    assert.equal((await given.table.items(conversationId)).length, 1)
    assert.deepEqual(given.leftBehind, [])
  })

  it('is one of all of them, of this owner only', async () => {
    await using given = await startStore()
    for (let n = 0; n < 30; n++) {
      await given.say({ requestId: `r${n}` })
      given.pass(1)
    }
    const bob = 'https://issuer|bob'
    await given.say({ owner: bob })
    assert.equal(await given.store.removeAll(alice), 30)
    assert.equal(await given.store.removeAll(alice), 0)
    assert.deepEqual(await given.store.list(alice, { limit: 9 }), { conversations: [] })
    assert.equal((await given.store.list(bob, { limit: 9 })).conversations.length, 1)
  })
})
