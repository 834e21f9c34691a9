import * as z from 'zod'
import { readEach } from '../evidence/read-each.ts'
import { object, text } from '../evidence/values.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, isAre, listed, numbered, said, sentences } from '../evidence/wording.ts'
import { polarity } from '../parameters.ts'
import { type Answer, type Ask, defineRecipe, type Item } from '../recipe.ts'
import { listOf, statementsOf } from './trust/trusted.ts'

/** Policies that allow everything, and who has them. */
export const fullAdmin = defineRecipe({
  name: 'full_admin',
  about: 'security',
  description:
    'Policies that grant full admin rights, and the users, groups and roles that hold them.',
  questions: [
    'which policies grant full admin rights, and to whom are they attached?',
    'who has administrator access?',
    'who are our admins?',
    'which users have admin rights?',
    'which roles have full access to everything?',
  ],
  scope: 'global',
  services: ['iam'],
  parameters: z.strictObject({ polarity: polarity(['admins', 'others']) }),
  async run({ polarity: way }, ask) {
    const [managed, inline] = await Promise.all([managedAdmins(ask), inlineAdmins(ask)])
    const policies = [...managed, ...inline]
    const groups = [...new Set(policies.flatMap(({ groups }) => groups))]
    const members = await membersOf(groups, ask)
    ask.note(
      'Full admin: a policy that allows all actions on all resources. Narrower ones can lead there too, as iam:* or iam:PassRole does; permission boundaries and organization policies are not looked at.',
    )
    if (way === 'others') return othersOf(policies, { members, ask })
    return {
      summary: summarize(policies, { members, ask }),
      evidence: policies.map(({ name, kind, users, groups, roles }) => ({
        evidence: 'Full admin policy',
        Policy: name,
        Kind: kind,
        Users: listed(users, 20) || undefined,
        Groups: listed(groups, 20) || undefined,
        UsersByGroup:
          listed(
            groups.flatMap((group) => members.get(group) ?? []),
            20,
          ) || undefined,
        Roles: listed(roles, 20) || undefined,
      })),
      followUps: [
        'Which users have no MFA?',
        'Which roles can be assumed from another AWS account?',
      ],
    }
  },
})

interface Admin {
  name: string
  kind: 'AWS' | 'own' | 'inline'
  users: string[]
  groups: string[]
  roles: string[]
}

/** The account's own policies, and those of AWS that are attached to something. */
async function managedAdmins(ask: Ask): Promise<Admin[]> {
  const [own, attached] = await Promise.all([
    ask.read('iam:ListPolicies', { Scope: 'Local' }),
    ask.read('iam:ListPolicies', { Scope: 'AWS', OnlyAttached: true }),
  ])
  const versions = await readEach(ask, [...own, ...attached], {
    operation: 'iam:GetPolicyVersion',
    parameters: ({ Arn, DefaultVersionId }) => ({ PolicyArn: Arn, VersionId: DefaultVersionId }),
    noun: 'policy',
  })
  const admins = [...own, ...attached].filter(
    (one) => allowsAll(versions.get(one)?.[0]?.Document) || isKnown.test(text(one.Arn)),
  )
  const held = await readEach(ask, admins, {
    operation: 'iam:ListEntitiesForPolicy',
    parameters: ({ Arn }) => ({ PolicyArn: Arn }),
    noun: 'policy',
  })
  return admins.map((one) => {
    const by = (list: string, member: string) =>
      (held.get(one) ?? [])
        .map((entry) => text(object(entry[list])[member]))
        .filter((name) => name !== '')
    return {
      name: text(one.PolicyName),
      kind: own.includes(one) ? 'own' : 'AWS',
      users: by('PolicyUsers', 'UserName'),
      groups: by('PolicyGroups', 'GroupName'),
      roles: by('PolicyRoles', 'RoleName'),
    }
  })
}

/** Its name says what AWS has in it, whether or not it may be read. */
const isKnown = /^arn:aws[\w-]*:iam::aws:policy\/AdministratorAccess$/

/** Policies that stand in a user, group or role itself. */
async function inlineAdmins(ask: Ask): Promise<Admin[]> {
  const found = await Promise.all(
    holders.map(async ({ noun, list, member, names, get }) => {
      const all = await ask.read(list)
      const named = await readEach(ask, all, {
        operation: names,
        parameters: (one) => ({ [member]: one[member] }),
        noun,
      })
      const policies = [...named].flatMap(([one, own]) =>
        own.map(({ value }) => ({ of: text(one[member]), policy: text(value) })),
      )
      const read = await readEach(ask, policies, {
        operation: get,
        parameters: ({ of, policy }) => ({ [member]: of, PolicyName: policy }),
        noun: 'inline policy',
      })
      return policies
        .filter((one) => allowsAll(read.get(one)?.[0]?.PolicyDocument))
        .map(({ of, policy }): Admin => {
          const own = { users: [], groups: [], roles: [], [`${noun}s`]: [of] }
          return { name: policy, kind: 'inline', ...own }
        })
    }),
  )
  return found.flat()
}

