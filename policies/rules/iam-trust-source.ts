import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { isExplainedTrust, type Owner } from '../exceptions.ts'
import { namesSubject } from '../federation.ts'
import { type Statement, statementsOf } from '../iam-document.ts'
import { isEveryone, namesTaker } from '../principals.ts'
import { resources } from '../resource.ts'
import { stackConfig } from '../stack-config.ts'

export const iamTrustSource: ResourceValidationPolicy = {
  name: 'iam-trust-source',
  description: 'A role is taken only on behalf of a named account or resource.',
  severity: 'critical',
  validateResource: resources(
    ['aws:iam/role:Role'],
    z.object({ assumeRolePolicy: z.string(), name: z.string().optional() }),
    ({ assumeRolePolicy, name }, { urn }) => {
      const owner = { name, config: stackConfig(urn) }
      return statementsOf(assumeRolePolicy).flatMap((statement) => faultsOf(statement, owner))
    },
  ),
}

function faultsOf(statement: Statement, owner: Owner): string[] {
  const { Sid, Effect, NotPrincipal, Principal } = statement
  if (Effect === 'Deny') return []
  if (isEveryone(statement)) return [`Statement ${Sid}: everybody may take the role.`]
  if (NotPrincipal !== undefined) {
    return [`Statement ${Sid}: everybody but NotPrincipal may take the role.`]
  }
  if (isExplainedTrust(statement, owner)) return []
  if (Principal.Federated) {
    return namesSubject(statement)
      ? []
      : [
          `Statement ${Sid}: no condition says which of the issuer's users or workloads may take the role. Name them by the subject (…:sub) of their tokens.`,
        ]
  }
  return namesTaker(statement)
    ? []
    : [
        `Statement ${Sid}: no condition says for whom the role is taken. Name aws:SourceAccount and aws:SourceArn, or for another account sts:ExternalId; what cannot have one belongs in exceptions.ts, with the reason.`,
      ]
}
