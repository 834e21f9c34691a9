import * as z from 'zod'

/** What a model server says that it can hold; what it does not say is absent. */
export interface ModelCapacity {
  /** Tokens of question and answer together. */
  context?: number | undefined
  /** Tokens of one answer. */
  answer?: number | undefined
  /** Whether the model calls tools. */
  tools?: boolean | undefined
  /** What sets the context there. */
  set?: string | undefined
}

interface Source {
  /** Below the server's root, or beside its other paths (`/v1/…`) where it begins with a dot. */
  path: (model: string) => string
  body?: (model: string) => unknown
  read: (said: unknown, model: string) => ModelCapacity
}

/** Where servers say it, each asked unless one before it did. */
export const capacitySources: readonly Source[] = [
  { path: () => './models', read: listed },
  // llama.cpp: the room of one request, and not what the model was trained with.
  {
    path: () => '/props',
    read: (said) => {
      const { n_ctx } = props.parse(said).default_generation_settings
      return { context: n_ctx, set: '--ctx-size' }
    },
  },
  {
    path: (model) => `/api/v0/models/${encodeURIComponent(model)}`,
    read: (said) => {
      const { loaded_context_length, capabilities } = lmStudio.parse(said)
      return {
        context: loaded_context_length,
        tools: capabilities?.includes('tool_use'),
        set: 'Context Length in its load settings',
      }
    },
  },
  // Ollama: only a model that is loaded has a context.
  {
    path: () => '/api/ps',
    read: (said, model) => {
      const { models } = ollamaLoaded.parse(said)
      const loaded = models.find((each) => withoutTag(each.model) === withoutTag(model))
      return { context: loaded?.context_length, set: 'OLLAMA_CONTEXT_LENGTH' }
    },
  },
  {
    path: () => '/info',
    read: (said) => ({
      context: inference.parse(said).max_total_tokens,
      set: '--max-total-tokens',
    }),
  },
]

/** Ollama alone says it apart: a model without tools is refused there at the first question. */
export const ollamaTools: Source = {
  path: () => '/api/show',
  body: (model) => ({ model }),
  read: (said) => ({ tools: ollamaShown.parse(said).capabilities.includes('tools') }),
}

/** What Ollama alone says at `/api/ps`, which has no other form elsewhere. */
export const isOllamas = (said: unknown): boolean => ollamaLoaded.safeParse(said).success

/** Ids of the models that a server lists; undefined where it lists none. */
export function listedIds(said: unknown): string[] | undefined {
  return list.safeParse(said).data?.data.map(({ id }) => id)
}

const count = z.number().positive().optional().catch(undefined)
const listedModel = z.looseObject({
  id: z.string(),
  /** vLLM, SGLang. */
  max_model_len: count,
  /** OpenRouter, Together. */
  context_length: count,
  /** Groq. */
  context_window: count,
  /** Mistral. */
  max_context_length: count,
  max_completion_tokens: count,
  meta: z.looseObject({ n_ctx: count }).nullish().catch(undefined),
  top_provider: z.looseObject({ max_completion_tokens: count }).nullish().catch(undefined),
  supported_parameters: z.array(z.string()).optional().catch(undefined),
  capabilities: z.looseObject({ function_calling: z.boolean() }).optional().catch(undefined),
})
const list = z.looseObject({ data: z.array(listedModel) })
const props = z.looseObject({ default_generation_settings: z.looseObject({ n_ctx: count }) })
const lmStudio = z.looseObject({
  loaded_context_length: count,
  capabilities: z.array(z.string()).optional().catch(undefined),
})
const ollamaLoaded = z.looseObject({
  models: z.array(z.looseObject({ model: z.string(), context_length: count })),
})
const ollamaShown = z.looseObject({ capabilities: z.array(z.string()) })
const inference = z.looseObject({ max_total_tokens: count })

function listed(said: unknown, model: string): ModelCapacity {
  const { data } = list.parse(said)
  const found = data.find(({ id }) => id === model)
  if (found === undefined) return {}
  const { max_model_len, context_length, context_window, max_context_length, meta } = found
  return {
    context: max_model_len ?? context_length ?? context_window ?? max_context_length ?? meta?.n_ctx,
    answer: found.top_provider?.max_completion_tokens ?? found.max_completion_tokens,
    tools: found.supported_parameters?.includes('tools') ?? found.capabilities?.function_calling,
    set: max_model_len === undefined ? undefined : '--max-model-len',
  }
}

const withoutTag = (model: string): string => model.split(':', 1)[0] ?? model
