import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { isPattern } from '../arn.ts'
import type { Owner } from '../exceptions.ts'
import type { Statement } from '../iam-document.ts'
import { identityPolicies } from '../identity-policies.ts'
import { resources } from '../resource.ts'
import { isToolAction, isToolRole } from '../tool-role.ts'

export const toolRoleReads: ResourceValidationPolicy = {
  name: 'tool-role-reads',
  description:
    'The tools’ role may do what the catalogue of operations allows, write its own logs, and no more.',
  severity: 'critical',
  validateResource: [
    identityPolicies(faultsOf),
    resources(
      ['aws:iam/rolePolicyAttachment:RolePolicyAttachment'],
      z.object({ policyArn: z.string(), role: z.string().optional() }),
      ({ policyArn, role }) =>
        isItsName(role) && !isToolRole(lastOf(policyArn)) && !reading.test(policyArn)
          ? [`${policyArn} is none of its own policies, nor one of AWS’s that only read.`]
          : [],
    ),
  ],
}

function faultsOf({ Sid, Effect, Action }: Statement, { name, config }: Owner): string[] {
  if (Effect === 'Deny' || !isItsName(name)) return []
  return Action.filter((action) => !isPattern(action) && !isToolAction(action, config)).map(
    (action) => `Statement ${Sid}: ${action} is not what the tools may do. Take it out.`,
  )
}

/** Where no name is given, it is not known to be the tools'. */
const isItsName = (name: string | undefined) => name !== undefined && isToolRole(name)

const lastOf = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1)

/** By AWS's words; the deny holds whatever they allow. */
const reading = /^arn:[^:]+:iam::aws:policy\/(.*\/)?\w*(ReadOnly|ViewOnly|SecurityAudit)\w*$/
