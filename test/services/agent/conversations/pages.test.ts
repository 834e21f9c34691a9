import assert from 'node:assert/strict'
import { noUsage } from '../../../../services/agent/events.ts'
import { alice, asked, assistant, cutOff, startStore, user } from './running-store.ts'

const bob = 'https://issuer|bob'
const invalidCursor = { code: 'invalid_request', message: 'cursor: is none of this list.' }

describe('a list of conversations', () => {
  it('has the owner’s own, the one with the newest turn first, page by page', async () => {
    await using given = await startStore()
    for (const n of [1, 2, 3, 4, 5]) {
      await given.say({ requestId: `r${n}`, message: `Question ${n}` })
      await given.say({ owner: bob, requestId: `b${n}`, message: `Bob's ${n}` })
      given.pass(60)
    }
    const { conversations } = await given.store.list(alice, { limit: 5 })
    const oldest = conversations.at(-1)
    assert.ok(oldest)
    await given.say({ conversationId: oldest.conversation_id, requestId: 'r6' })
    const titles = []
    let cursor: string | undefined
    do {
      const page = await given.store.list(alice, { limit: 2, cursor })
      titles.push(page.conversations.map(({ title }) => title))
      cursor = page.next_cursor
    } while (cursor !== undefined)
    assert.deepEqual(titles, [
      ['Question 1', 'Question 5'],
      ['Question 4', 'Question 3'],
      ['Question 2'],
    ])
  })

  it('says when each began, when its newest turn did, and how many there are', async () => {
    await using given = await startStore()
    const { conversationId } = await given.say()
    given.pass(60)
    await given.say({ conversationId, requestId: 'r2' })
    assert.deepEqual(await given.store.list(alice, { limit: 9 }), {
      conversations: [
        {
          conversation_id: conversationId,
          title: asked.message,
          created_at: '2026-01-01T00:00:00.000Z',
          updated_at: '2026-01-01T00:01:00.000Z',
          turns: 2,
        },
      ],
    })
  })

  it('shows nobody else’s for anybody else’s cursor', async () => {
    await using given = await startStore()
    for (const n of [1, 2, 3]) {
      given.pass(60)
      await given.say({ requestId: `r${n}` })
    }
    const { next_cursor: cursor } = await given.store.list(alice, { limit: 1 })
    assert.ok(cursor)
    assert.deepEqual(await given.store.list(bob, { limit: 9, cursor }), { conversations: [] })
    const position = Buffer.from(cursor, 'base64url').toString()
    assert.ok(!position.includes('alice'))
  })

  it('refuses a cursor that is none', async () => {
    await using given = await startStore()
    for (const cursor of ['x', '', 'bnVsbA', 'eyJiZWZvcmUiOjF9']) {
      await assert.rejects(given.store.list(alice, { limit: 1, cursor }), invalidCursor)
    }
  })
})

describe('a conversation that is read', () => {
  it('has its newest turns in the order they were said, and a way to those before', async () => {
    await using given = await startStore()
    const { conversationId } = await given.say({ message: 'Q1' }, 'A1')
    for (const n of [2, 3, 4, 5]) {
      await given.say({ conversationId, requestId: `r${n}`, message: `Q${n}` }, `A${n}`)
    }
    const pages = []
    let cursor: string | undefined
    do {
      const page = await given.store.read(alice, conversationId, { limit: 2, cursor })
      pages.push(page.messages.map(({ content }) => content))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    assert.deepEqual(pages, [
      ['Q4', 'A4', 'Q5', 'A5'],
      ['Q2', 'A2', 'Q3', 'A3'],
      ['Q1', 'A1'],
    ])
  })

  it('has all of a turn that a person reads, and nothing of tools’ results', async () => {
    await using given = await startStore()
    const turn = await given.begin({ message: 'How many?' })
    const toolUse = { name: 'get_time', toolUseId: 't1', input: {} }
    const toolResult = {
      toolUseId: 't1',
      status: 'success' as const,
      content: [{ text: 'secret' }],
    }
    await given.store.finishTurn(turn, {
      messages: [
        user('How many?'),
        { role: 'assistant', content: [{ text: 'Let me look.' }, { toolUse }] },
        { role: 'user', content: [{ toolResult }] },
        assistant('Two.'),
      ],
      usage: { ...noUsage, tool_calls: 1 },
      stopReason: 'end_turn',
      tools: ['get_time', 'hello_world'],
    })
    const { conversationId } = turn
    const next = await given.begin({ conversationId, requestId: 'r2', message: 'And now?' })
    await cutOff(given.store, next, [user('And now?'), assistant('Th')])
    await given.begin({ conversationId, requestId: 'r3', message: 'Still?' })
    const created_at = '2026-01-01T00:00:00.000Z'
    const first = { turn: 1, status: 'complete', request_id: 'r1', created_at }
    const second = { turn: 2, status: 'interrupted', request_id: 'r2', created_at }
    const third = { turn: 3, status: 'running', request_id: 'r3', created_at }
    assert.deepEqual(await given.store.read(alice, conversationId, { limit: 9 }), {
      title: 'How many?',
      clientId: 'laptop',
      toolsAvailable: [],
      messages: [
        { ...first, role: 'user', content: 'How many?' },
        { ...first, role: 'assistant', content: 'Let me look.\n\nTwo.' },
        { ...second, role: 'user', content: 'And now?' },
        { ...second, role: 'assistant', content: 'Th' },
        { ...third, role: 'user', content: 'Still?' },
      ],
      nextCursor: undefined,
    })
  })

  it('refuses a cursor that is none', async () => {
    await using given = await startStore()
    const { conversationId } = await given.say()
    for (const position of [{ before: 0 }, { before: 1e9 }, { before: '2' }, [], null]) {
      const cursor = Buffer.from(JSON.stringify(position)).toString('base64url')
      const page = { limit: 1, cursor }
      await assert.rejects(given.store.read(alice, conversationId, page), invalidCursor)
    }
  })
})
