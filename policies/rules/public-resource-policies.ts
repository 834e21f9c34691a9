import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { isPattern } from '../arn.ts'
import type { Statement } from '../iam-document.ts'
import { isEveryone, namesSource } from '../principals.ts'
import { resources } from '../resource.ts'
import { resourcePolicies } from '../resource-policies.ts'

/** What lets others in by members of its own in place of a document. */
const shared = [
  'aws:lambda/layerVersionPermission:LayerVersionPermission',
  'aws:cloudwatch/eventPermission:EventPermission',
]

export const publicResourcePolicies: ResourceValidationPolicy = {
  name: 'public-resource-policies',
  description:
    'No policy of a bucket, key, topic, queue, table, repository or other resource allows everybody.',
  severity: 'critical',
  validateResource: [
    resourcePolicies(faultsOf),
    resources(
      shared,
      z.object({
        principal: z.string(),
        organizationId: z.string().optional(),
        condition: z.unknown().optional(),
      }),
      ({ principal, organizationId, condition }) =>
        isPattern(principal) && organizationId === undefined && condition === undefined
          ? ['everybody is allowed. Name an account or an organisation.']
          : [],
    ),
  ],
}

function faultsOf(statement: Statement): string[] {
  const { Sid, Effect, NotPrincipal, Principal } = statement
  if (Effect === 'Deny') return []
  if (NotPrincipal !== undefined) {
    return [`Statement ${Sid}: everybody but NotPrincipal is allowed. Name accounts.`]
  }
  if (namesSource(statement)) return []
  if (isEveryone(statement)) {
    return [`Statement ${Sid}: everybody is allowed. Name accounts or an organisation.`]
  }
  return Principal.Service
    ? [
        `Statement ${Sid}: ${Principal.Service.join(', ')} is allowed for whomever it acts. Name aws:SourceAccount or aws:SourceArn.`,
      ]
    : []
}
