import type { ResourceValidationPolicy } from '@pulumi/policy'
import { isExplainedWildcard } from '../exceptions.ts'
import type { Statement } from '../iam-document.ts'
import { identityPolicies } from '../identity-policies.ts'

export const iamWildcards: ResourceValidationPolicy = {
  name: 'iam-wildcards',
  description: 'What a role may do is named: actions one by one, resources by ARN.',
  severity: 'high',
  validateResource: identityPolicies(faultsOf),
}

function faultsOf(statement: Statement): string[] {
  const { Sid, Effect, Action, NotAction, Resource, NotResource } = statement
  if (Effect === 'Deny') return []
  const named = `Statement ${Sid}`
  const actions = Action.filter((action) => /[*?]/.test(action))
  const wide = Resource.filter(isEvery)
  return [
    ...(NotAction ? [`${named}: NotAction allows all else. Name what is allowed.`] : []),
    ...(NotResource ? [`${named}: NotResource allows all else. Name what is allowed.`] : []),
    ...actions.map((action) => `${named}: action ${action} is a wildcard. Name each action.`),
    ...(wide.length === 0 || isExplainedWildcard(statement)
      ? []
      : [
          `${named}: resource ${wide.join(', ')} is everything. Name it by ARN; what cannot be belongs in exceptions.ts, with the reason.`,
        ]),
  ]
}

/** `*`, and an ARN that names no more than a service: `arn:aws:s3:::*`. */
const isEvery = (resource: string) => /^(\*|arn:([^:]*:){4}\*)$/.test(resource)
