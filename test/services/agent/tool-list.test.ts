import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { createApp } from '../../../services/agent/app.ts'
import type { Caller } from '../../../services/agent/auth.ts'
import { gateway } from '../../../services/agent/gateway.ts'
import type { KeptTools } from '../../../services/agent/listed-tool.ts'
import { sharedMemory } from '../../../services/agent/tool-memory.ts'
import { startBedrock } from '../../stand-ins/bedrock.ts'
import { type ScriptedTool, startGateway } from '../../stand-ins/gateway.ts'
import { pointBedrockAt, startAgent } from './running-agent.ts'

const toolNamed = (name: string): ScriptedTool => ({
  name,
  description: `Reads ${name}.`,
  inputSchema: { type: 'object', properties: {} },
  run: () => ({ status: 'ok' }),
})
const tools = ['one', 'two', 'three'].map(toolNamed)
const alice: Caller = { owner: 'https://issuer|alice', token: 'token-a', expiresAt: 2_000_000_000 }
const never = new AbortController().signal
const minutes = 60_000

describe('a list of tools that is everybody’s', () => {
  it('is in the table for whoever asks another process: no request of the gateway, one with a tool', async () => {
    const bedrock = await startBedrock(({ messages }) =>
      JSON.stringify(messages.at(-1)).includes('with a tool')
        ? { tools: [{ id: 't1', name: 'two', input: {} }] }
        : { text: ['Hello.'] },
    )
    const restore = pointBedrockAt(bedrock.url)
    const first = await startAgent({ tools, env: { TOOL_LIST: 'shared' } })
    await first.ask({ message: 'Hi' })
    assert.deepEqual(first.gateway.seen.calls.length, 2)
    await sleep(50)

    const other = createApp(first.config, { dynamodb: first.table.config })
    const token = await first.issuer.token('bob')
    const ask = (message: string) =>
      other.inject({
        method: 'POST',
        url: '/stream',
        headers: { 'content-type': 'application/json', 'x-okta-token': token },
        payload: JSON.stringify({ message }),
      })
    for (const [message, calls] of [
      ['Hi', []],
      ['Look with a tool', [`tools/call target___two Bearer ${token}`]],
    ] as const) {
      first.gateway.seen.calls.length = 0
      const { body } = await ask(message)
      assert.match(body, /event: done/)
      assert.deepEqual(first.gateway.seen.calls, calls)
      const given = JSON.stringify(bedrock.requests.at(-1)?.toolConfig?.tools)
      assert.deepEqual(
        [...given.matchAll(/"name":"(\w+)"/g)].map(([, name]) => name),
        ['one', 'two', 'three'],
      )
    }
    restore()
    await other.close()
    await Promise.all([first.close(), bedrock.close()])
  })

  /** A process of its own each time; the shelf is the table they share. */
  async function startProcesses() {
    const scripted = await startGateway(tools)
    let now = new Date('2026-01-01T00:00:00Z')
    let shelf: KeptTools | undefined
    let writes = 0
    const start = () =>
      gateway({
        url: scripted.url,
        toolTimeoutMs: 5_000,
        memory: sharedMemory(() => now, {
          read: async () => shelf,
          async write(kept) {
            writes += 1
            shelf = kept
          },
        }),
        now: () => now,
      })
    return {
      scripted,
      start,
      pass(ms: number) {
        now = new Date(now.getTime() + ms)
      },
      kept: () => shelf,
      writes: () => writes,
    }
  }

  it('is asked for anew beside the turn where it is old, which waits for nothing', async () => {
    const { scripted, start, pass, kept, writes } = await startProcesses()
    await start()(alice).tools(never)
    pass(6 * minutes)
    scripted.tools.push(toolNamed('new'))
    const connect = start()
    const names = async () => (await connect(alice).tools(never)).map(({ name }) => name)
    assert.deepEqual(await names(), ['one', 'two', 'three'])
    for (let waited = 0; waited < 100 && kept()?.tools.length !== 4; waited += 1) await sleep(20)
    assert.deepEqual(await names(), ['one', 'two', 'three', 'new'])
    assert.equal(writes(), 2)
    await scripted.close()
  })

  it('loses no tool that has become another target’s: it is listed anew, and called by its new name', async () => {
    const { scripted, start, pass, kept } = await startProcesses()
    await start()(alice).tools(never)
    pass(1 * minutes)
    scripted.seen.target = 'renamed'
    scripted.seen.calls.length = 0
    const session = start()(alice)
    const [, two] = await session.tools(never)
    assert.ok(two)
    const outcome = await session.call(two, {}, { signal: never, budgetUsd: 0 })
    assert.equal(outcome.status, 'ok')
    assert.deepEqual(
      scripted.seen.calls.filter((call) => call.startsWith('tools/call')),
      ['tools/call target___two Bearer token-a', 'tools/call renamed___two Bearer token-a'],
    )
    assert.equal(kept()?.tools[0]?.gatewayName, 'renamed___one')
    await scripted.close()
  })

  it('says that a call was refused where the tool is gone, and lists it no more', async () => {
    const { scripted, start, pass } = await startProcesses()
    const connect = start()
    await connect(alice).tools(never)
    pass(1 * minutes)
    scripted.tools.splice(1, 1)
    const session = connect(alice)
    const [, two] = await session.tools(never)
    assert.ok(two)
    const { summary } = await session.call(two, {}, { signal: never, budgetUsd: 0 })
    assert.equal(summary, 'The tool gateway refused this call.')
    assert.deepEqual(
      (await connect(alice).tools(never)).map(({ name }) => name),
      ['one', 'three'],
    )
    await scripted.close()
  })

  it('is not replaced by none, and does without the table where that fails', async () => {
    const { scripted, start, pass, kept } = await startProcesses()
    const session = start()(alice)
    await session.tools(never)
    pass(6 * minutes)
    scripted.tools.length = 0
    await session.fetchTools(never)
    assert.equal(kept()?.tools.length, 3)
    await scripted.close()

    const broken = async () => {
      throw new Error('The table is gone')
    }
    const memory = sharedMemory(() => new Date(), { read: broken, write: broken })
    const other = await startGateway(tools)
    const connect = gateway({ url: other.url, toolTimeoutMs: 5_000, memory, now: () => new Date() })
    assert.equal((await connect(alice).tools(never)).length, 3)
    await other.close()
  })
})
