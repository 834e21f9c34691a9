import assert from 'node:assert/strict'
import type { FastifyInstance } from 'fastify'
import type { ConversationSummary } from '../../../services/agent/api.ts'
import {
  chatAnswer,
  conversationList,
  conversationPage,
} from '../../../services/agent/api-answers.ts'
import { createApp } from '../../../services/agent/app.ts'
import { endpoints } from '../../../services/agent/endpoints.ts'
import { type BedrockRequest, type ScriptedBedrock, startBedrock } from '../../stand-ins/bedrock.ts'
import type { ScriptedTool } from '../../stand-ins/gateway.ts'
import { pointBedrockAt, type RunningAgent, startAgent } from './running-agent.ts'

const rounds = process.env.SOAK === undefined ? 12 : 500

/** Says whose token it was called with, and which. */
const whoami: ScriptedTool = {
  name: 'whoami',
  description: 'Says who calls.',
  inputSchema: { type: 'object' },
  run: (_, authorization) => ({ status: 'ok', token: authorization.replace('Bearer ', '') }),
}

/** Calls the tool, and says what was asked. */
function answerTo({ messages }: BedrockRequest) {
  const said = JSON.stringify(messages.at(-1))
  if (!said.includes('toolResult')) {
    return { tools: [{ id: `t${messages.length}`, name: 'whoami', input: {} }] }
  }
  const asked = messages.flatMap(({ content }) => JSON.stringify(content).match(/I am \w+/g) ?? [])
  return { text: [`You said: ${asked.join(', ')}`] }
}

describe('two users, interleaved', () => {
  let bedrock: ScriptedBedrock
  let agent: RunningAgent
  let restore: () => void
  const users = ['alice', 'bob']
  const latest = new Map<string, string>()

  before(async () => {
    bedrock = await startBedrock((request) => {
      bedrock.requests.length = 0
      return answerTo(request)
    })
    restore = pointBedrockAt(bedrock.url)
    agent = await startAgent({ tools: [whoami] })
  })
  after(async () => {
    restore()
    await Promise.all([agent.close(), bedrock.close()])
  })

  /** The same request of both, with nothing but the token and the name to tell them apart. */
  async function ask(app: FastifyInstance, user: string, round: number): Promise<void> {
    const token = await agent.issuer.token(user)
    // Every fourth round begins a new conversation, with an id of the request that both choose.
    const conversation_id = round % 4 === 0 ? undefined : latest.get(user)
    const message = `I am ${user}`
    const response = await app.inject({
      method: 'POST',
      url: '/chat',
      headers: { 'x-okta-token': token },
      payload: { message, request_id: `r${round}`, ...(conversation_id && { conversation_id }) },
    })
    const answer = chatAnswer.parse(response.json())
    assert.deepEqual(answer.tool_calls[0]?.result, { status: 'ok', token })
    assert.match(answer.message, new RegExp(`^You said: (I am ${user}(, )?)+$`))
    latest.set(user, answer.conversation_id)
  }

  it(`call tools with their own token and read their own words: warm, ${rounds} times`, async () => {
    for (let round = 0; round < rounds; round += 1) {
      await Promise.all(users.map((user) => ask(agent.app, user, round)))
    }
  }).timeout(1_200_000)

  it(`and cold, with a new agent each time, which remembers nothing: ${rounds} times`, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const app = createApp(agent.config, { dynamodb: agent.table.config })
      await Promise.all(users.map((user) => ask(app, user, rounds + round)))
      await app.close()
    }
  }).timeout(1_200_000)

  it('each see their own ids and titles alone, on every page of the list', async () => {
    const [alices, bobs] = await Promise.all([listed('alice'), listed('bob')])
    assert.equal(alices.length, (rounds / 4) * 2)
    assert.deepEqual(new Set(alices.map(({ title }) => title)), new Set(['I am alice']))
    assert.deepEqual(new Set(bobs.map(({ title }) => title)), new Set(['I am bob']))
    const ids = new Set(alices.map(({ conversation_id }) => conversation_id))
    assert.ok(bobs.every(({ conversation_id }) => !ids.has(conversation_id)))
  })

  it('find nothing under the other’s id, whatever they ask', async () => {
    const id = latest.get('alice') ?? ''
    const path = `/api/conversations/${id}`
    const ofOne = [
      { method: 'GET' as const, path },
      { method: 'PATCH' as const, path, body: { title: 'Mine' } },
      { method: 'DELETE' as const, path },
      { method: 'POST' as const, path: `${path}/clear` },
    ]
    assert.equal(ofOne.length, endpoints.filter(({ path }) => path.includes('{id}')).length)
    const body = { message: 'Go on', conversation_id: id }
    const questions = ['/chat', '/stream'].map((path) => ({ method: 'POST' as const, path, body }))
    for (const { method, path, body } of [...questions, ...ofOne]) {
      const response = await agent.send(method, path, { user: 'bob', body })
      assert.equal(response.json().code, 'conversation_not_found', `${method} ${path}`)
      assert.doesNotMatch(response.body, /alice/)
    }
    assert.equal((await agent.send('GET', path)).statusCode, 200)
  })

  it('go on in their own lists and conversations, with the other’s cursor too', async () => {
    const { next_cursor: alices = '' } = await list('alice', '?limit=1')
    const { conversations } = await list('bob', `?limit=100&cursor=${alices}`)
    assert.ok(conversations.every(({ title }) => title === 'I am bob'))

    const page = await agent.send('GET', `/api/conversations/${latest.get('alice')}?limit=1`)
    const { next_cursor } = conversationPage.parse(page.json())
    const url = `/api/conversations/${latest.get('bob')}?cursor=${next_cursor}`
    const bobs = await agent.send('GET', url, { user: 'bob' })
    assert.equal(bobs.statusCode, 200)
    assert.doesNotMatch(bobs.body, /alice/)
  })

  async function listed(user: string, query = '?limit=100'): Promise<ConversationSummary[]> {
    const { conversations, next_cursor } = await list(user, query)
    if (next_cursor === undefined) return conversations
    return [...conversations, ...(await listed(user, `?limit=100&cursor=${next_cursor}`))]
  }

  async function list(user: string, query: string) {
    const response = await agent.send('GET', `/api/conversations${query}`, { user })
    return conversationList.parse(response.json())
  }
})
