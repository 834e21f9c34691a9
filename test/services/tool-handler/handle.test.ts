import assert from 'node:assert/strict'
import { toolHandler } from '../../../services/tool-handler/handle.ts'
import { type Invocation, parseInvocation } from '../../../services/tool-handler/invocation.ts'
import type { Tool, ToolContext } from '../../../tools/tool.ts'

const answered = { status: 'ok' as const, operation: 'ec2:DescribeVpcs', regions: [] }

/** A handler with one tool `probe`, what it was called with, and what was logged. */
function probed(run: Tool['run'] = async () => answered) {
  const calls: { input: unknown; context: ToolContext }[] = []
  const logged: unknown[] = []
  const tool: Tool = {
    name: 'probe',
    description: 'Shows what it gets.',
    inputSchema: { type: 'object' },
    services: [],
    run: (input, context) => {
      calls.push({ input, context })
      return run(input, context)
    },
  }
  const handle = toolHandler({
    tools: [tool],
    clients: { send: async () => ({}) },
    dataAccess: new Set(['logs']),
    defaultRegion: 'eu-west-1',
    log: {
      info: (line: unknown) => void logged.push(line),
      error: (line: unknown) => void logged.push(line),
    },
  })
  return { handle, calls, logged }
}

const context = (bedrockAgentCoreToolName = 'docker-strands-target___probe') => ({
  awsRequestId: 'lambda-1',
  getRemainingTimeInMillis: () => 60_000,
  clientContext: {
    custom: {
      bedrockAgentCoreToolName,
      bedrockAgentCoreGatewayId: 'gw',
      bedrockAgentCoreTargetId: 't',
      bedrockAgentCoreMessageVersion: '1.0',
      bedrockAgentCoreAwsRequestId: 'gateway-1',
      bedrockAgentCoreMcpMessageId: '7',
    },
  },
})

