import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { ComponentResource, provider } from '@pulumi/pulumi'
import { z } from 'zod'
import { DockerRegistry } from './docker-registry.ts'
import {
  checkAgainstAws,
  checkDeletion,
  type Properties,
  plain,
  Registry,
  readBack,
  replacedBy,
  typeOf,
} from './rules-of-aws.ts'

/*
 * A provider that makes nothing, for the packages that the program uses: it keeps what it is given,
 * adds what AWS would, and says of a change whether it can be made in place. Arguments: its version,
 * the folder of the registry of images, then the engine's own.
 */

const [, , version = '0.0.0', registryFolder = '', ...engineArgs] = process.argv
const account = '123456789012'
const region = 'us-east-1'

const { Struct } = createRequire(import.meta.url)('google-protobuf/google/protobuf/struct_pb.js')

/** Where a Docker engine runs, images are made by it. */
const { DOCKER_SOCKET, DOCKER_REGISTRY } = process.env
const registry =
  DOCKER_SOCKET === undefined || DOCKER_REGISTRY === undefined
    ? new Registry(registryFolder, `${account}.dkr.ecr.${region}.amazonaws.com`)
    : new DockerRegistry(registryFolder, DOCKER_SOCKET, DOCKER_REGISTRY)

const standIn: provider.Provider = {
  // The engine looks it up under whatever version the package asks for.
  version,

  async check(_urn: string, _olds: Properties, news: Properties) {
    return { inputs: news }
  },

  async diff(_id: string, urn: string, olds: Properties, news: Properties) {
    const changed = Object.keys(news).filter((key) => !isDeepStrictEqual(olds[key], news[key]))
    const dropped = inputNames(olds).filter((key) => !(key in news) && !key.startsWith('__'))
    const changes = changed.length + dropped.length > 0
    return { changes, replaces: replacedBy(urn, [...changed, ...dropped]) }
  },

  async create(urn: string, inputs: Properties) {
    checkAgainstAws(urn, inputs)
    // A table's is its name, by which one is imported.
    const isTable = typeOf(urn) === 'aws:dynamodb/table:Table'
    const id = isTable ? String(plain(inputs.name)) : `${urn.slice(urn.lastIndexOf(':') + 1)}-id`
    return { id, outs: await stateOf(urn, inputs, 1) }
  },

  /** A table that the stack did not make is imported by its name. */
  async read(id: string, urn: string, props: Properties) {
    const file = join(registryFolder, 'tables', id)
    if (typeOf(urn) !== 'aws:dynamodb/table:Table' || !existsSync(file)) return { id, props }
    const inputs: Properties = JSON.parse(readFileSync(file, 'utf8'))
    return { id, props: await stateOf(urn, inputs, 1), inputs }
  },

  async update(_id: string, urn: string, olds: Properties, news: Properties) {
    checkAgainstAws(urn, news)
    return { outs: await stateOf(urn, news, Number(plain(olds.version)) + 1) }
  },

  async delete(_id: string, urn: string, state: Properties) {
    checkDeletion(urn, state)
    if (typeOf(urn) === 'aws:ecr/repository:Repository') registry.drop(String(plain(state.name)))
  },

  async invoke(token: string, inputs: Properties) {
    if (token === 'aws:ecr/getImages:getImages') {
      return { outputs: { imageIds: await registry.images(String(plain(inputs.repositoryName))) } }
    }
    const answers: Record<string, Properties> = {
      'aws:index/getCallerIdentity:getCallerIdentity': { accountId: account },
      'aws:index/getRegion:getRegion': { region },
      'aws:index/getPartition:getPartition': { partition: 'aws' },
      'aws:ecr/getAuthorizationToken:getAuthorizationToken': { userName: 'AWS', password: 'pass' },
    }
    return { outputs: answers[token] }
  },

  async construct(name, type, inputs, options) {
    // Takes a second, which the other two of the three need not wait.
    const { ecr } = await import('@pulumi/aws')
    const component = new ComponentResource(type, name, inputs, options)
    const { name: repositoryName, tags, imageTagMutability, imageScanningConfiguration } = inputs
    const { encryptionConfigurations } = inputs
    const repository = new ecr.Repository(
      name,
      {
        name: repositoryName,
        tags,
        imageTagMutability,
        imageScanningConfiguration,
        ...(encryptionConfigurations === undefined ? {} : { encryptionConfigurations }),
      },
      { parent: component },
    )
    const url = repository.name.apply((repositoryName) => registry.url(repositoryName))
    return { urn: component.urn, state: { url, repository } }
  },
}

const inputNames = ({ standInInputs }: Properties) =>
  typeof standInInputs === 'string' ? standInInputs.split(',') : []

async function stateOf(urn: string, inputs: Properties, version: number): Promise<Properties> {
  const standInInputs = Object.keys(inputs).join(',')
  const told = { ...(await added(typeOf(urn), inputs, version)), ...readBack(urn, inputs) }
  return { ...inputs, ...told, standInInputs }
}

async function added(type: string, inputs: Properties, version: number): Promise<Properties> {
  const name = String(plain(inputs.name))
  const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:${account}:${rest}`
  switch (type) {
    case 'aws:lambda/function:Function':
      return { arn: arn('lambda', `function:${name}`), version: String(version) }
    case 'aws:lambda/alias:Alias':
      return { arn: arn('lambda', `function:${String(plain(inputs.functionName))}:${name}`) }
    case 'aws:lambda/functionUrl:FunctionUrl':
      return { functionUrl: `https://abc123.lambda-url.${region}.on.aws/` }
    case 'aws:iam/role:Role':
      return { arn: `arn:aws:iam::${account}:role/${name}` }
    case 'aws:iam/policy:Policy':
      return { arn: `arn:aws:iam::${account}:policy/${name}` }
    case 'aws:bedrock/agentcoreGateway:AgentcoreGateway':
      return {
        gatewayId: `${name}-abcdefghij`,
        gatewayArn: arn('bedrock-agentcore', `gateway/${name}-abcdefghij`),
        gatewayUrl: `https://${name}-abcdefghij.gateway.bedrock-agentcore.${region}.amazonaws.com/mcp`,
      }
    case 'aws:bedrock/agentcoreGatewayTarget:AgentcoreGatewayTarget':
      return { targetId: 'TARGET1234' }
    case 'aws:ecr/repository:Repository':
      registry.make(name)
      return {}
    case 'docker:index/image:Image':
      return makeImage(inputs)
    default:
      return {}
  }
}

async function makeImage(inputs: Properties): Promise<Properties> {
  const { imageName, build, skipPush } = imageInputs.parse(inputs)
  await registry.build({ imageName, ...build })
  return { repoDigest: skipPush ? '' : await registry.push(imageName) }
}

const imageInputs = z.object({
  imageName: z.string(),
  build: z.object({
    context: z.string(),
    dockerfile: z.string(),
    platform: z.string(),
    args: z.record(z.string(), z.string()).default({}),
  }),
  skipPush: z.boolean(),
})

// The SDK's server of providers takes no import, which is a read without properties.
const { ReadRequest } = createRequire(import.meta.url)('@pulumi/pulumi/proto/provider_pb.js')
const given = ReadRequest.prototype.getProperties
ReadRequest.prototype.getProperties = function properties(this: object) {
  return given.call(this) ?? Struct.fromJavaScript({})
}

await provider.main(standIn, engineArgs)
