import {
  capacitySources,
  isOllamas,
  listedIds,
  type ModelCapacity,
  ollamaTools,
} from './capacity-sources.ts'
import type { AgentConfig, ModelConfig } from './config.ts'

type OpenAIConfig = Extract<ModelConfig, { provider: 'openai' }>

export interface AskedServer extends ModelCapacity {
  /** Ids of the models that it lists. */
  models?: readonly string[] | undefined
  /** Why it said nothing: its status, or `none` where nobody answers. */
  failed?: number | 'none' | undefined
}

/**
 * What a server of one's own says that it can hold, within `timeoutMs`; nothing of it where it does
 * not say. Never throws.
 */
export async function askCapacity(
  { id, baseUrl, apiKey }: OpenAIConfig,
  timeoutMs = 2_000,
): Promise<AskedServer> {
  if (baseUrl === undefined) return {}
  const signal = AbortSignal.timeout(timeoutMs)
  const headers = {
    'content-type': 'application/json',
    ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
  }
  const ask = async ({ path, body, read }: (typeof capacitySources)[number]) => {
    const request = body && { method: 'POST', body: JSON.stringify(body(id)) }
    const said = await fetchJson(urlOf(baseUrl, path(id)), { ...request, headers, signal })
    return { ...said, ...capacityIn(() => read(said.value, id)) }
  }
  const [first, ...others] = capacitySources
  const { value, failed, ...found } = first === undefined ? {} : await ask(first)
  const models = listedIds(value)
  if (found.context !== undefined || failed === 'none') return { ...found, models, failed }
  const rest = await Promise.all(others.map(ask))
  const said = rest.find(({ context }) => context !== undefined)
  const isOllama = rest.some(({ value }) => isOllamas(value))
  const tools = [found, ...rest, ...(isOllama ? [await ask(ollamaTools)] : [])]
    .map(({ tools }) => tools)
    .find((each) => each !== undefined)
  return { ...found, context: said?.context, set: said?.set, tools, models, failed }
}

/** Remembers what it said: asked at once, and, while it has not said it, beside a later turn. */
export function modelCapacity(config: OpenAIConfig): () => ModelCapacity {
  let known: ModelCapacity = {}
  let askedAt = Number.NEGATIVE_INFINITY
  const ask = () => {
    askedAt = performance.now()
    void askCapacity(config).then((said) => {
      known = said
    })
  }
  ask()
  return () => {
    if (known.context === undefined && performance.now() - askedAt > askAgainMs) ask()
    return known
  }
}

export interface Budgets {
  /** Of earlier turns. */
  historyTokens: number
  /** Undefined: the provider's own default. */
  answerTokens: number | undefined
  /** What the model reads of one tool's result. */
  resultBytes: number
}

/** How a context is shared out: beside instructions and tools, a half for results, and a quarter each for what was said and the answer. */
export function budgetsIn(
  { context, answer }: ModelCapacity,
  { historyTokens }: Pick<AgentConfig['limits'], 'historyTokens'>,
): Budgets {
  if (context === undefined) {
    return {
      historyTokens,
      answerTokens: answer && Math.min(answer, mostAnswer),
      resultBytes: mostResult,
    }
  }
  const room = Math.max(context - promptTokens, 0)
  const quarter = Math.floor(room / 4)
  return {
    historyTokens: Math.min(historyTokens, quarter),
    answerTokens: Math.max(leastAnswer, Math.min(quarter, answer ?? mostAnswer, mostAnswer)),
    // Two calls in one turn, most often; JSON has few bytes a token.
    resultBytes: Math.max(leastResult, Math.min(mostResult, quarter * bytesPerToken)),
  }
}

/** What a question with all tools needs: they, an answer and a result. */
export const leastContext = 8_192

/** Of the instructions and twenty-one tools, with the tokenizer of a small model. */
const promptTokens = 4_500
const leastAnswer = 256
const mostAnswer = 8_192
const leastResult = 1_500
const mostResult = 40_000
const bytesPerToken = 3
const askAgainMs = 60_000

function capacityIn(read: () => ModelCapacity): ModelCapacity {
  try {
    return read()
  } catch {
    return {}
  }
}

/** `./models` stands beside what the base URL begins; other paths at the server's root. */
function urlOf(baseUrl: string, path: string): string {
  const base = baseUrl.replace(/\/+$/, '')
  return path.startsWith('./') ? base + path.slice(1) : base.replace(/\/v\d+$/, '') + path
}

interface Said {
  value?: unknown
  failed?: number | 'none'
}

async function fetchJson(url: string, request: RequestInit): Promise<Said> {
  try {
    const response = await fetch(url, request)
    if (!response.ok) {
      await response.body?.cancel()
      return { failed: response.status }
    }
    return { value: await response.json() }
  } catch (error) {
    return isRefused(error) ? { failed: 'none' } : {}
  }
}

function isRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  const codes = [cause, ...(cause instanceof AggregateError ? cause.errors : [])]
  return codes.some(
    (each) =>
      each instanceof Error &&
      'code' in each &&
      ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(String(each.code)),
  )
}
