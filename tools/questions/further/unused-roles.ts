import { object, text } from '../../recipes/evidence/values.ts'
import { counted, dayOf, listed, said } from '../../recipes/evidence/wording.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import { isObject } from '../lens/fields.ts'
import type { Plan } from '../plan.ts'
import { Reader } from '../things/reader.ts'
import { dayMs } from '../time/period.ts'
import { told } from './told.ts'

const unused =
  /\b(?:un-?used|stale|dead|idle|dormant|abandoned)\b|(?:\b(?:not|never|nobody|no one|no longer)|n't) (?:\w+ ){0,3}(?:us(?:e|es|ed|ing)|assum\w*|touch\w*)\b|\bnever-used\b/i
const leastDays = 90

/** Roles that nobody took on for so long; lists of roles do not tell it, IAM's details of all do. */
export async function unusedRoles(
  { question, kinds, names, age, period }: Plan,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const [main] = kinds
  if (main?.kind.noun !== 'role' || names.length > 0 || !unused.test(question)) return undefined
  const reader = new Reader(context)
  const found = await reader.tryRead('iam:GetAccountAuthorizationDetails', {
    region: context.defaultRegion,
    parameters: { Filter: ['Role'] },
  })
  const now = context.now().getTime()
  const never = /\bnever\b/i.test(question)
  const days = Math.round(
    age?.days ?? (period === undefined ? leastDays : (now - period.start.getTime()) / dayMs),
  )
  const roles = found.flatMap((item) => {
    const role = isObject(item) ? object(item.RoleDetailList) : {}
    if (role.RoleName === undefined || text(role.Path).startsWith('/aws-service-role/')) return []
    const last = text(object(role.RoleLastUsed).LastUsedDate)
    return [{ name: text(role.RoleName), last, made: text(role.CreateDate), arn: text(role.Arn) }]
  })
  const limit = now - days * dayMs
  const idle = roles
    .filter(({ last, made }) =>
      never ? last === '' : last === '' ? Date.parse(made) < limit : Date.parse(last) < limit,
    )
    .toSorted((a, b) => (a.last < b.last ? -1 : 1))
  const what = never
    ? 'were used within the 400 days that IAM looks back'
    : `were used within ${counted(days, 'day')}`
  return told({
    // What lists these roles, so that their other attributes can be asked for: IAM's details of all do not.
    operation: 'iam:ListRoles',
    query: `[?contains(\`${JSON.stringify(idle.map(({ name }) => name))}\`, RoleName)]`,
    understood: `roles · ${never ? 'never used' : `not used for ${days} days`}`,
    summary:
      idle.length === 0
        ? `All ${roles.length} roles ${what}${never ? '' : ', or are newer'}.`
        : `${idle.length} of ${counted(roles.length, 'role')} ${idle.length === 1 ? 'is' : 'are'} unused ${never ? 'within the 400 days that IAM looks back' : `for ${counted(days, 'day')}`}: ${listed(
            idle.map(
              ({ name, last }) =>
                `**${said(name, 60)}** (${last === '' ? 'not in the 400 days that IAM looks back' : `last ${dayOf(new Date(last))}`})`,
            ),
            10,
          )}. Roles that AWS's services made for themselves are left out.`,
    rows: idle.map(({ name, last, made, arn }) => ({
      region: 'global',
      item: { RoleName: name, LastUsedDate: last, CreateDate: made, Arn: arn },
    })),
    reader,
  })
}
