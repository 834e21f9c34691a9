import { pathToFileURL } from 'node:url'
import { output, runtime } from '@pulumi/pulumi'
import type { Place } from '../../stacks/place.ts'

/** A resource as the program asks for it. Components are told by their type: it is of no provider. */
export interface Planned {
  type: string
  name: string
  inputs: Record<string, unknown>
}

export interface Plan {
  resources: Planned[]
  outputs: Record<string, unknown>
}

/**
 * Asks the program (index.ts) what it would make with these values of a stack's configuration. Nothing
 * is asked of AWS and no engine is needed: what AWS would add is put in as it is known beforehand.
 */
export async function plannedResources(
  stack: string,
  values: Record<string, unknown>,
  place: Place,
): Promise<Plan> {
  const resources: Planned[] = []
  await runtime.setMocks(
    {
      newResource: ({ type, name, inputs, custom }) => {
        if (custom || type.startsWith('awsx:')) resources.push({ type, name, inputs })
        return { id: `${name}-id`, state: stateOf(type, inputs, place) }
      },
      call: ({ token }) => answers(place)[token] ?? {},
    },
    'aws-operations-agent',
    stack,
  )
  runtime.setAllConfig(
    Object.fromEntries(
      Object.entries(values)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
    ),
  )
  const outputs = await resolved(await importProgram())
  await runtime.disconnect()
  return { resources, outputs }
}

/** A region tells its partition. */
export function placeOf(accountId: string, region: string): Place {
  const [, other] = /^(us-gov|cn)-/.exec(region) ?? []
  return { accountId, region, partition: other === undefined ? 'aws' : `aws-${other}` }
}

let runs = 0

/** index.ts as a fresh module, and what it exports. */
export async function importProgram(): Promise<Record<string, unknown>> {
  runs += 1
  // A module runs once; another query is another module.
  const program: Record<string, unknown> = await import(`${indexUrl}?run=${runs}`)
  return { ...program }
}

const resolved = (values: Record<string, unknown>): Promise<Record<string, unknown>> =>
  new Promise((resolve) => output(values).apply(resolve))

const indexUrl = pathToFileURL('index.ts').href

const answers = ({ accountId, region, partition }: Place): Record<string, Planned['inputs']> => ({
  'aws:index/getCallerIdentity:getCallerIdentity': { accountId },
  'aws:index/getRegion:getRegion': { region },
  'aws:index/getPartition:getPartition': { partition },
  'aws:ecr/getAuthorizationToken:getAuthorizationToken': { userName: 'AWS', password: 'pass' },
})

/** What AWS adds to a resource's inputs, as far as others of the program take it up. */
function stateOf(type: string, inputs: Planned['inputs'], place: Place): Planned['inputs'] {
  const { name, path = '/' } = inputs
  const { accountId, region, partition } = place
  const arn = (service: string, rest: string, of = region) =>
    `arn:${partition}:${service}:${of}:${accountId}:${rest}`
  const added: Record<string, Planned['inputs']> = {
    'aws:lambda/function:Function': { version: '7' },
    'aws:lambda/alias:Alias': { arn: arn('lambda', `function:${inputs.functionName}:${name}`) },
    'aws:lambda/functionUrl:FunctionUrl': {
      functionUrl: `https://abc123.lambda-url.${region}.on.aws/`,
    },
    'aws:iam/role:Role': { arn: arn('iam', `role${path}${name}`, '') },
    'aws:iam/policy:Policy': { arn: arn('iam', `policy${path}${name}`, '') },
    'aws:bedrock/agentcoreGateway:AgentcoreGateway': {
      gatewayId: `${name}-abcdefghij`,
      gatewayArn: arn('bedrock-agentcore', `gateway/${name}-abcdefghij`),
      gatewayUrl: `https://${name}-abcdefghij.gateway.bedrock-agentcore.${region}.amazonaws.com/mcp`,
    },
    'aws:bedrock/agentcoreGatewayTarget:AgentcoreGatewayTarget': { targetId: 'TARGET1234' },
    'awsx:ecr:Repository': { url: `${accountId}.dkr.ecr.${region}.amazonaws.com/${name}` },
    'docker:index/image:Image': {
      repoDigest: `${String(inputs.imageName).split(':')[0]}@sha256:${'0'.repeat(64)}`,
    },
  }
  return { ...inputs, ...added[type] }
}
