import type { Answer, Place } from '../../answer.ts'
import { texts } from '../../answer.ts'
import { daysAgo } from '../../clock.ts'
import { managedPolicies } from '../../facts/managed-policies.ts'
import { people } from '../../facts/people.ts'
import { groups, ownPolicies, roles } from '../../facts/roles.ts'
import { groupArn, iamId, policyArn, userArn } from './names.ts'
import { describe, lastUse } from './roles.ts'

/** Everybody with what policies they carry, and the policies' texts, in one page. */
export const authorizationDetails: Answer = (input, at) => {
  const wanted = texts(input, 'Filter')
  const of = <T>(kinds: readonly string[], all: readonly T[]) =>
    wanted.length === 0 || kinds.some((kind) => wanted.includes(kind)) ? all : []
  return {
    UserDetailList: of(['User'], people).map(({ name, group, createdDaysAgo }) => ({
      Path: '/',
      UserName: name,
      UserId: iamId('AIDA', name),
      Arn: userArn(name),
      CreateDate: daysAgo(at, createdDaysAgo),
      GroupList: [group],
      AttachedManagedPolicies: [],
    })),
    GroupDetailList: of(['Group'], groups).map(({ name, policies }) => ({
      Path: '/',
      GroupName: name,
      GroupId: iamId('AGPA', name),
      Arn: groupArn(name),
      CreateDate: daysAgo(at, 1290),
      GroupPolicyList: [],
      AttachedManagedPolicies: attached(policies),
    })),
    RoleDetailList: of(['Role'], roles).map((role) => {
      const { MaxSessionDuration, ...described } = describe(role, at)
      return {
        ...described,
        RoleLastUsed: lastUse(role, at),
        RolePolicyList: [],
        InstanceProfileList: [],
        AttachedManagedPolicies: attached(role.policies),
      }
    }),
    Policies: of(['LocalManagedPolicy', 'AWSManagedPolicy'], policyTexts(at)),
    IsTruncated: false,
  }
}

const attached = (policies: readonly string[]) =>
  policies.map((name) => ({ PolicyName: name, PolicyArn: policyArn(name) }))

function policyTexts(at: Place) {
  const own = ownPolicies.map(({ name, actions }) => ({
    name,
    statements: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
  }))
  const used = new Set([...roles, ...groups].flatMap(({ policies }) => [...policies]))
  const managed = Object.entries(managedPolicies)
    .filter(([name]) => used.has(name))
    .map(([name, statements]) => ({ name, statements }))
  return [...own, ...managed].map(({ name, statements }) => ({
    PolicyName: name,
    PolicyId: iamId('ANPA', name),
    Arn: policyArn(name),
    Path: '/',
    DefaultVersionId: 'v1',
    IsAttachable: true,
    CreateDate: daysAgo(at, 900),
    PolicyVersionList: [
      {
        VersionId: 'v1',
        IsDefaultVersion: true,
        CreateDate: daysAgo(at, 900),
        Document: encodeURIComponent(
          JSON.stringify({ Version: '2012-10-17', Statement: statements }),
        ),
      },
    ],
  }))
}
