import assert from 'node:assert/strict'
import type { DeployerPolicy } from '../../deploy/deployer/deployer-policy.ts'
import { iamEvaluator, type Simulation } from '../iam-evaluator.ts'
import type { Call } from './provider-calls.ts'

/** Asks IAM's rules whether these policies, and nothing else, allow a call. Needs the evaluator. */
export async function deployerAccess(policies: readonly DeployerPolicy[]) {
  const evaluator = (await iamEvaluator()) ?? assert.fail('no IAM evaluator')
  const simulation = ({ action, resource, context }: Call): Simulation => ({
    request: {
      principal: 'arn:aws:iam::123456789012:role/deployer',
      action,
      resource: { resource, accountId: '123456789012' },
      contextVariables: context,
    },
    identityPolicies: policies.map(({ name, document }) => ({ name, policy: document })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    // IAM decides of a key only where the key's own policy lets it.
    ...(action.startsWith('kms:') && { resourcePolicy: accountStatement }),
  })
  // The documents are checked once, with an action that they need not know.
  const checked = await evaluator.runSimulation(
    simulation({ action: 'ec2:DescribeVpcs', resource: '*', context: {} }),
    {},
  )
  if (checked.resultType === 'error') assert.fail(JSON.stringify(checked.errors))
  return async (call: Call): Promise<boolean> => {
    // Without a look at the documents it takes no resource's policy.
    if (!call.action.startsWith('kms:')) {
      return evaluator.runUnsafeSimulation(simulation(call), {}) === 'Allowed'
    }
    const result = await evaluator.runSimulation(simulation(call), {})
    if (result.resultType === 'error') assert.fail(JSON.stringify(result.errors))
    return result.overallResult === 'Allowed'
  }
}

const accountStatement = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Account',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::123456789012:root' },
      Action: 'kms:*',
      Resource: '*',
    },
  ],
}
