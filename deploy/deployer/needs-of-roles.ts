import { globalArn } from '../../stacks/place.ts'
import { type Asked, type Condition, changes, looks, type Need } from './need.ts'

export function ofRole({ inputs, roleArn, boundary }: Asked): Need[] {
  const role = [roleArn(inputs.name)]
  return [
    ...readRole(role),
    changes('MakeRoles', ['iam:CreateRole'], role, bounded(boundary)),
    // Of roles that an earlier version of the configuration made without it.
    ...(boundary === undefined
      ? []
      : [changes('BoundRoles', ['iam:PutRolePermissionsBoundary'], role, bounded(boundary))]),
    changes(
      'ChangeRoles',
      [
        'iam:DeleteRole',
        'iam:ListInstanceProfilesForRole',
        'iam:TagRole',
        'iam:UntagRole',
        'iam:UpdateAssumeRolePolicy',
        'iam:UpdateRole',
        'iam:UpdateRoleDescription',
      ],
      role,
    ),
  ]
}

/** What a role may do is written by whoever deploys: only a boundary holds that to something. */
export function ofRolePolicy({ inputs, roleArn, boundary }: Asked): Need[] {
  const role = [roleArn(inputs.role)]
  return [
    ...readRole(role),
    changes('WriteRolePolicies', ['iam:PutRolePolicy'], role, bounded(boundary)),
    changes('DeleteRolePolicies', ['iam:DeleteRolePolicy'], role),
  ]
}

/** Of the stack's own policies, and of those of AWS that configuration names. */
export function ofRolePolicyAttachment({ inputs, roleArn, boundary }: Asked): Need[] {
  const role = [roleArn(inputs.role)]
  const policy = { ArnLike: { 'iam:PolicyARN': [numbered(String(inputs.policyArn))] } }
  return [
    ...readRole(role),
    changes('AttachPolicies', ['iam:AttachRolePolicy'], role, { ...policy, ...bounded(boundary) }),
    changes('DetachPolicies', ['iam:DetachRolePolicy'], role, policy),
  ]
}

export function ofPolicy({ inputs: { path = '/', name }, place }: Asked): Need[] {
  const arn = globalArn(place, `iam::${place.accountId}:policy${path}${name}`)
  const policy = [numbered(arn)]
  return [
    looks('ReadPolicies', ['iam:GetPolicy', 'iam:GetPolicyVersion'], policy),
    changes(
      'ChangePolicies',
      [
        'iam:CreatePolicy',
        'iam:CreatePolicyVersion',
        'iam:DeletePolicy',
        'iam:DeletePolicyVersion',
        'iam:ListPolicyVersions',
        'iam:SetDefaultPolicyVersion',
        'iam:TagPolicy',
        'iam:UntagPolicy',
      ],
      policy,
    ),
  ]
}

const readRole = (role: string[]): Need[] => [
  looks(
    'ReadRoles',
    ['iam:GetRole', 'iam:GetRolePolicy', 'iam:ListAttachedRolePolicies', 'iam:ListRolePolicies'],
    role,
  ),
]

/** A role is handed to one service, and to no other. */
export function passRole(role: unknown, service: string): Need {
  const name = service.split(/\W/).map(capital).join('')
  return changes(`PassRoleTo${name}`, ['iam:PassRole'], [String(role)], {
    StringEquals: { 'iam:PassedToService': `${service}.amazonaws.com` },
  })
}

const capital = (word: string) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`

/** The tools' policies are numbered, and another version of the catalogue may fill one more. */
const numbered = (arn: string) => arn.replace(/-\d+$/, '-*')

const bounded = (boundary: string | undefined): Condition | undefined =>
  boundary === undefined ? undefined : { StringEquals: { 'iam:PermissionsBoundary': boundary } }
