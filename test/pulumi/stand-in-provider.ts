import { isDeepStrictEqual } from 'node:util'
import { ComponentResource, interpolate, provider } from '@pulumi/pulumi'

/*
 * A provider that makes nothing, for the packages that the program uses: it keeps what it is given,
 * adds what AWS would, and says of a change whether it can be made in place.
 */

const account = '123456789012'
const region = 'us-east-1'

type Properties = Record<string, unknown>

const standIn: provider.Provider = {
  // The engine looks it up under whatever version the package asks for.
  version: process.argv[2] ?? '0.0.0',

  async check(_urn: string, _olds: Properties, news: Properties) {
    return { inputs: news }
  },

  async diff(_id: string, _urn: string, olds: Properties, news: Properties) {
    const changed = Object.keys(news).filter((key) => !isDeepStrictEqual(olds[key], news[key]))
    const dropped = inputNames(olds).filter((key) => !(key in news) && !key.startsWith('__'))
    const changes = changed.length + dropped.length > 0
    return { changes, replaces: changed.filter((key) => identity.has(key)) }
  },

  async create(urn: string, inputs: Properties) {
    return { id: `${urn.slice(urn.lastIndexOf(':') + 1)}-id`, outs: stateOf(urn, inputs, 1) }
  },

  async update(_id: string, urn: string, olds: Properties, news: Properties) {
    return { outs: stateOf(urn, news, Number(plain(olds.version)) + 1) }
  },

  async delete() {},

  async invoke(token: string) {
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
    const repository = new ecr.Repository(
      name,
      { name: repositoryName, tags, imageTagMutability, imageScanningConfiguration },
      { parent: component },
    )
    const url = interpolate`${account}.dkr.ecr.${region}.amazonaws.com/${repository.name}`
    return { urn: component.urn, state: { url, repository } }
  },
}

/** What makes a thing another thing. */
const identity = new Set(['name', 'functionName', 'statementId', 'role', 'policyArn'])

const inputNames = ({ standInInputs }: Properties) =>
  typeof standInInputs === 'string' ? standInInputs.split(',') : []

function stateOf(urn: string, inputs: Properties, version: number): Properties {
  const type = urn.split('::')[2]?.split('$').at(-1) ?? ''
  const standInInputs = Object.keys(inputs).join(',')
  return { ...inputs, ...added(type, inputs, version), standInInputs }
}

function added(type: string, inputs: Properties, version: number): Properties {
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
    case 'docker:index/image:Image':
      return { repoDigest: `${String(plain(inputs.imageName)).split(':')[0]}@sha256:0` }
    default:
      return {}
  }
}

/** A value out of what Pulumi wraps it in on the wire: a secret, or an output. */
function plain(value: unknown): unknown {
  const isWrapped = typeof value === 'object' && value !== null && signature in value
  return isWrapped && 'value' in value ? value.value : value
}

const signature = '4dabf18193072939515e22adb298388d'

await provider.main(standIn, process.argv.slice(3))
