import { NodeHttpHandler } from '@smithy/node-http-handler'
import { BedrockModel } from '@strands-agents/sdk/models/bedrock'
import { awsAgents } from '../../outbound/aws-agents.ts'
import { innerWithoutLogger } from '../../outbound/without-logger.ts'
import type { ModelConfig } from './config.ts'
import type { MakeModel } from './model-options.ts'
import { cachesOf } from './prices/model-prices.ts'

type BedrockConfig = Extract<ModelConfig, { provider: 'bedrock' }>

/** Models of Amazon Bedrock, over one set of connections. */
export async function bedrock(config: BedrockConfig): Promise<MakeModel> {
  const { id, guardrail } = config
  // Over HTTP/2, its default, the SDK opens a connection for every answer that streams.
  const requestHandler = new NodeHttpHandler({ connectionTimeout: 5_000, ...awsAgents() })
  const cacheConfig = cacheConfigOf(config)
  const guardrailConfig = guardrail && {
    guardrailIdentifier: guardrail.id,
    guardrailVersion: guardrail.version,
  }
  const guarded = guardrail && (await import('./guarded-model.ts'))
  return ({ temperature, maxTokens, streamed = true }) => {
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
  }
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
