import type { Answers, Place } from '../answer.ts'
import { text } from '../answer.ts'
import { daysAgo } from '../clock.ts'
import { arn, mainRegion, secondRegion } from '../facts/company.ts'
import { foundationModels } from '../facts/machine-learning.ts'
import { find, listing } from '../listing.ts'
import { paging } from '../paging.ts'

const missing = {
  name: 'ResourceNotFoundException',
  message: (id: string) =>
    `Could not resolve the foundation model from the provided model identifier: ${id}`,
  status: 404,
}

export const answers: Answers = {
  ListFoundationModels: (input, at) => ({
    modelSummaries: offered(at).filter(
      ({ providerName, outputModalities }) =>
        (text(input, 'byProvider') ?? providerName) === providerName &&
        outputModalities.includes(text(input, 'byOutputModality') ?? outputModalities[0] ?? ''),
    ),
  }),
  GetFoundationModel: (input, at) => ({
    modelDetails: find(offered(at), text(input, 'modelIdentifier'), {
      by: ['modelId', 'modelArn'],
      missing,
    }),
  }),
  ListInferenceProfiles: listing({
    as: 'inferenceProfileSummaries',
    from: (at) =>
      offered(at)
        .filter(isInProfile)
        .map((model) => profile(model, at)),
    paging: paging.camel,
  }),
}

function offered(at: Place) {
  if (at.region !== mainRegion && at.region !== secondRegion) return []
  return foundationModels.map((model) => ({
    modelArn: `arn:aws:bedrock:${at.region}::foundation-model/${model.id}`,
    modelId: model.id,
    modelName: model.name,
    providerName: model.provider,
    inputModalities: ['TEXT'],
    outputModalities: ['embeds' in model ? 'EMBEDDING' : 'TEXT'],
    responseStreamingSupported: !('embeds' in model),
    customizationsSupported: [],
    inferenceTypesSupported: ['ON_DEMAND'],
    modelLifecycle: { status: 'ACTIVE' },
  }))
}

type Model = ReturnType<typeof offered>[number]

const isInProfile = ({ providerName }: Model) => providerName === 'Anthropic'

function profile({ modelId, modelName, modelArn }: Model, at: Place) {
  const id = `global.${modelId}`
  return {
    inferenceProfileId: id,
    inferenceProfileName: `Global ${modelName}`,
    inferenceProfileArn: arn('bedrock', at.region, `inference-profile/${id}`),
    description: `Routes requests to ${modelName} in any region`,
    models: [{ modelArn }],
    status: 'ACTIVE',
    type: 'SYSTEM_DEFINED',
    createdAt: daysAgo(at, 200),
    updatedAt: daysAgo(at, 200),
  }
}
