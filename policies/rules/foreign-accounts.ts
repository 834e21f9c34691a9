import type { PolicyResource } from '@pulumi/policy'
import { z } from 'zod'
import { accountOf, isAccount } from '../arn.ts'
import { isExplainedTrust } from '../exceptions.ts'
import { type Statement, statementsOf } from '../iam-document.ts'
import { identityStatements } from '../identity-policies.ts'
import { testsOf } from '../principals.ts'
import { resourceStatements } from '../resource-policies.ts'
import { namedAccounts, ownAccounts, stackConfig } from '../stack-config.ts'
import { type Rule, stack } from '../stack-rule.ts'

/**
 * Judged as soon as the stack's own account is known: of a resource where configuration says it, and
 * else of the whole stack, by what AWS takes of no other account.
 */
export const foreignAccounts: Rule = {
  name: 'foreign-accounts',
  description:
    'No account has access or is given any but the stack’s own and those that are configured.',
  severity: 'critical',
  configSchema: {
    properties: {
      accounts: {
        type: 'array',
        items: { type: 'string' },
        description:
          'Numbers of the accounts that may be named, besides those of the stack’s configuration.',
        default: [],
      },
    },
  },
  validateResource: ({ type, props, urn, getConfig }, reportViolation) => {
    const known = [...configured(getConfig()), ...ownAccounts(stackConfig(urn))]
    if (known.length === 0) return
    for (const fault of faultsOf({ type, props, urn }, known)) reportViolation(fault)
  },
  validateStack: stack((all, config) => {
    const [first] = all
    if (first === undefined) return []
    // What is configured is judged resource by resource.
    if (configured(config).length + ownAccounts(stackConfig(first.urn)).length > 0) return []
    const found = all.flatMap(ownAccountIn)
    return found.length === 0
      ? []
      : all.flatMap(({ type, props, urn }) =>
          faultsOf({ type, props, urn }, found).map((fault) => ({ urn, fault })),
        )
  }),
}

type Resource = Pick<PolicyResource, 'type' | 'props' | 'urn'>

const configured = (config: unknown): string[] =>
  z.object({ accounts: z.array(z.string()).default([]) }).parse(config).accounts

/** The account of what AWS takes of a resource's own account alone. */
function ownAccountIn({ type, props }: Resource): string[] {
  const member = ofOwnAccount[type]
  const value: unknown = member === undefined ? undefined : props[member]
  const account = typeof value === 'string' ? accountOf(value) : undefined
  return account === undefined ? [] : [account]
}

const ofOwnAccount: Readonly<Record<string, string>> = {
  'aws:bedrock/agentcoreGateway:AgentcoreGateway': 'roleArn',
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment': 'policyArn',
  'aws:lambda/function:Function': 'role',
}

function faultsOf(resource: Resource, known: readonly string[]): string[] {
  const allowed = new Set([...known, ...namedAccounts(stackConfig(resource.urn))])
  return [...new Set(accountsIn(resource))]
    .filter((account) => !allowed.has(account))
    .map((account) => `Account ${account} is not the stack's own. Take it out, or configure it.`)
}

/** Whom it lets in, on whose behalf, and on whose resources it acts. */
function accountsIn(resource: Resource): string[] {
  const { type, props, urn } = resource
  const allows = ({ Effect }: Statement) => Effect === 'Allow'
  const reached = identityStatements(resource).statements.filter(allows)
  return [
    ...[...trustStatements(resource), ...resourceStatements(resource)]
      .filter(allows)
      .filter((statement) => !isExplainedTrust(statement, ownerOf(props, urn)))
      .flatMap(({ Principal, ...statement }) => [
        ...Object.values(Principal).flat(),
        ...testsOf({ Principal, ...statement })
          .filter(({ key }) => ofAccounts.has(key))
          .flatMap(({ values }) => values),
      ]),
    ...reached.flatMap(({ Resource }) => Resource),
    ...(type === 'aws:lambda/permission:Permission' ? invokers(props) : []),
  ]
    .map((value) => accountOf(value) ?? '')
    .filter(isAccount)
}

const ofAccounts = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:sourceaccount',
  'aws:sourcearn',
  'kms:calleraccount',
])

const ownerOf = (props: unknown, urn: string) => ({
  name: z.object({ name: z.string().optional().catch(undefined) }).parse(props).name,
  config: stackConfig(urn),
})

const trustStatements = ({ type, props }: Resource): Statement[] =>
  type === 'aws:iam/role:Role'
    ? statementsOf(z.object({ assumeRolePolicy: z.string() }).parse(props).assumeRolePolicy)
    : []

const invokers = (props: unknown): string[] =>
  Object.values(
    z
      .object({
        principal: z.string(),
        sourceAccount: z.string().optional(),
        sourceArn: z.string().optional(),
      })
      .parse(props),
  ).filter((value) => value !== undefined)
