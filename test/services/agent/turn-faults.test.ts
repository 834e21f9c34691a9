import assert from 'node:assert/strict'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AgentEvent } from '../../../services/agent/events.ts'
import { lambdaHandler } from '../../../services/agent/lambda.ts'
import { type BedrockAnswer, startBedrock } from '../../stand-ins/bedrock.ts'
import type { ScriptedTool } from '../../stand-ins/gateway.ts'
import { installLambdaRuntime, invoke, postEvent } from '../../stand-ins/lambda-runtime.ts'
import { ec2, eventsOf, pointBedrockAt, startAgent, textOf } from './running-agent.ts'

const useEc2 = (id: string) => ({ id, name: ec2.name, input: { operation: 'DescribeInstances' } })
const slowly = Array.from({ length: 400 }, (_, n) => `${n} `)

describe('a turn that is cut', () => {
  for (const said of [[], ['So ', 'far']]) {
    it(`gives up a model that stalls after ${said.length} pieces of text`, async () => {
      const env = { MODEL_STALL_SECONDS: '0.2' }
      await using given = await scripted([{ text: said, breakWith: 'stall' }], { env })
      const events = await given.agent.ask({ message: 'Hi' })
      assert.deepEqual(endOf(events), {
        type: 'error',
        code: 'model_unavailable',
        message: 'The model stopped answering: please try again. What was said is kept.',
        retryable: true,
      })
      await given.isInterrupted(events, said.join(''))
    })
  }

  it('lets a model take its time as long as it says something', async () => {
    const env = { MODEL_STALL_SECONDS: '1' }
    const slow = { text: slowly.slice(0, 24), delayMs: 50 }
    await using given = await scripted([slow], { env })
    assert.equal(endOf(await given.agent.ask({ message: 'Hi' })).type, 'done')
  })

  it('gives up a tool that stalls, and tells the model, which goes on', async () => {
    const stalling = { ...ec2, run: () => sleep(60_000, undefined, { ref: false }) }
    const env = { TOOL_TIMEOUT_SECONDS: '0.2' }
    const script = [{ tools: [useEc2('t1')] }, { text: ['No answer from EC2.'] }]
    await using given = await scripted(script, { tools: [stalling], env })
    const events = await given.agent.ask({ message: 'Hi' })
    const [result] = events.filter((event) => event.type === 'tool_result')
    assert.equal(result?.summary, 'No answer from the tool within 0.2 s.')
    assert.deepEqual(endOf(events), { type: 'done', stop_reason: 'end_turn' })
  })

  it('ends some seconds before Lambda does, with what was said', async () => {
    await using given = await scripted(() => ({ text: slowly, delayMs: 20 }))
    const runtime = installLambdaRuntime()
    const handler = lambdaHandler(given.agent.app)
    runtime.uninstall()
    const headers = { 'x-okta-token': await given.agent.issuer.token('alice') }
    const post = (path: string) => {
      const body = { message: 'Count', request_id: path }
      const { stream, ended } = invoke(handler, postEvent(path, headers, body), 9_500)
      return Promise.all([text(stream), ended])
    }
    const [[streamed], [collected]] = await Promise.all([post('/stream'), post('/chat')])
    const events = eventsOf(streamed)
    const message = 'This took longer than one answer may take. What was said so far is kept.'
    const code = 'deadline_exceeded'
    assert.deepEqual(endOf(events), { type: 'error', code, message, retryable: true })
    assert.ok(slowly.join('').startsWith(textOf(events)), textOf(events))
    await given.isInterrupted(events, textOf(events))
    const problem = JSON.parse(collected)
    assert.deepEqual([problem.status, problem.code, problem.detail], [504, code, message])
  })

  it('ends when the token does', async () => {
    await using given = await scripted([{ text: slowly, delayMs: 20 }])
    // The clocks of issuer and agent may be 5 s apart.
    const claims = { exp: Math.floor(Date.now() / 1000) - 3 }
    const headers = { 'x-okta-token': await given.agent.issuer.token('alice', { claims }) }
    const response = await given.agent.post('/stream', { message: 'Count' }, { headers })
    const events = eventsOf(response.body)
    assert.deepEqual(endOf(events), {
      type: 'error',
      code: 'token_expired',
      message: 'Your sign-in expired during this answer: sign in again. What was said is kept.',
      retryable: true,
    })
    await given.isInterrupted(events, textOf(events))
  })

  it('keeps nothing where the conversation was deleted meanwhile', async () => {
    await using given = await scripted([{ text: slowly.slice(0, 10), delayMs: 20 }])
    const answer = given.agent.ask({ message: 'Count', request_id: 'r1' })
    const user = 'alice'
    let id: unknown
    while (id === undefined) {
      const response = await given.agent.send('GET', '/api/conversations', { user })
      id = response.json().conversations[0]?.conversation_id
    }
    await given.agent.send('DELETE', `/api/conversations/${id}`, { user })
    assert.deepEqual(endOf(await answer), {
      type: 'error',
      code: 'conversation_busy',
      message: 'The conversation was cleared, deleted or gone on with: this is not kept.',
      retryable: true,
    })
    assert.equal((await given.agent.table.items(String(id))).length, 1)
  })
})

