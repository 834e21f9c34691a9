import assert from 'node:assert/strict'
import { agentVersionHeader } from '../../../services/agent/api.ts'
import { modelPrices } from '../../../services/agent/prices/model-prices.ts'
import { agentVersion } from '../../../services/agent/version.ts'
import type { ScriptedBedrock } from '../../stand-ins/bedrock.ts'
import { startBedrock } from '../../stand-ins/bedrock.ts'
import { startIssuer, type TokenOverrides } from '../../stand-ins/issuer.ts'
import { ec2, pointBedrockAt, type RunningAgent, startAgent } from './running-agent.ts'

const commit = `${'0123456789'.repeat(4)}-dirty`

describe('requests to the agent', () => {
  let agent: RunningAgent
  let bedrock: ScriptedBedrock
  let restore: () => void

  before(async () => {
    bedrock = await startBedrock(() => ({ text: ['Hello.'] }))
    restore = pointBedrockAt(bedrock.url)
    agent = await startAgent({
      tools: [ec2, { ...ec2, name: 'get_time' }],
      env: { REVISION: commit },
    })
  })

  after(async () => {
    restore()
    await Promise.all([agent.close(), bedrock.close()])
  })

  // Whatever a request was, the next one is answered.
  afterEach(async () => {
    const response = await agent.app.inject('/health')
    assert.deepEqual(response.json(), {
      status: 'ok',
      version: '0.1.0',
      environment: 'test',
      model: 'global.anthropic.claude-sonnet-4-6',
      revision: commit,
    })
  })

  const hour = 3600
  const now = Math.floor(Date.now() / 1000)
  const tokens: { title: string; overrides: TokenOverrides; code: string; detail: string }[] = [
    {
      title: 'an expired token',
      overrides: { claims: { exp: now - hour } },
      code: 'token_expired',
      detail: 'The access token has expired: sign in again.',
    },
    ...[
      { title: 'a token for another audience', overrides: { claims: { aud: 'api://other' } } },
      {
        title: 'a token of another issuer',
        overrides: { claims: { iss: 'https://evil.example' } },
      },
      { title: "a token with somebody else's signature", overrides: { forged: true } },
      { title: 'a token that is not valid yet', overrides: { claims: { nbf: now + hour } } },
      { title: 'a token that never expires', overrides: { claims: { exp: undefined } } },
    ].map((token) => ({
      ...token,
      code: 'token_invalid',
      detail: 'The access token is not valid here.',
    })),
    {
      title: 'a token of another client',
      overrides: { claims: { cid: 'somebody-else' } },
      code: 'token_invalid',
      detail: 'The access token was issued to another client.',
    },
  ]
  for (const { title, overrides, code, detail } of tokens) {
    it(`refuses ${title} as ${code}`, async () => {
      const headers = { 'x-okta-token': await agent.issuer.token('alice', overrides) }
      for (const path of ['/stream', '/chat', '/api/tools/fetch']) {
        const response = await agent.post(path, { message: 'Hi' }, { headers })
        assert.deepEqual(problemOf(response), { status: 401, title: 'Unauthorized', code, detail })
      }
    })
  }

  it('refuses text that is no token, and an unsigned one', async () => {
    for (const token of ['nonsense', `${encoded({ alg: 'none' })}.${encoded({ sub: 'alice' })}.`]) {
      const response = await agent.post('/stream', {}, { headers: { 'x-okta-token': token } })
      assert.equal(problemOf(response).code, 'token_invalid')
    }
  })

  it('refuses a request without a token before it looks at anything else', async () => {
    const response = await agent.post('/stream', { unknown: true }, { headers: {} })
    assert.deepEqual(problemOf(response), {
      status: 401,
      title: 'Unauthorized',
      code: 'token_missing',
      detail: 'Send an access token in the header x-okta-token.',
    })
  })

  it('takes the token from the body too, but not two that differ', async () => {
    const [token, other] = await Promise.all([agent.issuer.token('a'), agent.issuer.token('a')])
    const body = { message: 'Hi', okta_token: token }
    const inBody = await agent.post('/chat', body, { headers: {} })
    assert.equal(inBody.statusCode, 200)
    const same = await agent.post('/chat', body, { headers: { 'x-okta-token': token } })
    assert.equal(same.statusCode, 200)
    const differing = await agent.post('/chat', body, { headers: { 'x-okta-token': other } })
    assert.deepEqual(problemOf(differing), {
      status: 400,
      title: 'Bad Request',
      code: 'invalid_request',
      detail: 'x-okta-token and okta_token hold different tokens.',
    })
  })

  const bodies: { title: string; body: unknown; detail: string }[] = [
    {
      title: 'a body that is not JSON',
      body: '{"message": secret',
      detail: 'The body is not valid JSON.',
    },
    { title: 'no body', body: '', detail: 'The body is not valid JSON.' },
    {
      title: 'an unknown field',
      body: { message: 'Hi', gateway_url: 'https://evil.example' },
      detail: 'Unrecognized key: "gateway_url"',
    },
    {
      title: 'an empty message',
      body: { message: '' },
      detail: 'message: Too small: expected string to have >=1 characters',
    },
    {
      title: 'a message that is too long',
      body: { message: 'x'.repeat(32_001) },
      detail: 'message: Too big: expected string to have <=32000 characters',
    },
    {
      title: 'wrong types, each of them named',
      body: { message: 7, use_tools: 'yes' },
      detail:
        'message: Invalid input: expected string, received number; use_tools: Invalid input: expected boolean, received string',
    },
    ...['  \n ', '\u00a0', '\u200b\ufeff', '\u0007'].map((message) => ({
      title: `a message of nothing to read: ${JSON.stringify(message)}`,
      body: { message },
      detail: 'message: is blank',
    })),
    { title: 'an array', body: ['Hi'], detail: 'Invalid input: expected object, received array' },
  ]
  for (const { title, body, detail } of bodies) {
    it(`refuses ${title}`, async () => {
      assert.deepEqual(problemOf(await agent.post('/stream', body)), {
        status: 400,
        title: 'Bad Request',
        code: 'invalid_request',
        detail,
      })
    })
  }

  it('takes a time zone of which it has never heard, and refuses what can be none', async () => {
    const token = await agent.issuer.token('alice')
    const status = async (zone: string) => {
      const headers = { 'x-okta-token': token, 'x-time-zone': zone }
      return agent.post('/chat', { message: 'Hi' }, { headers })
    }
    for (const zone of ['Europe/Zurich', 'UTC', 'Mars/Olympus_Mons', ''])
      assert.equal((await status(zone)).statusCode, 200, zone)
    for (const zone of ['yesterday, please', '../etc', 'x'.repeat(65)])
      assert.deepEqual(problemOf(await status(zone)), {
        status: 400,
        title: 'Bad Request',
        code: 'invalid_request',
        detail: 'x-time-zone: no IANA time zone, as Europe/Zurich or America/New_York.',
      })
  })

  it('refuses a body that is too large', async () => {
    const response = await agent.post('/chat', { message: 'x'.repeat(300_000) })
    assert.deepEqual(problemOf(response), {
      status: 413,
      title: 'Payload Too Large',
      code: 'payload_too_large',
      detail: 'The body is over 262144 bytes.',
    })
  })

  it('refuses a body of another type', async () => {
    const headers = { 'content-type': 'text/plain', 'x-okta-token': await agent.issuer.token('a') }
    assert.deepEqual(problemOf(await agent.post('/stream', 'Hi', { headers })), {
      status: 415,
      title: 'Unsupported Media Type',
      code: 'unsupported_media_type',
      detail: 'Send the body as application/json.',
    })
  })

  it('knows no other route, nor another method of one', async () => {
    const made = problemOf(await agent.post('/made/up?x=1', {}))
    assert.deepEqual(made, {
      status: 404,
      title: 'Not Found',
      code: 'not_found',
      detail: 'There is no POST /made/up here.',
    })
    assert.equal(problemOf(await agent.app.inject('/stream')).code, 'not_found')
    const undecodable = await agent.app.inject('/%zz')
    assert.equal(problemOf(undecodable).code, 'not_found')
    assert.equal(undecodable.headers[agentVersionHeader], agentVersion)
  })

  it('knows no conversation of somebody else, and none made up', async () => {
    const mine = await agent.post('/chat', { message: 'Mine' })
    const { conversation_id } = mine.json()
    const notFound = {
      status: 404,
      title: 'Not Found',
      code: 'conversation_not_found',
      detail: 'There is no such conversation of yours.',
    }
    const body = { message: 'Show me', conversation_id }
    assert.deepEqual(problemOf(await agent.post('/stream', body, { user: 'mallory' })), notFound)
    const made = { message: 'Hi', conversation_id: 'c_made-up' }
    assert.deepEqual(problemOf(await agent.post('/stream', made)), notFound)
    assert.equal((await agent.post('/chat', body)).statusCode, 200)
  })

  it('fetches discovery and keys once for all of these', () => {
    assert.deepEqual(agent.issuer.requests, [
      '/oauth2/default/.well-known/openid-configuration',
      '/oauth2/default/v1/keys',
    ])
  })

  it('answers /chat with what /stream would say, in one piece', async () => {
    const response = await agent.post('/chat', { message: 'Hi', request_id: 'r-chat' })
    const { conversation_id, ...answer } = response.json()
    assert.deepEqual(answer, {
      request_id: 'r-chat',
      message: 'Hello.',
      tool_calls: [],
      usage: {
        input_tokens: 100,
        output_tokens: 10,
        cache_read_tokens: 7,
        cache_write_tokens: 3,
        model_calls: 1,
        tool_calls: 0,
        price: {
          usd: 0.0004634,
          parts: { model: 0.0004634 },
          unknown: [],
          as_of: modelPrices.comparedOn,
        },
      },
      stop_reason: 'end_turn',
      notices: [],
    })
  })

  it('streams without compression, and lets nobody keep it', async () => {
    const { headers } = await agent.post('/stream', { message: 'Hi' })
    assert.equal(headers['content-type'], 'text/event-stream')
    assert.equal(headers['cache-control'], 'no-cache')
    assert.equal(headers['access-control-allow-origin'], undefined)
    assert.equal(headers['content-encoding'], undefined)
  })

  it('lists the tools of all pages by their bare names, without the gateway’s own', async () => {
    const response = await agent.post('/api/tools/fetch', {})
    const tool = { description: ec2.description, input_schema: ec2.inputSchema }
    assert.deepEqual(response.json(), {
      tools: [
        { name: 'ec2_read_operations', ...tool },
        { name: 'get_time', ...tool },
      ],
      count: 2,
    })
  })
})

