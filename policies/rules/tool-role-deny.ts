import type { PolicyResource } from '@pulumi/policy'
import { z } from 'zod'
import { isPattern, matches, parseArn } from '../arn.ts'
import { type Statement, statementsOf } from '../iam-document.ts'
import { type StackConfig, stackConfig } from '../stack-config.ts'
import { ofType, type Rule, type StackFault, stack } from '../stack-rule.ts'
import { deniedActions, deniedPaths, isToolRole } from '../tool-role.ts'

export const toolRoleDeny: Rule = {
  name: 'tool-role-deny',
  description:
    'The tools’ role is denied what reveals secrets, starts work or reads data that is not opened, whatever else is attached to it.',
  severity: 'critical',
  validateResource: [],
  validateStack: stack((all) =>
    ofType(all, ['aws:iam/role:Role'], z.object({ name: z.string() }))
      .filter(({ name }) => isToolRole(name))
      .flatMap(({ name, urn }) => faultsOf(denialsOf(name, all), urn)),
  ),
}

function faultsOf(denials: readonly Statement[], urn: string): StackFault[] {
  const missing = missingOf(denials, stackConfig(urn))
  if (missing.length === 0) return []
  const [first = '', second = '', third = ''] = missing
  const some = [first, second, third].filter(Boolean).join(', ')
  const more = missing.length > 3 ? ` and ${missing.length - 3} more` : ''
  return [
    { urn, fault: `It is not denied ${some}${more}. Attach the catalogue's policy "deny", whole.` },
  ]
}

function missingOf(denials: readonly Statement[], config: StackConfig): string[] {
  const everywhere = denials.filter(({ Resource }) => Resource.includes('*'))
  const isDenied = (action: string) =>
    everywhere.some((statement) => names(statement.Action, action.toLowerCase()))
  const paths = denials
    .filter(({ Action }) => names(Action, 'apigateway:get'))
    .flatMap(({ Resource }) => Resource.map((arn) => (arn === '*' ? '*' : (pathIn(arn) ?? ''))))
  return [
    ...deniedActions(config).filter((action) => !isDenied(action)),
    ...deniedPaths(config)
      .filter((path) => !paths.some((denied) => denied === path || denied === '*'))
      .map((path) => `apigateway:GET of ${path}`),
  ]
}

const names = (patterns: readonly string[], action: string) =>
  patterns.some((pattern) =>
    isPattern(pattern) ? matches(pattern.toLowerCase(), action) : pattern.toLowerCase() === action,
  )

const pathIn = (arn: string) => parseArn(arn)?.resource

/** Statements that deny a role something, with no condition under which they do not. */
function denialsOf(role: string, all: readonly PolicyResource[]): Statement[] {
  const attachments = all
    .filter(({ type }) => type === 'aws:iam/rolePolicyAttachment:RolePolicyAttachment')
    .filter(({ props }) => props.role === role)
  const made = ofType(
    all,
    ['aws:iam/policy:Policy'],
    z.object({ name: z.string(), policy: z.string() }),
  ).filter((policy) => attachments.some((one) => attaches(one, policy)))
  const own = ofType(
    all,
    ['aws:iam/rolePolicy:RolePolicy'],
    z.object({ role: z.string(), policy: z.string() }),
  ).filter((one) => one.role === role)
  return [...made, ...own]
    .flatMap(({ policy }) => statementsOf(policy))
    .filter(({ Effect, Condition }) => Effect === 'Deny' && Object.keys(Condition).length === 0)
}

/** By what the program says, since a policy has no ARN before it is made; else by the ARN. */
function attaches(
  { propertyDependencies, props }: PolicyResource,
  { urn, name }: { urn: string; name: string },
): boolean {
  const named = propertyDependencies.policyArn ?? []
  return named.length > 0
    ? named.some((policy) => policy.urn === urn)
    : String(props.policyArn).endsWith(`/${name}`)
}
