import type { Service } from '../catalogue/services.ts'
import type { DataKind } from '../tool.ts'

/** A member that holds secrets though neither the SDK's marks nor its name say so. */
interface Gap {
  service: Service
  member: string
  why: string
  /** The kind of data that it belongs to, as the operation that gives the same by itself. */
  opens?: DataKind
  /** Elsewhere a member of this name holds none. */
  here?: true
}

const template = {
  why: 'text of a template, which DATA_ACCESS=objects opens',
  opens: 'objects',
} as const

const variable = { why: 'environment value', opens: 'environment', here: true } as const

const link = { why: 'link that signs in', here: true } as const

const printed = {
  why: 'what a command printed, which DATA_ACCESS=logs opens',
  opens: 'logs',
  here: true,
} as const

const gaps: readonly Gap[] = [
  { service: 'batch', member: 'environment', ...variable },
  { service: 'glue', member: 'Arguments', ...variable },
  { service: 'glue', member: 'DefaultArguments', ...variable },
  { service: 'glue', member: 'NonOverridableArguments', ...variable },
  {
    service: 'api-gateway',
    member: 'stageVariableOverrides',
    why: 'stage variable',
    opens: 'environment',
  },
  { service: 'api-gateway', member: 'variables', why: 'stage variable', opens: 'environment' },
  {
    service: 'apigatewayv2',
    member: 'StageVariables',
    why: 'stage variable',
    opens: 'environment',
  },
  { service: 'cloudformation', member: 'Metadata', ...template },
  { service: 'bedrock-agentcore-control', member: 'authorizationUrl', ...link },
  { service: 'codebuild', member: 'badgeRequestUrl', ...link },
  { service: 'codebuild', member: 'payloadUrl', ...link },
  { service: 'codedeploy', member: 'logTail', ...printed },
  { service: 'codepipeline', member: 'url', ...link },
  { service: 'cognito-identity-provider', member: 'PreSignedUrl', ...link },
  { service: 'direct-connect', member: 'authKey', why: 'key of a BGP session', here: true },
  {
    service: 'direct-connect',
    member: 'customerRouterConfig',
    why: 'configuration with a key',
    here: true,
  },
  { service: 'glue', member: 'DefaultRunProperties', ...variable },
  { service: 'glue', member: 'RunProperties', ...variable },
  { service: 'glue', member: 'WorkflowRunProperties', ...variable },
  { service: 'lambda', member: 'Variables', why: 'environment value', opens: 'environment' },
  { service: 'sagemaker', member: 'OnCreate', why: 'start-up script' },
  { service: 'sagemaker', member: 'OnStart', why: 'start-up script' },
  { service: 'sagemaker', member: 'StudioLifecycleConfigContent', why: 'start-up script' },
  { service: 'securityhub', member: 'AuthUrl', ...link },
  { service: 'ssm', member: 'Output', ...printed },
  { service: 'ssm', member: 'Outputs', ...printed },
  { service: 'ssm', member: 'TraceOutput', ...printed },
]

/** Events, templates, records and findings tell of every service's resources, in CloudTrail with small letters. */
export const gapOf = (service: Service, name: string): Gap | undefined =>
  gapsByMember.get(name)?.find((gap) => gap.service === service) ??
  (ofAll.has(service) ? gapsOfAll.get(name.toLowerCase()) : undefined)

const ofAll: ReadonlySet<Service> = new Set([
  ...(['cloudformation', 'cloudtrail', 'config-service', 'securityhub'] as const),
])

const gapsByMember = Map.groupBy(gaps, ({ member }) => member)
/** Whose members have names of their own: `environment` and `Arguments` are everywhere. */

const gapsOfAll = new Map(
  gaps
    .filter(({ opens, here }) => opens !== 'objects' && here === undefined)
    .map((gap) => [gap.member.toLowerCase(), gap]),
)

/** Members that the SDK marks as sensitive, or whose names look it, and that are no secrets. */
export const harmlessMembers: Readonly<Partial<Record<Service, ReadonlySet<string>>>> = {
  // Its authors mark what a customer wrote: names and descriptions are what is asked for.
  bedrock: new Set([
    ...['name', 'description', 'jobDescription', 'documentName', 'documentDescription', 'message'],
    ...['metricNames', 'statusReasons', 'failureRecommendations', 'action', 'inputAction'],
    ...['outputAction', 'inputModalities', 'outputModalities', 'tierName'],
  ]),
  // What people call things, and what they tag them with: the tags' names tell which are secret.
  backup: new Set(['RecoveryPointTags', 'Tags']),
  'bedrock-agent': new Set([
    ...['definition', 'exclusionFilters', 'graphArn', 'inclusionFilters', 'inclusionPrefixes'],
    ...['indexArn', 'indexName', 'objectType', 'vectorBucketArn', 'vectorIndexName'],
  ]),
  'bedrock-agentcore-control': new Set(['description', 'name', 'targetName']),
  cloudfront: new Set(['Comment']),
  // An app's id, which whoever signs in sends.
  'cognito-identity-provider': new Set(['ClientId']),
  // Where an attack came from is the finding.
  guardduty: new Set(['IpAddressV4', 'IpAddressV6', 'PrivateIpAddress']),
  organizations: new Set(['AccountName', 'Name']),
  'resource-explorer-2': new Set(['Filters', 'Tags']),
  // What a state machine does, without what it was run with: as SageMaker’s `PipelineDefinition`, no file but the question itself.
  sfn: new Set([
    ...['code', 'definition', 'description', 'location', 'message', 'variableReferences'],
  ]),
  ssm: new Set(['Description', 'IPAddress', 'IpAddress']),
  transfer: new Set(['Certificate', 'CertificateChain']),
  // The public half of a key pair.
  ec2: new Set(['KeyValue']),
  // Names the secret, which only its own service gives.
  ecs: new Set(['repositoryCredentials']),
  // What went wrong with a function's environment.
  lambda: new Set(['Message']),
  // What a domain's owner publishes in DNS.
  ses: new Set(['DkimTokens', 'VerificationToken']),
  sesv2: new Set(['Tokens']),
  // The name of a KMS key.
  s3: new Set(['KMSMasterKeyID', 'KeyId', 'SSEKMSKeyId']),
}