const holders = [
  {
    noun: 'user',
    list: 'iam:ListUsers',
    member: 'UserName',
    names: 'iam:ListUserPolicies',
    get: 'iam:GetUserPolicy',
  },
  {
    noun: 'group',
    list: 'iam:ListGroups',
    member: 'GroupName',
    names: 'iam:ListGroupPolicies',
    get: 'iam:GetGroupPolicy',
  },
  {
    noun: 'role',
    list: 'iam:ListRoles',
    member: 'RoleName',
    names: 'iam:ListRolePolicies',
    get: 'iam:GetRolePolicy',
  },
] as const

const allowsAll = (document: Item[string] | undefined): boolean =>
  statementsOf(document).some(
    ({ Effect, Action, Resource, Condition }) =>
      Effect === 'Allow' &&
      Condition === undefined &&
      listOf(Action).some((one) => /^\*(?::\*)?$/.test(one)) &&
      listOf(Resource).includes('*'),
  )

async function membersOf(groups: readonly string[], ask: Ask): Promise<Map<string, string[]>> {
  const read = await readEach(ask, groups, {
    operation: 'iam:GetGroup',
    parameters: (GroupName) => ({ GroupName }),
    noun: 'group',
  })
  return new Map([...read].map(([group, users]) => [group, users.map((one) => text(one.UserName))]))
}

interface Told {
  members: ReadonlyMap<string, readonly string[]>
  ask: Ask
}

function summarize(policies: readonly Admin[], { members, ask }: Told): string {
  if (policies.length === 0) {
    return aboutAll(
      ask.whole(),
      'No policy that is attached, and none of the account itself, grants full admin rights.',
      `0 policies with full admin rights were seen in what could be read.`,
    )
  }
  const held = policies.filter((one) => holdersOf(one) > 0)
  const idle = policies.filter((one) => holdersOf(one) === 0)
  return sentences(
    `${counted(policies.length, 'policy', 'policies')} grant${policies.length === 1 ? 's' : ''} full admin rights.`,
    ...held
      .slice(0, 6)
      .map((one) => `**${said(one.name, 80)}** (${one.kind}) is held by ${heldBy(one, members)}.`),
    idle.length === 0
      ? ''
      : `Attached to nobody: ${listed(idle.map(({ name }) => said(name, 80)))}.`,
    held.length > 6 ? `${numbered(held.length - 6, 'more')} ${isAre(held.length - 6)} below.` : '',
  )
}

/** Users and roles that hold none of these policies. */
async function othersOf(policies: readonly Admin[], { members, ask }: Told): Promise<Answer> {
  const [users, roles] = await Promise.all([ask.read('iam:ListUsers'), ask.read('iam:ListRoles')])
  const admins = new Set(
    policies.flatMap((one) => [
      ...one.users,
      ...one.groups.flatMap((group) => members.get(group) ?? []),
    ]),
  )
  const adminRoles = new Set(policies.flatMap((one) => one.roles))
  const people = users.filter(({ UserName }) => !admins.has(text(UserName)))
  const others = roles.filter(({ RoleName }) => !adminRoles.has(text(RoleName)))
  const names = listed(
    people.map(({ UserName }) => said(text(UserName), 60)),
    20,
  )
  return {
    summary: sentences(
      `${people.length} of ${counted(users.length, 'IAM user')} ${people.length === 1 ? 'holds' : 'hold'} no policy with full admin rights${names && `: ${names}`}.`,
      `Of ${counted(roles.length, 'role')}, ${others.length} ${others.length === 1 ? 'holds' : 'hold'} none either.`,
      admins.size === 0
        ? ''
        : `Full admin rights: ${listed([...admins].map((name) => said(name, 60)))}.`,
    ),
    evidence: [
      ...people.map(({ UserName, CreateDate, PasswordLastUsed }) => ({
        evidence: 'User without full admin rights',
        Name: UserName,
        PasswordLastUsed,
        CreateDate,
      })),
      ...others.map(({ RoleName, CreateDate }) => ({
        evidence: 'Role without full admin rights',
        Name: RoleName,
        CreateDate,
      })),
    ],
  }
}

const holdersOf = ({ users, groups, roles }: Admin) => users.length + groups.length + roles.length

function heldBy({ users, groups, roles }: Admin, members: Told['members']): string {
  const short = (names: readonly string[], most = 10) =>
    listed(
      names.map((name) => said(name, 60)),
      most,
    )
  const parts = [
    ...(users.length > 0 ? [`the user${users.length > 1 ? 's' : ''} ${short(users)}`] : []),
    ...groups.map((group) => {
      const own = members.get(group)
      const who =
        own === undefined ? 'members not read' : own.length === 0 ? 'nobody in it' : short(own)
      return `the group ${said(group, 60)} (${who})`
    }),
    ...(roles.length > 0 ? [`the role${roles.length > 1 ? 's' : ''} ${short(roles)}`] : []),
  ]
  return listed(parts, 8)
}
