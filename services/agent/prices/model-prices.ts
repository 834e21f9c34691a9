import type { CacheLifetime, ModelConfig, ModelPrice } from '../config.ts'

/**
 * Where the prices below are from, and until when that may be relied on: see tools/kept-list.ts. All rows were
 * compared, on that day, with the list that litellm 1.110.2 (PyPI) brings, `model_prices_and_context_window`, and
 * not with the providers' own pages, which are the source where the two differ.
 */
export const modelPrices = {
  what: 'prices of language models',
  source:
    'https://aws.amazon.com/bedrock/pricing/, https://platform.claude.com/docs/en/about-claude/pricing and https://platform.openai.com/docs/pricing',
  comparedOn: '2026-11-28',
  goodForDays: 365,
}

/** What is configured, else what the list has; undefined where nobody knows. */
export function modelPrice(model: ModelConfig, region: string | undefined): ModelPrice | undefined {
  if (model.prices !== undefined) return model.prices
  if (model.provider === 'openai') {
    // Others sell under the same names, at prices of their own.
    return model.baseUrl === undefined ? ofOpenAI(model.id) : undefined
  }
  const price = ofBedrock(model.id, region)
  return cachesOf(model).conversation === '1h' && price?.cacheWriteHour !== undefined
    ? { ...price, cacheWrite: price.cacheWriteHour }
    : price
}

/**
 * How long a provider is asked to remember what a model reads: instructions and tools, which are the same for
 * everybody, an hour where it can do that; a conversation five minutes, since most end sooner than an hour's price is
 * worth it. Of others than Bedrock's Claudes the provider decides, most often some minutes.
 */
export function cachesOf(model: ModelConfig): {
  prompt: CacheLifetime
  conversation: CacheLifetime
} {
  if (model.provider !== 'bedrock') return { prompt: '5m', conversation: '5m' }
  const isClaude = /anthropic|claude/.test(model.id)
  const longest = rowOf(model.id).row?.price.cacheWriteHour === undefined ? '5m' : '1h'
  const prompt = model.promptCache ?? (isClaude ? longest : 'off')
  return { prompt, conversation: prompt === 'off' ? 'off' : (model.conversationCache ?? '5m') }
}

function ofBedrock(id: string, region: string | undefined): ModelPrice | undefined {
  const { row, geography } = rowOf(id)
  if (row === undefined) return undefined
  if (row.regions !== undefined && !row.regions.includes(region ?? '')) return undefined
  const isGlobal = geography === 'global'
  return isGlobal || !row.dearerBeside ? row.price : times(row.price, 1.1)
}

function rowOf(id: string): { row: BedrockRow | undefined; geography: string | undefined } {
  // A profile of one's own does not say its model.
  const [, geography, name = ''] =
    /^(?:.*inference-profile\/)?(?:([a-z-]+)\.)?([a-z]+\..+)$/.exec(id) ?? []
  const row = bedrock.find(({ begins }) => begins.some((beginning) => isOf(name, beginning)))
  return { row, geography }
}

function ofOpenAI(id: string): ModelPrice | undefined {
  return openai[id.replace(/-\d{4}-\d\d-\d\d$/, '')]
}

/** The name, and after it a date or a version. */
function isOf(name: string, beginning: string): boolean {
  return name.startsWith(beginning) && /^(?:-\d{8}|-v\d|:|$)/.test(name.slice(beginning.length))
}

function times(price: ModelPrice, factor: number): ModelPrice {
  const scaled = Object.entries(price).map(([name, usd]) => [name, usd * factor])
  return { ...price, ...Object.fromEntries(scaled) }
}

interface BedrockRow {
  begins: readonly string[]
  price: ModelPrice
  /** A tenth more through a profile of a geography, or in one region, than through the global one. */
  dearerBeside?: boolean
  /** Elsewhere the price is another. */
  regions?: readonly string[]
}

