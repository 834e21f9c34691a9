import type { Service } from '../catalogue/services.ts'
import type { DataKind } from '../tool.ts'

/** A member that holds secrets though neither the SDK's marks nor its name say so. */
interface Gap {
  service: Service
  member: string
  why: string
  /** The kind of data that it belongs to, as the operation that gives the same by itself. */
  opens?: DataKind
}

const template = {
  why: 'text of a template, which DATA_ACCESS=objects opens',
  opens: 'objects',
} as const

const variable = { why: 'environment value', opens: 'environment' } as const

const gaps: readonly Gap[] = [
  { service: 'batch', member: 'environment', ...variable },
  { service: 'elastic-beanstalk', member: 'OptionSettings', ...variable },
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
  { service: 'lambda', member: 'Variables', why: 'environment value', opens: 'environment' },
  { service: 'sfn', member: 'definition', ...template },
  { service: 'sagemaker', member: 'OnCreate', why: 'start-up script' },
  { service: 'sagemaker', member: 'OnStart', why: 'start-up script' },
  { service: 'sagemaker', member: 'PipelineDefinition', ...template },
  { service: 'sagemaker', member: 'StudioLifecycleConfigContent', why: 'start-up script' },
]

/** Events and templates tell of every service's resources, in CloudTrail with small letters. */
export const gapOf = (service: Service, name: string): Gap | undefined =>
  gapsByMember.get(name)?.find((gap) => gap.service === service) ??
  (service === 'cloudtrail' || service === 'cloudformation'
    ? gapsOfAll.get(name.toLowerCase())
    : undefined)

const gapsByMember = Map.groupBy(gaps, ({ member }) => member)
/** Whose members have names of their own: `environment` and `Arguments` are everywhere. */
const ofTheFirst = new Set<Service>(['api-gateway', 'apigatewayv2', 'lambda', 'sagemaker'])

const gapsOfAll = new Map(
  gaps
    .filter(({ service, opens }) => opens !== 'objects' && ofTheFirst.has(service))
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
