import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { isPattern, matches } from '../arn.ts'
import type { Statement } from '../iam-document.ts'
import { identityPolicies } from '../identity-policies.ts'
import { resources } from '../resource.ts'

const attachments = [
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment',
  'aws:iam/userPolicyAttachment:UserPolicyAttachment',
  'aws:iam/groupPolicyAttachment:GroupPolicyAttachment',
  'aws:iam/policyAttachment:PolicyAttachment',
]

const exclusive = [
  'aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive',
  'aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive',
  'aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive',
]

const managedPolicyArns = z.array(z.string()).default([])

export const iamAdministrators: ResourceValidationPolicy = {
  name: 'iam-administrators',
  description: 'No role is an administrator, or can make itself one.',
  severity: 'critical',
  validateResource: [
    identityPolicies(raises),
    resources(attachments, z.object({ policyArn: z.string() }), ({ policyArn }) =>
      [policyArn].filter(isAdministrators).map(told),
    ),
    resources(exclusive, z.object({ policyArns: managedPolicyArns }), ({ policyArns }) =>
      policyArns.filter(isAdministrators).map(told),
    ),
    resources(
      ['aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment'],
      z.object({ managedPolicyArn: z.string() }),
      ({ managedPolicyArn }) => [managedPolicyArn].filter(isAdministrators).map(told),
    ),
    resources(['aws:iam/role:Role'], z.object({ managedPolicyArns }), (role) =>
      role.managedPolicyArns.filter(isAdministrators).map(told),
    ),
  ],
}

function raises({ Sid, Effect, Action }: Statement): string[] {
  if (Effect === 'Deny') return []
  return Action.filter(isRaising).map(
    (action) => `Statement ${Sid}: with ${action} a role can give itself more than it has.`,
  )
}

/** Writing policies, passing roles on, making credentials. */
const raisingAction =
  /^iam:(Add|Attach|Create|Delete|Detach|Put|Remove|Set|Update|Upload|PassRole)/i

/** One of each, for patterns to be tried on: `*`, `iam:*` and `iam:Put*` are found so. */
const raisingActions = [
  'iam:addusertogroup',
  'iam:attachrolepolicy',
  'iam:createaccesskey',
  'iam:createpolicyversion',
  'iam:deleterolepermissionsboundary',
  'iam:detachrolepolicy',
  'iam:passrole',
  'iam:putrolepolicy',
  'iam:removerolefrominstanceprofile',
  'iam:setdefaultpolicyversion',
  'iam:updateassumerolepolicy',
  'iam:uploadsigningcertificate',
]

const isRaising = (action: string) =>
  raisingAction.test(action) ||
  (isPattern(action) && raisingActions.some((raising) => matches(action.toLowerCase(), raising)))

/**
 * AWS's own policies that do all of a service or of all services, in any partition: by the words that
 * AWS has for them. `AWSXRayDaemonWriteAccess` and its like only hand in what they measured.
 */
const isAdministrators = (arn: string) =>
  /^arn:[^:]+:iam::aws:policy\/(.*\/)?[^/]*(Full_?Access|PowerUser|ReadWrite|Admin|DataScientist|Developer|Contributor|Manage(?!d|ment)|Operator|Execute$|(?<!X[Rr]ay\w*)Write)/.test(
    arn,
  ) || /:iam::aws:policy\/(.*\/)?(AWSLambdaRole|AmazonEC2RoleforSSM)$/.test(arn)

const told = (arn: string) =>
  `${arn} is an administrator's, of a service if not of all. Allow what is needed, action by action.`
