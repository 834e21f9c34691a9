import assert from 'node:assert/strict'
import type { AgentEvent } from '../../../services/agent/events.ts'
import { startBedrock } from '../../stand-ins/bedrock.ts'
import { bedrockRefusals, bedrockStarts } from '../../stand-ins/bedrock-refusals.ts'
import { oddAnswers, refusals } from '../../stand-ins/model-servers.ts'
import { type OpenAIAnswer, startOpenAI } from '../../stand-ins/openai.ts'
import { ec2, pointBedrockAt, startAgent, textOf } from './running-agent.ts'

const done = { type: 'done', stop_reason: 'end_turn' }

describe('an OpenAI-compatible server that refuses', () => {
  for (const [says, { answer, becomes, code = 'model_unavailable' }] of Object.entries(refusals)) {
    it(`is told of in one sentence, and the next question is answered: ${says}`, async () => {
      await using given = await asking(() => ({ raw: answer }))
      const first = await given.ask('Which instances?')
      assert.deepEqual(said(first), { code, message: becomes })
      await given.assertGoesOn(first)
    })
  }

  it('is not asked again where that is no use', async () => {
    const { answer } = refusals['llama.cpp, a template without tools'] ?? assert.fail()
    await using given = await asking(() => ({ raw: answer }))
    await given.ask('Which?')
    assert.equal(given.server.requests.length, 1)
  })
})

describe('an OpenAI-compatible server that answers in its own way', () => {
  for (const [way, answer] of Object.entries(oddAnswers(ec2.name))) {
    it(`is understood: ${way}`, async () => {
      await using given = await asking(({ messages }) =>
        messages.at(-1)?.role === 'tool' ? { text: ['Two.'] } : { raw: answer },
      )
      const events = await given.ask('Which?')
      assert.deepEqual(
        events.flatMap((event) => (event.type === 'tool_call' ? [event.input] : [])),
        [{ operation: 'DescribeInstances' }],
      )
      assert.match(textOf(events), /Two\.$/)
      assert.deepEqual(events.at(-1), done)
      await given.assertGoesOn(events)
    })
  }

  it('is understood where it completes texts without a chat', async () => {
    const chunk = (text: string, finish_reason: string | null) =>
      `data: ${JSON.stringify({ choices: [{ index: 0, text, finish_reason }] })}\n\n`
    const body = `${chunk('Two', null)}${chunk('.', null)}${chunk('', 'stop')}data: [DONE]\n\n`
    await using given = await asking(() => ({ raw: { type: 'text/event-stream', body } }))
    const events = await given.ask('Which?')
    assert.deepEqual([textOf(events), events.at(-1)], ['Two.', done])
  })

  it('is waited for while it loads its model, and that is said once', async () => {
    const loading = { status: 503, body: { error: { code: 503, message: 'Loading model' } } }
    let looks = 0
    await using given = await asking(() => {
      looks += 1
      return looks < 3 ? { raw: loading } : { text: ['Here.'] }
    })
    const events = await given.ask('Which?')
    assert.deepEqual(
      events.flatMap((event) => (event.type === 'notice' ? [event.code] : [])),
      ['model_loading'],
    )
    assert.deepEqual([textOf(events), events.at(-1)], ['Here.', done])
    assert.equal(looks, 3)
  })

  it('is asked for a shorter answer where the context has no room for the longest', async () => {
    const refusal = (asked: number) => ({
      status: 400,
      body: {
        error: {
          message: `'max_completion_tokens' is too large: ${asked}. This model's maximum context length is 8192 tokens and your request has 4542 input tokens.`,
        },
      },
    })
    await using given = await asking(({ max_completion_tokens: asked }) =>
      Number(asked) + 4_542 > 8_192 ? { raw: refusal(Number(asked)) } : { text: ['Here.'] },
    )
    const events = await given.ask('Which?')
    assert.deepEqual([textOf(events), events.at(-1)], ['Here.', done])
    assert.deepEqual(
      given.server.requests.map(({ max_completion_tokens }) => max_completion_tokens),
      [8_192, 3_618],
    )
  })

  it('is sent no parameter again that it does not know', async () => {
    const unknown = (name: string) => ({
      status: 422,
      body: { detail: [{ type: 'extra_forbidden', loc: ['body', name], msg: 'not permitted' }] },
    })
    await using given = await asking((request) => {
      const refused = ['max_completion_tokens', 'stream_options'].find((name) => name in request)
      return refused === undefined ? { text: ['Here.'] } : { raw: unknown(refused) }
    })
    const events = await given.ask('Which?')
    assert.deepEqual([textOf(events), events.at(-1)], ['Here.', done])
    assert.equal(given.server.requests.length, 3)
    assert.equal(given.server.requests.at(-1)?.max_tokens, 8_192)
    await given.ask('Which?', 'r3')
    assert.equal(given.server.requests.length, 4)
  })

  it('counts what came from the cache apart, wherever it says what an answer took', async () => {
    const usage = {
      prompt_tokens: 50,
      completion_tokens: 5,
      prompt_tokens_details: { cached_tokens: 40 },
    }
    const chunk = { choices: [{ index: 0, delta: { content: 'Hi.' }, finish_reason: 'stop' }] }
    const body = `data: ${JSON.stringify({ ...chunk, usage })}\n\ndata: [DONE]\n\n`
    await using given = await asking(() => ({ raw: { type: 'text/event-stream', body } }))
    const used = (await given.ask('Hi')).find(({ type }) => type === 'usage')
    assert.ok(used?.type === 'usage')
    const { input_tokens, cache_read_tokens, output_tokens } = used
    assert.deepEqual([input_tokens, cache_read_tokens, output_tokens], [10, 40, 5])
  })

  it('is told of where nobody listens', async () => {
    const gone = await startOpenAI([])
    await gone.close()
    for (const url of [gone.url, 'http://127.0.0.1:9/v1']) {
      const agent = await startAgent({ env: env(url) })
      assert.deepEqual(said(await agent.ask({ message: 'Hi' })), {
        code: 'model_unavailable',
        message: 'No model server answers at OPENAI_BASE_URL: start it, or correct the address.',
      })
      await agent.close()
    }
  })

  it('is told of where it breaks off', async () => {
    await using given = await asking(() => ({ deltas: [{ content: 'Half' }], cut: true }))
    const events = await given.ask('Which?')
    assert.equal(textOf(events), 'Half')
    assert.deepEqual(said(events), {
      code: 'model_unavailable',
      message: 'The model server broke off before its answer ended: please try again.',
    })
    await given.assertGoesOn(events)
  })
})