describe('a turn that runs into a limit', () => {
  it('says what it found when its tool calls are used up', async () => {
    const env = { MAX_TOOL_CALLS: '2' }
    const script = [
      { tools: [useEc2('t1'), useEc2('t2'), useEc2('t3')] },
      { text: ['As far as I looked.'] },
    ]
    await using given = await scripted(script, { env })
    const events = await given.agent.ask({ message: 'Loop' })
    const statuses = events.flatMap((event) =>
      event.type === 'tool_result' ? [`${event.status}: ${event.summary}`] : [],
    )
    assert.deepEqual(statuses.toSorted(), [
      'error: One answer may take 2 tool calls. Answer with what there is.',
      'ok: 2 items of ec2:DescribeInstances from us-east-1',
      'ok: 2 items of ec2:DescribeInstances from us-east-1',
    ])
    assert.equal(textOf(events), 'As far as I looked.')
    assert.deepEqual(endOf(events), { type: 'done', stop_reason: 'tool_limit' })
  })

  it('stops a model that goes on calling tools', async () => {
    let call = 0
    const script = () => ({ tools: [useEc2(`t${call++}`)] })
    await using given = await scripted(script, { env: { MAX_TOOL_CALLS: '3' } })
    const events = await given.agent.ask({ message: 'Loop', request_id: 'r1' })
    assert.deepEqual(endOf(events), { type: 'done', stop_reason: 'tool_limit' })
    assert.equal(textOf(events), 'I stopped here: One answer may take 3 tool calls.')
    assert.equal(given.bedrock.requests.length, 5)
    assert.equal(given.agent.gateway.seen.calls.filter((seen) => /call/.test(seen)).length, 3)
    const again = await given.agent.ask({ message: 'Loop', request_id: 'r1' })
    assert.deepEqual([textOf(again), endOf(again)], [textOf(events), endOf(events)])
  })

  it('stops when its tokens are used up', async () => {
    let call = 0
    // 120 tokens each, cached ones included.
    const script = () => ({ text: ['Looking.'], tools: [useEc2(`t${call++}`)] })
    await using given = await scripted(script, { env: { MAX_TURN_TOKENS: '1000' } })
    const events = await given.agent.ask({ message: 'Loop' })
    assert.deepEqual(endOf(events), { type: 'done', stop_reason: 'token_limit' })
    assert.match(textOf(events), /\n\nI stopped here: one answer may take 1000 tokens\.$/)
    assert.equal(given.bedrock.requests.length, 9)
  })

  it('refuses a message or body that is longer than configuration allows', async () => {
    const env = { MAX_MESSAGE_CHARACTERS: '10', MAX_BODY_BYTES: '1024' }
    await using given = await scripted([], { env })
    const long = await given.agent.post('/stream', { message: 'x'.repeat(11) })
    assert.deepEqual(
      [long.statusCode, long.json().detail],
      [400, 'message: over the 10 characters allowed here.'],
    )
    const large = await given.agent.post('/stream', { message: 'x'.repeat(2_000) })
    assert.deepEqual([large.statusCode, large.json().detail], [413, 'The body is over 1024 bytes.'])
  })
})

