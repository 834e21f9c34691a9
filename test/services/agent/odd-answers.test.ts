import assert from 'node:assert/strict'
import type { AgentEvent } from '../../../services/agent/events.ts'
import { type BedrockAnswer, startBedrock } from '../../stand-ins/bedrock.ts'
import { type OpenAIAnswer, startOpenAI } from '../../stand-ins/openai.ts'
import { ec2, pointBedrockAt, startAgent, textOf } from './running-agent.ts'

const call = { id: 't1', name: ec2.name, input: { operation: 'DescribeInstances' } }
const input = JSON.stringify(call.input)

const stopped = {
  type: 'error',
  code: 'answer_stopped',
  message:
    "The model's provider stopped this answer: its content filter or guardrail did not let it pass. Later questions are answered without this one.",
  retryable: false,
}
const silent = {
  type: 'error',
  code: 'model_unavailable',
  message: 'The model ended its answer without a word: ask again, or in other words.',
  retryable: false,
}
const done = { type: 'done', stop_reason: 'end_turn' }

describe('a tool call of Bedrock', () => {
  for (const stopReason of ['end_turn', 'stop_sequence', 'of_tomorrow']) {
    it(`is run where it ends with ${stopReason}`, async () => {
      await using given = await onBedrock([{ tools: [call], stopReason }, { text: ['Two.'] }])
      const events = await given.ask('Which?')
      assert.deepEqual(kindsOf(events), ['tool_call', 'tool_result ok', 'text', 'done'])
      assert.equal(textOf(events), 'Two.')
      await given.assertGoesOn(events)
    })
  }

  it('that is not there is not waited for', async () => {
    await using given = await onBedrock([{ text: ['Two.'], stopReason: 'tool_use' }])
    const events = await given.ask('Which?')
    assert.deepEqual([textOf(events), events.at(-1)], ['Two.', done])
    await given.assertGoesOn(events)
  })

  it('is told to the model where its input is no JSON, and can be made again', async () => {
    const cut = { ...call, input: '{"operation": "Descr' }
    await using given = await onBedrock([{ tools: [cut] }, { tools: [call] }, { text: ['Two.'] }])
    const events = await given.ask('Which?')
    assert.deepEqual(
      events.flatMap((event) => (event.type === 'tool_result' ? [event.summary] : [])),
      [
        'The input of this call is not valid JSON: call again.',
        '2 items of ec2:DescribeInstances from us-east-1',
      ],
    )
    assert.deepEqual([textOf(events), events.at(-1)], ['Two.', done])
    await given.assertGoesOn(events)
  })

  it('has an object as its input whatever a model writes, and is stored so', async () => {
    const inputs = ['', 'null', '[1]', '7', JSON.stringify(input)]
    const calls = inputs.map((input, at) => ({ ...call, id: `t${at}`, input }))
    await using given = await onBedrock([{ tools: calls }, { text: ['Two.'] }])
    const events = await given.ask('Which?')
    assert.deepEqual(
      events.flatMap((event) => (event.type === 'tool_call' ? [event.input] : [])),
      [{}, {}, {}, {}, call.input],
    )
    await given.assertGoesOn(events)
  })

  it('has a name and an id that every later turn can be told', async () => {
    const odd = { ...call, id: 'functions.x:0', name: 'no such.tool' }
    const again = { tools: [{ ...call, id: 'functions.x:0' }] }
    await using given = await onBedrock([{ tools: [odd, odd] }, again, { text: ['Two.'] }])
    const events = await given.ask('Which?')
    const ids = events.flatMap((event) => (event.type === 'tool_call' ? [event.id] : []))
    assert.deepEqual(ids, ['functions_x_0', 'functions_x_0-2', 'functions_x_0-3'])
    await given.assertGoesOn(events)
  })

  it('is not run in an answer that the provider stopped, nor told to a later turn', async () => {
    await using given = await onBedrock([{ tools: [call], stopReason: 'guardrail_intervened' }])
    const events = await given.ask('Which?')
    assert.deepEqual([kindsOf(events), events.at(-1)], [['error'], stopped])
    await given.assertGoesOn(events)
  })

  it('of a tool that there is none of ends in the limit of calls', async () => {
    const nothing = { tools: [{ ...call, name: 'nothing_like_it' }] }
    await using given = await onBedrock(Array(40).fill(nothing), { MAX_TOOL_CALLS: '3' })
    const events = await given.ask('Which?')
    assert.deepEqual(events.at(-1), { type: 'done', stop_reason: 'tool_limit' })
    await given.assertGoesOn(events)
  })
})