describe('Amazon Bedrock that refuses', () => {
  for (const [says, { refuse, becomes, code = 'model_unavailable' }] of Object.entries(
    bedrockRefusals,
  )) {
    it(`is told of in one sentence: ${says}`, async () => {
      const bedrock = await startBedrock(() => ({ refuse }))
      const restore = pointBedrockAt(bedrock.url)
      const agent = await startAgent({ tools: [ec2] })
      const events = await agent.ask({ message: 'Which?' })
      restore()
      assert.deepEqual(said(events), { code, message: becomes })
      await Promise.all([agent.close(), bedrock.close()])
    })
  }

  it('is asked for a shorter answer where the model has a limit', async () => {
    const bedrock = await startBedrock(bedrockStarts)
    const restore = pointBedrockAt(bedrock.url)
    const agent = await startAgent({ tools: [ec2] })
    const events = await agent.ask({ message: 'Which?' })
    restore()
    assert.deepEqual([textOf(events), events.at(-1)], ['Here.', done])
    await Promise.all([agent.close(), bedrock.close()])
  })
})

/** An agent with a server whose first answers are these, until it is asked to go on. */
async function asking(script: (request: Request) => OpenAIAnswer) {
  let isUsual = false
  const server = await startOpenAI((request) =>
    isUsual ? { text: ['And more.'] } : script(request),
  )
  const agent = await startAgent({ tools: [ec2], env: env(server.url) })
  return {
    server,
    ask: (message: string, request_id = 'r1') => agent.ask({ message, request_id }),
    async assertGoesOn([start]: readonly AgentEvent[]) {
      isUsual = true
      const conversation_id = start?.type === 'start' ? start.conversation_id : ''
      const next = await agent.ask({ message: 'go on', conversation_id, request_id: 'r2' })
      assert.deepEqual([textOf(next), next.at(-1)], ['And more.', done])
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([agent.close(), server.close()])
    },
  }
}

type Request = Parameters<Exclude<Parameters<typeof startOpenAI>[0], readonly unknown[]>>[0]

function said(events: readonly AgentEvent[]) {
  const last = events.at(-1)
  assert.ok(last?.type === 'error', JSON.stringify(events))
  const { code, message } = last
  return { code, message }
}

const env = (url: string) => ({
  MODEL_PROVIDER: 'openai',
  MODEL_ID: 'scripted',
  OPENAI_BASE_URL: url,
})
