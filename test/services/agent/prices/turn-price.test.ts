import assert from 'node:assert/strict'
import type { ModelConfig } from '../../../../services/agent/config.ts'
import { addPrices, noUsage } from '../../../../services/agent/events.ts'
import { awsPrices } from '../../../../services/agent/prices/aws-prices.ts'
import { modelPrice, modelPrices } from '../../../../services/agent/prices/model-prices.ts'
import { turnPrice } from '../../../../services/agent/prices/turn-price.ts'
import { priceText } from '../../../../services/client/render/price.ts'

const bedrock = (id: string): ModelConfig => ({ provider: 'bedrock', id })
const openai = (id: string, baseUrl?: string): ModelConfig => ({
  ...{ provider: 'openai', id, baseUrl, apiKey: undefined },
})
const usage = {
  ...noUsage,
  input_tokens: 2_000,
  output_tokens: 500,
  cache_read_tokens: 10_000,
  cache_write_tokens: 1_000,
  model_calls: 2,
  tool_calls: 1,
}
const turn = { usage, durationMs: 10_000, toolMs: 1_000, storedBytes: 8_000, readBytes: 0 }

describe('the price of a model', () => {
  it('is that of the list, a tenth more where it stays in a geography', () => {
    const [global, european] = ['global', 'eu'].map((geography) =>
      modelPrice(bedrock(`${geography}.anthropic.claude-sonnet-4-6`), 'eu-west-1'),
    )
    assert.deepEqual(global, {
      ...{ input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 },
      cacheWriteHour: 6,
    })
    const lasting = { ...bedrock('global.anthropic.claude-sonnet-4-6'), conversationCache: '1h' }
    assert.equal(modelPrice(lasting as ModelConfig, 'eu-west-1')?.cacheWrite, 6)
    assert.deepEqual(
      [global, european].map((price) => [price?.input, price?.output]),
      [
        [3, 15],
        [3.3000000000000003, 16.5],
      ],
    )
  })

  it('is found in every form of an id, and not by a name that only begins so', () => {
    const ids = [
      'anthropic.claude-haiku-4-5-20251001-v1:0',
      'us.anthropic.claude-haiku-4-5-20251001-v1:0',
      'arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-haiku-4-5-20251001-v1:0',
    ]
    for (const id of ids) assert.equal(modelPrice(bedrock(id), 'us-east-1')?.output, 5.5, id)
    const others = [
      'anthropic.claude-opus-5-7',
      'anthropic.claude-sonnet-46',
      'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc',
      'offline',
    ]
    for (const id of others) assert.equal(modelPrice(bedrock(id), 'us-east-1'), undefined, id)
    assert.equal(modelPrice(bedrock('anthropic.claude-opus-5-5'), 'us-east-1')?.output, 22)
  })

  it('is unknown in a region whose prices are others', () => {
    const nova = bedrock('amazon.nova-pro-v1:0')
    assert.equal(modelPrice(nova, 'us-east-1')?.input, 0.8)
    assert.equal(modelPrice(nova, 'ap-south-1'), undefined)
  })

  it('is OpenAI’s there alone, and else what is configured', () => {
    assert.equal(modelPrice(openai('gpt-4.1-2025-04-14'), undefined)?.input, 2)
    assert.equal(modelPrice(openai('gpt-4.1', 'https://other.example/v1'), undefined), undefined)
    const prices = { input: 1, output: 2 }
    assert.equal(modelPrice({ ...openai('x', 'http://own/v1'), prices }, undefined), prices)
  })
})

