import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Message, StreamOptions } from '@strands-agents/sdk'
import { localSession } from '../../local/local-session.ts'
import { type Stack, startStack } from '../../local/stack.ts'
import type { QuestionBody } from '../../services/agent/api.ts'
import type { AgentEvent } from '../../services/agent/events.ts'
import { loadModel, type ModelFactory } from '../../services/agent/model.ts'
import { tools } from '../../tools/tools.ts'
import { hasRealModel, modelId, noRealModel, type RealServer, startRealModel } from './server.ts'

/*
 * The protocol with a real server, from the client's question to a tool's real result. What so small a
 * model says is of no account: nothing here depends on it.
 */
describe('a real model behind a real server', function () {
  // With what .ci/run gives to bringing it, three minutes at most.
  this.timeout(18_000)
  const never = new AbortController().signal
  let data: string
  let server: RealServer
  let stack: Stack

  before(async function () {
    if (!hasRealModel) {
      process.stderr.write(`    skipped: ${noRealModel}\n`)
      return this.skip()
    }
    data = await mkdtemp(join(tmpdir(), 'real-model-'))
    server = await startRealModel(4_096)
    stack = await start(server)
  })
  after(async () => {
    await stack?.close()
    await server?.close()
    if (data !== undefined) await rm(data, { recursive: true, force: true })
  })

  /** With one tool: a prompt of all of them takes such a machine a minute. */
  async function start({ url }: RealServer): Promise<Stack> {
    const config = { provider: 'openai', id: modelId, baseUrl: url, apiKey: undefined } as const
    const factory = callingFirst(await loadModel(config))
    const model = { banner: '', env: { MODEL_PROVIDER: 'openai', MODEL_ID: modelId }, factory }
    const options = { account: 'sample', model: 'openai', user: 'ana', port: 0, data } as const
    const env = { OPENAI_BASE_URL: url, LOG_LEVEL: 'silent' }
    return startStack(options, env, {
      model,
      tools: tools.filter(({ name }) => name === 'get_time'),
    })
  }

  async function ask(body: Partial<QuestionBody>, at: Stack = stack, signal = never) {
    const question = { message: 'What time is it?', temperature: 0, max_tokens: 40, ...body }
    const events: AgentEvent[] = []
    for await (const event of localSession(at, { login: 'ana' }).agent.ask(question, signal)) {
      events.push(event)
    }
    return events
  }

  it('streams an answer in pieces, and counts its tokens', async () => {
    const events = await ask({ use_tools: false, message: 'Say hello, and count to twenty.' })
    assert.ok(events.filter(({ type }) => type === 'text').length > 3)
    const used = events.find(({ type }) => type === 'usage')
    assert.ok(used?.type === 'usage' && used.input_tokens > 100 && used.output_tokens > 3)
    assert.equal(events.at(-1)?.type, 'done')
  })

  it('calls a tool, and answers after its real result; the next turn has both', async function () {
    this.timeout(45_000)
    const events = await ask({})
    const called = events.filter(({ type }) => type === 'tool_call')
    assert.deepEqual(
      called.map((event) => event.type === 'tool_call' && event.tool),
      ['get_time'],
    )
    const result = events.find(({ type }) => type === 'tool_result')
    assert.ok(result?.type === 'tool_result')
    assert.deepEqual([result.status, result.tool], ['ok', 'get_time'])
    assert.match(JSON.stringify(result.result), /\d{4}-\d\d-\d\dT/)
    assert.ok(events.some(({ type }) => type === 'text'))
    assert.equal(events.at(-1)?.type, 'done')

    const [started] = events
    assert.ok(started?.type === 'start')
    const { conversation_id } = started
    const next = await ask({
      message: 'Thank you.',
      conversation_id,
      use_tools: false,
      max_tokens: 5,
    })
    assert.deepEqual([next[0]?.type === 'start' && next[0].turn, next.at(-1)?.type], [2, 'done'])
    const inputOf = (of: readonly AgentEvent[]) =>
      of.reduce(
        (sum, event) =>
          sum + (event.type === 'usage' ? event.input_tokens + event.cache_read_tokens : 0),
        0,
      )
    // The first turn's two calls had the question once and twice; this one has all of it once.
    assert.ok(inputOf(next) > inputOf(events) / 3)
  })

  it('stops where its reader does, and answers the next question', async () => {
    const cancelling = new AbortController()
    const question = {
      message: 'Tell a very long story.',
      use_tools: false,
      max_tokens: 2_000,
      request_id: 'cancelled',
    }
    const { agent } = localSession(stack, { login: 'ana' })
    const told: string[] = []
    await assert.rejects(async () => {
      for await (const { type } of agent.ask(question, cancelling.signal)) {
        told.push(type)
        if (type === 'text') cancelling.abort()
      }
    })
    assert.ok(told.includes('text') && !told.includes('done'))
    // While it still wrote 2,000 tokens, this one would have to wait for minutes.
    const next = await ask({ use_tools: false, max_tokens: 5 })
    assert.equal(next.at(-1)?.type, 'done')
  })

  it('says what it needs where the context is too small', async () => {
    const small = await startRealModel(256)
    const stackOfIt = await start(small)
    try {
      const last = (await ask({}, stackOfIt)).at(-1)
      assert.ok(last?.type === 'error')
      assert.equal(last.code, 'payload_too_large')
      assert.match(
        last.message,
        /^The model’s context holds 256 tokens, and this needs [\d,]+: .* \(--ctx\)\.$/,
      )
    } finally {
      await stackOfIt.close()
      await small.close()
    }
  })
})

/** Has a model call a tool before it answers: one so small would not do it by itself. */
function callingFirst(make: ModelFactory): ModelFactory {
  return (options) => {
    const model = make(options)
    return Object.assign(Object.create(model), {
      stream: (messages: Message[], asked?: StreamOptions) =>
        model.stream(messages, { ...asked, ...(mustCall(messages, asked) && { toolChoice }) }),
    })
  }
}

const toolChoice = { any: {} }

function mustCall(messages: readonly Message[], asked: StreamOptions | undefined): boolean {
  const last = messages.at(-1)?.content ?? []
  const hasTools = (asked?.toolSpecs?.length ?? 0) > 0
  return hasTools && !last.some(({ type }) => type === 'toolResultBlock')
}
