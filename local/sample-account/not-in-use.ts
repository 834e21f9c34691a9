import type { Call } from './answer.ts'
import { SampleAccountError } from './error.ts'
import { company } from './facts/company.ts'

interface NotInUse {
  service: string
  operations?: RegExp
  error: string
  message: string
  status?: number
}

/** What the company never turned on, and how AWS says that. */
const notInUse: readonly NotInUse[] = [
  {
    service: 'compute-optimizer',
    operations: /^(?!GetEnrollmentStatus)/,
    error: 'OptInRequiredException',
    message: `Aws account ${company.accountId} is not registered for recommendations.`,
    status: 403,
  },
  {
    service: 'cost-explorer',
    operations: /^GetRightsizingRecommendation$/,
    error: 'AccessDeniedException',
    message:
      'Rightsizing EC2 recommendation is an opt-in only feature. You can enable this feature from the PAYER account’s Cost Explorer Settings page.',
  },
  {
    service: 'health',
    operations: /ForOrganization$/,
    error: 'ValidationException',
    message: 'Health data of an organization is for its management account, which this is not.',
  },
  {
    service: 'organizations',
    error: 'AWSOrganizationsNotInUseException',
    message: 'Your account is not a member of an organization.',
  },
  {
    service: 'resource-explorer-2',
    operations: /^(Search|GetDefaultView|GetIndex|ListResources)$/,
    error: 'UnauthorizedException',
    message:
      'Unauthorized: there is no default view in this Region, as Resource Explorer is not turned on.',
    status: 401,
  },
  {
    service: 'securityhub',
    error: 'InvalidAccessException',
    message: `Account ${company.accountId} is not subscribed to AWS Security Hub`,
    status: 401,
  },
]

/** AWS's own error of a service that is not turned on; undefined of all others. */
export function notTurnedOn({ service, operation }: Call): SampleAccountError | undefined {
  const found = notInUse.find(
    (one) => one.service === service && (one.operations ?? /^/).test(operation),
  )
  if (found === undefined) return undefined
  const { error, message, status } = found
  return new SampleAccountError(error, { message, ...(status && { status }) })
}
