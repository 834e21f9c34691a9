import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Caller } from '../../../services/agent/auth.ts'
import { gateway } from '../../../services/agent/gateway.ts'
import { ownMemory } from '../../../services/agent/tool-memory.ts'
import { type ScriptedGateway, type ScriptedTool, startGateway } from '../../stand-ins/gateway.ts'

const tool = (name: string, run: ScriptedTool['run'] = () => ({ status: 'ok' })): ScriptedTool => ({
  name,
  description: `Reads ${name}.`,
  inputSchema: { type: 'object', properties: {} },
  run,
})
let now = new Date('2026-01-01T00:00:00Z')
const alice: Caller = { owner: 'https://issuer|alice', token: 'token-a', expiresAt: 2_000_000_000 }
const options = () => ({
  toolTimeoutMs: 5_000,
  memory: ownMemory(() => now),
  now: () => now,
})
const never = new AbortController().signal
const within = { signal: never, budgetUsd: 0 }

const scriptedTools = [
  tool('one', (input) => ({ status: 'ok', echo: input })),
  tool('two'),
  tool('three', () => sleep(60_000)),
  tool('four'),
]
const kinds = {
  'gateway of MCP 2026-07-28': {},
  'gateway of MCP 2026-07-28 that answers by events': { streams: true },
  'gateway of an earlier MCP': { speaksStateless: false },
}

