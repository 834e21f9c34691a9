import { arn, mainRegion } from './company.ts'

export const endpoints = [
  {
    name: 'product-recommendations',
    model: 'recommendations-v7',
    type: 'ml.m5.xlarge',
    count: 1,
    createdDaysAgo: 120,
    owner: 'priya.raman',
  },
] as const

export const models = [
  { name: 'recommendations-v7', createdDaysAgo: 120 },
  { name: 'recommendations-v6', createdDaysAgo: 201 },
] as const

export const trainingJobs = [
  {
    name: 'recommendations-nightly-0412',
    status: 'Failed',
    startedDaysAgo: 1.1,
    minutes: 14,
    reason:
      'AlgorithmError: Please use an instance type with more memory, or reduce the batch size. CUDA out of memory',
  },
  { name: 'recommendations-nightly-0411', status: 'Completed', startedDaysAgo: 2.1, minutes: 52 },
  { name: 'recommendations-nightly-0410', status: 'Completed', startedDaysAgo: 3.1, minutes: 51 },
] as const

/** A notebook that runs, and has been left alone for weeks. */
export const notebooks = [
  { name: 'priya-exploration', type: 'ml.t3.large', createdDaysAgo: 88, touchedDaysAgo: 23 },
] as const

/** A handful of what Bedrock offers; the real list is long and changes. */
export const foundationModels = [
  { id: 'anthropic.claude-sonnet-4-6', name: 'Claude Sonnet 4.6', provider: 'Anthropic' },
  {
    id: 'anthropic.claude-haiku-4-5-20251001-v1:0',
    name: 'Claude Haiku 4.5',
    provider: 'Anthropic',
  },
  { id: 'amazon.nova-pro-v1:0', name: 'Nova Pro', provider: 'Amazon' },
  { id: 'amazon.nova-lite-v1:0', name: 'Nova Lite', provider: 'Amazon' },
  {
    id: 'amazon.titan-embed-text-v2:0',
    name: 'Titan Text Embeddings V2',
    provider: 'Amazon',
    embeds: true,
  },
  { id: 'meta.llama3-3-70b-instruct-v1:0', name: 'Llama 3.3 70B Instruct', provider: 'Meta' },
] as const

export const sagemakerArn = (resource: string) => arn('sagemaker', mainRegion, resource)
