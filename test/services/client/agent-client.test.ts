import assert from 'node:assert/strict'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AgentEvent } from '../../../services/agent/events.ts'
import { agentClient } from '../../../services/client/agent-client.ts'

describe('agentClient', () => {
  let server: Server | undefined
  afterEach(() => {
    server?.closeAllConnections()
    server?.close()
  })

  it('yields the events of the stream, whatever pieces it comes in', async () => {
    for (const size of [1, 2, 7, 1000]) {
      const events = await ask((_request, response) => {
        response.setHeader('content-type', 'text/event-stream')
        const bytes = Buffer.from(wholeStream)
        for (let at = 0; at < bytes.length; at += size)
          response.write(bytes.subarray(at, at + size))
        response.end()
      })
      assert.deepEqual(events, [
        { type: 'start', conversation_id: 'c', request_id: 'r', turn: 1 },
        { type: 'text', text: 'Zürich → 2' },
        { type: 'done', stop_reason: 'end_turn' },
      ])
    }
  })

  it('passes over events that it does not know', async () => {
    const events = await ask((_request, response) => {
      response.end(
        `event: shiny\ndata: {"new":true}\n\nevent: text\ndata: not json\n\n${wholeStream}`,
      )
    })
    assert.deepEqual(
      events.map((event) => event.type),
      ['start', 'text', 'done'],
    )
  })

  it('sends the question, the token and a signature for lambda', async () => {
    let seen: { url?: string; headers: Record<string, unknown>; body: string } | undefined
    await ask(async (request, response) => {
      const body = (await request.toArray()).join('')
      seen = { url: request.url ?? '', headers: request.headers, body }
      response.end(wholeStream)
    })
    assert.equal(seen?.url, '/stream')
    assert.deepEqual(JSON.parse(seen?.body ?? ''), { message: 'hello' })
    assert.equal(seen?.headers['x-okta-token'], 'the-token')
    assert.match(String(seen?.headers.authorization), /Credential=AKID\/\d{8}\/eu-west-1\/lambda\//)
  })

  const refusals: [title: string, status: number, body: string, code: string, message: RegExp][] = [
    [
      "a problem of the agent's",
      401,
      JSON.stringify({
        type: 'about:blank',
        title: 'Unauthorized',
        status: 401,
        detail: 'The token has expired.',
        code: 'token_expired',
      }),
      'token_expired',
      /^The token has expired\. Sign in again\.$/,
    ],
    [
      'a problem that says when to come back',
      429,
      JSON.stringify({
        type: 'about:blank',
        title: 'Too Many Requests',
        status: 429,
        detail: 'Too much.',
        code: 'throttled',
        retry_after_s: 7,
      }),
      'throttled',
      /^Too much\. Try again in 7 s\.$/,
    ],
    [
      "AWS's own refusal",
      403,
      '{"Message":"Forbidden"}',
      'aws_refused',
      /^AWS refused .*Forbidden/,
    ],
    ['a page that is no JSON', 502, '<html>', 'bad_answer', /answered 502: no reason given/],
  ]
  for (const [title, status, body, code, message] of refusals) {
    it(`turns ${title} into a coded error`, async () => {
      const asked = ask((_request, response) => response.writeHead(status).end(body))
      await assert.rejects(asked, { name: 'ClientError', code, message })
    })
  }

  it('says that it cannot reach the agent', async () => {
    const asked = collect('http://127.0.0.1:1')
    await assert.rejects(asked, { code: 'unreachable', message: /127\.0\.0\.1:1/ })
  })

  it('says that the connection ended before the answer', async () => {
    const asked = ask((_request, response) =>
      response.end('event: text\ndata: {"text":"half"}\n\n'),
    )
    await assert.rejects(asked, { code: 'cut_off' })
  })

  async function ask(listener: RequestListener): Promise<AgentEvent[]> {
    const started = createServer(listener)
    server = started
    await new Promise<void>((listening) => started.listen(0, '127.0.0.1', listening))
    const address = started.address()
    assert(typeof address === 'object' && address !== null)
    return collect(`http://127.0.0.1:${address.port}`)
  }
})

const wholeStream =
  ': ok\n\nevent: start\ndata: {"conversation_id":"c","request_id":"r","turn":1}\n\n' +
  ': still here\n\nevent: text\ndata: {"text":"Zürich → 2"}\n\n' +
  'event: done\ndata: {"stop_reason":"end_turn"}\n\n'

function collect(functionUrl: string): Promise<AgentEvent[]> {
  const client = agentClient({
    functionUrl,
    region: 'eu-west-1',
    credentials: async () => ({ accessKeyId: 'AKID', secretAccessKey: 'secret' }),
    token: async () => 'the-token',
  })
  return Array.fromAsync(client.ask({ message: 'hello' }, AbortSignal.timeout(5_000)))
}