describe('a request that comes again', () => {
  it('is answered as the first time, without a model', async () => {
    const script = [{ text: ['Let me look.'], tools: [useEc2('t1')] }, { text: ['Two.'] }]
    await using given = await scripted(script)
    const body = { message: 'How many?', request_id: 'r1' }
    const first = await given.agent.ask(body)
    const kinds = new Set(['start', 'usage', 'done'])
    const [start, usage, done] = first.filter(({ type }) => kinds.has(type))
    const { conversation_id } = start?.type === 'start' ? start : {}
    for (const repeat of [body, { ...body, conversation_id }]) {
      assert.deepEqual(await given.agent.ask(repeat), [
        start,
        { type: 'text', text: textOf(first) },
        usage,
        done,
      ])
    }
    const answer = (await given.agent.post('/chat', body)).json()
    assert.deepEqual([answer.message, answer.stop_reason], [textOf(first), 'end_turn'])
    assert.equal(given.bedrock.requests.length, 2)
  })

  it('is refused for another question, and while the first one is answered', async () => {
    await using given = await scripted([{ text: slowly.slice(0, 10), delayMs: 20 }])
    const body = { message: 'How many?', request_id: 'r1' }
    const answer = given.agent.ask(body)
    while (given.bedrock.requests.length === 0) await sleep(5)
    const busy = await given.agent.post('/stream', body)
    assert.deepEqual(
      [busy.statusCode, busy.headers['retry-after'], busy.json().code, busy.json().retry_after_s],
      [409, '2', 'conversation_busy', 2],
    )
    await answer
    const reused = await given.agent.post('/stream', { ...body, use_tools: false })
    assert.deepEqual([reused.statusCode, reused.json().code], [422, 'request_id_reused'])
  })

  it('is not one that shares nothing but the id that it gives its HTTP request', async () => {
    await using given = await scripted([{ text: ['One.'] }, { text: ['Two.'] }])
    const token = await given.agent.issuer.token('alice')
    const headers = { 'x-okta-token': token, 'x-request-id': 'the-same' }
    const first = await given.agent.post('/chat', { message: 'Hi' }, { headers })
    const second = await given.agent.post('/chat', { message: 'Hi' }, { headers })
    assert.deepEqual([first.json().message, second.json().message], ['One.', 'Two.'])
  })

  it('runs again as the same turn where it was cut off', async () => {
    const cut: BedrockAnswer = { text: ['So ', 'far'], breakWith: 'cut' }
    await using given = await scripted([cut, { text: ['All of it.'] }])
    const body = { message: 'Tell me', request_id: 'r1' }
    const first = await given.agent.ask(body)
    const second = await given.agent.ask(body)
    assert.deepEqual(second[0], first[0])
    assert.equal(textOf(second), 'All of it.')
    assert.equal(given.bedrock.requests[1]?.messages.length, 1)
  })
})

interface Options {
  tools?: ScriptedTool[]
  env?: Record<string, string>
}

async function scripted(
  script: readonly BedrockAnswer[] | (() => BedrockAnswer),
  { tools = [ec2], env = {} }: Options = {},
) {
  const bedrock = await startBedrock(script)
  const restore = pointBedrockAt(bedrock.url)
  const agent = await startAgent({ tools, env })
  return {
    bedrock,
    agent,
    /** The turn is stored as cut off, with its question and what was said. */
    async isInterrupted([start]: readonly AgentEvent[], said: string) {
      assert.ok(start?.type === 'start')
      const { conversation_id } = start
      const [meta, , turn] = await agent.table.items(conversation_id)
      assert.equal(meta?.lease_id, undefined)
      assert.equal(turn?.status, 'interrupted')
      const [, answer] = JSON.parse(String(turn?.messages))
      assert.deepEqual(answer?.content, said === '' ? undefined : [{ text: said }])
    },
    async [Symbol.asyncDispose]() {
      restore()
      await Promise.all([agent.close(), bedrock.close()])
    },
  }
}

/** The one event that ends a stream. */
function endOf(events: readonly AgentEvent[]): AgentEvent {
  const ends = events.filter(({ type }) => type === 'done' || type === 'error')
  const [end] = ends
  assert.ok(end)
  assert.deepEqual([ends.length, events.at(-1)], [1, end])
  return end
}
