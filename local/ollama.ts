import { z } from 'zod'
import { cutText } from '../tools/text.ts'
import { StartError } from './start-error.ts'

/**
 * Refuses an Ollama whose context is too small: it drops what is over it (4,096 tokens by default)
 * without a word, tools first. Any other server passes. Throws a StartError that says what to set.
 */
export async function checkOllama(baseUrl: string, model: string): Promise<void> {
  const { origin } = new URL(baseUrl)
  if (!(await isOllama(origin))) return
  // An empty prompt loads the model, which may take a minute; only a loaded one says its context.
  await post(`${origin}/api/generate`, { model, prompt: '', keep_alive: '10m' })
  const loaded = running.safeParse(await get(`${origin}/api/ps`)).data?.models ?? []
  const context = loaded.find((each) => each.model.split(':')[0] === model.split(':')[0])
  const length = context?.context_length
  if (length === undefined || length >= leastContext) return
  throw new StartError(
    `Ollama runs ${model} with a context of ${length} tokens, and drops what is over it without a word.\n` +
      `Start it with room for the tools: OLLAMA_CONTEXT_LENGTH=${leastContext * 2} ollama serve`,
  )
}

/** The first model that an Ollama at its usual address runs with room enough; nothing is loaded for it. */
export async function roomyOllama(
  origin = 'http://127.0.0.1:11434',
): Promise<{ model: string; url: string } | undefined> {
  const loaded = running.safeParse(await get(`${origin}/api/ps`, 500)).data?.models ?? []
  const roomy = loaded.find(({ context_length = 0 }) => context_length >= leastContext)
  return roomy && { model: roomy.model, url: `${origin}/v1` }
}

const leastContext = 16_384

const running = z.object({
  models: z.array(z.object({ model: z.string(), context_length: z.number().optional() })),
})

async function isOllama(origin: string): Promise<boolean> {
  const version = z.object({ version: z.string() })
  return version.safeParse(await get(`${origin}/api/version`)).success
}

async function get(url: string, timeoutMs = 2_000): Promise<unknown> {
  const signal = AbortSignal.timeout(timeoutMs)
  const response = await fetch(url, { signal }).catch(() => undefined)
  return response?.ok === true ? response.json().catch(() => undefined) : undefined
}

async function post(url: string, body: unknown): Promise<void> {
  const signal = AbortSignal.timeout(120_000)
  const headers = { 'content-type': 'application/json' }
  const request = { method: 'POST', headers, body: JSON.stringify(body), signal }
  const response = await fetch(url, request).catch((cause: unknown) => {
    throw new StartError(`Ollama did not load the model: ${String(cause)}`, { cause })
  })
  if (!response.ok) {
    throw new StartError(`Ollama does not have the model: ${cutText(await response.text(), 200)}`)
  }
}
