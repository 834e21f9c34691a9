import { SampleAccountError } from '../../error.ts'
import { arn, hex } from '../../facts/company.ts'
import { ownPolicies } from '../../facts/roles.ts'

/** IAM's unique ids: a prefix that tells the kind, and 16 capitals and digits. */
export const iamId = (prefix: string, name: string) =>
  `${prefix}${hex(`${prefix} ${name}`, 17).toUpperCase()}`

export const userArn = (name: string) => arn('iam', '', `user/${name}`)
export const groupArn = (name: string) => arn('iam', '', `group/${name}`)
export const roleArn = (name: string) => arn('iam', '', `role/${name}`)
export const mfaArn = (name: string) => arn('iam', '', `mfa/${name}`)

/** The company's own policies live in the account, all others in AWS's. */
export function policyArn(name: string): string {
  const own = ownPolicies.some((policy) => policy.name === name)
  if (own) return arn('iam', '', `policy/${name}`)
  const folder = /^AWSLambdaBasic|^AmazonECSTask/.test(name) ? 'service-role/' : ''
  const jobFunction = name === 'Billing' ? 'job-function/' : folder
  return `arn:aws:iam::aws:policy/${jobFunction}${name}`
}

export function noSuchEntity(kind: string, name: string | undefined) {
  return new SampleAccountError('NoSuchEntityException', {
    message: `The ${kind} with name ${name ?? ''} cannot be found.`,
    status: 404,
  })
}
