import assert from 'node:assert/strict'
import { z } from 'zod'
import type { AgentApi } from '../../../services/client/agent-client.ts'
import {
  answers,
  answersInstead,
  hangsUp,
  refuses,
  startFaultyAgent,
  streamOf,
  type Turn,
} from '../../stand-ins/faulty-agent.ts'
import { clientOf } from './agent-client/ask-faulty.ts'

describe('agentClient', () => {
  let agent: Awaited<ReturnType<typeof startFaultyAgent>>
  afterEach(() => agent.close())

  async function start(...turns: [Turn, ...Turn[]]) {
    agent = await startFaultyAgent(...turns)
    return clientOf(agent.url)
  }

  it('sends the question, the token and a signature for lambda', async () => {
    const { ask } = await start(answers(streamOf([{ type: 'done', stop_reason: 'end_turn' }])))
    await ask('which?')
    const [request] = agent.requests
    assert.equal(`${request?.method} ${request?.path}`, 'POST /stream')
    assert.equal(request?.headers['x-okta-token'], 'the-token')
    assert.match(request.headers.authorization ?? '', /Credential=AKID\/\d{8}\/eu-west-1\/lambda\//)
    const { request_id, ...body } = z.record(z.string(), z.string()).parse(JSON.parse(request.body))
    assert.deepEqual(body, { message: 'which?' })
    assert.match(request_id ?? '', /^[0-9a-f-]{36}$/)
  })

  it("keeps the question's own request id", async () => {
    const { client } = await start(answers(streamOf([{ type: 'done', stop_reason: 'end_turn' }])))
    await Array.fromAsync(client.ask({ message: 'which?', request_id: 'mine' }, never))
    assert.deepEqual(agent.requestIds(), ['mine'])
  })

  const summary = {
    ...{ conversation_id: 'c/1', title: 'T', turns: 1 },
    ...{ created_at: '2026-01-31T10:00:00.000Z', updated_at: '2026-01-31T10:00:00.000Z' },
  }
  const page = {
    conversation_id: 'c/1',
    title: 'T',
    messages: [],
    session_metadata: {
      ...{ client_type: 'cli-client', client_id: null, tools_available: [] },
      bedrock_agentcore_gateway_url: 'https://gw',
    },
  }
  const health = { status: 'ok', version: '1', environment: 'dev', model: 'm' }
  const calls: [call: (api: AgentApi) => Promise<unknown>, request: string, answer: object][] = [
    [(api) => api.health(never), 'GET /health', health],
    [(api) => api.tools(never), 'POST /api/tools/fetch {}', { tools: [], count: 0 }],
    [
      (api) => api.listConversations({ limit: 2, cursor: 'a=&b' }, never),
      'GET /api/conversations?limit=2&cursor=a%3D%26b',
      { conversations: [summary], next_cursor: 'x' },
    ],
    [(api) => api.readConversation('c/1', {}, never), 'GET /api/conversations/c%2F1', page],
    [
      (api) => api.renameConversation('c/1', 'T', never),
      'PATCH /api/conversations/c%2F1 {"title":"T"}',
      summary,
    ],
    [
      (api) => api.clearConversation('c/1', never),
      'POST /api/conversations/c%2F1/clear {}',
      summary,
    ],
  ]
  for (const [call, request, answer] of calls) {
    it(`calls ${request}, and passes over what is new in the answer`, async () => {
      const { client } = await start(answersInstead(200, { ...answer, shiny: true }))
      assert.deepEqual(await call(client), answer)
      const [{ method, path, body } = { method: '', path: '', body: '' }] = agent.requests
      assert.equal(`${method} ${path} ${body}`.trim(), request)
    })
  }

  it('deletes one conversation, or all', async () => {
    const { client } = await start(answersInstead(204, ''), answersInstead(200, { deleted: 3 }))
    assert.equal(await client.deleteConversation('c1', never), undefined)
    assert.equal(await client.deleteConversations(never), 3)
    assert.deepEqual(
      agent.requests.map(({ method, path }) => `${method} ${path}`),
      ['DELETE /api/conversations/c1', 'DELETE /api/conversations'],
    )
  })

  it('has deleted a conversation that is gone when it tries again, and no other', async () => {
    const gone = refuses('conversation_not_found')
    const { client } = await start(hangsUp, gone)
    assert.equal(await client.deleteConversation('c1', never), undefined)
    const code = 'conversation_not_found'
    await assert.rejects(client.deleteConversation('c1', never), { code })
  })

  it('asks for health without a token, of an agent too that does not say its model', async () => {
    const { model: _, ...older } = health
    const { client } = await start(answersInstead(200, older))
    assert.deepEqual(await client.health(never), { ...older, model: 'unknown' })
    assert.equal(agent.requests[0]?.headers['x-okta-token'], undefined)
  })

  it('tries a call again that failed for the moment', async () => {
    const { client, waits } = await start(
      hangsUp,
      refuses('gateway_unavailable', { retry_after_s: 2 }),
      answersInstead(200, { tools: [], count: 0 }),
    )
    assert.deepEqual(await client.tools(never), { tools: [], count: 0 })
    assert.deepEqual(waits, [500, 3_000])
  })

  it('says that an answer is none of the agent', async () => {
    for (const body of ['<html>', '', '[]', '{"status":"up"}']) {
      const { client } = await start(answersInstead(200, body))
      await assert.rejects(client.health(never), { code: 'bad_answer', message: /\/health/ })
      await agent.close()
    }
  })

  it('says what the agent refuses', async () => {
    const { client } = await start(refuses('conversation_not_found'))
    const code = 'conversation_not_found'
    await assert.rejects(client.readConversation('c', {}, never), { code })
    assert.equal(agent.requests.length, 1)
  })
})

const never = new AbortController().signal
