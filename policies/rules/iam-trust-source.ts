import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { isExplainedTrust } from '../exceptions.ts'
import { type Statement, statementsOf } from '../iam-document.ts'
import { isEveryone, namesSource } from '../principals.ts'
import { resources } from '../resource.ts'

export const iamTrustSource: ResourceValidationPolicy = {
  name: 'iam-trust-source',
  description: 'A role is taken only on behalf of a named account or resource.',
  severity: 'critical',
  validateResource: resources(
    ['aws:iam/role:Role'],
    z.object({ assumeRolePolicy: z.string() }),
    ({ assumeRolePolicy }) => statementsOf(assumeRolePolicy).flatMap(faultsOf),
  ),
}

function faultsOf(statement: Statement): string[] {
  const { Sid, Effect, NotPrincipal } = statement
  if (Effect === 'Deny') return []
  if (isEveryone(statement)) return [`Statement ${Sid}: everybody may take the role.`]
  if (NotPrincipal !== undefined) {
    return [`Statement ${Sid}: everybody but NotPrincipal may take the role.`]
  }
  if (namesSource(statement) || isFederated(statement) || isExplainedTrust(statement)) return []
  return [
    `Statement ${Sid}: no condition says for whom the role is taken. Name aws:SourceAccount and aws:SourceArn, or for another account sts:ExternalId; what cannot have one belongs in exceptions.ts, with the reason.`,
  ]
}

/** An issuer's users and no others, where a condition tests the token's claims. */
function isFederated({ Principal, Condition }: Statement): boolean {
  const keys = Object.values(Condition).flatMap((test) => Object.keys(test))
  return (
    Object.keys(Principal).join() === 'Federated' && keys.some((key) => /:(aud|sub)$/.test(key))
  )
}
