import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import type { Statement } from '../iam-document.ts'
import { identityPolicies } from '../identity-policies.ts'
import { resources } from '../resource.ts'

const attachments = [
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment',
  'aws:iam/userPolicyAttachment:UserPolicyAttachment',
  'aws:iam/groupPolicyAttachment:GroupPolicyAttachment',
  'aws:iam/policyAttachment:PolicyAttachment',
]

const managedPolicyArns = z.array(z.string()).default([])

export const iamAdministrators: ResourceValidationPolicy = {
  name: 'iam-administrators',
  description: 'No role is an administrator, or can make itself one.',
  severity: 'critical',
  validateResource: [
    ...identityPolicies(raises),
    resources(attachments, z.object({ policyArn: z.string() }), ({ policyArn }) =>
      [policyArn].filter(isAdministrators).map(told),
    ),
    resources(['aws:iam/role:Role'], z.object({ managedPolicyArns }), (role) =>
      role.managedPolicyArns.filter(isAdministrators).map(told),
    ),
  ],
}

function raises({ Sid, Effect, Action }: Statement): string[] {
  if (Effect === 'Deny') return []
  return Action.filter((action) => raisingActions.test(action)).map(
    (action) => `Statement ${Sid}: with ${action} a role can give itself more than it has.`,
  )
}

/** Writing policies, passing roles on, making credentials; `*`, `iam:*` and `iam:Put*` among them. */
const raisingActions =
  /^(\*|iam:(\*|(Add|Attach|Create|Delete|Detach|Put|Remove|Set|Update|Upload)|Pass(Role|\*)))/i

/** AWS's own policies that write everywhere, in any partition. */
const isAdministrators = (arn: string) =>
  /^arn:[^:]+:iam::aws:policy\/(job-function\/)?(AdministratorAccess|PowerUserAccess|IAMFullAccess|SystemAdministrator)/.test(
    arn,
  )

const told = (arn: string) =>
  `${arn} is an administrator's. Allow what is needed, action by action.`
