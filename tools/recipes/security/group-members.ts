import * as z from 'zod'
import { namesSaid } from '../evidence/named.ts'
import { readEach } from '../evidence/read-each.ts'
import { text } from '../evidence/values.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, listed, numbered, said, sentences } from '../evidence/wording.ts'
import { name } from '../parameters.ts'
import { type Ask, defineRecipe } from '../recipe.ts'

/** Who is in an IAM group, or in each of them. */
export const groupMembers = defineRecipe({
  name: 'group_members',
  about: 'security',
  description: 'Users in an IAM group, or in each group, with its policies.',
  questions: [
    'who is in the IAM group developers?',
    'users in the group platform',
    'which users are in each IAM group?',
    'who are the members of the group ops?',
  ],
  scope: 'global',
  services: ['iam'],
  parameters: z.strictObject({ name: name('IAM group') }),
  async run({ name: wanted }, ask) {
    const all = await ask.read('iam:ListGroups')
    const names = all.map(({ GroupName }) => text(GroupName))
    const meant = wanted === undefined ? [] : namesSaid(wanted, names)
    if (wanted !== undefined && meant.length === 0)
      return { summary: unknown(wanted, names, ask), evidence: [] }
    const groups = meant.length > 0 ? meant : names
    const by = { parameters: (GroupName: string) => ({ GroupName }), noun: 'group' }
    const [members, policies] = await Promise.all([
      readEach(ask, groups, { operation: 'iam:GetGroup', ...by }),
      readEach(ask, groups, { operation: 'iam:ListAttachedGroupPolicies', ...by }),
    ])
    const rows = groups.map((group) => ({
      group,
      users: members.get(group)?.map(({ UserName }) => text(UserName)),
      policies: (policies.get(group) ?? []).map(({ PolicyName }) => text(PolicyName)),
    }))
    return {
      summary:
        groups.length === 0
          ? aboutAll(ask.whole(), 'There is no IAM group.', '0 IAM groups could be seen.')
          : sentences(...rows.slice(0, 10).map((row) => tell(row))),
      evidence: rows.map((row) => ({
        evidence: 'IAM group',
        Group: row.group,
        Users: listed(row.users ?? [], 50) || undefined,
        Policies: listed(row.policies, 20) || undefined,
      })),
      followUps: ['Who has administrator access?'],
    }
  },
})

interface Row {
  group: string
  users: readonly string[] | undefined
  policies: readonly string[]
}

function tell({ group, users, policies }: Row): string {
  const name = `The group **${said(group, 60)}**`
  if (users === undefined) return `${name}: its members could not be read.`
  const has =
    policies.length === 0 ? '' : ` (policies: ${listed(policies.map((one) => said(one, 60)))})`
  const who =
    users.length === 0
      ? ''
      : `: ${listed(
          users.map((one) => said(one, 60)),
          20,
        )}`
  return `${name}${has} has ${counted(users.length, 'user')}${who}.`
}

const unknown = (wanted: string, names: readonly string[], ask: Ask) =>
  sentences(
    aboutAll(
      ask.whole(),
      `There is no IAM group called ${said(wanted)}.`,
      `${said(wanted)} was not found among the ${numbered(names.length, 'group')} that could be seen.`,
    ),
    names.length > 0
      ? `There: ${listed(
          names.map((one) => said(one, 60)),
          12,
        )}.`
      : '',
  )
