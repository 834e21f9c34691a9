import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { BedrockClient } from '@aws-sdk/client-bedrock'
import { EC2Client } from '@aws-sdk/client-ec2'
import { IAMClient } from '@aws-sdk/client-iam'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { z } from 'zod'
import { awsAgents } from '../outbound/aws-agents.ts'
import { resourceNames } from '../stacks/names.ts'
import { awsJson } from './aws-json.ts'
import { baseIsThere } from './base-is-there.ts'
import { type Check, Unmet } from './check.ts'
import { neededCalls } from './deployer/needed-calls.ts'
import { placeOf, plannedResources } from './deployer/planned-resources.ts'
import { deployerMay } from './deployer-may.ts'
import { dollarsAreKnown } from './dollars-are-known.ts'
import { issuerIsReady } from './issuer-is-ready.ts'
import { keysAreUsable } from './keys-are-usable.ts'
import { modelIsOpen } from './model-is-open.ts'
import { lambdaRunsEnough, modelTakesEnough } from './quotas.ts'
import { repositoriesKeepKeys } from './repositories-keep-keys.ts'
import type { StackConfiguration } from './stack-configuration.ts'
import { subnetsReach } from './subnets-reach.ts'

/** What deploying needs, from the configuration to the issuer. All of it only looks. */
export function preflightChecks({ stack, region, config, values }: StackConfiguration): Check[] {
  const { identityProvider, okta, model, baseImage } = config
  const client = { region, requestHandler: awsAgents() }
  const aws = awsJson(region)
  return [
    // Was read before there are checks.
    {
      name: 'configuration',
      run: async () => {
        dollarsAreKnown(config, region)
        return `${config.environment}, model ${model.id}`
      },
    },
    { name: 'Pulumi', run: () => answersTo('pulumi', ['version'], pulumiHint) },
    {
      name: 'Docker',
      run: async () => dockerBuilds(await answersTo('docker', dockerInfo, dockerHint)),
    },
    { name: 'base image', run: () => baseIsThere(baseImage) },
    { name: 'AWS credentials', run: () => whoDeploys(region) },
    { name: 'AgentCore in the region', run: () => hasAgentCore(region) },
    { name: 'Function URLs in the region', run: async () => hasFunctionUrls(region) },
    {
      name: 'model',
      run: () => modelIsOpen(model, new BedrockClient(client)),
    },
    { name: 'tokens a minute', run: () => modelTakesEnough(model, aws) },
    { name: 'functions at once', run: () => lambdaRunsEnough(config, new LambdaClient(client)) },
    { name: 'keys', run: () => keysAreUsable(config, region, aws) },
    {
      name: 'keys of repositories',
      run: () => {
        const { agent, toolHandler } = resourceNames(config, { region })
        return repositoriesKeepKeys([agent, toolHandler], config.images.kmsKeyArn, aws)
      },
    },
    {
      name: 'network',
      run: async () => {
        // Nobody is asked who they are for what is not configured.
        const accountId = config.network && (await caller(region)).Account
        return subnetsReach(config, { region, accountId }, new EC2Client(client))
      },
    },
    {
      name: 'permissions',
      run: async () => {
        const { Account = '', Arn = '' } = await caller(region)
        const place = placeOf(Account, region)
        const { resources } = await plannedResources(stack, values, place)
        return deployerMay(neededCalls(resources, place), Arn, new IAMClient(client))
      },
    },
    { name: 'issuer of tokens', run: () => issuerIsReady(okta, identityProvider) },
  ]
}

const pulumiHint = 'install Pulumi’s CLI: https://www.pulumi.com/docs/install'
const dockerHint = 'start Docker: the images are built with it'
const dockerInfo = ['info', '--format', '{{json .}}']

/** Whether the provider can build with what `docker info` tells of. */
export function dockerBuilds(info: string): string {
  const { ServerVersion, OperatingSystem, DriverStatus, version } = engine.parse(JSON.parse(info))
  if (version !== undefined) {
    throw new Unmet(
      'docker is Podman here, which lacks the calls that the provider builds by: install Docker Engine, or set DOCKER_HOST to one',
    )
  }
  if (ServerVersion === '') throw new Unmet(`docker does not answer: ${dockerHint}`)
  const containerd = DriverStatus.flat().some((word) =>
    word.startsWith('io.containerd.snapshotter'),
  )
  if (containerd && OperatingSystem === 'Docker Desktop') {
    throw new Unmet(
      'Docker Desktop keeps images in containerd, with which builds of the provider fail: switch off “Use containerd for pulling and storing images” under Settings → General',
    )
  }
  const isOld = Number.parseInt(ServerVersion, 10) < 24
  return isOld
    ? `${ServerVersion}, whose images have the time of their build: 24 gives the same of the same commit`
    : ServerVersion
}

const engine = z.object({
  ServerVersion: z.string().default(''),
  OperatingSystem: z.string().default(''),
  /** Of Podman, whose `docker` tells other things. */
  version: z.unknown().optional(),
  DriverStatus: z
    .array(z.array(z.string()))
    .nullish()
    .transform((pairs) => pairs ?? []),
})

export async function answersTo(command: string, args: string[], hint: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(command, args, { timeout: 20_000 })
    return stdout.trim()
  } catch (cause) {
    throw new Unmet(`${command} does not answer: ${hint}`, { cause })
  }
}

function caller(region: string) {
  const sts = new STSClient({ region, requestHandler: awsAgents() })
  return sts.send(new GetCallerIdentityCommand({}))
}

async function whoDeploys(region: string): Promise<string> {
  const { Account, Arn } = await caller(region)
  return `account ${Account} as ${Arn}, in ${region}`
}

/** As AWS's page "Creating and managing Lambda function URLs" lists them; newer regions may be missing. */
const withoutFunctionUrls = new Set([
  ...['ap-east-2', 'ap-south-2', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6'],
  ...['ap-southeast-7', 'ca-west-1', 'eu-central-2', 'eu-south-2', 'il-central-1'],
  'me-central-1',
])

/** AgentCore is in regions where the agent could have no address: an update would stop half way. */
export function hasFunctionUrls(region: string): string {
  if (!withoutFunctionUrls.has(region)) return region
  throw new Unmet(`Lambda has no Function URLs in ${region}: deploy to a region that has them`)
}

/** The control plane has a name in each region that has it; what it answers unsigned is no matter. */
export async function hasAgentCore(
  region: string,
  host = process.env.AWS_ENDPOINT_URL ??
    `https://bedrock-agentcore-control.${region}.amazonaws.com`,
): Promise<string> {
  try {
    await fetch(host, { signal: AbortSignal.timeout(10_000) })
    return region
  } catch (cause) {
    throw new Unmet(`no AgentCore answers in ${region}: deploy to a region that has it`, { cause })
  }
}
