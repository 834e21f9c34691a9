import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { z } from 'zod'
import { whileRunning } from '../../../services/agent/call-progress.ts'
import type { Progress } from '../../../services/agent/gateway-client.ts'
import { statelessGateway } from '../../../services/agent/stateless-gateway.ts'
import { anyEvent } from '../../../services/client/agent-client/any-event.ts'
import { showWaiting } from '../../../services/client/render/waiting.ts'
import type { Terminal } from '../../../services/client/terminal.ts'
import { startBedrock } from '../../stand-ins/bedrock.ts'
import { listen } from '../../stand-ins/listen.ts'
import { pointBedrockAt, startAgent } from './running-agent.ts'

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

  it('is told of in the stream of its question, between the call and its result', async () => {
    const name = 'target___ec2_read_operations'
    const gateway = createServer(async (request, response) => {
      const { id, method, params } = rpc.parse(await json(request))
      const answer = (result: object) => ({ jsonrpc: '2.0', id, result })
      if (method === 'tools/list') {
        response.writeHead(200, { 'content-type': 'application/json' })
        const tools = [{ name, description: 'Reads.', inputSchema: { type: 'object' } }]
        return void response.end(JSON.stringify(answer({ tools })))
      }
      const progressToken = params._meta.progressToken ?? 'none'
      const told = ['eu-west-1', 'us-\u001b[2Jeast-1'].map((message, at) => ({
        jsonrpc: '2.0',
        method: 'notifications/progress',
        params: { progressToken, progress: at + 1, total: 2, message },
      }))
      const text = JSON.stringify({ status: 'ok', regions: [] })
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      for (const message of [...told, answer({ content: [{ type: 'text', text }] })]) {
        response.write(`data: ${JSON.stringify(message)}\n\n`)
      }
      response.end()
    })
    const bedrock = await startBedrock([
      { tools: [{ id: 't1', name: 'ec2_read_operations', input: { operation: 'DescribeVpcs' } }] },
      { text: ['None.'] },
    ])
    const restore = pointBedrockAt(bedrock.url)
    const url = `http://127.0.0.1:${await listen(gateway)}/mcp`
    const agent = await startAgent({ env: { GATEWAY_URL: url } })
    const events = await agent.ask({ message: 'Which VPCs?' })
    const ofCall = events.filter(({ type }) => type.startsWith('tool_'))
    const call = ofCall[0]?.type === 'tool_call' ? ofCall[0].id : ''
    assert.deepEqual(
      ofCall.map((event) =>
        event.type === 'tool_progress'
          ? { ...event, elapsed_ms: Math.min(event.elapsed_ms, 0) }
          : event.type,
      ),
      [
        'tool_call',
        ...['eu-west-1', 'us-\u001b[2Jeast-1'].map((message, at) => ({
          ...{ type: 'tool_progress', id: call, tool: 'ec2_read_operations', elapsed_ms: 0 },
          ...{ done: at + 1, total: 2, message },
        })),
        'tool_result',
      ],
    )
    assert.deepEqual(events.at(-1), { type: 'done', stop_reason: 'end_turn' })
    // A person’s terminal has it on one line, and nothing that moves its cursor.
    const states: (string | undefined)[] = []
    const terminal = { interactive: true, status: (text?: string) => void states.push(text) }
    const waiting = showWaiting(terminal as unknown as Terminal, {})
    for (const event of ofCall.slice(0, -1)) waiting.after(event)
    await new Promise((resolve) => setTimeout(resolve, 150))
    waiting.stop()
    assert.match(states.at(-2) ?? '', /Reading AWS 2 of 2 us-/)
    assert.ok(!states.at(-2)?.includes('\u001b'))
    restore()
    await Promise.all([agent.close(), bedrock.close()])
    gateway.closeAllConnections()
    gateway.close()
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
  method: z.string(),
  params: z.looseObject({ _meta: z.looseObject({ progressToken: z.number().optional() }) }),
})
