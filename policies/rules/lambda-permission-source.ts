import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { isAccount, isOfOneAccount, isPattern, parseArn } from '../arn.ts'
import { resources } from '../resource.ts'

const permission = z.object({
  action: z.string().optional(),
  principal: z.string(),
  principalOrgId: z.string().optional(),
  sourceAccount: z.string().optional(),
  sourceArn: z.string().optional(),
  functionUrlAuthType: z.string().optional(),
  invokedViaFunctionUrl: z.boolean().optional(),
})

type Permission = z.infer<typeof permission>

export const lambdaPermissionSource: ResourceValidationPolicy = {
  name: 'lambda-permission-source',
  description:
    'Who may invoke a function is a role, an organisation, a known source, or by its URL the account.',
  severity: 'critical',
  validateResource: resources(['aws:lambda/permission:Permission'], permission, (given) => [
    ...(isWide(given.principal) && !isHeld(given)
      ? [
          `principal ${given.principal} may invoke for whomever it acts. Name principalOrgId, sourceAccount or sourceArn.`,
        ]
      : []),
    ...(isWholeAccount(given.principal) && isDirect(given)
      ? [
          `all of account ${given.principal} may invoke, past the Function URL. Name a role, or set invokedViaFunctionUrl.`,
        ]
      : []),
    ...(given.functionUrlAuthType === 'NONE'
      ? ['functionUrlAuthType is NONE, which lets in what nobody signed. Use AWS_IAM.']
      : []),
    ...(given.action === undefined ||
    /^lambda:Invoke(Async|Function|FunctionUrl)$/.test(given.action)
      ? []
      : [`action ${given.action} is more than invoking. Allow it to a role, in its own policy.`]),
  ]),
}

/** Everybody, or a service, which acts for every customer that asks it to. */
const isWide = (principal: string) => {
  const arn = parseArn(principal)
  return arn === undefined ? !isAccount(principal) : isPattern(principal)
}

const isWholeAccount = (principal: string) =>
  isAccount(principal) || /^\d{12}$/.test(rootOf(principal) ?? '')

const rootOf = (principal: string) => {
  const arn = parseArn(principal)
  return arn?.resource === 'root' ? arn.account : undefined
}

const isDirect = ({ action, invokedViaFunctionUrl }: Permission) =>
  action !== undefined && action !== 'lambda:InvokeFunctionUrl' && invokedViaFunctionUrl !== true

function isHeld({ principal, principalOrgId, sourceAccount, sourceArn }: Permission) {
  // A caller may be said to have any source; only of a service does it say something.
  if (isPattern(principal)) return /^o-[a-z0-9]{10,32}$/.test(principalOrgId ?? '')
  return (
    (sourceAccount !== undefined || sourceArn !== undefined) &&
    (sourceAccount === undefined || isAccount(sourceAccount)) &&
    (sourceArn === undefined || isOfOneAccount(sourceArn) || sourceAccount !== undefined)
  )
}
