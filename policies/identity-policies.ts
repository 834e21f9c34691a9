import type { PolicyResource, ResourceValidation } from '@pulumi/policy'
import { z } from 'zod'
import type { Owner } from './exceptions.ts'
import { type Statement, statementsOf } from './iam-document.ts'
import { stackConfig } from './stack-config.ts'

/** A check of each statement that says what a role, user or group may do, wherever it is written. */
export function identityPolicies(
  faults: (statement: Statement, owner: Owner) => readonly string[],
): ResourceValidation {
  return (args, reportViolation) => {
    const { statements, name } = identityStatements(args)
    const owner = { name, config: stackConfig(args.urn) }
    for (const fault of statements.flatMap((one) => faults(one, owner))) reportViolation(fault)
  }
}

/** Those of a resource, and whose they are as far as it says; of another resource none. */
export function identityStatements({ type, props }: Pick<PolicyResource, 'type' | 'props'>): {
  statements: Statement[]
  name: string | undefined
} {
  const found = documentsIn[type]?.(props)
  return {
    statements: found?.documents.flatMap(statementsOf) ?? [],
    name: found?.name,
  }
}

/** JSON, or what it says. */
const document = z.union([
  z.string(),
  z.looseObject({}).transform((value) => JSON.stringify(value)),
])
const name = z.string().optional()

const policy = z.object({ policy: document, name })
const rolePolicy = z.object({ policy: document, role: name })
const inlinePolicy = z.object({ inlinePolicy: document })
const role = z.object({
  inlinePolicies: z.array(z.object({ policy: document.optional() })).default([]),
  name,
})

const ofNoRole = (props: unknown) => ({
  documents: [policy.pick({ policy: true }).parse(props).policy],
  name: 'no role',
})

type Documents = (props: unknown) => { documents: string[]; name: string | undefined }

const documentsIn: Readonly<Record<string, Documents>> = {
  'aws:iam/policy:Policy': (props) => {
    const given = policy.parse(props)
    return { documents: [given.policy], name: given.name }
  },
  'aws:iam/rolePolicy:RolePolicy': (props) => {
    const given = rolePolicy.parse(props)
    return { documents: [given.policy], name: given.role }
  },
  'aws:iam/userPolicy:UserPolicy': ofNoRole,
  'aws:iam/groupPolicy:GroupPolicy': ofNoRole,
  'aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy': (props) => ({
    documents: [inlinePolicy.parse(props).inlinePolicy],
    name: 'no role',
  }),
  'aws:iam/role:Role': (props) => {
    const given = role.parse(props)
    return {
      documents: given.inlinePolicies.flatMap((inline) => inline.policy ?? []),
      name: given.name,
    }
  },
}
