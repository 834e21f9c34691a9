import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { saidOf } from '../../../local/model-server.ts'
import { askCapacity, budgetsIn } from '../../../services/agent/model-capacity.ts'
import { listen } from '../../stand-ins/listen.ts'
import { startOpenAI } from '../../stand-ins/openai.ts'
import { ec2, startAgent } from './running-agent.ts'

const model = (more: object) => ({ '/v1/models': { data: [{ id: 'm', ...more }] } })

describe('what a model server can hold', () => {
  const servers: Record<string, [tells: Record<string, unknown>, said: object]> = {
    vLLM: [model({ max_model_len: 16_384 }), { context: 16_384, set: '--max-model-len' }],
    OpenRouter: [
      model({
        context_length: 131_072,
        top_provider: { max_completion_tokens: 4_096 },
        supported_parameters: ['tools', 'temperature'],
      }),
      { context: 131_072, answer: 4_096, tools: true },
    ],
    Groq: [
      model({ context_window: 8_192, max_completion_tokens: 2_048 }),
      { context: 8_192, answer: 2_048 },
    ],
    Mistral: [
      model({ max_context_length: 32_768, capabilities: { function_calling: false } }),
      { context: 32_768, tools: false },
    ],
    'llama.cpp': [
      { ...model({ meta: null }), '/props': { default_generation_settings: { n_ctx: 4_096 } } },
      { context: 4_096, set: '--ctx-size' },
    ],
    'LM Studio': [
      {
        ...model({}),
        '/api/v0/models/m': { id: 'm', loaded_context_length: 4_096, capabilities: ['tool_use'] },
      },
      { context: 4_096, tools: true, set: 'Context Length in its load settings' },
    ],
    Ollama: [
      {
        ...model({}),
        '/api/ps': { models: [{ model: 'm:latest', context_length: 32_768 }] },
        '/api/show': { capabilities: ['completion'] },
      },
      { context: 32_768, tools: false, set: 'OLLAMA_CONTEXT_LENGTH' },
    ],
    'Text Generation Inference': [
      { ...model({}), '/info': { max_total_tokens: 8_192 } },
      { context: 8_192, set: '--max-total-tokens' },
    ],
    'one that does not say': [model({}), {}],
    'one that says something else': [{ '/v1/models': { data: 7 }, '/props': [], '/info': 'x' }, {}],
  }
  for (const [name, [tells, said]] of Object.entries(servers)) {
    it(`is asked of ${name}`, async () => {
      const server = await startOpenAI([], tells)
      const { models: _, failed: __, ...found } = await askCapacity(configOf(server.url))
      assert.deepEqual(JSON.parse(JSON.stringify(found)), said)
      await server.close()
    })
  }

  it('is not waited for longer than that', async () => {
    const silent = createServer(() => {})
    const url = `http://127.0.0.1:${await listen(silent)}/v1`
    assert.deepEqual(JSON.parse(JSON.stringify(await askCapacity(configOf(url), 50))), {})
    silent.closeAllConnections()
    silent.close()
  })

  it('is not asked of a server that is not there', async () => {
    const gone = await startOpenAI([])
    await gone.close()
    assert.equal((await askCapacity(configOf(gone.url))).failed, 'none')
  })
})

describe('budgets', () => {
  const limits = { historyTokens: 50_000 }

  it('are what they were where nothing is known', () => {
    assert.deepEqual(budgetsIn({}, limits), {
      historyTokens: 50_000,
      answerTokens: undefined,
      resultBytes: 40_000,
    })
  })

  it('leave room for instructions and tools in any context, and never grow past the limits', () => {
    for (const context of [8_192, 16_384, 32_768, 131_072, 1_000_000]) {
      const { historyTokens, answerTokens = 0, resultBytes } = budgetsIn({ context }, limits)
      assert.ok(historyTokens + answerTokens + (2 * resultBytes) / 3 <= context - 4_500)
      assert.ok(historyTokens <= 50_000 && answerTokens <= 8_192 && resultBytes <= 40_000)
    }
  })

  it('follow in the first question after the server has said it', async () => {
    const long = { ...ec2, run: () => ({ status: 'ok', operation: 'x', regions: [many] }) }
    const server = await startOpenAI(
      [{ tools: [{ id: 't1', name: ec2.name, input: {} }] }, { text: ['Many.'] }],
      model({ max_model_len: 8_192 }),
    )
    const env = { MODEL_PROVIDER: 'openai', MODEL_ID: 'm', OPENAI_BASE_URL: server.url }
    const agent = await startAgent({ tools: [long], env })
    // It is asked as the agent starts, and nobody waits for it.
    await askCapacity(configOf(server.url))
    const events = await agent.ask({ message: 'How many?' })
    const [first, second] = server.requests
    assert.equal(first?.max_completion_tokens, 923)
    const read = JSON.stringify(second?.messages.at(-1))
    assert.ok(read.length < 6_000 && read.includes('truncated'), read)
    const told = events.find(({ type }) => type === 'tool_result')
    assert.ok(JSON.stringify(told).length > 10_000, 'a person sees the whole')
    await Promise.all([agent.close(), server.close()])
  })
})

describe('a person who starts with a model server', () => {
  const at = { model: 'm', url: 'http://127.0.0.1:1/v1' }

  it('is told why no question could be answered', () => {
    const refused: [Parameters<typeof saidOf>[0], RegExp][] = [
      [
        { failed: 'none' },
        /^No model server answers at http.*: start it, or correct OPENAI_BASE_URL\.$/,
      ],
      [{ failed: 401 }, /OPENAI_API_KEY is wrong, or missing\.$/],
      [{ tools: false }, /^m cannot call tools: name a model that can as MODEL_ID\.$/],
      [
        { context: 4_096, set: '--ctx-size' },
        /^m has a context of 4,096 tokens there\. .* need 8,192 tokens: start the server with a larger one \(--ctx-size\)\.$/,
      ],
    ]
    for (const [said, message] of refused) {
      assert.throws(() => saidOf(said, at), { name: 'StartError', message })
    }
  })

  it('is told what it is, where one could', () => {
    assert.deepEqual(saidOf({ context: 32_768, models: ['m'] }, at), [
      'Its context is 32,768 tokens.',
    ])
    assert.deepEqual(saidOf({ models: ['a', 'b'], failed: 503 }, at), [
      'It is still loading: the first answer waits for it.',
      'It does not list that model; it has a, b.',
    ])
    assert.deepEqual(saidOf({}, at), [])
  })
})

const many = {
  region: 'us-east-1',
  status: 'ok',
  items: Array.from({ length: 300 }, (_, at) => ({
    InstanceId: `i-${at}`,
    Name: 'web'.repeat(10),
  })),
  truncated: false,
}

const configOf = (baseUrl: string) => ({
  provider: 'openai' as const,
  id: 'm',
  baseUrl,
  apiKey: undefined,
})
