import assert from 'node:assert/strict'
import fc from 'fast-check'
import { problem } from '../../../services/agent/api.ts'
import { startBedrock } from '../../stand-ins/bedrock.ts'
import { pointBedrockAt, startAgent } from './running-agent.ts'

const runs = 300

describe('requests of any kind', () => {
  it(`are answered or refused in order: ${runs} of them, none with a fault of ours`, async () => {
    const bedrock = await startBedrock(() => ({ text: ['Hello.'] }))
    const restore = pointBedrockAt(bedrock.url)
    const agent = await startAgent()
    const token = await agent.issuer.token('alice')
    const property = fc.asyncProperty(request, async ({ method, url, headers, body }) => {
      const response = await agent.app.inject({
        method,
        url,
        headers: { 'content-type': 'application/json', 'x-okta-token': token, ...headers },
        ...(method !== 'GET' && { payload: body }),
      })
      assert.ok(response.statusCode < 500, response.body)
      if (response.statusCode >= 400) problem.parse(response.json())
      assert.ok(!response.body.includes(token))
    })
    try {
      await fc.assert(property, { numRuns: runs })
    } finally {
      restore()
      await Promise.all([agent.close(), bedrock.close()])
    }
  }).timeout(60_000)
})

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom('', ' ', '\u0000', '\ud800', '../meta', 'meta', 'x'.repeat(200)),
)
const id = fc.oneof(text, fc.constantFrom('c_1', 'r1', 'turn#000001'))
const value = fc.oneof(id, fc.jsonValue(), fc.constant(undefined))
const question = fc.record(
  {
    message: fc.oneof(text, value),
    conversation_id: value,
    request_id: value,
    client_id: value,
    temperature: value,
    max_tokens: value,
    use_tools: fc.constant(false),
    title: value,
  },
  { requiredKeys: [] },
)
const body = fc.oneof(
  question.map((fields) => JSON.stringify(fields)),
  fc.json(),
  fc.string(),
)
const position = fc.oneof(
  fc.record({ updated_at: value, conversation_id: value, before: value }),
  fc.constantFrom(
    { updated_at: '2026-01-01T00:00:00.000Z', conversation_id: 'c_1' },
    { before: 999_999 },
  ),
)
const cursor = fc.oneof(
  text,
  position.map((it) => Buffer.from(JSON.stringify(it)).toString('base64url')),
)
const query = fc.oneof(
  fc.constant(''),
  cursor.map((it) => `?cursor=${encodeURIComponent(it.toWellFormed())}`),
  text.map((it) => `?limit=${encodeURIComponent(it.toWellFormed())}`),
)
const path = fc.oneof(
  fc.constantFrom('/stream', '/chat', '/api/tools/fetch', '/api/conversations', '/openapi.json'),
  id.map((it) => `/api/conversations/${encodeURIComponent(it.toWellFormed())}`),
  id.map((it) => `/api/conversations/${encodeURIComponent(it.toWellFormed())}/clear`),
  fc.webPath().map((it) => it || '/'),
)
const request = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE', 'PUT'),
  url: fc.tuple(path, query).map((parts) => parts.join('')),
  headers: fc.oneof(
    fc.constant({}),
    fc.constant({ 'content-type': 'text/plain' }),
    fc.constant({ 'x-okta-token': 'nonsense' }),
  ),
  body,
})