describe('the price of a turn', () => {
  it('has tokens in, out, from the cache and into it at prices of their own', () => {
    const config = { model: bedrock('global.anthropic.claude-sonnet-4-6') }
    // 2,000 at $3, 500 at $15, 10,000 at $0.30 and 1,000 at $3.75, of a million each.
    assert.deepEqual(turnPrice({ ...turn, config }), {
      usd: 0.02025,
      parts: { model: 0.02025 },
      unknown: [],
      as_of: [modelPrices.comparedOn, awsPrices.comparedOn].toSorted()[0],
    })
  })

  it('has, deployed, what runs in AWS for it', () => {
    const model = bedrock('global.anthropic.claude-sonnet-4-6')
    const config = { model, deployment: 'agent-dev', region: 'us-east-1', memoryMb: 1_536 }
    const charges = [{ service: 'Cost Explorer', count: 2, unit: 'request', usd: 0.02 }]
    const price = turnPrice({ ...turn, usage: { ...usage, charges }, config })
    assert.deepEqual(price.parts, {
      model: 0.02025,
      // 10 s of 1.5 GB, 1 s of 2.94 GB, and two requests.
      lambda: 0.0002994,
      // The list of tools, and a call.
      gateway: 0.00001,
      // 16 writes and 3 reads.
      table: 0.0000104,
      reads: 0.02,
    })
    assert.equal(price.usd, 0.0405698)
  })

  it('has no price of a table outside the regions that the list names', () => {
    const model = bedrock('eu.anthropic.claude-haiku-4-5-20251001-v1:0')
    const config = { model, deployment: 'agent-dev', region: 'eu-west-1', memoryMb: 1_536 }
    const { parts, unknown } = turnPrice({ ...turn, config })
    // 2,000 at $1.10, 500 at $5.50, 10,000 at $0.11 and 1,000 at $1.375, of a million each.
    assert.deepEqual([parts.model, parts.gateway, unknown], [0.007425, 0.00001, ['table']])
  })

  it('has no tokens into a cache that costs nothing, and none out of it where there were none', () => {
    const tokens = { ...usage, cache_read_tokens: 0, input_tokens: 123_456, output_tokens: 789 }
    const config = { model: bedrock('amazon.nova-lite-v1:0'), region: 'us-west-2' }
    // 123,456 at $0.06 and 789 at $0.24.
    assert.equal(turnPrice({ ...turn, usage: tokens, config }).parts.model, 0.0075967)
  })

  it('names the parts that nobody knows the price of, and leaves them out of the sum', () => {
    const config = { model: openai('own', 'http://own/v1'), deployment: 'a', region: 'xx-west-1' }
    const { usd, parts, unknown } = turnPrice({ ...turn, config })
    assert.deepEqual([usd, parts, unknown], [0, {}, ['model', 'lambda', 'gateway', 'table']])
  })

  it('is unknown of a model that does not count its tokens, or whose cache has no price', () => {
    const model = bedrock('global.anthropic.claude-sonnet-4-6')
    const uncounted = { ...noUsage, model_calls: 1 }
    assert.deepEqual(turnPrice({ ...turn, usage: uncounted, config: { model } }).unknown, ['model'])
    const cached = openai('gpt-4.1')
    assert.deepEqual(turnPrice({ ...turn, config: { model: cached } }).unknown, ['model'])
    const none = { ...model, prices: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 } }
    assert.deepEqual(turnPrice({ ...turn, usage: uncounted, config: { model: none } }).unknown, [])
  })
})

describe('the price of several turns', () => {
  const one = { usd: 0.02, parts: { model: 0.02 }, unknown: [], as_of: '2026-10-24' }
  const other = { usd: 0.01, parts: { reads: 0.01 }, unknown: ['model'], as_of: '2026-01-01' }

  it('is the sum of what is known, of the older lists', () => {
    assert.deepEqual(addPrices(one, other), {
      usd: 0.03,
      parts: { model: 0.02, reads: 0.01 },
      unknown: ['model'],
      as_of: '2026-01-01',
    })
    assert.equal(addPrices(undefined, one), one)
  })

  it('is told with its parts, and what is unknown of it', () => {
    const both = addPrices(one, other)
    assert.equal(
      both && priceText(both),
      '$0.0300 (model $0.0200, reads $0.0100), by list prices of 2026-01-01; unknown: model',
    )
    assert.equal(priceText(one), '$0.0200, by list prices of 2026-10-24')
    const nothing = { usd: 0, parts: {}, unknown: ['model'], as_of: '2026-10-24' }
    assert.equal(priceText(nothing), 'unknown (model)')
  })
})
