import * as z from 'zod'
import { namesSaid } from '../evidence/named.ts'
import { readEach } from '../evidence/read-each.ts'
import { objects, text } from '../evidence/values.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, dayOf, listed, numbered, said, sentences } from '../evidence/wording.ts'
import { name, polarity } from '../parameters.ts'
import { type Ask, defineRecipe, type Item } from '../recipe.ts'
import { type Trusted, trustedBy } from './trust/trusted.ts'

/** Who outside may become a role of the account. */
export const crossAccountRoles = defineRecipe({
  name: 'cross_account_roles',
  about: 'security',
  description:
    'Roles that another AWS account (or anybody) may assume, and when last used; of one named role, who may assume it.',
  questions: [
    'which roles can be assumed from another AWS account?',
    'cross-account roles',
    'which external accounts do our roles trust?',
    'who can assume the role former-agency-access?',
    'which IAM roles trust third parties?',
  ],
  scope: 'global',
  services: ['iam', 'sts'],
  parameters: z.strictObject({
    name: name('IAM role, where one is meant'),
    polarity: polarity(['other_accounts', 'own_alone']),
  }),
  async run({ name: wanted, polarity: way }, ask) {
    const all = await ask.read('iam:ListRoles')
    const [identity] = (await ask.tryRead('sts:GetCallerIdentity')) ?? []
    const own = text(identity?.Account) || accountIn(all)
    const names = all.map(({ RoleName }) => text(RoleName))
    const called = wanted === undefined ? undefined : new Set(namesSaid(wanted, names))
    if (called?.size === 0) return { summary: unknown(wanted ?? '', ask), evidence: [] }
    const roles = all
      .filter(({ RoleName }) => called?.has(text(RoleName)) ?? true)
      .map((role) => ({ role, trusted: trustedBy(role.AssumeRolePolicyDocument, own) }))
    if (way === 'own_alone' && called === undefined) {
      const own = roles.filter(({ trusted }) => !trusted.some(isOutside))
      return {
        summary: `${own.length} of ${counted(roles.length, 'role')} cannot be assumed from another AWS account${
          own.length === 0
            ? ''
            : `: ${listed(
                own.map(({ role }) => said(text(role.RoleName), 80)),
                20,
              )}`
        }.`,
        evidence: own.flatMap(({ role, trusted }) =>
          trusted.map((one) => rowOf(role, one, new Map())),
        ),
      }
    }
    const meant =
      called === undefined ? roles.filter(({ trusted }) => trusted.some(isOutside)) : roles
    const used = await usesOf(
      meant.map(({ role }) => role),
      ask,
    )
    if (called === undefined)
      ask.note(
        'Looked at: the trust policies of roles. Policies of buckets, keys, queues and the like can let another account in too.',
      )
    return {
      summary:
        called === undefined
          ? outsiders(meant, { all: all.length, used, ask })
          : sentences(...meant.slice(0, 5).map((one) => trustText(one, used))),
      evidence: meant.flatMap(({ role, trusted }) =>
        trusted
          .filter((one) => called !== undefined || isOutside(one))
          .map((one) => rowOf(role, one, used)),
      ),
      followUps: ['Who has administrator access?', 'Which access keys are older than 90 days?'],
    }
  },
})

interface TrustedRole {
  role: Item
  trusted: readonly Trusted[]
}

const isOutside = ({ kind }: Trusted) => kind === 'other account' || kind === 'anybody'

/** Where the caller may not ask who it is: roles carry the account in their ARNs. */
const accountIn = ([role]: readonly Item[]) => text(role?.Arn).split(':')[4] ?? ''

/** ListRoles leaves out when a role was last used. */
async function usesOf(roles: readonly Item[], ask: Ask): Promise<Map<Item, string>> {
  const read = await readEach(ask, roles, {
    operation: 'iam:GetRole',
    parameters: ({ RoleName }) => ({ RoleName }),
    noun: 'role',
  })
  return new Map(
    [...read].map(([role, [full]]) => {
      const [last] = objects([full?.RoleLastUsed ?? {}])
      const at = text(last?.LastUsedDate)
      return [
        role,
        at === '' ? 'not used in the last 400 days' : `last used ${dayOf(new Date(at))}`,
      ]
    }),
  )
}

interface Told {
  all: number
  used: ReadonlyMap<Item, string>
  ask: Ask
}

function outsiders(meant: readonly TrustedRole[], { all, used, ask }: Told): string {
  if (meant.length === 0) {
    return aboutAll(
      ask.whole(),
      `No role can be assumed from another AWS account (${all} looked at).`,
      `0 of the ${numbered(all, 'role')} that could be seen can be assumed from another AWS account.`,
    )
  }
  const each = meant.map(
    ({ role, trusted }) =>
      `**${said(text(role.RoleName), 80)}** by ${listed(trusted.filter(isOutside).map(trustedText))}${used.has(role) ? ` (${used.get(role)})` : ''}`,
  )
  return `${counted(meant.length, 'role')} of ${all} can be assumed from another AWS account: ${listed(each, 6)}.`
}

function trustText({ role, trusted }: TrustedRole, used: ReadonlyMap<Item, string>): string {
  const by = trusted.length === 0 ? 'nobody' : listed(trusted.map(trustedText), 8)
  const last = used.get(role)
  return `**${said(text(role.RoleName), 80)}** can be assumed by ${by}${last === undefined ? '' : ` (${last})`}.`
}

const trustedText = ({ kind, who, conditions }: Trusted) =>
  `${kind === 'other account' ? 'the other account ' : kind === 'anybody' ? '**anybody**' : ''}${said(who, 120)}${
    conditions.length === 0
      ? kind === 'other account' || kind === 'anybody'
        ? ', without a condition'
        : ''
      : `, if ${listed(conditions.map((one) => said(one, 60)))} fit${conditions.length === 1 ? 's' : ''}`
  }`

const rowOf = (role: Item, one: Trusted, used: ReadonlyMap<Item, string>) => ({
  evidence: 'Trust of a role',
  Role: role.RoleName,
  Trusts: one.who,
  Kind: one.kind,
  Conditions: listed(one.conditions) || undefined,
  LastUse: used.get(role),
  CreateDate: role.CreateDate,
})

const unknown = (wanted: string, ask: Ask) =>
  aboutAll(
    ask.whole(),
    `There is no IAM role called ${said(wanted)}.`,
    `${said(wanted)} was not found among the roles that could be seen.`,
  )
