import assert from 'node:assert/strict'
import { deployerPolicies, previewPolicies } from '../../deploy/deployer/deployer-policy.ts'
import type { Planned } from '../../deploy/deployer/planned-resources.ts'
import { needsIamEvaluator } from '../iam-evaluator.ts'
import { companies } from '../stacks/companies.ts'
import { account, runProgram } from '../stacks/run-program.ts'
import { deployerAccess } from './deployer-access.ts'
import { forbiddenCalls } from './forbidden-calls.ts'
import { type Call, programCalls, providerCalls, type Step } from './provider-calls.ts'

const place = { accountId: account, region: 'us-east-1', partition: 'aws' }
const boundary = { permissionsBoundary: `arn:aws:iam::${account}:policy/boundary` }

describe('access of whoever deploys, by the policies made for it', function () {
  this.timeout(180_000)
  needsIamEvaluator()
  // The first run bundles the services.

  const deployments = [
    ...['dev', 'gamma', 'prod'].map((environment) => ({ what: environment, environment })),
    ...Object.entries(companies).map(([what, changes]) => ({ what, environment: 'prod', changes })),
    {
      what: 'all of those',
      environment: 'prod',
      changes: Object.assign({}, ...Object.values(companies), { environment: 'prod' }),
    },
  ].map((one) => ({ changes: {}, ...one }))

  for (const { what, environment, changes } of deployments) {
    it(`is to make, read, change and delete all there is, and of a preview to read: ${what}`, async () => {
      const { resources } = await runProgram(environment, changes)
      const { deployer, preview } = await accessOf(resources)
      const reads = [...programCalls(resources), ...callsOf(resources, 'read')]
      const all = [...reads, ...callsOf(resources, 'create', 'update', 'delete')]
      assert.deepEqual(await refused(all, deployer), [])
      assert.deepEqual(await refused(reads, preview), [])
      const isRead = new Set(reads.map(({ action }) => action))
      const changing = all.filter(({ action }) => !isRead.has(action))
      assert.ok(changing.length > 50)
      assert.deepEqual(await allowed(changing, preview), [])
    })
  }

  describe('leaves out', () => {
    const forbidden: Access[] = []
    before(async () => {
      for (const changes of [{}, boundary, companies['keys of one’s own for all']]) {
        const { deployer, preview } = await accessOf((await runProgram('prod', changes)).resources)
        forbidden.push(deployer, preview)
      }
    })

    for (const [what, calls] of Object.entries(forbiddenCalls)) {
      it(what, async () => {
        for (const access of forbidden) assert.deepEqual(await allowed(calls, access), [])
      })
    }
  })

  it('leaves out, where a boundary is configured, a role without it, and one that has another', async () => {
    const { deployer } = await accessOf((await runProgram('prod', boundary)).resources)
    const resource = `arn:aws:iam::${account}:role/prod-bedrock-agentcore-mcp-tool-us-east-1`
    const actions = ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:PutRolePermissionsBoundary']
    const own = { 'iam:PermissionsBoundary': boundary.permissionsBoundary }
    const others = [
      {},
      { 'iam:PermissionsBoundary': 'arn:aws:iam::aws:policy/AdministratorAccess' },
    ]
    const by = (context: Record<string, string>) =>
      actions.map((action) => ({ action, resource, context }))
    assert.deepEqual(await refused(by(own), deployer), [])
    assert.deepEqual(await allowed(others.flatMap(by), deployer), [])
  })
})

type Access = (call: Call) => Promise<boolean>

async function accessOf(resources: readonly Planned[]) {
  const deployment = { resources, place, name: 'ops' }
  return {
    deployer: await deployerAccess(deployerPolicies(deployment)),
    preview: await deployerAccess(previewPolicies(deployment)),
  }
}

function callsOf(resources: readonly Planned[], ...steps: Step[]): Call[] {
  const calls = providerCalls(resources)
  return resources
    .flatMap(withChildren)
    .flatMap((resource) => steps.flatMap((step) => calls(resource, step)))
}

/** What awsx makes of a repository, besides it. */
const withChildren = ({ type, name, inputs }: Planned): Planned[] =>
  type === 'awsx:ecr:Repository'
    ? [
        { type: 'aws:ecr/repository:Repository', name, inputs },
        {
          type: 'aws:ecr/lifecyclePolicy:LifecyclePolicy',
          name,
          inputs: { repository: inputs.name },
        },
      ]
    : [{ type, name, inputs }]

const refused = (calls: readonly Call[], access: Access) => those(calls, access, false)
const allowed = (calls: readonly Call[], access: Access) => those(calls, access, true)

async function those(calls: readonly Call[], access: Access, wanted: boolean): Promise<string[]> {
  const found = []
  for (const call of calls) {
    if ((await access(call)) === wanted) found.push(`${call.action} ${call.resource}`)
  }
  return found
}
