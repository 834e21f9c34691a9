import type { ResourceValidationPolicy } from '@pulumi/policy'
import { isPattern, nameIn, parseArn } from '../arn.ts'
import { isExplainedWildcard, type Owner } from '../exceptions.ts'
import type { Statement } from '../iam-document.ts'
import { identityPolicies } from '../identity-policies.ts'

export const iamWildcards: ResourceValidationPolicy = {
  name: 'iam-wildcards',
  description: 'What a role may do is named: actions one by one, resources by ARN.',
  severity: 'high',
  validateResource: identityPolicies(faultsOf),
}

function faultsOf(statement: Statement, owner: Owner): string[] {
  const { Sid, Effect, Action, NotAction, Resource, NotResource } = statement
  if (Effect === 'Deny') return []
  const named = `Statement ${Sid}`
  const actions = Action.filter(isPattern)
  const wide = Resource.filter(isWide)
  return [
    ...(NotAction ? [`${named}: NotAction allows all else. Name what is allowed.`] : []),
    ...(NotResource ? [`${named}: NotResource allows all else. Name what is allowed.`] : []),
    ...actions.map((action) => `${named}: action ${action} is a wildcard. Name each action.`),
    ...(wide.length === 0 || isExplainedWildcard(statement, owner)
      ? []
      : [
          `${named}: resource ${wide.join(', ')} is everything. Name it by ARN; what cannot be belongs in exceptions.ts, with the reason.`,
        ]),
  ]
}

/**
 * Names nothing: `*`, everything of a kind (`arn:aws:s3:::*`, `…:table/*`), and what is called so in
 * any account or region. The regions of one of Bedrock's models are AWS's, and in no account.
 */
function isWide(resource: string): boolean {
  if (!isPattern(resource)) return false
  const arn = parseArn(resource)
  if (arn === undefined || isPattern(arn.partition + arn.service + arn.account)) return true
  const isModel = arn.service === 'bedrock' && arn.account === ''
  if (isPattern(arn.region) && !isModel) return true
  return !isNamed(nameIn(arn))
}

/** Some part before any wildcard that is a name of somebody's own. */
function isNamed(name: string): boolean {
  const [fixed = ''] = name.split(/[*?]|\$\{/)
  return fixed.split(/[:/]/).some((part) => part.length > 2 && !madeByAws.has(part))
}

/** What AWS puts before the names of many: `/aws/lambda/…`. */
const madeByAws = new Set([
  'apigateway',
  'aws',
  'aws-reserved',
  'aws-service-role',
  'codebuild',
  'lambda',
  'rds',
  'service-role',
  'vendedlogs',
])