describe('tool handler', () => {
  it('runs the tool that the client context names, with the event as its input', async () => {
    const { handle, calls } = probed()
    assert.deepEqual(await handle({ a: 1 }, context()), answered)
    const [{ input, context: given } = assert.fail()] = calls
    assert.deepEqual(input, { a: 1 })
    assert.deepEqual([...given.dataAccess, given.defaultRegion], ['logs', 'eu-west-1'])
    assert.equal(given.signal.aborted, false)
  })

  it('logs how many calls of one operation it was, and regions with nothing too', async () => {
    const { handle, logged } = probed(async () => ({
      ...answered,
      for_each: { parameter: 'TableName', names: 60 },
      regions: [{ region: 'eu-west-1', status: 'ok', items: ['private'], truncated: false }],
      empty_regions: ['us-east-1'],
    }))
    await handle({}, context())
    const [{ names, regions } = assert.fail()] = logged.map((line) => Object(line))
    assert.deepEqual([logged.length, names, regions], [1, 60, ['eu-west-1', 'us-east-1']])
  })

  it('logs one line a call, without inputs and results', async () => {
    const { handle, logged } = probed(async () => ({
      ...answered,
      regions: [{ region: 'eu-west-1', status: 'ok', items: ['private'], truncated: false }],
    }))
    await handle({ operation: 'private' }, context())
    const [{ durationMs, ...line } = { durationMs: 0 }] = logged.map((line) => Object(line))
    assert.equal(typeof durationMs, 'number')
    assert.deepEqual(
      [line],
      [
        {
          tool: 'probe',
          operation: 'ec2:DescribeVpcs',
          status: 'ok',
          code: undefined,
          regions: ['eu-west-1'],
          awsRequestId: 'lambda-1',
          gatewayRequestId: 'gateway-1',
          mcpMessageId: '7',
        },
      ],
    )
    assert.equal(logged.length, 1)
  })

  it('logs the ids that the agent sends along, and of other headers nothing', async () => {
    const sent: [headers: unknown, logged: object][] = [
      [
        { 'x-agent-request-id': 'r-1', 'X-Agent-Conversation-Id': 'c_1', authorization: 'secret' },
        { request_id: 'r-1', conversation_id: 'c_1' },
      ],
      [{ 'x-agent-request-id': 'r\n"level":60' }, {}],
      [{ 'x-agent-request-id': 'r'.repeat(129), 'x-agent-conversation-id': ['c_1'] }, {}],
      ...[undefined, null, 'x-agent-request-id', []].map((other): [unknown, object] => [other, {}]),
    ]
    for (const [headers, expected] of sent) {
      const { handle, logged } = probed()
      const { clientContext } = context()
      const custom = { ...clientContext.custom, bedrockAgentCorePropagatedHeaders: headers }
      assert.equal((await handle({}, { clientContext: { custom } })).status, 'ok')
      const { request_id, conversation_id } = Object(logged[0])
      assert.deepEqual(JSON.parse(JSON.stringify({ request_id, conversation_id })), expected)
      assert.doesNotMatch(JSON.stringify(logged), /secret/)
    }
  })

  it('gives a tool the time zone that the agent says, where it is one', async () => {
    for (const [zone, expected] of [
      ['Asia/Tokyo', 'Asia/Tokyo'],
      ['Mars/Olympus_Mons', undefined],
      [['UTC'], undefined],
      [undefined, undefined],
    ]) {
      const { handle, calls } = probed()
      const { clientContext } = context()
      const headers = { 'x-agent-time-zone': zone }
      const custom = { ...clientContext.custom, bedrockAgentCorePropagatedHeaders: headers }
      await handle({}, { clientContext: { custom } })
      assert.equal(calls[0]?.context.timeZone, expected)
    }
  })

  it('asks for no more of what AWS bills than the agent says is left, and never for more than a call may', async () => {
    const sent: [budget: unknown, requests: number][] = [
      ['0.030000', 3],
      ['0', 0],
      ['99', 10],
      ...['-1', 'Infinity', '1e9', '0x10', '', ['0'], null].map((odd): [unknown, number] => [
        odd,
        10,
      ]),
    ]
    for (const [budget, expected] of sent) {
      let requests = 0
      const { handle } = probed(async (_input, { spending }) => {
        try {
          for (; requests < 20; requests += 1) spending?.ask('cost-explorer', 'GetDimensions', {})
        } catch {
          // Not this one.
        }
        return answered
      })
      const { clientContext } = context()
      const headers = { 'X-Agent-Budget-Usd': budget }
      const custom = { ...clientContext.custom, bedrockAgentCorePropagatedHeaders: headers }
      const { billed, charges } = await handle({}, { clientContext: { custom } })
      assert.equal(requests, expected, String(budget))
      assert.equal(charges?.[0]?.count, expected === 0 ? undefined : expected)
      assert.equal(billed === undefined, expected === 0)
    }
  })

  it('logs an MCP message id that looks like one, and answers whatever it is', async () => {
    const sent: [id: unknown, logged: string | undefined][] = [
      ['call-7', 'call-7'],
      [7, '7'],
      ['x'.repeat(129), undefined],
      ['7\n"level":60', undefined],
      [null, undefined],
    ]
    for (const [id, expected] of sent) {
      const { handle, logged } = probed()
      const { clientContext } = context()
      const custom = { ...clientContext.custom, bedrockAgentCoreMcpMessageId: id }
      assert.equal((await handle({}, { clientContext: { custom } })).status, 'ok')
      assert.equal(Object(logged[0]).mcpMessageId, expected)
    }
  })

  it('refuses an event without the context of AgentCore', async () => {
    const { handle, calls } = probed()
    const contexts = [
      ...[undefined, null, 'x', {}, { clientContext: null }, { clientContext: {} }],
      ...[
        { clientContext: { custom: {} } },
        { clientContext: { Custom: context().clientContext.custom } },
      ],
      ...[context('probe'), context('___probe'), context('target___'), context('')],
      { clientContext: { custom: { bedrockAgentCoreToolName: 5 } } },
    ]
    for (const bad of contexts) {
      const { status, code, regions } = await handle({ tool: 'probe' }, bad)
      assert.deepEqual([status, code, regions], ['error', 'invalid_event', []])
    }
    assert.deepEqual(calls, [])
  })

  it('logs Lambda’s request id of an event that is no gateway’s', async () => {
    const { handle, logged } = probed()
    await handle({}, { awsRequestId: 'lambda-1' })
    assert.deepEqual(logged, [{ code: 'invalid_event', awsRequestId: 'lambda-1' }])
  })

  it('refuses an unknown tool, and names those there are', async () => {
    const { handle } = probed()
    for (const name of ['drop_tables', 'Probe', '__proto__', 'toString', 'probe ']) {
      assert.deepEqual(await handle({}, context(`target___${name}`)), {
        status: 'error',
        regions: [],
        code: 'unknown_tool',
        message: `Unknown tool: ${name}`,
        hint: 'Tools: probe.',
      })
    }
  })

  it('answers and logs a fault of a tool, and shows nothing of it', async () => {
    const { handle, logged } = probed(async () => {
      throw new TypeError('secret detail')
    })
    assert.deepEqual(await handle({}, context()), {
      status: 'error',
      regions: [],
      code: 'internal',
      message: 'probe failed on its own account',
    })
    assert.match(String(Object(logged[0]).err), /secret detail/)
  })

  it('ends a call some seconds before Lambda would', async () => {
    const { handle } = probed(async (_input, { signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      return answered
    })
    const { clientContext } = context()
    const result = await handle({}, { clientContext, getRemainingTimeInMillis: () => 5_020 })
    assert.equal(result.status, 'ok')
  })

  it('reads the tool’s name after the target’s', () => {
    const { tool } = toInvocation('a-b___ec2_read_operations')
    assert.equal(tool, 'ec2_read_operations')
    assert.equal(toInvocation('t___a___b').tool, 'a___b')
  })
})

function toInvocation(name: string): Invocation {
  const invocation = parseInvocation(context(name))
  assert.ok('tool' in invocation)
  return invocation
}
