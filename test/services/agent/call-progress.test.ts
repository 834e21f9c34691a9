import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { z } from 'zod'
import { whileRunning } from '../../../services/agent/call-progress.ts'
import type { Progress } from '../../../services/agent/gateway-client.ts'
import { statelessGateway } from '../../../services/agent/stateless-gateway.ts'
import { anyEvent } from '../../../services/client/agent-client/any-event.ts'
import { listen } from '../../stand-ins/listen.ts'

describe('a call that is not done yet', () => {
  it('is told of as the gateway does, part by part, before its result', async () => {
    const server = createServer(async (request, response) => {
      const { id, params } = rpc.parse(await json(request))
      const { progressToken } = params._meta
      const send = (message: object) =>
        response.write(`data: ${JSON.stringify({ jsonrpc: '2.0', ...message })}\n\n`)
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const method = 'notifications/progress'
      send({ method, params: { progressToken, progress: 1, total: 2, message: 'eu-west-1' } })
      send({ method, params: { progressToken: 'another', progress: 7 } })
      send({ method, params: { progressToken, progress: 2 } })
      send({ id, result: { content: [{ type: 'text', text: 'done' }] } })
      response.end()
    })
    const client = statelessGateway(`http://127.0.0.1:${await listen(server)}/mcp`, {})
    const within = { signal: new AbortController().signal, timeout: 10_000 }
    const running = whileRunning('t1', (onProgress: (told: Progress) => void) =>
      client.callTool({ name: 'one', input: {}, headers: {}, onProgress }, within),
    )
    const told = []
    let next = await running.next()
    for (; next.done !== true; next = await running.next()) told.push(next.value)
    assert.deepEqual(
      told.filter(({ told }) => told !== undefined),
      [
        { toolUseId: 't1', told: { progress: 1, total: 2, message: 'eu-west-1' } },
        { toolUseId: 't1', told: { progress: 2 } },
      ],
    )
    assert.deepEqual(next.value.content, [{ type: 'text', text: 'done' }])
    server.closeAllConnections()
    server.close()
  })

  it('that fails is told of no more', async () => {
    const running = whileRunning('t1', async () => {
      throw new Error('lost')
    })
    await assert.rejects(running.next(), /lost/)
  })

  it('is read by a client whatever it says besides', () => {
    const event = { type: 'tool_progress' as const, id: 't1', tool: 'ec2', elapsed_ms: 1_000 }
    assert.deepEqual(anyEvent('tool_progress', { ...event, total: 'many' }), {
      ...event,
      total: undefined,
    })
  })
})

const rpc = z.looseObject({
  id: z.number(),
  params: z.looseObject({ _meta: z.looseObject({ progressToken: z.number() }) }),
})
