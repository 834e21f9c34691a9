import type { Json } from '../json.ts'
import { listed, said } from '../recipes/evidence/wording.ts'
import { isObject } from './lens/fields.ts'
import type { Plan } from './plan.ts'
import type { Kind } from './things/kind.ts'
import type { Thing } from './things/list-things.ts'
import type { Reader } from './things/reader.ts'

/** Whether it is asked what a user, role or group may do: by the policies that are attached, own or of groups. */
export const asksPolicies = ({ question }: Plan, { noun }: Kind): boolean =>
  /^(?:user|role|group)$/.test(noun) &&
  /\b(?:polic(?:y|ies)|permissions?|rights|privileges?|admin(?:istrator)?s?|allowed)\b/i.test(
    question,
  ) &&
  !/\b(?:password|trust|bucket|boundar\w*|without|no|lack\w*)\b/i.test(question)

/** The policies of each, where they come from, and whether one of them is of an administrator. */
export async function policiesOf(
  things: readonly Thing[],
  { plan, kind, reader }: { plan: Plan; kind: Kind; reader: Reader },
): Promise<string> {
  const each = await reader.each(things.slice(0, 3), async ({ name }) => {
    const own = await policiesAt(kind.noun, name, reader)
    const groups =
      kind.noun === 'user'
        ? textsOf(await read('iam:ListGroupsForUser', { UserName: name }, reader), 'GroupName')
        : []
    const byGroup = await reader.each(groups, async (group) => {
      const held = await policiesAt('group', group, reader)
      return [{ group, held }]
    })
    return [{ name, own, byGroup }]
  })
  return each
    .map(({ name, own, byGroup }) => {
      const all = [...own, ...byGroup.flatMap(({ held }) => held)]
      const parts = [
        ...(own.length === 0 ? [] : [`${listed(own.map(policySaid), 12)} of its own`]),
        ...byGroup.map(({ group, held }) =>
          held.length === 0
            ? `nothing by the group ${said(group)}`
            : `${listed(held.map(policySaid), 12)} by the group ${said(group)}`,
        ),
      ]
      const told =
        parts.length === 0
          ? `**${said(name)}** has no policies.`
          : `**${said(name)}** has ${listed(parts, 8)}.`
      return /\badmin/i.test(plan.question) ? `${adminSaid(all)} ${told}` : told
    })
    .join('\n')
}

interface Held {
  policy: string
  inline: boolean
}

/** Names alone are read: what policies of one's own say may be as much. */
function adminSaid(all: readonly Held[]): string {
  if (all.some(({ policy, inline }) => policy === 'AdministratorAccess' && !inline))
    return 'Yes, an administrator: AdministratorAccess is attached.'
  const power = all.some(({ policy }) => policy === 'PowerUserAccess')
    ? ' PowerUserAccess allows nearly everything but to manage users and roles.'
    : ''
  return `No administrator by name: AdministratorAccess is not among the policies.${power} What policies of your own allow was not looked at here.`
}

const policySaid = ({ policy, inline }: Held) => `${said(policy)}${inline ? ' (inline)' : ''}`

async function policiesAt(noun: string, name: string, reader: Reader): Promise<Held[]> {
  const word = `${noun.charAt(0).toUpperCase()}${noun.slice(1)}`
  const parameters = { [`${word}Name`]: name }
  const [attached, inline] = await Promise.all([
    read(`iam:ListAttached${word}Policies`, parameters, reader),
    read(`iam:List${word}Policies`, parameters, reader),
  ])
  return [
    ...textsOf(attached, 'PolicyName').map((policy) => ({ policy, inline: false })),
    ...textsOf(inline, 'PolicyName').map((policy) => ({ policy, inline: true })),
  ]
}

const read = (operation: string, parameters: Record<string, unknown>, reader: Reader) =>
  reader.tryRead(operation, { region: reader.defaultRegion, parameters })

/** A member of each, or the entries where they are texts themselves. */
const textsOf = (items: readonly Json[], member: string): string[] =>
  items.flatMap((item) => {
    const value = isObject(item) ? item[member] : item
    return typeof value === 'string' ? [value] : []
  })
