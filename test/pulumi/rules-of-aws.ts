import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DockerImage } from './docker-image.ts'

/*
 * What AWS and Pulumi's providers do with what a program asks for, as far as an update hangs on it.
 * From: the sources of terraform-provider-aws (internal/service/lambda/permission.go, dynamodb/table.go,
 * iam/role.go: ForceNew), its issues 30722 and 786, "Image tag mutability" of the ECR user guide, provider/image.go of
 * pulumi-docker, and the patterns in the API references of Lambda, IAM, ECR, DynamoDB and AgentCore.
 */

export type Properties = Record<string, unknown>

/** Of a kind of resource, what makes it another one, in place of changing it. */
const identity: Record<string, readonly string[]> = {
  'aws:lambda/permission:Permission': [
    ...['action', 'function', 'functionUrlAuthType', 'invokedViaFunctionUrl', 'principal'],
    ...['principalOrgId', 'qualifier', 'sourceAccount', 'sourceArn', 'statementId'],
  ],
  'aws:lambda/function:Function': ['name', 'packageType'],
  'aws:lambda/functionUrl:FunctionUrl': ['functionName', 'qualifier'],
  'aws:lambda/alias:Alias': ['name', 'functionName'],
  'aws:iam/role:Role': ['name', 'namePrefix', 'path'],
  'aws:iam/policy:Policy': ['name', 'path', 'description'],
  'aws:iam/rolePolicy:RolePolicy': ['name', 'role'],
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment': ['role', 'policyArn'],
  'aws:dynamodb/table:Table': ['name', 'hashKey', 'rangeKey'],
  'aws:ecr/repository:Repository': ['name', 'encryptionConfigurations'],
  'aws:cloudwatch/logGroup:LogGroup': ['name'],
  'aws:cloudwatch/metricAlarm:MetricAlarm': ['name'],
  'aws:cloudwatch/dashboard:Dashboard': ['dashboardName'],
  'aws:bedrock/agentcoreGateway:AgentcoreGateway': ['name', 'authorizerType', 'kmsKeyArn'],
  'aws:bedrock/agentcoreGatewayTarget:AgentcoreGatewayTarget': ['gatewayIdentifier'],
}

/** Which of what has changed forces another resource. */
export function replacedBy(urn: string, changed: readonly string[]): string[] {
  const forcing = identity[typeOf(urn)] ?? []
  return changed.filter((key) => forcing.includes(key))
}

/** What AWS says of a resource otherwise than it was told. */
export function readBack(urn: string, inputs: Properties): Properties {
  if (typeOf(urn) !== 'aws:lambda/permission:Permission') return {}
  const principal = String(plain(inputs.principal))
  return /^\d{12}$/.test(principal) ? { principal: `arn:aws:iam::${principal}:root` } : {}
}

/** Names as AWS takes them, by what the message of its refusal would say. */
const names: Record<string, RegExp> = {
  'aws:lambda/function:Function': /^[a-zA-Z0-9-_]{1,64}$/,
  'aws:iam/role:Role': /^[\w+=,.@-]{1,64}$/,
  'aws:iam/policy:Policy': /^[\w+=,.@-]{1,128}$/,
  'aws:dynamodb/table:Table': /^[a-zA-Z0-9_.-]{3,255}$/,
  'aws:ecr/repository:Repository': /^(?=.{2,256}$)[a-z0-9]+([._-][a-z0-9]+)*$/,
  'aws:bedrock/agentcoreGateway:AgentcoreGateway': /^([0-9a-zA-Z]-?){1,48}$/,
}

const principal =
  /^(\*|[a-z-]+(\.[a-z-]+)*\.amazonaws\.com|arn:aws[a-z-]*:iam::\d{12}:(root|(role|user)\/[\w+=,.@/-]+))$/

/** Refuses what AWS would. */
export function checkAgainstAws(urn: string, inputs: Properties): void {
  const type = typeOf(urn)
  const name = String(plain(inputs.name))
  if (names[type]?.test(name) === false) {
    throw new Error(`ValidationException: ${name} does not match ${names[type].source}`)
  }
  const isPermission = type === 'aws:lambda/permission:Permission'
  const who = String(plain(inputs.principal))
  if (isPermission && !principal.test(who) && !/^\d{12}$/.test(who)) {
    throw new Error(`InvalidParameterValueException: The provided principal was invalid: ${who}`)
  }
}

/** A table that is protected stays. */
export function checkDeletion(urn: string, state: Properties): void {
  const isTable = typeOf(urn) === 'aws:dynamodb/table:Table'
  if (isTable && plain(state.deletionProtectionEnabled) === true) {
    throw new Error(
      'ValidationException: Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    )
  }
}

/** What ECR, and docker.Image with it, are asked for. */
export interface Images {
  /** As image names begin. */
  url(repository: string): string
  make(repository: string): void
  drop(repository: string): void
  build(image: DockerImage): Promise<void>
  /** Pushes what was built; `repository@sha256:…`. */
  push(imageName: string): Promise<string>
  images(repository: string): Promise<{ imageTag: string; imageDigest: string }[]>
}

/** Repositories of images with immutable tags, a folder each: the providers share it. Nothing is built. */
export class Registry implements Images {
  readonly #folder: string
  readonly #address: string

  constructor(folder: string, address: string) {
    this.#folder = folder
    this.#address = address
  }

  url(repository: string): string {
    return `${this.#address}/${repository}`
  }

  make(repository: string): void {
    mkdirSync(join(this.#folder, repository), { recursive: true })
  }

  drop(repository: string): void {
    rmSync(join(this.#folder, repository), { recursive: true, force: true })
  }

  async build(): Promise<void> {}

  /** As each create and update of an image does: no two builds are alike. */
  async push(imageName: string): Promise<string> {
    const [repository = '', tag = ''] = imageName.slice(imageName.indexOf('/') + 1).split(':')
    const path = join(this.#folder, repository, tag)
    if (existsSync(path)) {
      throw new Error(
        `tag invalid: The image tag '${tag}' already exists in the '${repository}' repository and cannot be overwritten because the tag is immutable.`,
      )
    }
    const digest = `sha256:${randomBytes(32).toString('hex')}`
    writeFileSync(path, digest)
    return `${this.url(repository)}@${digest}`
  }

  async images(repository: string): Promise<{ imageTag: string; imageDigest: string }[]> {
    const folder = join(this.#folder, repository)
    if (!existsSync(folder)) {
      throw new Error(
        `reading ECR Images: operation error ECR: ListImages, https response error StatusCode: 400, RepositoryNotFoundException: The repository with name '${repository}' does not exist in the registry with id '123456789012'`,
      )
    }
    return readdirSync(folder).map((imageTag) => ({
      imageTag,
      imageDigest: readFileSync(join(folder, imageTag), 'utf8'),
    }))
  }
}

export const typeOf = (urn: string) => urn.split('::')[2]?.split('$').at(-1) ?? ''

/** A value out of what Pulumi wraps it in on the wire: a secret, or an output. */
export function plain(value: unknown): unknown {
  const isWrapped = typeof value === 'object' && value !== null && signature in value
  return isWrapped && 'value' in value ? value.value : value
}

const signature = '4dabf18193072939515e22adb298388d'
