import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { startBedrock } from '../../stand-ins/bedrock.ts'
import { listen } from '../../stand-ins/listen.ts'
import { pointBedrockAt, startAgent, textOf } from './running-agent.ts'

describe('with the gateway down', () => {
  const cases = [
    {
      title: 'unreachable',
      refuseWith: 503,
      message: 'The tool gateway cannot be reached: this answer is made without looking at AWS.',
    },
    {
      title: 'refusing the token',
      refuseWith: 401,
      message: 'The tool gateway refused your token: this answer is made without looking at AWS.',
    },
  ]
  for (const { title, refuseWith, message } of cases) {
    it(`answers without tools after a notice (${title})`, async () => {
      const bedrock = await startBedrock([{ text: ['From memory.'] }])
      const restore = pointBedrockAt(bedrock.url)
      const agent = await startAgent()
      agent.gateway.seen.refuseWith = refuseWith
      const events = await agent.ask({ message: 'Hi' })
      assert.deepEqual(events[1], { type: 'notice', code: 'tools_unavailable', message })
      assert.equal(textOf(events), 'From memory.')
      assert.deepEqual(events.at(-1), { type: 'done', stop_reason: 'end_turn' })
      assert.equal(bedrock.requests[0]?.toolConfig, undefined)
      restore()
      await Promise.all([agent.close(), bedrock.close()])
    })
  }

  it('refuses to list tools as gateway_unavailable', async () => {
    const agent = await startAgent()
    agent.gateway.seen.refuseWith = 503
    const response = await agent.post('/api/tools/fetch', {})
    assert.equal(response.statusCode, 503)
    assert.equal(response.json().code, 'gateway_unavailable')
    await agent.close()
  })
})

describe('with a gateway that says nothing', () => {
  it('lets go of it at once where the question is refused, or its client goes away', async () => {
    const silent = createServer((socket) => void socket.resume())
    const port = await listen(silent)
    const bedrock = await startBedrock(() => ({ text: ['Said ', 'slowly.'], delayMs: 200 }))
    const restore = pointBedrockAt(bedrock.url)
    const agent = await startAgent({ env: { GATEWAY_URL: `http://127.0.0.1:${port}/mcp` } })
    const url = await agent.app.listen({ port: 0, host: '127.0.0.1' })
    const token = await agent.issuer.token('alice')
    const ask = (question: object, signal?: AbortSignal) =>
      fetch(`${url}/stream`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-okta-token': token },
        body: JSON.stringify({ message: 'Hi', request_id: 'r1', ...question }),
        ...(signal && { signal }),
      })
    const connection = async () => {
      const [socket]: Socket[] = await once(silent, 'connection')
      return socket ?? assert.fail()
    }

    const first = await ask({ use_tools: false })
    const [refused, connected] = await Promise.all([ask({}), connection()])
    assert.equal(refused.status, 422)
    if (!connected.closed) await once(connected, 'close')
    await first.text()

    const leaving = new AbortController()
    const asked = ask({ request_id: 'r2' }, leaving.signal)
    const [left] = await Promise.all([connection(), asked])
    leaving.abort()
    await once(left, 'close')
    restore()
    silent.close()
    agent.app.server.closeAllConnections()
    await Promise.all([agent.close(), bedrock.close()])
  })
})