for (const [kind, how] of Object.entries(kinds)) {
  const isStateless = !('speaksStateless' in how)
  describe(kind, () => {
    let scripted: ScriptedGateway

    before(async () => {
      scripted = await startGateway(scriptedTools, how)
    })
    beforeEach(() => {
      scripted.seen.calls.length = 0
      scripted.seen.refuseWith = undefined
    })
    after(() => scripted.close())

    it('lists all pages, names bare, the gateway’s own search left out', async () => {
      const session = gateway({ url: scripted.url, ...options() })(alice)
      const tools = await session.tools(never)
      assert.deepEqual(
        tools.map(({ name, gatewayName }) => [name, gatewayName]),
        ['one', 'two', 'three', 'four'].map((name) => [name, `target___${name}`]),
      )
      assert.deepEqual(scripted.seen.calls, Array(3).fill('tools/list Bearer token-a'))
      await session.close()
    })

    it('remembers a caller’s list for minutes, and nobody else’s', async () => {
      const connect = gateway({ url: scripted.url, ...options() })
      const asked = async (caller: Caller) => {
        scripted.seen.calls.length = 0
        const session = connect(caller)
        await session.tools(never)
        await session.close()
        return scripted.seen.calls.length > 0
      }
      assert.equal(await asked(alice), true)
      assert.equal(await asked(alice), false)
      assert.equal(await asked({ ...alice, owner: 'https://issuer|bob' }), true)
      assert.equal(await asked({ ...alice, expiresAt: alice.expiresAt + 1 }), true)
      now = new Date(now.getTime() + 5 * 60_000)
      assert.equal(await asked(alice), true)
    })

    it('calls a tool by its whole name, with the caller’s token', async () => {
      const session = gateway({ url: scripted.url, ...options() })(alice)
      const [one] = await session.tools(never)
      assert.ok(one)
      assert.deepEqual(await session.call(one, { region: 'all' }, within), {
        status: 'ok',
        summary: 'answered',
        truncated: false,
        result: { status: 'ok', echo: { region: 'all' } },
      })
      assert.equal(scripted.seen.calls.at(-1), 'tools/call target___one Bearer token-a')
      await session.close()
    })

    it('makes no request but those it needs: three pages and a call, and what an earlier MCP begins with', async () => {
      const connect = gateway({ url: scripted.url, ...options() })
      const requests = async () => {
        scripted.seen.methods.length = 0
        const session = connect(alice)
        session.prepare()
        const [one] = await session.fetchTools(never)
        assert.ok(one)
        await session.call(one, {}, within)
        await session.close()
        await sleep(20)
        return scripted.seen.methods
      }
      // One is refused as too new; then there is a handshake of two. That is remembered.
      assert.deepEqual(await requests(), Array(isStateless ? 4 : 7).fill('POST'))
      assert.deepEqual(await requests(), Array(isStateless ? 4 : 6).fill('POST'))
    })

    it('says with each call what it may cost, and which turn it is of', async () => {
      const session = gateway({ url: scripted.url, ...options() })(alice)
      const [one] = await session.tools(never)
      assert.ok(one)
      session.belongsTo({ requestId: 'r-1', conversationId: 'c-1', timeZone: 'Asia/Tokyo' })
      const usd = async (budgetUsd: number) => {
        await session.call(one, {}, { signal: never, budgetUsd })
        const headers = scripted.seen.headers.at(-1)
        return [
          headers?.['x-agent-budget-usd'],
          headers?.['x-agent-request-id'],
          headers?.['x-agent-conversation-id'],
          headers?.['x-agent-time-zone'],
        ]
      }
      assert.deepEqual(await Promise.all([0.5, 0.25].map(usd)).then(() => usd(0.1)), [
        '0.100000',
        'r-1',
        'c-1',
        'Asia/Tokyo',
      ])
      await session.close()
    })

    it('ends a call whose signal is aborted', async () => {
      const session = gateway({ url: scripted.url, ...options() })(alice)
      const three = (await session.tools(never)).find(({ name }) => name === 'three')
      assert.ok(three)
      const before = scripted.seen.cutOff
      const outcome = await session.call(three, {}, { ...within, signal: AbortSignal.timeout(50) })
      assert.equal(outcome.status, 'error')
      await session.close()
      await sleep(20)
      assert.equal(scripted.seen.cutOff - before, 1)
    })

    it('tells of a tool that does not answer in time, and lets it go', async () => {
      const connect = gateway({ url: scripted.url, ...options(), toolTimeoutMs: 1_000 })
      const session = connect(alice)
      const three = (await session.tools(never)).find(({ name }) => name === 'three')
      assert.ok(three)
      const { result } = await session.call(three, {}, within)
      const message = 'No answer from the tool within 1 s.'
      assert.deepEqual(result, { status: 'error', code: 'timeout', message })
      await session.close()
    })

    it('makes an outcome of a gateway that fails or refuses the token in mid-turn', async () => {
      const session = gateway({ url: scripted.url, ...options() })(alice)
      const [one] = await session.tools(never)
      assert.ok(one)
      const codes = []
      for (const status of [401, 502]) {
        scripted.seen.refuseWith = status
        codes.push((await session.call(one, {}, within)).result)
      }
      assert.deepEqual(codes, [
        { status: 'error', code: 'access_denied', message: 'The tool gateway refused your token.' },
        {
          status: 'error',
          code: 'gateway_unavailable',
          message: 'The tool gateway could not be reached.',
        },
      ])
      await session.close()
    })

    it('makes an outcome of a call that the gateway refuses', async () => {
      const session = gateway({ url: scripted.url, ...options() })(alice)
      const [one] = await session.tools(never)
      assert.ok(one)
      const gone = { ...one, gatewayName: 'target___gone' }
      assert.deepEqual(await session.call(gone, {}, within), {
        status: 'error',
        summary: 'The tool gateway refused this call.',
        truncated: false,
        result: {
          status: 'error',
          code: 'invalid_input',
          message: 'The tool gateway refused this call.',
        },
      })
      await session.close()
    })

    it('closes without waiting for a gateway that does not answer', async () => {
      const session = gateway({ url: 'http://192.0.2.1:9/mcp', ...options() })(alice)
      const tools = assert.rejects(session.tools(never))
      await sleep(20)
      const waited = sleep(20_000, 'waited', { ref: false })
      assert.equal(await Promise.race([session.close().then(() => tools), waited]), undefined)
    })
  })
}
