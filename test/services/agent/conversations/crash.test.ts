import assert from 'node:assert/strict'
import type { Conversations } from '../../../../services/agent/conversations/conversations.ts'
import { assistant, finish, startStore, user } from './running-store.ts'

const second = { requestId: 'r2', message: 'And?', bodyHash: 'hash-2' }
const said = [user('And?'), assistant('So far.')]

/** The writes with which a turn ends, each as its request tells it. */
const writes = {
  'its request': ({ Item }: Input) => Item?.item === 'request#r2',
  'its answer': ({ UpdateExpression = '' }: Input) => UpdateExpression.includes('#stop_reason'),
  'the end of its lease': ({ UpdateExpression = '' }: Input) =>
    UpdateExpression.includes('REMOVE #lease_id, #busy_until'),
}

describe('a process that ends between two writes', () => {
  for (const [title, isIt] of Object.entries(writes)) {
    it(`loses and doubles nothing where ${title} is not written`, async () => {
      await using given = await startStore()
      const { conversationId } = await given.say()
      const dying = given.open()
      const turn = await dying.startTurn({ ...asOf(conversationId), ...second })
      assert.ok(!('answered' in turn))
      const isAlive = failing(dying, isIt)
      await finish(dying, turn, said).catch(() => false)
      assert.equal(isAlive(), false)
      given.pass(31)
      // Somebody else’s question has the conversation’s lease by now.
      await given.say({ conversationId, requestId: 'r3', bodyHash: 'hash-3' }, 'Three.')
      const reused = { ...asOf(conversationId), ...second, bodyHash: 'hash-x' }
      await assert.rejects(given.store.startTurn(reused), { code: 'request_id_reused' })
      const again = await given.store.startTurn({ ...asOf(conversationId), ...second })
      assert.equal('answered' in again, title !== 'its answer')
      if ('answered' in again) assert.equal(again.answered.text, 'So far.')
      else assert.equal(await finish(given.store, again, said), true)
      const { messages } = await given.store.read('https://issuer|alice', conversationId, {
        limit: 9,
      })
      assert.deepEqual(
        messages.map(({ turn, status, content }) => [turn, status, content]).slice(2),
        [
          [2, 'complete', 'And?'],
          [2, 'complete', 'So far.'],
          [3, 'complete', 'Which instances?'],
          [3, 'complete', 'Three.'],
        ],
      )
    })
  }

  it('keeps nobody waiting where no summary could be kept, which is made again', async () => {
    await using given = await startStore({ historyTokens: 1_000 })
    const { conversationId } = await given.say({ message: 'Q1' }, 'x'.repeat(3_000))
    const isAlive = failing(given.store, ({ UpdateExpression = '' }) =>
      UpdateExpression.includes('#summary_before'),
    )
    const rest = 'y'.repeat(1_500)
    const moved = await given.say({ conversationId, requestId: 'r2', message: 'Q2' }, rest)
    const next = await given.say({ conversationId, requestId: 'r3', message: 'Q3' }, rest)
    const last = await given.begin({ conversationId, requestId: 'r4' })
    assert.equal(isAlive(), false)
    assert.ok(moved.moved ?? next.moved)
    assert.equal(last.summary?.turns[0]?.asked, 'Q1')
    assert.ok(given.leftBehind.length > 0)
  })
})

interface Input {
  Item?: { item?: string }
  UpdateExpression?: string
}

/** From then on the writes that are told fail; whether none has so far. */
function failing({ table }: Conversations, isIt: (input: Input) => boolean): () => boolean {
  let hasFailed = false
  table.client.middlewareStack.add(
    (next) => async (args) => {
      if (!isIt(args.input as Input)) return next(args)
      hasFailed = true
      throw new Error('The process has ended')
    },
    { step: 'initialize' },
  )
  return () => !hasFailed
}

const asOf = (conversationId: string) => ({
  owner: 'https://issuer|alice',
  conversationId,
  clientId: 'laptop',
})
