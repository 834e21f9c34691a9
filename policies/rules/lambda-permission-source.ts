import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { resources } from '../resource.ts'

const permission = z.object({
  principal: z.string(),
  principalOrgId: z.string().optional(),
  sourceAccount: z.string().optional(),
  sourceArn: z.string().optional(),
})

export const lambdaPermissionSource: ResourceValidationPolicy = {
  name: 'lambda-permission-source',
  description:
    'Who may invoke a function is an account, a role, an organisation, or a known source.',
  severity: 'critical',
  validateResource: resources(['aws:lambda/permission:Permission'], permission, (given) =>
    isWide(given.principal) && !isHeld(given)
      ? [
          `principal ${given.principal} may invoke for whomever it acts. Name principalOrgId, sourceAccount or sourceArn.`,
        ]
      : [],
  ),
}

/** Everybody, or a service of AWS, which acts for every customer that asks it to. */
const isWide = (principal: string) => principal === '*' || principal.endsWith('.amazonaws.com')

function isHeld({
  principal,
  principalOrgId,
  sourceAccount,
  sourceArn,
}: z.infer<typeof permission>) {
  // A caller may be said to have any source; only of a service does it say something.
  return principal === '*'
    ? principalOrgId !== undefined
    : (sourceAccount ?? sourceArn) !== undefined
}
