import assert from 'node:assert/strict'
import { z } from 'zod'
import type { AgentEvent } from '../../../services/agent/events.ts'
import { modelPrices } from '../../../services/agent/prices/model-prices.ts'
import { type BedrockAnswer, type BedrockRequest, startBedrock } from '../../stand-ins/bedrock.ts'
import type { ScriptedTool } from '../../stand-ins/gateway.ts'
import { ec2, pointBedrockAt, startAgent, textOf } from './running-agent.ts'

const useEc2 = (id: string) => ({ id, name: ec2.name, input: { operation: 'DescribeInstances' } })
const ec2Result = {
  status: 'ok',
  operation: 'ec2:DescribeInstances',
  regions: [
    {
      region: 'us-east-1',
      status: 'ok',
      items: [{ InstanceId: 'i-1' }, { InstanceId: 'i-2' }],
      truncated: false,
    },
  ],
}

describe('a turn with Bedrock', () => {
  it('answers a question that needs one tool with two model calls', async () => {
    await using given = await scripted([
      { text: ['Let me ', 'look.'], tools: [useEc2('t1')] },
      { text: ['There are two.'] },
    ])
    const events = await given.ask({ message: 'Which instances?', request_id: 'r1' })
    const { conversation_id } = startOf(events)
    assert.deepEqual(timeless(events), [
      { type: 'start', conversation_id, request_id: 'r1', turn: 1 },
      { type: 'text', text: 'Let me ' },
      { type: 'text', text: 'look.' },
      { type: 'tool_call', id: 't1', tool: ec2.name, input: { operation: 'DescribeInstances' } },
      {
        type: 'tool_result',
        id: 't1',
        tool: ec2.name,
        status: 'ok',
        duration_ms: 0,
        summary: '2 items of ec2:DescribeInstances from us-east-1',
        truncated: false,
        result: ec2Result,
      },
      { type: 'text', text: '\n\nThere are two.' },
      {
        type: 'usage',
        input_tokens: 200,
        output_tokens: 20,
        cache_read_tokens: 14,
        cache_write_tokens: 6,
        model_calls: 2,
        tool_calls: 1,
        price: {
          usd: 0.0009267,
          parts: { model: 0.0009267 },
          unknown: [],
          as_of: modelPrices.comparedOn,
        },
      },
      { type: 'done', stop_reason: 'end_turn' },
    ])
    assert.equal(given.bedrock.requests.length, 2)
  })

  it('calls the model again and again over one connection', async () => {
    await using given = await scripted([
      { text: ['Let me look.'], tools: [useEc2('t1')] },
      { text: ['There are two.'] },
      { text: ['Still two.'] },
    ])
    await given.ask({ message: 'Which instances?' })
    await given.ask({ message: 'And now?' })
    assert.equal(given.bedrock.requests.length, 3)
    assert.equal(given.bedrock.connections(), 1)
  })

  it('shows the model the result as data that is not to be trusted', async () => {
    await using given = await scripted([{ tools: [useEc2('t1')] }, { text: ['Two.'] }])
    await given.ask({ message: 'Which instances?' })
    const { status, operation } = ec2Result
    const regions = [{ region: 'us-east-1', rows: [['i-1'], ['i-2']] }]
    const shown = { status, operation, columns: ['InstanceId'], regions }
    assert.deepEqual(messagesOf(given.bedrock.requests[1]), [
      { role: 'user', content: [{ text: 'Which instances?' }] },
      {
        role: 'assistant',
        content: [
          {
            toolUse: {
              toolUseId: 't1',
              name: ec2.name,
              input: { operation: 'DescribeInstances' },
            },
          },
        ],
      },
      {
        role: 'user',
        content: [
          {
            toolResult: {
              toolUseId: 't1',
              status: 'success',
              content: [{ json: { untrusted_aws_data: shown } }],
            },
          },
        ],
      },
    ])
  })

  it('sends the same system prompt and tools each time, with a cache point behind each', async () => {
    await using given = await scripted([{ text: ['One.'] }, { text: ['Two.'] }])
    await given.ask({ message: 'First' })
    await given.ask({ message: 'Second' })
    const prefixes = given.bedrock.requests.map(({ system, toolConfig }) => ({
      system,
      toolConfig,
    }))
    assert.deepEqual(prefixes[0], prefixes[1])
    assert.deepEqual(prefixes[0]?.system?.[1], { cachePoint: { type: 'default', ttl: '1h' } })
    assert.deepEqual(prefixes[0]?.toolConfig?.tools, [
      {
        toolSpec: {
          name: ec2.name,
          description: ec2.description,
          inputSchema: { json: ec2.inputSchema },
        },
      },
      { cachePoint: { type: 'default', ttl: '1h' } },
    ])
  })

  it('has a cache point behind the last message too, each time a new one', async () => {
    await using given = await scripted([{ tools: [useEc2('t1')] }, { text: ['Two.'] }])
    await given.ask({ message: 'Which instances?' })
    assert.deepEqual(given.bedrock.requests.map(cachePoints), [[0], [2]])
    assert.match(
      JSON.stringify(given.bedrock.requests[1]?.messages),
      /"cachePoint":\{"type":"default","ttl":"5m"\}/,
    )
  })

  it('has its prompts remembered for as long as configured', async () => {
    const ttls = async (env: Record<string, string>) => {
      await using given = await scripted([{ text: ['One.'] }], { env })
      await given.ask({ message: 'First' })
      return [...JSON.stringify(given.bedrock.requests[0]).matchAll(/"ttl":"(\w+)"/g)].map(
        ([, ttl]) => ttl,
      )
    }
    assert.deepEqual(await ttls({ CONVERSATION_CACHE: '1h', PROMPT_CACHE: '5m' }), [
      '1h',
      '1h',
      '1h',
    ])
    assert.deepEqual(await ttls({ PROMPT_CACHE: '5m' }), ['5m', '5m', '5m'])
    assert.deepEqual(await ttls({ CONVERSATION_CACHE: 'off' }), ['1h', '1h'])
    assert.deepEqual(await ttls({ PROMPT_CACHE: 'off' }), [])
    const older = 'anthropic.claude-sonnet-4-20250514-v1:0'
    assert.deepEqual(await ttls({ MODEL_ID: older }), ['5m', '5m', '5m'])
  })

  it('has no cache points for a model that is not known to take them', async () => {
    await using given = await scripted([{ text: ['One.'] }], {
      env: { MODEL_ID: 'meta.llama4-scout-17b-instruct-v1:0' },
    })
    await given.ask({ message: 'First' })
    assert.doesNotMatch(JSON.stringify(given.bedrock.requests), /cachePoint/)
  })

  it('runs two tool uses of one model turn side by side', async () => {
    const bothStarted = Promise.withResolvers<void>()
    let started = 0
    const waiting: ScriptedTool = {
      ...ec2,
      // Ends only when the other call has begun.
      run: async () => {
        started += 1
        if (started === 2) bothStarted.resolve()
        await bothStarted.promise
        return ec2Result
      },
    }
    await using given = await scripted(
      [{ tools: [useEc2('t1'), useEc2('t2')] }, { text: ['Done.'] }],
      { tools: [waiting] },
    )
    const events = await given.ask({ message: 'Compare two regions' })
    assert.deepEqual(
      events.map((event) => event.type),
      ['start', 'tool_call', 'tool_call', 'tool_result', 'tool_result', 'text', 'usage', 'done'],
    )
    assert.equal(given.bedrock.requests.length, 2)
  })

  it('goes on after a throttled call that the next attempt answers', async () => {
    const throttled = { refuse: { exception: 'ThrottlingException', status: 429 } }
    await using given = await scripted([throttled, { text: ['Hello.'] }])
    const events = await given.ask({ message: 'Hi' })
    assert.equal(textOf(events), 'Hello.')
    assert.deepEqual(events.at(-1), { type: 'done', stop_reason: 'end_turn' })
  })

  it('says that the model is busy, and when to come back, where throttling goes on', async () => {
    const throttled = { refuse: { exception: 'ThrottlingException', status: 429, retryAfterS: 7 } }
    await using given = await scripted([throttled], { env: { AWS_MAX_ATTEMPTS: '1' } })
    const events = await given.ask({ message: 'Hi' })
    assert.deepEqual(events.at(-1), {
      type: 'error',
      code: 'throttled',
      message: 'The model is busy: please try again in a moment.',
      retryable: true,
      retry_after_s: 7,
    })
  })

  const midStream = [
    { breakWith: { exception: 'modelStreamErrorException' }, code: 'model_unavailable' },
    { breakWith: { exception: 'throttlingException' }, code: 'throttled' },
    { breakWith: 'cut' as const, code: 'model_unavailable' },
  ]
  for (const { breakWith, code } of midStream) {
    const name = breakWith === 'cut' ? 'a cut connection' : breakWith.exception
    it(`ends with ${code} on ${name} in mid-answer, and keeps what was said`, async () => {
      await using given = await scripted([{ text: ['So ', 'far'], breakWith }, { text: ['On.'] }])
      const events = await given.ask({ message: 'Tell me' })
      const { conversation_id } = startOf(events)
      assert.equal(textOf(events), 'So far')
      assert.deepEqual(codesOf(events), [code])
      assert.ok(!JSON.stringify(events).includes('secret'))
      assert.deepEqual(await given.storedTurns(conversation_id), [
        {
          item: 'turn#000001',
          status: 'interrupted',
          messages: [
            { role: 'user', content: [{ text: 'Tell me' }] },
            { role: 'assistant', content: [{ text: 'So far' }] },
          ],
        },
      ])
      await given.ask({ message: 'Go on', conversation_id })
      assert.deepEqual(messagesOf(given.bedrock.requests[1]), [
        { role: 'user', content: [{ text: 'Tell me' }] },
        { role: 'assistant', content: [{ text: 'So far' }] },
        { role: 'user', content: [{ text: 'Go on' }] },
      ])
    })
  }

  it('says that a model that may not be called refused, in words of ours', async () => {
    await using given = await scripted([
      { refuse: { exception: 'AccessDeniedException', status: 403 } },
    ])
    const response = await given.agent.post('/chat', { message: 'Hi', request_id: 'r1' })
    assert.equal(response.statusCode, 502)
    const { request_id, ...problem } = response.json()
    assert.deepEqual(problem, {
      type: 'about:blank',
      title: 'Bad Gateway',
      status: 502,
      detail:
        'Amazon Bedrock does not allow this model: the agent’s role needs bedrock:InvokeModelWithResponseStream on it, and the account access to it in this region.',
      code: 'model_unavailable',
    })
  })

  it('ends with max_tokens where the answer was cut at its limit', async () => {
    await using given = await scripted([{ text: ['A long'], stopReason: 'max_tokens' }])
    const events = await given.ask({ message: 'Hi', max_tokens: 2, temperature: 0.5 })
    assert.deepEqual(events.at(-1), { type: 'done', stop_reason: 'max_tokens' })
    assert.deepEqual(given.bedrock.requests[0]?.inferenceConfig, { maxTokens: 2, temperature: 0.5 })
    assert.deepEqual(await given.storedTurns(startOf(events).conversation_id), [
      {
        item: 'turn#000001',
        status: 'complete',
        messages: [
          { role: 'user', content: [{ text: 'Hi' }] },
          { role: 'assistant', content: [{ text: 'A long' }] },
        ],
      },
    ])
  })

  it('lets the model read that a tool failed or does not exist', async () => {
    const failing = { ...ec2, run: () => Promise.reject(new Error('inner')) }
    const made = { id: 't2', name: 'made_up', input: {} }
    await using given = await scripted([{ tools: [useEc2('t1'), made] }, { text: ['Sorry.'] }], {
      tools: [failing],
    })
    const events = await given.ask({ message: 'Which?' })
    const results = timeless(events).filter(({ type }) => type === 'tool_result')
    assert.deepEqual(
      results
        .map((event) => event.type === 'tool_result' && [event.id, event.status, event.summary])
        .toSorted(),
      [
        ['t1', 'error', 'An internal error occurred. Please retry later.'],
        ['t2', 'error', 'There is no tool made_up.'],
      ],
    )
    assert.equal(textOf(events), 'Sorry.')
  })

  it('replays the first turn in the second, tool calls and all', async () => {
    await using given = await scripted([
      { tools: [useEc2('t1')] },
      { text: ['Two.'] },
      { text: ['i-1.'] },
    ])
    const first = await given.ask({ message: 'How many?' })
    const { conversation_id } = startOf(first)
    const second = await given.ask({ message: 'And the first?', conversation_id })
    assert.equal(startOf(second).turn, 2)
    const [, afterTool, next] = given.bedrock.requests
    assert.deepEqual(messagesOf(next), [
      ...messagesOf(afterTool),
      { role: 'assistant', content: [{ text: 'Two.' }] },
      { role: 'user', content: [{ text: 'And the first?' }] },
    ])
  })

  it('is asked with half of a surrogate pair replaced, which is no text', async () => {
    await using given = await scripted([{ text: ['Hello.'] }])
    await given.ask({ message: 'a\ud800b' })
    assert.deepEqual(Object(given.bedrock.requests[0]?.messages[0]?.content[0]), {
      text: 'a\ufffdb',
    })
  })

  it('asks the gateway for nothing in a second turn that calls no tool', async () => {
    await using given = await scripted([{ text: ['One.'] }, { text: ['Two.'] }])
    const [token, headers] = await given.tokenHeaders()
    await given.agent.post('/stream', { message: 'First' }, { headers })
    assert.deepEqual(given.agent.gateway.seen.calls, [`tools/list Bearer ${token}`])
    await given.agent.post('/stream', { message: 'Second' }, { headers })
    assert.deepEqual(given.agent.gateway.seen.calls, [`tools/list Bearer ${token}`])
    assert.equal(given.bedrock.requests[1]?.toolConfig?.tools.length, 2)
  })

  it('never says done where the answer could not be stored', async () => {
    let table: { close(): Promise<void> } | undefined
    await using given = await scripted(() => {
      void table?.close()
      return { text: ['Hello.'] }
    })
    table = given.agent.table
    assert.deepEqual((await given.ask({ message: 'Hi' })).at(-1), {
      type: 'error',
      code: 'internal',
      message: 'The agent failed to finish or to store this answer. Please try again.',
      retryable: true,
    })
    assert.equal((await given.agent.app.inject('/health')).statusCode, 200)
  })

  it('goes without tools and gateway where use_tools is false', async () => {
    await using given = await scripted([{ text: ['One.'] }])
    await given.ask({ message: 'Hi', use_tools: false })
    assert.deepEqual(given.agent.gateway.seen.calls, [])
    assert.equal(given.bedrock.requests[0]?.toolConfig, undefined)
  })
})

