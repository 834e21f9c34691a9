import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateKeyPair, SignJWT } from 'jose'
import { localSession } from '../../local/local-session.ts'
import { type Stack, startStack } from '../../local/stack.ts'
import { problem } from '../../services/agent/api.ts'
import { chatAnswer, health, toolList } from '../../services/agent/api-answers.ts'
import type { AgentEvent } from '../../services/agent/events.ts'
import { signRequest } from '../../services/client/sign-request.ts'
import { tools as ownTools } from '../../tools/tools.ts'

describe('the whole way of a request', () => {
  let stack: Stack
  let data: string
  before(async () => {
    data = await mkdtemp(join(tmpdir(), 'aws-operations-agent-'))
    stack = await startStack(
      { account: 'sample', model: 'offline', user: 'ana', port: 0, data },
      {},
    )
  })
  after(async () => {
    await stack.close()
    await rm(data, { recursive: true })
  })
  afterEach('the process goes on', async () => {
    const response = await send('GET', '/health', {})
    assert.equal(health.parse(await response.json()).status, 'ok')
  })

  it('streams an answer with its tool call', async () => {
    const events = await ask('ana', 'List my EC2 instances in us-east-1')
    assert.deepEqual(
      events
        .map(({ type }) => type)
        // Of a call that takes over a second, as on a busy machine.
        .filter((type) => type !== 'tool_progress')
        .filter((type, at, all) => type !== all[at - 1]),
      ['start', 'tool_call', 'tool_result', 'text', 'evidence', 'usage', 'done'],
    )
    const [call] = events.filter((event) => event.type === 'tool_call')
    assert.equal(call?.tool, 'ec2_read_operations')
    assert.match(textOf(events), /\| legacy-backoffice \| i-[0-9a-f]{17} \| running \|/)
  })

  it('answers the same in one piece, and counts two model calls for one tool', async () => {
    const message = 'list the buckets'
    const response = await send('POST', '/chat', { body: { message }, token: await tokenOf('ana') })
    const answer = chatAnswer.parse(await response.json())
    assert.equal(response.status, 200)
    assert.equal(answer.stop_reason, 'end_turn')
    assert.deepEqual(
      answer.tool_calls.map(({ tool, status }) => [tool, status]),
      [['s3_read_operations', 'ok']],
    )
    assert.equal(answer.usage.model_calls, 2)
    assert.match(
      answer.message,
      /^\*\*10 buckets\*\*\.\n\n\*Understood as: buckets · all regions\.\*/,
    )
  })

  it('shows the tools as the gateway gives them, names bare and its search left out', async () => {
    const request = { body: {}, token: await tokenOf('ana') }
    const response = await send('POST', '/api/tools/fetch', request)
    const { tools, count } = toolList.parse(await response.json())
    assert.deepEqual(
      tools.map(({ name }) => name),
      ownTools.map(({ name }) => name),
    )
    assert.equal(count, ownTools.length)
  })

  it('says that it only reads when told to change something, and shows the state', async () => {
    const events = await ask('ana', 'Stop all instances in eu-west-1')
    assert.match(textOf(events), /^> This only reads: it cannot stop anything\./)
    assert.match(textOf(events), /\d+ instances?\*\* in eu-west-1/)
  })

  it('goes on with a conversation, and shows it to nobody else', async () => {
    const first = await chat('ana', { message: 'list the buckets' })
    const { conversation_id } = chatAnswer.parse(await first.json())
    const second = await chat('ana', { message: 'list my VPCs', conversation_id })
    assert.equal(chatAnswer.parse(await second.json()).conversation_id, conversation_id)
    await isRefused(
      chat('bob', { message: 'list my VPCs', conversation_id }),
      404,
      'conversation_not_found',
    )
  })

  describe('refuses', () => {
    const message = 'list the buckets'
    const past = Math.floor(Date.now() / 1_000) - 3_600

    it('a request without a token', () =>
      isRefused(send('POST', '/chat', { body: { message } }), 401, 'token_missing'))

    const wrongTokens: [title: string, claims: object, code: string][] = [
      ['an expired token', { iat: past - 60, exp: past }, 'token_expired'],
      ['a token for another audience', { aud: 'api://payroll' }, 'token_invalid'],
      [
        'a token of another issuer',
        { iss: 'https://okta.example.com/oauth2/other' },
        'token_invalid',
      ],
      ['a token of another client', { cid: 'another-app' }, 'token_invalid'],
    ]
    for (const [title, claims, code] of wrongTokens) {
      it(title, async () => {
        const token = await stack.parts.okta.issueToken('ana', claims)
        await isRefused(send('POST', '/stream', { body: { message }, token }), 401, code)
      })
    }

    it("a token with somebody else's signature", async () => {
      const { privateKey } = await generateKeyPair('RS256')
      const claims = { ver: 1, cid: stack.clientId, uid: '00uana', scp: ['aws-operations.read'] }
      const token = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', kid: 'x' })
        .setIssuer(stack.issuer)
        .setAudience(stack.audience)
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey)
      await isRefused(send('POST', '/chat', { body: { message }, token }), 401, 'token_invalid')
    })

    it('header and body tokens that differ', async () => {
      const [token, okta_token] = await Promise.all([tokenOf('ana'), tokenOf('bob')])
      const body = { message, okta_token }
      await isRefused(send('POST', '/chat', { body, token }), 400, 'invalid_request')
    })

    const badBodies: [title: string, body: unknown, status: number, code: string][] = [
      ['a body that is not JSON', 'not json', 400, 'invalid_request'],
      ['an unknown field', { message, gateway_url: 'http://evil' }, 400, 'invalid_request'],
      ['an empty message', { message: '' }, 400, 'invalid_request'],
      ['a message that is too long', { message: 'x'.repeat(32_001) }, 400, 'invalid_request'],
      ['a body that is too large', { message: 'x'.repeat(300_000) }, 413, 'payload_too_large'],
      [
        'a conversation that is not there',
        { message, conversation_id: 'c_none' },
        404,
        'conversation_not_found',
      ],
    ]
    for (const [title, body, status, code] of badBodies) {
      for (const path of ['/chat', '/stream']) {
        it(`${title}, at ${path}`, async () => {
          await isRefused(send('POST', path, { body, token: await tokenOf('ana') }), status, code)
        })
      }
    }

    it('a body of another type', async () => {
      const headers = { 'content-type': 'text/plain' }
      const request = { body: 'hello', headers, token: await tokenOf('ana') }
      await isRefused(send('POST', '/chat', request), 415, 'unsupported_media_type')
    })

    it('an address that is not there', () =>
      isRefused(send('GET', '/nowhere', {}), 404, 'not_found'))

    it('a wrong AWS signature, with the body of AWS', async () => {
      const secretAccessKey = 'wrong'
      const response = await send('GET', '/health', { secretAccessKey })
      assert.equal(response.status, 403)
      assert.deepEqual(Object.keys(Object(await response.json())), ['message'])
    })
  })

  it('answers after a notice when the gateway is down', async () => {
    await stack.parts.gateway.close()
    const events = await ask('carol', 'list the buckets')
    const [notice] = events.filter((event) => event.type === 'notice')
    assert.equal(notice?.code, 'tools_unavailable')
    assert.match(textOf(events), /without tools it cannot answer/)
    assert.equal(events.at(-1)?.type, 'done')
    const response = await send('POST', '/api/tools/fetch', {
      body: {},
      token: await tokenOf('carol'),
    })
    assert.equal(problem.parse(await response.json()).code, 'gateway_unavailable')
  })

  interface Request {
    body?: unknown
    token?: string
    headers?: Record<string, string>
    secretAccessKey?: string
  }

  async function send(method: 'GET' | 'POST', path: string, request: Request): Promise<Response> {
    const { body, token, headers = {}, secretAccessKey } = request
    const url = new URL(path, stack.functionUrl)
    const signed = await signRequest({
      url,
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { 'x-okta-token': token }),
        ...headers,
      },
      body: typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body),
      region: stack.region,
      credentials: { ...stack.credentials, ...(secretAccessKey && { secretAccessKey }) },
    })
    const { body: payload, ...rest } = signed
    return fetch(url, method === 'GET' ? rest : { ...rest, body: payload })
  }

  const tokenOf = (login: string) => stack.parts.okta.issueToken(login)

  const chat = async (login: string, body: object) =>
    send('POST', '/chat', { body, token: await tokenOf(login) })

  const ask = (login: string, message: string): Promise<AgentEvent[]> =>
    Array.fromAsync(
      localSession(stack, { login }).agent.ask({ message }, AbortSignal.timeout(45_000)),
    )

  async function isRefused(answer: Promise<Response>, status: number, code: string): Promise<void> {
    const response = await answer
    assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/)
    const body = problem.parse(await response.json())
    assert.deepEqual([response.status, body.status, body.code], [status, status, code])
    assert.doesNotMatch(body.detail, /node_modules|at .*\.ts:|Error:/)
  }
})

const textOf = (events: readonly AgentEvent[]) =>
  events.map((event) => (event.type === 'text' ? event.text : '')).join('')
