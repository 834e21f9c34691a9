import {
  type BedrockClient,
  GetFoundationModelAvailabilityCommand,
  GetInferenceProfileCommand,
} from '@aws-sdk/client-bedrock'
import type { DeploymentConfig } from '../stacks/config.ts'
import { Unmet } from './check.ts'

/** Whether this account may call the model here; that of an OpenAI-compatible server, whether it answers. */
export async function modelIsOpen(
  model: DeploymentConfig['model'],
  bedrock: BedrockClient,
): Promise<string> {
  if (model.provider === 'openai') return serverAnswers(model.baseUrl)
  const modelId = await foundationModelOf(model.id, bedrock)
  const found = await bedrock.send(new GetFoundationModelAvailabilityCommand({ modelId }))
  const { authorizationStatus, entitlementAvailability, regionAvailability } = found
  if (regionAvailability !== 'AVAILABLE') throw new Unmet(`${modelId} is not in this region`)
  if (authorizationStatus !== 'AUTHORIZED' || entitlementAvailability !== 'AVAILABLE') {
    throw new Unmet(`this account has no access to ${modelId}: ask for it in Bedrock’s console`)
  }
  return model.id
}

/** A profile (`global.…`, `us.…`, an ARN) names the model behind it. */
async function foundationModelOf(id: string, bedrock: BedrockClient): Promise<string> {
  const isProfile = /^(arn:|global\.|apac\.|[a-z]{2}(-gov)?\.)/.test(id)
  if (!isProfile) return id
  const profile = new GetInferenceProfileCommand({ inferenceProfileIdentifier: id })
  const { models = [] } = await bedrock.send(profile).catch(async (cause: unknown) => {
    if (!(cause instanceof Error) || cause.name !== 'ResourceNotFoundException') throw cause
    const region = await bedrock.config.region()
    throw new Unmet(`${region} has no inference profile ${id}: take one of its geography`, {
      cause,
    })
  })
  const modelArn = models[0]?.modelArn ?? ''
  return modelArn.slice(modelArn.lastIndexOf('/') + 1)
}

async function serverAnswers(baseUrl: string): Promise<string> {
  const { status } = await fetch(`${baseUrl.replace(/\/$/, '')}/models`, {
    signal: AbortSignal.timeout(10_000),
  })
  if (status >= 500) throw new Unmet(`${baseUrl} answers ${status}`)
  return baseUrl
}
