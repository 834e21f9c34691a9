import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { conversationList, conversationPage } from '../../../services/agent/api-answers.ts'
import { type ScriptedBedrock, startBedrock } from '../../stand-ins/bedrock.ts'
import { ec2, pointBedrockAt, type RunningAgent, startAgent } from './running-agent.ts'

describe('the routes of conversations', () => {
  let agent: RunningAgent
  let bedrock: ScriptedBedrock
  let restore: () => void

  before(async () => {
    bedrock = await startBedrock(() => ({ text: ['Two.'] }))
    restore = pointBedrockAt(bedrock.url)
    agent = await startAgent({ tools: [ec2, { ...ec2, name: 'get_time' }] })
  })

  after(async () => {
    restore()
    await Promise.all([agent.close(), bedrock.close()])
  })

  /** Somebody whom no other test knows. */
  const somebody = () => `user-${randomUUID()}`
  const say = async (user: string, message: string, more: object = {}) => {
    const response = await agent.post('/chat', { message, ...more }, { user })
    assert.equal(response.statusCode, 200)
    return String(response.json().conversation_id)
  }
  const list = async (user: string, query = '') => {
    const response = await agent.send('GET', `/api/conversations${query}`, { user })
    return conversationList.parse(response.json())
  }

  it('list the caller’s own, newest first, page by page', async () => {
    const ana = somebody()
    for (const message of ['First', 'Second', 'Third']) await say(ana, message)
    const page = await list(ana, '?limit=2')
    assert.deepEqual(
      page.conversations.map(({ title, turns }) => [title, turns]),
      [
        ['Third', 1],
        ['Second', 1],
      ],
    )
    const rest = await list(ana, `?limit=2&cursor=${page.next_cursor}`)
    assert.deepEqual(
      rest.conversations.map(({ title }) => title),
      ['First'],
    )
    assert.equal(rest.next_cursor, undefined)
  })

  it('read a conversation with what it was held with', async () => {
    const ana = somebody()
    const client_id = `cli-client-${randomUUID()}`
    const id = await say(ana, 'How many?', { client_id, request_id: 'r1' })
    const response = await agent.send('GET', `/api/conversations/${id}`, { user: ana })
    const page = conversationPage.parse(response.json())
    const created_at = page.messages[0]?.created_at ?? ''
    const common = { turn: 1, status: 'complete', request_id: 'r1', created_at } as const
    assert.deepEqual(page, {
      conversation_id: id,
      title: 'How many?',
      messages: [
        { ...common, role: 'user', content: 'How many?' },
        { ...common, role: 'assistant', content: 'Two.' },
      ],
      session_metadata: {
        client_type: 'cli-client',
        client_id,
        bedrock_agentcore_gateway_url: agent.gateway.url,
        tools_available: ['ec2_read_operations', 'get_time'],
      },
    })
  })

  it('rename, clear and delete one', async () => {
    const ana = somebody()
    const id = await say(ana, 'How many?')
    const path = `/api/conversations/${id}`
    const renamed = await agent.send('PATCH', path, { user: ana, body: { title: 'Instances' } })
    assert.deepEqual([renamed.statusCode, renamed.json().title], [200, 'Instances'])
    const cleared = await agent.send('POST', `${path}/clear`, { user: ana })
    assert.deepEqual([cleared.statusCode, cleared.json().turns], [200, 0])
    const read = await agent.send('GET', path, { user: ana })
    assert.deepEqual([read.json().title, read.json().messages], ['Instances', []])
    const deleted = await agent.send('DELETE', path, { user: ana })
    assert.deepEqual([deleted.statusCode, deleted.body], [204, ''])
    const gone = await agent.send('GET', path, { user: ana })
    assert.deepEqual([gone.statusCode, gone.json().code], [404, 'conversation_not_found'])
    assert.deepEqual(await list(ana), { conversations: [] })
  })

  it('delete all of the caller’s', async () => {
    const [ana, bob] = [somebody(), somebody()]
    for (const message of ['First', 'Second']) await say(ana, message)
    await say(bob, 'His own')
    const response = await agent.send('DELETE', '/api/conversations', { user: ana })
    assert.deepEqual([response.statusCode, response.json()], [200, { deleted: 2 }])
    assert.deepEqual(await list(ana), { conversations: [] })
    assert.equal((await list(bob)).conversations.length, 1)
  })

  it('keep a conversation under the id that its client chose, one for each person', async () => {
    const [ana, bob] = [somebody(), somebody()]
    const conversation_id = 'abc/123'
    const path = `/api/conversations/${encodeURIComponent(conversation_id)}`
    const unused = await agent.send('GET', path, { user: ana })
    assert.deepEqual([unused.statusCode, unused.json().code], [404, 'conversation_not_found'])
    for (const [user, message] of [
      [ana, 'Hers'],
      [ana, 'Hers too'],
      [bob, 'His'],
    ] as const) {
      assert.equal(await say(user, message, { conversation_id }), conversation_id)
    }
    const read = async (user: string) => {
      const response = await agent.send('GET', path, { user })
      const page = conversationPage.parse(response.json())
      const asked = page.messages.filter(({ role }) => role === 'user')
      return [page.conversation_id, page.title, ...asked.map(({ content }) => content)]
    }
    assert.deepEqual(await read(ana), [conversation_id, 'Hers', 'Hers', 'Hers too'])
    assert.deepEqual(await read(bob), [conversation_id, 'His', 'His'])
    const listed = await list(ana)
    assert.deepEqual(
      listed.conversations.map((one) => [one.conversation_id, one.title, one.turns]),
      [[conversation_id, 'Hers', 2]],
    )
    const renamed = await agent.send('PATCH', path, { user: ana, body: { title: 'New' } })
    assert.deepEqual(
      [renamed.json().conversation_id, renamed.json().title],
      [conversation_id, 'New'],
    )
    const cleared = await agent.send('POST', `${path}/clear`, { user: ana })
    assert.deepEqual([cleared.json().conversation_id, cleared.json().turns], [conversation_id, 0])
    assert.equal((await agent.send('DELETE', path, { user: ana })).statusCode, 204)
    const gone = await agent.post('/chat', { message: 'Again', conversation_id }, { user: ana })
    assert.deepEqual([gone.statusCode, gone.json().code], [404, 'conversation_not_found'])
    assert.deepEqual(await read(bob), [conversation_id, 'His', 'His'])
  })

  it('answer a repeated request under a chosen id as the first, and one of two at once', async () => {
    const ana = somebody()
    const asked = { conversation_id: 'abc123', request_id: 'r1' }
    await say(ana, 'How many?', asked)
    const [again] = await agent.ask({ message: 'How many?', ...asked }, ana)
    assert.deepEqual(again, { type: 'start', ...asked, turn: 1 })
    const both = await Promise.all(
      ['r2', 'r3'].map((request_id) =>
        agent.post('/chat', { message: 'Two', conversation_id: 'both', request_id }, { user: ana }),
      ),
    )
    const codes = both.map(({ statusCode }) => statusCode)
    assert.ok(
      codes.includes(200) && codes.every((code) => code === 200 || code === 409),
      `${codes}`,
    )
  })

  it('need no body, whatever the content type says of none', async () => {
    const ana = somebody()
    const types = ['application/json', 'text/plain', 'application/x-www-form-urlencoded']
    for (const type of types) {
      const id = await say(ana, 'How many?')
      const headers = {
        'x-okta-token': await agent.issuer.token(ana),
        'content-type': type,
        'content-length': '0',
      }
      const bare = async (method: 'POST' | 'DELETE' | 'GET', path: string) =>
        (await agent.send(method, path, { headers })).statusCode
      assert.equal(await bare('POST', '/api/tools/fetch'), 200, type)
      assert.equal(await bare('GET', `/api/conversations/${id}`), 200, type)
      assert.equal(await bare('POST', `/api/conversations/${id}/clear`), 200, type)
      assert.equal(await bare('DELETE', `/api/conversations/${id}`), 204, type)
      assert.equal(await bare('DELETE', '/api/conversations'), 200, type)
      assert.equal(await bare('POST', '/chat'), 400, type)
    }
  })

  const requests = [
    ['GET', '/api/conversations'],
    ['DELETE', '/api/conversations'],
    ['GET', '/api/conversations/ID'],
    ['PATCH', '/api/conversations/ID', { title: 'Mine' }],
    ['DELETE', '/api/conversations/ID'],
    ['POST', '/api/conversations/ID/clear'],
  ] as const
  for (const [method, path, body] of requests) {
    it(`refuse ${method} ${path} without a token, or with one that is not valid`, async () => {
      const missing = await agent.send(method, path, { body, headers: {} })
      assert.deepEqual([missing.statusCode, missing.json().code], [401, 'token_missing'])
      const headers = { 'x-okta-token': await agent.issuer.token('ana', { forged: true }) }
      const forged = await agent.send(method, path, { body, headers })
      assert.deepEqual([forged.statusCode, forged.json().code], [401, 'token_invalid'])
    })

    if (path.includes('ID')) {
      it(`know nobody else's conversation: ${method} ${path}`, async () => {
        const id = await say(somebody(), 'Hers')
        for (const theirs of [id, 'made-up', '%00', '%F0%9F%9A%A8']) {
          const response = await agent.send(method, path.replace('ID', theirs), { body })
          assert.deepEqual(
            [response.statusCode, response.json().code, response.json().detail],
            [404, 'conversation_not_found', 'There is no such conversation of yours.'],
          )
        }
      })
    }
  }

  const wrong = [
    ['GET', '/api/conversations?limit=0', 'limit: Too small: expected number to be >=1'],
    ['GET', '/api/conversations?limit=101', 'limit: Too big: expected number to be <=100'],
    ['GET', '/api/conversations?limit=x', 'limit: Invalid input: expected number, received NaN'],
    ['GET', '/api/conversations?owner=bob', 'Unrecognized key: "owner"'],
    ['GET', '/api/conversations?cursor=zzz', 'cursor: is none of this list.'],
    ['GET', '/api/conversations/ID?cursor=zzz', 'cursor: is none of this list.'],
    [
      'GET',
      '/api/conversations/ID?limit=1,2',
      'limit: Invalid input: expected number, received NaN',
    ],
    ['PATCH', '/api/conversations/ID', 'Invalid input: expected object, received undefined'],
    [
      'PATCH',
      '/api/conversations/ID',
      'title: Too small: expected string to have >=1 characters',
      { title: '' },
    ],
    ['PATCH', '/api/conversations/ID', 'Unrecognized key: "owner"', { title: 'x', owner: 'bob' }],
    ['POST', '/api/conversations/ID/clear', 'Unrecognized key: "all"', { all: true }],
  ] as const
  for (const [method, path, detail, body] of wrong) {
    it(`refuse ${method} ${path} ${JSON.stringify(body) ?? ''}`, async () => {
      const response = await agent.send(method, path, { body })
      assert.deepEqual(
        [response.statusCode, response.json().code, response.json().detail],
        [400, 'invalid_request', detail],
      )
    })
  }

  it('keep two people apart who ask by turns', async () => {
    const people = [somebody(), somebody()]
    const ids: string[][] = [[], []]
    for (let round = 0; round < 10; round++) {
      for (const [n, user] of people.entries()) {
        const [conversation_id] = ids[n] ?? []
        const request_id = `r${round}`
        const body = round % 2 === 0 || conversation_id === undefined ? {} : { conversation_id }
        ids[n]?.push(await say(user, `${user} ${round}`, { ...body, request_id }))
      }
    }
    for (const [n, user] of people.entries()) {
      const { conversations } = await list(user)
      assert.deepEqual(
        new Set(conversations.map(({ conversation_id }) => conversation_id)),
        new Set(ids[n]),
      )
      assert.ok(conversations.every(({ title }) => title.startsWith(user)))
      const [theirs] = ids[1 - n] ?? []
      const response = await agent.send('GET', `/api/conversations/${theirs}`, { user })
      assert.equal(response.json().code, 'conversation_not_found')
    }
    const asked = bedrock.requests.slice(-20).map(({ messages }) => JSON.stringify(messages))
    assert.ok(asked.every((text) => people.filter((user) => text.includes(user)).length === 1))
  })
})
