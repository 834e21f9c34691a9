import assert from 'node:assert/strict'
import type { MetaItem } from '../../../../services/agent/conversations/items.ts'
import { metas } from '../../../../services/agent/conversations/metas.ts'
import { openTable } from '../../../../services/agent/conversations/table.ts'
import { alice, cutOff, startStore } from './running-store.ts'

describe('a conversation that is new', () => {
  it('is begun by one alone, though that arrives twice', async () => {
    await using given = await startRead()
    const { conversationId } = await given.store.begin({ requestId: 'r2' })
    const meta = (await given.metas.get(conversationId)) ?? assert.fail()
    const nowS = given.store.clock.now.getTime() / 1000
    assert.equal(await given.metas.putNew(meta, nowS), true)
    assert.equal(await given.metas.putNew({ ...meta, lease_id: 'other' }, nowS), false)
  })
})

describe('a conversation that was read', () => {
  it('is not claimed by who read it before its lease was renewed', async () => {
    await using given = await startRead()
    const running = await given.store.begin({ requestId: 'r2', conversationId: given.id })
    given.store.pass(31)
    const read = await given.read()
    assert.equal(await given.store.store.renewLease(running), true)
    assert.equal(await given.claim(read), false)
    given.store.pass(31)
    assert.equal(await given.claim(read), true)
  })

  it('is not claimed by who read it before another turn began and ended', async () => {
    await using given = await startRead()
    const read = await given.read()
    await given.store.say({ requestId: 'r2', conversationId: given.id })
    assert.equal(await given.claim(read), false)
    assert.equal(await given.claim(await given.read()), true)
  })

  it('is not claimed by who read it before it was cleared', async () => {
    await using given = await startRead()
    const read = await given.read()
    await given.store.store.clear(alice, given.id)
    assert.equal(await given.claim(read), false)
  })

  it('is claimed once, though that arrives twice', async () => {
    await using given = await startRead()
    const read = await given.read()
    assert.deepEqual([await given.claim(read), await given.claim(read)], [true, true])
    const { turns, version } = await given.read()
    assert.deepEqual([turns, version], [read.turns + 1, read.version + 1])
  })

  it('is given back by nobody but who holds it', async () => {
    await using given = await startRead()
    const first = await given.store.begin({ requestId: 'r2', conversationId: given.id })
    given.store.pass(31)
    const second = await given.store.begin({ requestId: 'r3', conversationId: given.id })
    await given.metas.release(given.id, first.lease.id)
    assert.equal((await given.read()).lease_id, second.lease.id)
    await cutOff(given.store.store, second, [])
    assert.equal((await given.read()).lease_id, undefined)
  })
})

/** A conversation of one turn, and its item `meta` to read and to claim. */
async function startRead() {
  const store = await startStore()
  const { tableName, config: dynamodb } = store.table
  const items = metas(openTable({ tableName, timeoutMs: 30_000, dynamodb }))
  const { conversationId: id } = await store.say()
  return {
    store,
    metas: items,
    id,
    async read(): Promise<MetaItem> {
      return (await items.get(id)) ?? assert.fail()
    },
    claim(read: MetaItem): Promise<boolean> {
      const { now } = store.clock
      const until = now.getTime() + 30_000
      const lease = {
        id: 'late',
        turn: read.turns + 1,
        requestId: 'late',
        bodyHash: 'hash-late',
        until,
      }
      return items.claim(read, lease, { now, ttl: read.ttl })
    },
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  }
}
