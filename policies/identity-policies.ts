import type { ResourceValidation } from '@pulumi/policy'
import { z } from 'zod'
import { type Statement, statementsOf } from './iam-document.ts'
import { resources } from './resource.ts'

/** A check of each statement that says what a role, user or group may do, wherever it is written. */
export function identityPolicies(faults: (statement: Statement) => string[]): ResourceValidation[] {
  const ofDocuments = (documents: readonly string[]) =>
    documents.flatMap((document) => statementsOf(document).flatMap(faults))
  return [
    resources(policies, z.object({ policy: z.string() }), ({ policy }) => ofDocuments([policy])),
    resources(['aws:iam/role:Role'], z.object({ inlinePolicies }), (role) =>
      ofDocuments(role.inlinePolicies.flatMap(({ policy }) => policy ?? [])),
    ),
  ]
}

const policies = [
  'aws:iam/policy:Policy',
  'aws:iam/rolePolicy:RolePolicy',
  'aws:iam/userPolicy:UserPolicy',
  'aws:iam/groupPolicy:GroupPolicy',
]

const inlinePolicies = z.array(z.object({ policy: z.string().optional() })).default([])
