import type { FoundOperation } from './find-operation.ts'

type Named = Pick<FoundOperation, 'service' | 'name'>

/**
 * The code by which AWS says that there is none of the configuration asked for; undefined where
 * it says anything else, as that the bucket, table or function itself is not there.
 */
export function absenceOf(error: unknown, { service, name }: Named): string | undefined {
  if (!(error instanceof Error) || !('$metadata' in error)) return undefined
  if (absentConfiguration.has(error.name)) return error.name
  const rule = byOperation[`${service}:${name}`]
  return rule?.codes.includes(error.name) && !rule.unless.test(error.message)
    ? error.name
    : undefined
}

/** Codes that say it of a configuration, whatever the operation. */
export const absentConfiguration: ReadonlySet<string> = new Set([
  // S3's, none of which its client declares.
  ...['NoSuchBucketPolicy', 'NoSuchLifecycleConfiguration', 'NoSuchWebsiteConfiguration'],
  ...['NoSuchCORSConfiguration', 'NoSuchPublicAccessBlockConfiguration', 'NoSuchTagSet'],
  ...['NoSuchTagSetError', 'NoSuchObjectLockConfiguration', 'NoSuchAccessPointPolicy'],
  ...['ServerSideEncryptionConfigurationNotFoundError', 'ReplicationConfigurationNotFoundError'],
  ...['ObjectLockConfigurationNotFoundError', 'OwnershipControlsNotFoundError'],
  ...['MetadataConfigurationNotFound', 'MetadataTableConfigurationNotFound'],
  // Resource policies.
  ...['PolicyNotFoundException', 'PolicyNotFound', 'ResourcePolicyNotFoundException'],
  ...['RepositoryPolicyNotFoundException', 'RegistryPolicyNotFoundException'],
  ...['LifecyclePolicyNotFoundException', 'EffectivePolicyNotFoundException'],
  // What is switched off, or was never set.
  ...['ProvisionedConcurrencyConfigNotFoundException', 'InsightNotEnabledException'],
  ...['DNSSECNotFound', 'FeatureDisabledException'],
])

interface Rule {
  codes: readonly string[]
  /** Messages by which the same code says that the thing itself is not there. */
  unless: RegExp
}

const noEntity = ['NoSuchEntity', 'NoSuchEntityException']
const noResource = ['ResourceNotFoundException', 'ResourceNotFound']
const ofFunction: Rule = {
  codes: noResource,
  unless: /function not found|(function|layer|layer version|alias)\b.*\b(does not|doesn't) exist/i,
}
/** These say the same of both: only where a policy is named is it one that is not set. */
const namesNoPolicy = /^(?!.*polic)/is

/** Operations for whose configuration AWS has no code of its own. */
const byOperation: Readonly<Record<string, Rule>> = {
  'lambda:GetPolicy': ofFunction,
  'lambda:GetResourcePolicy': ofFunction,
  'lambda:GetLayerVersionPolicy': ofFunction,
  'lambda:GetFunctionUrlConfig': ofFunction,
  'lambda:GetFunctionEventInvokeConfig': ofFunction,
  'lambda:GetFunctionScalingConfig': ofFunction,
  'iam:GetLoginProfile': { codes: noEntity, unless: /user with name/i },
  'iam:GetAccountPasswordPolicy': { codes: noEntity, unless: /(?!)/ },
  'bedrock:GetResourcePolicy': { codes: noResource, unless: namesNoPolicy },
  'elastic-load-balancing-v2:GetResourcePolicy': { codes: noResource, unless: namesNoPolicy },
  'sagemaker:GetLineageGroupPolicy': { codes: noResource, unless: namesNoPolicy },
  'sagemaker:GetModelPackageGroupPolicy': {
    codes: [...noResource, 'ValidationException'],
    unless: namesNoPolicy,
  },
  'cloudwatch-logs:GetDataProtectionPolicy': { codes: noResource, unless: namesNoPolicy },
  'ec2:DescribeSpotDatafeedSubscription': {
    codes: ['InvalidSpotDatafeed.NotFound'],
    unless: /(?!)/,
  },
}

/** What a reader is told of it, with AWS's own code where it gave one. */
export const absenceHint = (code: string, { service, name }: Named): string =>
  code === ''
    ? (emptyAnswers[`${service}:${name}`] ?? 'AWS answered with nothing: none is configured.')
    : `${code}: none is configured.`

/** What an answer of nothing means where no configuration was asked for. */
const emptyAnswers: Readonly<Record<string, string>> = {
  'dynamodb:GetItem': 'There is no item with this key.',
  's3:HeadBucket': 'It is there: AWS says no more of it.',
  's3:HeadObject': 'It is there: AWS says no more of it.',
}