describe('an answer', () => {
  for (const stopReason of ['guardrail_intervened', 'content_filtered', 'refusal']) {
    it(`that ends with ${stopReason} is said to be stopped, and later turns do without it`, async () => {
      for (const text of [[], ['The first is']]) {
        await using given = await onBedrock([{ text, stopReason }])
        const events = await given.ask('Something forbidden')
        assert.deepEqual([textOf(events), events.at(-1)], [text.join(''), stopped])
        const next = await given.assertGoesOn(events)
        assert.doesNotMatch(JSON.stringify(next), /forbidden/)
        assert.equal((await given.statuses(events))[0], 'interrupted')
      }
    })
  }

  it('of nothing is no answer', async () => {
    for (const text of [[], [' \n']]) {
      await using given = await onBedrock([{ text }])
      const events = await given.ask('Which?')
      assert.deepEqual(events.at(-1), silent)
      await given.assertGoesOn(events)
    }
  })

  it('of nothing after tool calls is none either', async () => {
    await using given = await onBedrock([{ text: ['Let me look.'], tools: [call] }, { text: [] }])
    const events = await given.ask('Which?')
    assert.deepEqual([textOf(events), events.at(-1)], ['Let me look.', silent])
    await given.assertGoesOn(events)
  })

  it('of a call that the server did not read says what to do', async () => {
    for (const text of [
      `<tool_call>\n{"name": "${ec2.name}", "arguments": {}}\n</tool_call>`,
      `{"name": "${ec2.name}", "parameters": {}}`,
      `\`\`\`json\n[{"function": {"name": "${ec2.name}"}}]\n\`\`\``,
      `[TOOL_CALLS][{"name": "${ec2.name}"}]`,
    ]) {
      await using given = await onOpenAI([{ text: [text] }])
      const end = (await given.ask('Which?')).at(-1)
      assert.ok(end?.type === 'error')
      assert.match(end.message, /^This model server writes tool calls into the answer/)
    }
  })

  it('may be JSON, or speak of a tool', async () => {
    for (const text of ['{"instances": 2}', `{"name": "web-1"}`, `<b>${ec2.name}</b> found two.`]) {
      await using given = await onOpenAI([{ text: [text] }])
      assert.deepEqual((await given.ask('Which?')).at(-1), done)
    }
  })

  it('whose characters come in halves is whole', async () => {
    const deltas = [{ content: 'a \ud83d' }, { content: '\ude00 b \ud83d' }, { content: '.\ude00' }]
    await using given = await onOpenAI([{ deltas, finish: 'stop' }])
    assert.equal(textOf(await given.ask('Hi')), 'a 😀 b \ufffd.\ufffd')
  })
})

describe('an OpenAI-compatible server that streams calls in its own way', () => {
  const named = (more: object, args: unknown = input) => ({
    tool_calls: [{ type: 'function', function: { name: ec2.name, arguments: args }, ...more }],
  })
  const rest = (args: string, more: object = {}) => ({
    tool_calls: [{ function: { arguments: args }, ...more }],
  })
  const role = { role: 'assistant', content: null }
  const half = input.length / 2
  const ways: Record<string, readonly object[]> = {
    'as OpenAI does': [role, named({ index: 0, id: 'a' }, ''), rest(input, { index: 0 })],
    'without an index': [role, named({ id: 'a' }), rest('')],
    'without an id': [role, named({ index: 0 })],
    'with an empty id': [role, named({ index: 0, id: '' })],
    'with neither': [role, named({})],
    'with no role': [named({ index: 0, id: 'a' })],
    'with name and id in each chunk': [
      named({ index: 0, id: 'a' }, input.slice(0, half)),
      named({ index: 0, id: 'a' }, input.slice(half)),
    ],
    'with the name alone in each chunk': [
      named({}, input.slice(0, half)),
      named({}, input.slice(half)),
    ],
    'with an object as arguments': [role, named({ index: 0, id: 'a' }, call.input)],
    'as a function call of old': [role, { function_call: { name: ec2.name, arguments: input } }],
    'after a text': [role, { content: 'Let me look.' }, named({ index: 0, id: 'a' })],
    'before a line’s end': [role, named({ index: 0, id: 'a' }), { content: '\n' }],
  }
  for (const [way, deltas] of Object.entries(ways)) {
    for (const finish of ['tool_calls', 'stop', 'function_call', undefined]) {
      it(`is understood ${way}, ended with ${finish}`, async () => {
        const first = { deltas, ...(finish !== undefined && { finish }) }
        await using given = await onOpenAI([first, { text: ['Two.'] }])
        const events = await given.ask('Which?')
        const calls = events.flatMap((event) => (event.type === 'tool_call' ? [event.input] : []))
        assert.deepEqual(calls, [call.input])
        assert.match(textOf(events), /Two\.$/)
        assert.deepEqual(events.at(-1), done)
        await given.assertGoesOn(events)
      })
    }
  }

  const second = JSON.stringify({ operation: 'DescribeVpcs' })
  const several: Record<string, readonly object[]> = {
    'one after the other': [
      named({ index: 0, id: 'a' }, ''),
      ...[rest(input, { index: 0 }), named({ index: 1, id: 'b' }, ''), rest(second, { index: 1 })],
    ],
    'in one chunk': [{ tool_calls: [named({}), named({}, second)].flatMap((d) => d.tool_calls) }],
    'each as the first': [named({ index: 0, id: 'a' }), named({ index: 0, id: 'b' }, second)],
    'without index or id': [named({}), named({}, second)],
    'by turns': [
      ...[named({ index: 0, id: 'a' }, ''), named({ index: 1, id: 'b' }, '')],
      ...[rest(input.slice(0, half), { index: 0 }), rest(second.slice(0, 5), { index: 1 })],
      ...[rest(input.slice(half), { index: 0 }), rest(second.slice(5), { index: 1 })],
    ],
  }
  for (const [way, deltas] of Object.entries(several)) {
    it(`has all of several calls run, and the text before them kept, ${way}`, async () => {
      const first = { deltas: [role, { content: 'Let me look.' }, ...deltas], finish: 'tool_calls' }
      await using given = await onOpenAI([first, { text: ['Two.'] }])
      const events = await given.ask('Which?')
      const calls = events.flatMap((event) => (event.type === 'tool_call' ? [event.input] : []))
      assert.deepEqual(calls, [call.input, JSON.parse(second)])
      assert.equal(textOf(events), 'Let me look.\n\nTwo.')
      const sent = await given.assertGoesOn(events)
      assert.match(JSON.stringify(sent), /Let me look\..*DescribeVpcs/)
    })
  }
})

