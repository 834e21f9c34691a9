import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { output, runtime } from '@pulumi/pulumi'
import { parse } from 'yaml'
import { z } from 'zod'

export const account = '123456789012'

/** A resource as the program asks for it. Components are told by their type: it is of no provider. */
export interface Registered {
  type: string
  name: string
  inputs: Record<string, unknown>
  /** All of the program that it is of, itself among them. */
  program?: readonly Registered[]
}

export interface Program {
  resources: Registered[]
  outputs: Record<string, unknown>
}

/** Runs index.ts with Pulumi's mocks and the configuration of an environment, or a part replaced. */
export async function runProgram(
  environment: string,
  changes: Record<string, unknown> = {},
  partition = 'aws',
): Promise<Program> {
  const { 'aws:region': region, ...own } = await configurationOf(environment)
  const resources: Registered[] = []
  await runtime.setMocks(
    {
      newResource: ({ type, name, inputs, custom }) => {
        if (custom || type.startsWith('awsx:')) resources.push({ type, name, inputs })
        return { id: `${name}-id`, state: stateOf(type, inputs, String(region)) }
      },
      call: ({ token }) => answers(String(changes['aws:region'] ?? region), partition)[token] ?? {},
    },
    'aws-operations-agent',
    environment,
  )
  const prefixed = Object.entries({ ...own, ...prefixedKeys(changes) })
  runtime.setAllConfig(
    Object.fromEntries(
      prefixed
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
    ),
  )
  const outputs = await resolved(await importProgram())
  await runtime.disconnect()
  // Not to be seen where inputs are compared.
  for (const one of resources) Object.defineProperty(one, 'program', { value: resources })
  return { resources, outputs }
}

/** The values of `Pulumi.<environment>.yaml`. */
export async function configurationOf(environment: string): Promise<Record<string, unknown>> {
  const text = await readFile(`Pulumi.${environment}.yaml`, 'utf8')
  return z.object({ config: z.record(z.string(), z.unknown()) }).parse(parse(text)).config
}

const prefixedKeys = (values: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key.includes(':') ? key : `aws-operations-agent:${key}`,
      value,
    ]),
  )

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

const answers = (region: string, partition: string): Record<string, Record<string, unknown>> => ({
  'aws:index/getCallerIdentity:getCallerIdentity': { accountId: account },
  'aws:index/getRegion:getRegion': { region },
  'aws:index/getPartition:getPartition': { partition },
  'aws:ecr/getAuthorizationToken:getAuthorizationToken': { userName: 'AWS', password: 'pass' },
})

/** What AWS adds to a resource's inputs, as far as others of the program take it up. */
function stateOf(type: string, inputs: Record<string, unknown>, region: string) {
  const { name } = inputs
  const added: Record<string, Record<string, unknown>> = {
    'aws:lambda/function:Function': { version: '7' },
    'aws:lambda/alias:Alias': {
      arn: `arn:aws:lambda:${region}:${account}:function:${inputs.functionName}:${name}`,
    },
    'aws:lambda/functionUrl:FunctionUrl': {
      functionUrl: `https://abc123.lambda-url.${region}.on.aws/`,
    },
    'aws:iam/role:Role': { arn: `arn:aws:iam::${account}:role/${name}` },
    'aws:iam/policy:Policy': { arn: `arn:aws:iam::${account}:policy/${name}` },
    'aws:bedrock/agentcoreGateway:AgentcoreGateway': {
      gatewayId: `${name}-abcdefghij`,
      gatewayArn: `arn:aws:bedrock-agentcore:${region}:${account}:gateway/${name}-abcdefghij`,
      gatewayUrl: `https://${name}-abcdefghij.gateway.bedrock-agentcore.${region}.amazonaws.com/mcp`,
    },
    'aws:bedrock/agentcoreGatewayTarget:AgentcoreGatewayTarget': { targetId: 'TARGET1234' },
    'awsx:ecr:Repository': { url: `${account}.dkr.ecr.${region}.amazonaws.com/${name}` },
    'docker:index/image:Image': {
      repoDigest: `${String(inputs.imageName).split(':')[0]}@sha256:${'0'.repeat(64)}`,
    },
  }
  return { ...inputs, ...added[type] }
}