describe('what configuration asks of a token', () => {
  it('refuses as forbidden a token without the scope or the group', async () => {
    const env = { OKTA_REQUIRED_SCOPE: 'aws-operations.read', OKTA_REQUIRED_GROUP: 'ops' }
    const agent = await startAgent({ env })
    const ask = async (claims: Record<string, unknown>) => {
      const headers = { 'x-okta-token': await agent.issuer.token('alice', { claims }) }
      return agent.post('/api/tools/fetch', {}, { headers })
    }
    assert.deepEqual(problemOf(await ask({ scp: ['openid'] })), {
      status: 403,
      title: 'Forbidden',
      code: 'forbidden',
      detail: 'This needs the scope aws-operations.read.',
    })
    assert.deepEqual(problemOf(await ask({ groups: ['dev'] })), {
      status: 403,
      title: 'Forbidden',
      code: 'forbidden',
      detail: 'This is for members of the group ops.',
    })
    assert.equal((await ask({ groups: ['dev', 'ops'] })).statusCode, 200)
    await agent.close()
  })

  it('says that the identity provider is down, and asks it again the next time', async () => {
    const agent = await startAgent()
    agent.issuer.state.status = 503
    assert.deepEqual(problemOf(await agent.post('/api/tools/fetch', {})), {
      status: 503,
      title: 'Service Unavailable',
      code: 'identity_unavailable',
      detail: 'The identity provider does not answer.',
    })
    agent.issuer.state.status = 200
    assert.equal((await agent.post('/api/tools/fetch', {})).statusCode, 200)
    await agent.close()
  })

  it('takes no keys from a document that names another issuer', async () => {
    const issuer = await startIssuer()
    issuer.state.name = 'https://other.test/oauth2/default'
    const agent = await startAgent({ issuer })
    const response = await agent.post('/api/tools/fetch', {})
    assert.deepEqual([response.statusCode, response.json().code], [503, 'identity_unavailable'])
    await agent.close()
  })
})

interface Response {
  statusCode: number
  headers: Record<string, unknown>
  json(): Record<string, unknown>
}

/** What varies of a problem document, after a look at the rest. */
function problemOf(response: Response) {
  assert.equal(response.headers['content-type'], 'application/problem+json; charset=utf-8')
  const { type, request_id, ...problem } = response.json()
  assert.equal(type, 'about:blank')
  assert.match(String(request_id), /^[\w-]{36}$/)
  assert.equal(problem.status, response.statusCode)
  return problem
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