interface Sent {
  messages: readonly { role: string; content?: unknown }[]
}

async function onBedrock(script: readonly BedrockAnswer[], env: Record<string, string> = {}) {
  const left = [...script]
  const bedrock = await startBedrock(() => left.shift() ?? { text: ['And more.'] })
  return running(bedrock, () => left.splice(0), pointBedrockAt(bedrock.url), env)
}

async function onOpenAI(script: readonly OpenAIAnswer[]) {
  const server = await startOpenAI([...script, { text: ['And more.'] }])
  const env = { MODEL_PROVIDER: 'openai', MODEL_ID: 'scripted', OPENAI_BASE_URL: server.url }
  return running(
    server,
    () => undefined,
    () => undefined,
    env,
  )
}

async function running(
  model: { requests: readonly Sent[]; close(): Promise<void> },
  forget: () => unknown,
  restore: () => void,
  env: Record<string, string>,
) {
  const agent = await startAgent({ tools: [ec2], env })
  const idOf = ([start]: readonly AgentEvent[]) =>
    start?.type === 'start' ? start.conversation_id : ''
  return {
    ask: (message: string) => agent.ask({ message, request_id: 'r1' }),
    /** How its turns are stored. */
    async statuses(events: readonly AgentEvent[]) {
      const items = await agent.table.items(idOf(events))
      return items.flatMap(({ status }) => (status === undefined ? [] : [status]))
    },
    /** The next turn is answered, and its model told nothing that one refuses; what it was told. */
    async assertGoesOn(events: readonly AgentEvent[]) {
      forget()
      const conversation_id = idOf(events)
      const next = await agent.ask({ message: 'thank you', conversation_id, request_id: 'r2' })
      assert.deepEqual([textOf(next), next.at(-1)], ['And more.', done])
      const { messages = [] } = model.requests.at(-1) ?? {}
      assertTaken(JSON.stringify(messages))
      return messages
    },
    async [Symbol.asyncDispose]() {
      restore()
      await Promise.all([agent.close(), model.close()])
    },
  }
}

/** As many calls as results, each id once on either side, in a form that all providers take. */
function assertTaken(messages: string): void {
  const idsBy = (pattern: RegExp) =>
    [...messages.matchAll(pattern)].map(([, id, other]) => id ?? other)
  const calls = idsBy(/"toolUse":\{[^{]*"toolUseId":"([^"]*)"|"id":"([^"]*)","type":"function"/g)
  const results = idsBy(/"toolResult":\{"toolUseId":"([^"]*)"|"tool_call_id":"([^"]*)"/g)
  assert.deepEqual(calls.length, results.length)
  for (const id of calls) assert.match(id ?? 'none', /^[\w-]{1,64}$/)
  assert.equal(new Set(calls).size, calls.length)
  assert.doesNotMatch(messages, /\\ud[89a-f]/)
  assert.doesNotMatch(messages, /"text":"\s*"/)
}

function kindsOf(events: readonly AgentEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.type === 'start' || event.type === 'usage') return []
    return [event.type === 'tool_result' ? `${event.type} ${event.status}` : event.type]
  })
}
