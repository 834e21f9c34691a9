import type { Model } from '@strands-agents/sdk'
import type { ModelConfig } from './config.ts'
import type { MakeModel, ModelOptions } from './model-options.ts'

/** The language model for one turn. */
export interface ModelFactory {
  (options: ModelOptions): Model
  /** False of one whose words were written by people: it makes nothing up. */
  invents?: boolean
}

/** Loads the provider that is configured, and nothing of the other. */
export async function loadModel(config: ModelConfig): Promise<ModelFactory> {
  if (config.provider === 'openai') return madeOnce(await openai(config))
  const { bedrock } = await import('./bedrock.ts')
  return madeOnce(await bedrock(config))
}

/** Bedrock reserves quota for all tokens that an answer may have, so that its own maximum throttles. */
const defaultMaxTokens = 8_192

type OpenAIConfig = Extract<ModelConfig, { provider: 'openai' }>

async function openai({ id, baseUrl, apiKey }: OpenAIConfig): Promise<MakeModel> {
  const [{ OpenAIModel }, { tidyFetch }] = await Promise.all([
    import('@strands-agents/sdk/models/openai'),
    import('./tidy-fetch.ts'),
  ])
  // One for all models of the server: what it does not take, it is not sent again.
  const tidy = tidyFetch()
  return ({ temperature, maxTokens }) =>
    new OpenAIModel({
      api: 'chat',
      modelId: id,
      maxTokens,
      // Servers of one's own often want no key; the client library insists on one.
      apiKey: apiKey ?? 'none',
      ...(temperature !== undefined && { temperature }),
      clientConfig: {
        fetch: tidy,
        ...(baseUrl !== undefined && { baseURL: baseUrl }),
      },
    })
}

/** Models hold a client with its connections: the one without options serves nearly every turn. */
function madeOnce(make: MakeModel): ModelFactory {
  const usual = make({ maxTokens: defaultMaxTokens })
  return (options) =>
    Object.values(options).every((value) => value === undefined)
      ? usual
      : make({ ...options, maxTokens: options.maxTokens ?? defaultMaxTokens })
}
