import type { Json } from '../../../json.ts'
import { object, objects, text, texts } from '../../evidence/values.ts'
import type { Ask, Item } from '../../recipe.ts'
import { statementsOf } from '../trust/trusted.ts'

/** A policy that somebody has, and how: attached, inline, or by a group. */
export interface Carried {
  policy: string
  /** `attached`, `inline`, `by the group developers`. */
  how: string
  /** Absent where its text could not be read. */
  statements?: readonly Item[]
}

export interface Principal {
  kind: 'user' | 'role' | 'group'
  name: string
  carried: readonly Carried[]
  boundary?: Carried
  /** A role that a service of AWS made for itself. */
  isOfService: boolean
}

/** All users, roles and groups with what policies they carry, as IAM tells them in one list. */
export async function principalsOf(ask: Ask): Promise<Principal[]> {
  const all = await ask.read('iam:GetAccountAuthorizationDetails')
  const of = (list: string) => all.flatMap((entry) => (list in entry ? [object(entry[list])] : []))
  const texts = new Map(of('Policies').map((one) => [text(one.Arn), documentOf(one)]))
  const groups = of('GroupDetailList')
  const named = new Map(groups.map((group) => [text(group.GroupName), group]))
  const carriedBy = (one: Item, inline: string, how: [attached: string, inline: string]) => [
    ...objects(one.AttachedManagedPolicies).map((policy) => managed(policy, how[0], texts)),
    ...objects(one[inline]).map((policy) => ({
      policy: text(policy.PolicyName),
      how: how[1],
      statements: statementsOf(policy.PolicyDocument),
    })),
  ]
  const own: [string, string] = ['attached', 'inline']
  const ofGroup = (name: string) => {
    const group = named.get(name)
    const how: [string, string] = [`by the group ${name}`, `inline in the group ${name}`]
    return group === undefined ? [] : carriedBy(group, 'GroupPolicyList', how)
  }
  return [
    ...of('UserDetailList').map((user) => ({
      kind: 'user' as const,
      name: text(user.UserName),
      carried: [
        ...carriedBy(user, 'UserPolicyList', own),
        ...namesOf(user.GroupList).flatMap(ofGroup),
      ],
      ...boundaryOf(user, texts),
      isOfService: false,
    })),
    ...of('RoleDetailList').map((role) => ({
      kind: 'role' as const,
      name: text(role.RoleName),
      carried: carriedBy(role, 'RolePolicyList', own),
      ...boundaryOf(role, texts),
      isOfService: text(role.Path).startsWith('/aws-service-role/'),
    })),
    ...groups.map((group) => ({
      kind: 'group' as const,
      name: text(group.GroupName),
      carried: carriedBy(group, 'GroupPolicyList', own),
      isOfService: false,
    })),
  ]
}

const namesOf = (value: Json | undefined) => texts(value)

type Documents = ReadonlyMap<string, Json | undefined>

/** Of its versions the one that holds. */
function documentOf(policy: Item): Json | undefined {
  const versions = objects(policy.PolicyVersionList)
  return (versions.find(({ IsDefaultVersion }) => IsDefaultVersion === true) ?? versions[0])
    ?.Document
}

function managed({ PolicyName, PolicyArn }: Item, how: string, documents: Documents): Carried {
  const document = documents.get(text(PolicyArn))
  const statements = statementsOf(document)
  return {
    policy: text(PolicyName),
    how,
    ...(statements.length === 0 ? {} : { statements }),
  }
}

function boundaryOf(one: Item, documents: Documents): { boundary?: Carried } {
  const arn = text(object(one.PermissionsBoundary).PermissionsBoundaryArn)
  if (arn === '') return {}
  const policy = arn.slice(arn.lastIndexOf('/') + 1)
  return { boundary: managed({ PolicyName: policy, PolicyArn: arn }, 'boundary', documents) }
}