async function scripted(
  script: readonly BedrockAnswer[] | (() => BedrockAnswer),
  { tools = [ec2], env = {} }: { tools?: ScriptedTool[]; env?: Record<string, string> } = {},
) {
  const bedrock = await startBedrock(script)
  const restore = pointBedrockAt(bedrock.url, env)
  const agent = await startAgent({ tools, env })
  return {
    bedrock,
    agent,
    ask: (body: object) => agent.ask(body),
    async tokenHeaders(): Promise<[string, Record<string, string>]> {
      const token = await agent.issuer.token('alice')
      return [token, { 'x-okta-token': token }]
    },
    async storedTurns(conversationId: string) {
      const items = await agent.table.items(conversationId)
      return items
        .map((item) => storedTurn.safeParse(item).data)
        .filter((item) => item !== undefined)
    },
    async [Symbol.asyncDispose]() {
      restore()
      await Promise.all([agent.close(), bedrock.close()])
    },
  }
}

const storedTurn = z.object({
  item: z.string(),
  status: z.string(),
  messages: z.string().transform((text): unknown => JSON.parse(text)),
})

function startOf(events: readonly AgentEvent[]) {
  const [start] = events
  assert.ok(start?.type === 'start')
  return start
}

function codesOf(events: readonly AgentEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'error' ? [event.code] : []))
}

function timeless(events: readonly AgentEvent[]): AgentEvent[] {
  return events.map((event) =>
    event.type === 'tool_result' ? { ...event, duration_ms: 0 } : event,
  )
}

/** Messages as the model reads them; the cache point behind the last is Strands' own. */
function messagesOf(request: BedrockRequest | undefined) {
  return (
    request?.messages.map(({ role, content }) => ({
      role,
      content: content.filter((block) => !isCachePoint(block)),
    })) ?? []
  )
}

/** Which messages end with one. */
function cachePoints({ messages }: BedrockRequest): number[] {
  return messages.flatMap(({ content }, index) => (isCachePoint(content.at(-1)) ? [index] : []))
}

function isCachePoint(block: unknown): boolean {
  return z.object({ cachePoint: z.unknown() }).safeParse(block).success
}
