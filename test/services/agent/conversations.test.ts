import assert from 'node:assert/strict'
import { conversations, type NewTurn } from '../../../services/agent/conversations.ts'
import {
  type ConversationsTable,
  startConversationsTable,
} from '../../stand-ins/conversations-table.ts'

const usage = {
  input_tokens: 1,
  output_tokens: 2,
  cache_read_tokens: 3,
  cache_write_tokens: 4,
  model_calls: 1,
  tool_calls: 0,
}
const asked: NewTurn = {
  owner: 'https://issuer|alice',
  conversationId: undefined,
  requestId: 'r1',
  clientId: 'laptop',
  message: 'Which instances?\nIn all regions.',
}
const notFound = { code: 'conversation_not_found' }

describe('conversations', () => {
  let table: ConversationsTable
  let now: Date
  const store = () =>
    conversations({
      tableName: table.tableName,
      ttlDays: 30,
      now: () => now,
      dynamodb: table.config,
    })

  beforeEach(async () => {
    now = new Date('2026-01-01T00:00:00Z')
    table = await startConversationsTable()
  })
  afterEach(() => table.close())

  it('stores a question before it is answered, and its conversation', async () => {
    const turn = await store().startTurn(asked)
    const { conversationId: conversation_id } = turn
    assert.deepEqual(turn, {
      conversationId: conversation_id,
      requestId: 'r1',
      turn: 1,
      history: [],
      historyCut: false,
    })
    const ttl = now.getTime() / 1000 + 30 * 86_400
    assert.deepEqual(await table.items(conversation_id), [
      {
        conversation_id,
        item: 'meta',
        user_id: 'https://issuer|alice',
        title: 'Which instances?',
        client_id: 'laptop',
        created_at: '2026-01-01T00:00:00.000Z',
        updated_at: '2026-01-01T00:00:00.000Z',
        turns: 1,
        version: 1,
        ttl,
      },
      {
        conversation_id,
        item: 'turn#000001',
        request_id: 'r1',
        status: 'running',
        messages: JSON.stringify([{ role: 'user', content: [{ text: asked.message }] }]),
        created_at: '2026-01-01T00:00:00.000Z',
        ttl,
      },
    ])
  })

  it('stores the answer under its question, and gives both to the next turn', async () => {
    const turn = await store().startTurn(asked)
    const messages = [
      { role: 'user' as const, content: [{ text: 'Which?' }] },
      { role: 'assistant' as const, content: [{ text: 'Two.' }] },
    ]
    await store().finishTurn(turn, { status: 'complete', messages, usage })
    const { conversationId } = turn
    const next = await store().startTurn({ ...asked, conversationId, requestId: 'r2' })
    assert.deepEqual(next, {
      conversationId,
      requestId: 'r2',
      turn: 2,
      history: messages,
      historyCut: false,
    })
    const [meta, first] = await table.items(conversationId)
    assert.deepEqual([meta?.turns, meta?.version], [2, 2])
    assert.deepEqual([first?.status, first?.usage], ['complete', usage])
  })

  it('derives the id of a new conversation from owner and request', async () => {
    const ids = []
    for (const change of [{}, { requestId: 'r2' }, { owner: 'https://issuer|bob' }]) {
      ids.push((await store().startTurn({ ...asked, ...change })).conversationId)
    }
    assert.equal(new Set(ids).size, 3)
    const again = await store().startTurn(asked)
    assert.deepEqual([again.conversationId, again.turn], [ids[0], 2])
  })

  it('hides a conversation from everybody but its owner', async () => {
    const { conversationId } = await store().startTurn(asked)
    const others = { ...asked, conversationId, owner: 'https://issuer|mallory' }
    await assert.rejects(store().startTurn(others), notFound)
    await assert.rejects(store().startTurn({ ...asked, conversationId: 'made-up' }), notFound)
    const [meta] = await table.items(conversationId)
    assert.equal(meta?.version, 1)
  })

  it('forgets what has expired though the table still has it', async () => {
    const { conversationId } = await store().startTurn(asked)
    now = new Date('2026-01-20T00:00:00Z')
    await store().startTurn({ ...asked, conversationId, requestId: 'r2' })
    now = new Date('2026-02-02T00:00:00Z')
    const third = await store().startTurn({ ...asked, conversationId, requestId: 'r3' })
    assert.equal(third.turn, 3)
    assert.equal(third.history.length, 2)
    now = new Date('2026-03-10T00:00:00Z')
    await assert.rejects(store().startTurn({ ...asked, conversationId }), notFound)
    assert.equal((await store().startTurn(asked)).turn, 1)
  })

  it('lets one of several turns at once through, and tells the others to wait', async () => {
    const { conversationId } = await store().startTurn(asked)
    const turns = await Promise.allSettled(
      ['r2', 'r3', 'r4', 'r5'].map((requestId) =>
        store().startTurn({ ...asked, conversationId, requestId }),
      ),
    )
    const started = turns.filter(({ status }) => status === 'fulfilled').length
    const codes = turns.flatMap((turn) => (turn.status === 'rejected' ? [turn.reason.code] : []))
    assert.deepEqual(new Set(codes), new Set(['conversation_busy']))
    const items = await table.items(conversationId)
    assert.deepEqual([items.length, items[0]?.turns], [2 + started, 1 + started])
  })
})
