import type { Service } from '../catalogue/services.ts'

/** Members that hold secrets though the SDK does not mark them. */
export interface Gap {
  service: Service
  /** A member's name; all text under it goes, but for the names of what is listed there. */
  member: string
  why: string
}

export const gaps: readonly Gap[] = [
  { service: 'api-gateway', member: 'stageVariableOverrides', why: 'stage variable' },
  { service: 'api-gateway', member: 'variables', why: 'stage variable' },
  { service: 'apigatewayv2', member: 'StageVariables', why: 'stage variable' },
  { service: 'auto-scaling', member: 'UserData', why: 'user data' },
  // What a resource has of properties, and what a request asked for, as JSON within text.
  { service: 'cloudformation', member: 'Environment', why: 'environment value' },
  { service: 'cloudformation', member: 'Variables', why: 'environment value' },
  { service: 'cloudtrail', member: 'environment', why: 'environment value' },
  { service: 'cloudtrail', member: 'variables', why: 'environment value' },
  { service: 'ec2', member: 'UserData', why: 'user data' },
  { service: 'ecs', member: 'environment', why: 'environment value' },
  { service: 'lambda', member: 'Variables', why: 'environment value' },
  { service: 'sagemaker', member: 'Environment', why: 'environment value' },
  { service: 'sagemaker', member: 'EnvironmentVariables', why: 'environment value' },
  { service: 'sagemaker', member: 'OnCreate', why: 'start-up script' },
  { service: 'sagemaker', member: 'OnStart', why: 'start-up script' },
  { service: 'sagemaker', member: 'StudioLifecycleConfigContent', why: 'start-up script' },
]

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
  ses: new Set(['DkimTokens']),
  sesv2: new Set(['Tokens']),
  // The name of a KMS key.
  s3: new Set(['KMSMasterKeyID', 'KeyId']),
}