const claude = (input: number, output: number, cacheRead = input / 10): ModelPrice => ({
  input,
  output,
  cacheRead,
  cacheWrite: input * 1.25,
})
/** Since 4.5 they remember prompts for an hour where that is asked for. */
const lasting = (input: number, output: number, cacheRead?: number): ModelPrice => ({
  ...claude(input, output, cacheRead),
  cacheWriteHour: input * 2,
})
const american = ['us-east-1', 'us-east-2', 'us-west-2']

const bedrock: readonly BedrockRow[] = [
  { begins: ['anthropic.claude-fable-5-1'], price: lasting(10, 50, 0.25), dearerBeside: true },
  { begins: ['anthropic.claude-fable-5'], price: lasting(10, 50), dearerBeside: true },
  {
    begins: [
      'anthropic.claude-opus-5',
      'anthropic.claude-opus-4-8',
      'anthropic.claude-opus-4-7',
      'anthropic.claude-opus-4-6',
      'anthropic.claude-opus-4-5',
    ],
    price: lasting(5, 25),
    dearerBeside: true,
  },
  { begins: ['anthropic.claude-opus-5-5'], price: lasting(4, 20, 0.2), dearerBeside: true },
  { begins: ['anthropic.claude-sonnet-5-5'], price: lasting(2, 10, 0.1), dearerBeside: true },
  {
    begins: ['anthropic.claude-sonnet-4-6', 'anthropic.claude-sonnet-4-5'],
    price: lasting(3, 15),
    dearerBeside: true,
  },
  { begins: ['anthropic.claude-haiku-4-5'], price: lasting(1, 5), dearerBeside: true },
  { begins: ['anthropic.claude-sonnet-4', 'anthropic.claude-3-7-sonnet'], price: claude(3, 15) },
  { begins: ['anthropic.claude-opus-4-1', 'anthropic.claude-opus-4'], price: claude(15, 75) },
  { begins: ['anthropic.claude-3-5-haiku'], price: claude(0.8, 4) },
  { begins: ['anthropic.claude-3-haiku'], price: { input: 0.25, output: 1.25 } },
  {
    begins: ['amazon.nova-micro'],
    price: { input: 0.035, output: 0.14, cacheRead: 0.00875, cacheWrite: 0 },
    regions: american,
  },
  {
    begins: ['amazon.nova-lite'],
    price: { input: 0.06, output: 0.24, cacheRead: 0.015, cacheWrite: 0 },
    regions: american,
  },
  {
    begins: ['amazon.nova-pro'],
    price: { input: 0.8, output: 3.2, cacheRead: 0.2, cacheWrite: 0 },
    regions: american,
  },
  {
    begins: ['meta.llama3-3-70b-instruct'],
    price: { input: 0.72, output: 0.72 },
    regions: american,
  },
  { begins: ['openai.gpt-oss-120b'], price: { input: 0.15, output: 0.6 }, regions: american },
  { begins: ['openai.gpt-oss-20b'], price: { input: 0.07, output: 0.3 }, regions: american },
]

const openai: Readonly<Record<string, ModelPrice>> = {
  'gpt-4o': { input: 2.5, output: 10, cacheRead: 1.25 },
  'gpt-4o-mini': { input: 0.15, output: 0.6, cacheRead: 0.075 },
  'gpt-4.1': { input: 2, output: 8, cacheRead: 0.5 },
  'gpt-4.1-mini': { input: 0.4, output: 1.6, cacheRead: 0.1 },
  'gpt-4.1-nano': { input: 0.1, output: 0.4, cacheRead: 0.025 },
  'gpt-5': { input: 1.25, output: 10, cacheRead: 0.125 },
  'gpt-5-mini': { input: 0.25, output: 2, cacheRead: 0.025 },
  'gpt-5-nano': { input: 0.05, output: 0.4, cacheRead: 0.005 },
  o3: { input: 2, output: 8, cacheRead: 0.5 },
  'o4-mini': { input: 1.1, output: 4.4, cacheRead: 0.275 },
}
