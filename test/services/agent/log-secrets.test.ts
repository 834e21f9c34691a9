import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { pino } from 'pino'
import { startBedrock } from '../../stand-ins/bedrock.ts'
import { listen } from '../../stand-ins/listen.ts'
import { ec2, pointBedrockAt, type RunningAgent, startAgent } from './running-agent.ts'

type Echo = (request: IncomingMessage, response: ServerResponse, body: string) => void

/** Says again, in one way or another, all that it was sent. */
const echoes: Record<string, Echo> = {
  'a status and what it was sent': (request, response) =>
    response.writeHead(502).end(JSON.stringify(request.headers)),
  'a refusal and what it was sent': (request, response) =>
    response.writeHead(401).end(`No: ${request.headers.authorization}`),
  'another refusal': (request, response) =>
    response.writeHead(403).end(`No: ${request.headers.authorization}`),
  'a page in place of JSON': (request, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<pre>${request.headers.authorization}</pre>`),
  'broken JSON': (request, response) =>
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(`{"token": "${request.headers.authorization}"`),
  'JSON of another kind': (request, response) =>
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(request.headers)),
  'an error of JSON-RPC': (request, response, body) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        jsonrpc: '2.0',
        id: JSON.parse(body || '{}').id ?? 0,
        error: { code: -32603, message: `${request.headers.authorization}`, data: body },
      }),
    ),
  'a redirect': (request, response) =>
    response.writeHead(307, { location: `/x?t=${request.headers.authorization?.slice(7)}` }).end(),
  'a broken connection': (request) => void request.socket.destroy(),
}

describe('a token', () => {
  for (const [title, echo] of Object.entries(echoes)) {
    it(`stays out of the log where the gateway answers with ${title}`, async () => {
      const { url, close } = await echoing(echo)
      const { lines, agent, token } = await logged({ GATEWAY_URL: `${url}/mcp` })
      const headers = { 'x-okta-token': token }
      await agent.post('/api/tools/fetch', {}, { headers })
      await agent.post('/chat', { message: 'Hi' }, { headers })
      await agent.post('/stream', { message: 'Hi', okta_token: token }, { headers: {} })
      await agent.close()
      close()
      assertNothingOf(token, lines)
      assert.match(lines.join(''), /tools unavailable/)
    })
  }

  it('stays out of the log where the table, the issuer or the request fails', async () => {
    const { url, close } = await echoing((request, response) =>
      response.writeHead(400).end(JSON.stringify({ message: JSON.stringify(request.headers) })),
    )
    const { lines, agent, token } = await logged({}, url)
    const headers = { 'x-okta-token': token }
    const conversation = '/api/conversations/c_1'
    await agent.post('/chat', { message: 'Hi' }, { headers })
    await agent.post('/stream', { message: 'Hi', okta_token: token }, { headers: {} })
    await agent.post('/chat', `{"message": "${token}`, { headers })
    await agent.post('/chat', { message: 5, [token]: token }, { headers })
    await agent.post(`/${token}`, {}, { headers })
    await agent.post(`/chat?okta_token=${token}`, {}, { headers: {} })
    await agent.post('/chat', { message: 'Hi', okta_token: `${token}x` }, { headers })
    for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
      await agent.send(method, `${conversation}?cursor=${token}`, { headers })
      await agent.send(method, `/api/conversations?cursor=${token}`, { headers })
    }
    await agent.post(`${conversation}/clear`, {}, { headers })
    agent.issuer.state.status = 500
    await agent.post('/chat', { message: 'Hi' }, { headers })
    await agent.close()
    close()
    assertNothingOf(token, lines)
    assert.match(lines.join(''), /request failed/)
  })

  it('is refused where it has a break in it, and no part of it is in the log', async () => {
    const { lines, agent, token } = await logged()
    for (const gap of ['\n', ' ', '\r\n', '==', '\u200b']) {
      const okta_token = `${token.slice(0, -60)}${gap}${token.slice(-60)}`
      for (const [path, body] of [
        ['/api/tools/fetch', {}],
        ['/chat', { message: 'Hi' }],
        ['/stream', { message: 'Hi' }],
      ] as const) {
        const answer = await agent.post(path, { ...body, okta_token }, { headers: {} })
        assert.deepEqual([answer.statusCode, answer.json().code], [401, 'token_invalid'])
        assert.ok(!answer.body.includes(token.slice(0, 40)))
      }
    }
    await agent.close()
    assertNothingOf(token, lines)
  })
})

/** Neither whole nor in part: no 24 characters of it that follow each other. */
function assertNothingOf(token: string, lines: readonly string[]): void {
  const all = lines.join('')
  for (let at = 0; at + 24 <= token.length; at += 12) {
    assert.ok(!all.includes(token.slice(at, at + 24)), `in the log: ${token.slice(at, at + 24)}`)
  }
}

async function echoing(echo: Echo) {
  const server = createServer((request, response) => {
    text(request).then((body) => echo(request, response, body))
  })
  const url = `http://127.0.0.1:${await listen(server)}`
  return {
    url,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** An agent, all that it logs, and a token of Alice's. */
async function logged(env: Record<string, string> = {}, table?: string) {
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) })
  const bedrock = await startBedrock(() => ({ text: ['Hello.'] }))
  const restore = pointBedrockAt(bedrock.url)
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const dynamodb = { endpoint: table ?? '', region: 'us-east-1', credentials }
  const started = await startAgent({
    tools: [ec2],
    env,
    parts: { log, ...(table !== undefined && { dynamodb }) },
  })
  const agent: Pick<RunningAgent, 'post' | 'send' | 'issuer' | 'close'> = {
    post: started.post.bind(started),
    send: started.send.bind(started),
    issuer: started.issuer,
    async close() {
      restore()
      await Promise.all([started.close(), bedrock.close()])
    },
  }
  return { lines, agent, token: await started.issuer.token('alice') }
}
