import assert from 'node:assert/strict'
import type { automation } from '@pulumi/pulumi'
import { importProgram } from '../../deploy/deployer/planned-resources.ts'
import { companies } from '../stacks/companies.ts'
import { configurationOf } from '../stacks/run-program.ts'
import { type Engine, pulumiCli, startEngine } from './engine.ts'

/** For each configuration a change of it, and all that it touches. */
const changes: Record<keyof typeof companies, [change: object, touches: string[]]> = {
  'Entra ID, and two apps of it': [
    { okta: { ...at('Entra ID, and two apps of it', 'okta'), clientId: ['newest', 'newer'] } },
    functions('agent'),
  ],
  'Auth0, by audience and scope': [
    { okta: { ...at('Auth0, by audience and scope', 'okta'), requiredScope: 'ops:ask' } },
    [gateway(), ...functions('agent')],
  ],
  'another issuer of any kind': [
    { okta: { ...at('another issuer of any kind', 'okta'), clientClaim: 'azp' } },
    [gateway(), ...functions('agent')],
  ],
  'Google, by its id tokens': [
    { okta: { ...at('Google, by its id tokens', 'okta'), clientSecret: 'GOCSPX-another' } },
    [],
  ],
  'a VPC that another account shares, and a proxy': [
    {
      network: {
        ...at('a VPC that another account shares, and a proxy', 'network'),
        noProxy: ['.s'],
      },
    },
    functions('agent', 'tool-handler'),
  ],
  'keys of one’s own for all': [
    { images: { kmsKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/1111' } },
    // The component alone: each repository keeps its key.
    ['agent', 'tool-handler'].map((name) => `update awsx:ecr:Repository ${name}`),
  ],
  'a guardrail that is asked in several regions': [
    {
      guardrail: { ...at('a guardrail that is asked in several regions', 'guardrail'), version: 4 },
    },
    functions('agent'),
  ],
  'a path and a boundary for roles': [
    { permissionsBoundary: 'arn:aws:iam::123456789012:policy/another' },
    ['agent', 'gateway', 'tool-handler'].map((name) => `update aws:iam/role:Role ${name}`),
  ],
  // Other origins may call what is no production.
  'an environment by another name': [
    { kind: 'development' },
    ['update aws:lambda/functionUrl:FunctionUrl agent'],
  ],
  'a budget': [
    { budget: { dollarsPerMonth: 600, emails: ['ops@acme.com'] } },
    ['update aws:budgets/budget:Budget budget'],
  ],
  'further services, opened data, and limits of what is spent': [
    { limits: { personTokensPerDay: 300_000, usdPerMonth: 900 } },
    functions('agent'),
  ],
}

describe('configurations of companies on the real engine', function () {
  this.timeout(400_000)
  let engine: Engine

  before(async function () {
    const cli = await pulumiCli()
    if (cli === undefined) {
      process.stdout.write('  skipped: there is no Pulumi CLI here\n')
      return this.skip()
    }
    // One workspace, one bundle, and three providers for all.
    engine = await startEngine(cli)
  })
  after(() => engine?.close())

  for (const [at, [what, configuration]] of Object.entries(companies).entries()) {
    it(`of ${what} is made, stays, changes by what is meant, and goes`, async () => {
      const stack = await engine.stack(`company-${at}`, importProgram)
      // The table and what has an address may go again.
      const unprotected = { environment: 'dev', conversations: { deletionProtection: false } }
      await configure(stack, {
        ...(await configurationOf('dev')),
        ...prefixed({ ...unprotected, ...merged(configuration) }),
      })
      assert.equal((await stack.up()).summary.result, 'succeeded')
      await stack.preview({ expectNoChanges: true })
      const [change, touches] = changes[what] ?? [{}, ['a change is to be named here']]
      await configure(stack, prefixed(change))
      assert.deepEqual(await changed(stack), touches.toSorted())
      assert.equal((await stack.destroy()).summary.result, 'succeeded')
      const { deployment } = await stack.exportStack()
      assert.deepEqual(deployment.resources ?? [], [])
    })
  }
})

function at(what: keyof typeof companies, key: string): object {
  return Object(companies[what]?.[key])
}

function gateway(): string {
  return 'update aws:bedrock/agentcoreGateway:AgentcoreGateway gateway'
}

/** A function, and the alias that moves to its new version. */
function functions(...names: string[]): string[] {
  return names.flatMap((name) => [
    `update aws:lambda/alias:Alias ${name}`,
    `update aws:lambda/function:Function ${name}`,
  ])
}

function merged(configuration: Record<string, unknown>): Record<string, unknown> {
  const { conversations } = configuration
  if (conversations === undefined) return configuration
  return {
    ...configuration,
    conversations: { ...Object(conversations), deletionProtection: false },
  }
}

const prefixed = (values: object) =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [`aws-operations-agent:${key}`, value]),
  )

const configure = (stack: automation.Stack, values: Record<string, unknown>) =>
  stack.setAllConfig(
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => [
        key,
        { value: typeof value === 'string' ? value : JSON.stringify(value) },
      ]),
    ),
  )

/** What an update did, but for what stayed the same. */
async function changed(stack: automation.Stack): Promise<string[]> {
  const steps: string[] = []
  await stack.up({
    onEvent({ resourcePreEvent }) {
      if (resourcePreEvent === undefined) return
      const { op, urn, type } = resourcePreEvent.metadata
      if (op !== 'same') steps.push(`${op} ${type} ${urn.split('::').at(-1)}`)
    },
  })
  return steps.toSorted()
}
