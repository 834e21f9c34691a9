import type { PolicyResource, ResourceValidation } from '@pulumi/policy'
import { z } from 'zod'
import { type Statement, statementsOf } from './iam-document.ts'

/** A check of each statement of a policy that is a resource's own, of whatever service. */
export function resourcePolicies(
  faults: (statement: Statement) => readonly string[],
): ResourceValidation {
  return (args, reportViolation) => {
    for (const fault of resourceStatements(args).flatMap(faults)) reportViolation(fault)
  }
}

/**
 * Those of a resource, found by the names that such documents have. What a role may do is in
 * identityStatements.
 */
export const resourceStatements = ({
  type,
  props,
}: Pick<PolicyResource, 'type' | 'props'>): Statement[] =>
  type.startsWith('aws:') && !isOther(type)
    ? members.flatMap((member) => statementsIn(props[member]))
    : []

const members = [
  'accessPolicies',
  'accessPolicy',
  'policy',
  'policyDocument',
  'resourcePolicy',
  'resourcePolicyDocument',
]

/** Of identities; and an endpoint's, which narrows what its network may call. */
const isOther = (type: string) => /^aws:(iam|organizations|ssoadmin|ec2\/vpcEndpoint)/.test(type)

function statementsIn(value: unknown): Statement[] {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null)
  // Other things are called so too: a scaling policy, the policy of a listener.
  return hasStatements.safeParse(fromJson(text)).success ? statementsOf(text) : []
}

const hasStatements = z.object({ Statement: z.unknown().refine((value) => value !== undefined) })

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
