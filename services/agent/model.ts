import type { Model } from '@strands-agents/sdk'
import { awsAgents } from '../../outbound/aws-agents.ts'
import { innerWithoutLogger } from '../../outbound/without-logger.ts'
import type { ModelConfig } from './config.ts'
import { cachesOf } from './prices/model-prices.ts'

export interface ModelOptions {
  temperature?: number | undefined
  maxTokens?: number | undefined
  /** False for one that calls no tools while it streams. */
  streamed?: boolean | undefined
}

/** The language model for one turn. */
export interface ModelFactory {
  (options: ModelOptions): Model
  /** False of one whose words were written by people: it makes nothing up. */
  invents?: boolean
}

/** Loads the provider that is configured, and nothing of the other. */
export function loadModel(config: ModelConfig): Promise<ModelFactory> {
  return config.provider === 'bedrock' ? bedrock(config) : openai(config)
}

/** Bedrock reserves quota for all tokens that an answer may have, so that its own maximum throttles. */
const defaultMaxTokens = 8_192

type BedrockConfig = Extract<ModelConfig, { provider: 'bedrock' }>

async function bedrock(config: BedrockConfig): Promise<ModelFactory> {
  const { id, guardrail } = config
  const [{ BedrockModel }, { NodeHttpHandler }] = await Promise.all([
    import('@strands-agents/sdk/models/bedrock'),
    import('@smithy/node-http-handler'),
  ])
  // Over HTTP/2, its default, the SDK opens a connection for every answer that streams.
  const requestHandler = new NodeHttpHandler({ connectionTimeout: 5_000, ...awsAgents() })
  const cacheConfig = cacheConfigOf(config)
  const guardrailConfig = guardrail && {
    guardrailIdentifier: guardrail.id,
    guardrailVersion: guardrail.version,
  }
  const guarded = guardrail && (await import('./guarded-model.ts'))
  return madeOnce(({ temperature, maxTokens = defaultMaxTokens, streamed = true }) => {
    const model = innerWithoutLogger(
      new BedrockModel({
        modelId: id,
        maxTokens,
        stream: streamed,
        clientConfig: { requestHandler },
        ...(temperature !== undefined && { temperature }),
        ...(cacheConfig !== undefined && { cacheConfig }),
        ...(guardrailConfig !== undefined && { guardrailConfig }),
      }),
    )
    return guarded === undefined ? model : new guarded.GuardedModel(model)
  })
}

/** Bedrock refuses what is remembered longer behind what is remembered for less. */
function cacheConfigOf(config: BedrockConfig) {
  const { prompt, conversation } = cachesOf(config)
  if (prompt === 'off') return undefined
  const ttl = conversation === '1h' ? '1h' : prompt
  return {
    ...{ strategy: 'auto' as const, ttl, toolsTTL: ttl, systemPromptTTL: ttl },
    messagesTTL: conversation === 'off' ? (false as const) : conversation,
  }
}

type OpenAIConfig = Extract<ModelConfig, { provider: 'openai' }>

async function openai({ id, baseUrl, apiKey }: OpenAIConfig): Promise<ModelFactory> {
  const [{ OpenAIModel }, { tidyFetch }] = await Promise.all([
    import('@strands-agents/sdk/models/openai'),
    import('./tidy-fetch.ts'),
  ])
  // One for all models of the server: what it does not take, it is not sent again.
  const tidy = tidyFetch()
  return madeOnce(
    ({ temperature, maxTokens = defaultMaxTokens }) =>
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
      }),
  )
}

/** Models hold a client with its connections: the one without options serves nearly every turn. */
function madeOnce(make: ModelFactory): ModelFactory {
  const usual = make({})
  return (options) =>
    Object.values(options).every((value) => value === undefined) ? usual : make(options)
}
