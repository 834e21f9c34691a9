import type { Answer, Answers, Output, Place } from '../../answer.ts'
import { text } from '../../answer.ts'
import { daysAgo } from '../../clock.ts'
import { SampleAccountError } from '../../error.ts'
import { people } from '../../facts/people.ts'
import { groups, ownPolicies, roles } from '../../facts/roles.ts'
import { find, listing } from '../../listing.ts'
import { paging } from '../../paging.ts'
import { iamId, noSuchEntity, policyArn } from './names.ts'

const missing = {
  name: 'NoSuchEntityException',
  message: (id: string) => `Policy ${id} does not exist or is not attachable.`,
  status: 404,
}

export const policyAnswers: Answers = {
  ListPolicies: listing({
    as: 'Policies',
    from: (at) => policyNames().map((name) => describe(name, at)),
    where: ({ Arn, AttachmentCount }, { Scope, OnlyAttached }) =>
      (Scope !== 'Local' || isOwn(Arn)) &&
      (Scope !== 'AWS' || !isOwn(Arn)) &&
      (OnlyAttached !== true || AttachmentCount > 0),
    paging: paging.iam,
  }),
  GetPolicy: (input, at) => ({ Policy: policyOf(text(input, 'PolicyArn'), at) }),
  GetPolicyVersion: (input, at) => {
    const { PolicyName } = policyOf(text(input, 'PolicyArn'), at)
    return { PolicyVersion: version(PolicyName, at) }
  },
  ListPolicyVersions: (input, at) => {
    const { PolicyName } = policyOf(text(input, 'PolicyArn'), at)
    const { Document, ...shown } = version(PolicyName, at)
    return { Versions: [shown], IsTruncated: false }
  },
  ListEntitiesForPolicy: (input, at) => {
    const { PolicyName } = policyOf(text(input, 'PolicyArn'), at)
    const has = ({ policies }: { policies: readonly string[] }) => policies.includes(PolicyName)
    return {
      PolicyRoles: roles
        .filter(has)
        .map(({ name }) => ({ RoleName: name, RoleId: iamId('AROA', name) })),
      PolicyGroups: groups
        .filter(has)
        .map(({ name }) => ({ GroupName: name, GroupId: iamId('AGPA', name) })),
      PolicyUsers: [],
      IsTruncated: false,
    }
  },
  ListAttachedRolePolicies: attached('RoleName', 'role', (name) => named(roles, name)?.policies),
  ListAttachedGroupPolicies: attached(
    'GroupName',
    'group',
    (name) => named(groups, name)?.policies,
  ),
  // Nobody has policies of their own: groups carry them. Nothing is inline either.
  ListAttachedUserPolicies: attached('UserName', 'user', (name) => named(people, name) && []),
  ListUserPolicies: inline('UserName', 'user', (name) => named(people, name)),
  ListRolePolicies: inline('RoleName', 'role', (name) => named(roles, name)),
  ListGroupPolicies: inline('GroupName', 'group', (name) => named(groups, name)),
}

function named<T extends { name: string }>(all: readonly T[], name: string): T | undefined {
  return all.find((one) => one.name === name)
}

function attached(
  member: string,
  kind: string,
  policiesOf: (name: string) => readonly string[] | undefined,
): Answer {
  return listing({
    as: 'AttachedPolicies',
    from: (_at, input) => {
      const policies = policiesOf(text(input, member) ?? '')
      if (!policies) throw noSuchEntity(kind, text(input, member))
      return policies.map((name) => ({ PolicyName: name, PolicyArn: policyArn(name) }))
    },
    paging: paging.iam,
  })
}

function inline(member: string, kind: string, found: (name: string) => unknown): Answer {
  return (input): Output => {
    if (!found(text(input, member) ?? '')) throw noSuchEntity(kind, text(input, member))
    return { PolicyNames: [], IsTruncated: false }
  }
}

const carriers = [...roles, ...groups]

function policyNames(): string[] {
  const used = carriers.flatMap(({ policies }) => policies)
  return [...new Set([...ownPolicies.map(({ name }) => name), ...used])]
}

const isOwn = (arn: string) => !arn.startsWith('arn:aws:iam::aws:')

function policyOf(arn: string | undefined, at: Place) {
  const all = policyNames().map((name) => describe(name, at))
  return find(all, arn, { by: ['Arn'], missing })
}

function describe(name: string, at: Place) {
  return {
    PolicyName: name,
    PolicyId: iamId('ANPA', name),
    Arn: policyArn(name),
    Path: '/',
    DefaultVersionId: 'v1',
    AttachmentCount: carriers.filter(({ policies }) => policies.some((one) => one === name)).length,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: daysAgo(at, 900),
    UpdateDate: daysAgo(at, 300),
  }
}

// What AWS's own policies say is not written down here.
function version(name: string, at: Place) {
  const own = ownPolicies.find((policy) => policy.name === name)
  if (!own) {
    throw new SampleAccountError('NotInSampleAccount', {
      message: `The sample account does not hold the text of AWS's policy ${name}.`,
      status: 404,
    })
  }
  const document = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: own.actions, Resource: '*' }],
  }
  return {
    VersionId: 'v1',
    IsDefaultVersion: true,
    CreateDate: daysAgo(at, 900),
    Document: encodeURIComponent(JSON.stringify(document)),
  }
}
