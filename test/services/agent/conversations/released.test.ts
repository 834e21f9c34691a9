import assert from 'node:assert/strict'
import type { StoredMessage } from '../../../../services/agent/conversations/messages.ts'
import { released, releasedVersions } from '../../../released/released.ts'
import { asked, begin, startStore } from './running-store.ts'

type Item = Record<string, unknown>

for (const version of releasedVersions) {
  describe(`conversations that version ${version} stored`, () => {
    let items: Item[]

    before(async () => {
      items = await released(version, 'table.json')
    })

    it('are listed, read and gone on with', async () => {
      await checkAll(items)
    })

    it('are so with fields that nobody knows yet', async () => {
      const grown = items.map((item) => {
        const messages = typeof item.messages === 'string' && grownMessages(item.messages)
        return {
          ...item,
          of_tomorrow: { a: [1] },
          ...(messages && { messages, usage: { ...Object(item.usage), cost_usd: 0.01 } }),
        }
      })
      await checkAll(grown)
    })

    it('are so without what a conversation does not hang on', async () => {
      const least = items.map(({ deleted, ...item }) =>
        deleted === true
          ? { ...item, deleted }
          : Object.fromEntries(Object.entries(item).filter(([name]) => vital.has(name))),
      )
      await checkAll(least)
    })

    it('are so where that is of another kind', async () => {
      const odd = { usage: 'much', stop_reason: 'tired', tools_available: 7, title: null }
      await checkAll(items.map((item) => ({ ...item, ...odd })))
    })
  })
}

/** What the protocol of turns and leases reads; `updated_at` is a key of the index. */
const vital = new Set(
  (
    'conversation_id item user_id updated_at turns first_turn version ttl status messages ' +
    'turn body_hash lease_id lease_turn lease_request lease_hash busy_until'
  ).split(' '),
)

/** Each conversation of each owner can be listed, read, and gone on with. */
async function checkAll(items: readonly Item[]): Promise<void> {
  await using given = await startStore()
  const metas = items.filter(({ item, deleted }) => item === 'meta' && deleted !== true)
  const newest = metas.map(({ updated_at }) => Date.parse(String(updated_at)))
  given.clock.now = new Date(Math.max(...newest) + 60_000)
  await given.table.put(items)
  const owners = new Set(metas.map(({ user_id }) => String(user_id)))
  const listed = await Promise.all(
    [...owners].map((owner) => given.store.list(owner, { limit: 100 })),
  )
  assert.deepEqual(
    listed
      .flatMap(({ conversations }) => conversations.map((one) => one.conversation_id))
      .toSorted(),
    metas.map(({ conversation_id }) => String(conversation_id)).toSorted(),
  )
  for (const { user_id, conversation_id } of metas) {
    const [owner, conversationId] = [String(user_id), String(conversation_id)]
    const { messages } = await given.store.read(owner, conversationId, { limit: 100 })
    assert.notEqual(messages.length, 0)
    for (const { content } of messages) assert.ok(content.isWellFormed())
    const turn = await begin(given.store, { ...asked, owner, conversationId, requestId: 'next' })
    assertTakenByModels(turn.history)
  }
}

/** What the strictest of them ask for. */
function assertTakenByModels(history: readonly StoredMessage[]): void {
  assert.ok(JSON.stringify(history).isWellFormed())
  assert.doesNotMatch(JSON.stringify(history), /\\ud[89a-f]/)
  const ids: string[] = []
  history.forEach(({ role, content }, at) => {
    assert.equal(role, at % 2 === 0 ? 'user' : 'assistant')
    assert.notEqual(content.length, 0)
    const calls = content.flatMap((block) => ('toolUse' in block ? [block.toolUse] : []))
    const next = history[at + 1]?.content ?? []
    assert.deepEqual(
      calls.map(({ toolUseId }) => toolUseId),
      next.flatMap((block) => ('toolResult' in block ? [block.toolResult.toolUseId] : [])),
    )
    for (const block of content) {
      if ('text' in block) assert.notEqual(block.text.trim(), '')
    }
    for (const { name, toolUseId, input } of calls) {
      assert.match(name, /^[\w-]{1,64}$/)
      assert.match(toolUseId, /^[\w-]{1,64}$/)
      assert.equal(Object.prototype.toString.call(input), '[object Object]')
      ids.push(toolUseId)
    }
  })
  assert.equal(new Set(ids).size, ids.length)
}

/** Messages with blocks and members of a kind that nobody knows yet. */
function grownMessages(text: string): string {
  const messages: StoredMessage[] = JSON.parse(text)
  return JSON.stringify(
    messages.map((message) => ({
      ...message,
      id: 'm1',
      content: [...message.content, { receipt: { of: 'tomorrow' } }],
    })),
  )
}
