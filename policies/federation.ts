import { isPattern, parseArn } from './arn.ts'
import type { Statement } from './iam-document.ts'
import { type Test, testsOf } from './principals.ts'

/** An issuer's users, where conditions say by value which of them. */
export function namesSubject(statement: Statement): boolean {
  const { Federated = [], ...others } = statement.Principal
  if (Federated.length === 0 || Object.keys(others).length > 0) return false
  const tests = testsOf(statement)
  return Federated.every((provider) => isHeld(provider, tests))
}

function isHeld(provider: string, tests: readonly Test[]): boolean {
  const is = (key: string, isNamed: (value: string) => boolean) =>
    tests.some((test) => test.key === key.toLowerCase() && test.values.every(isNamed))
  const [, kind, host = provider] =
    /^(oidc|saml)-provider\/(.+)$/.exec(parseArn(provider)?.resource ?? '') ?? []
  // A SAML provider is made of one company's own directory, which says who of it may.
  if (kind === 'saml') return is('saml:aud', isWhole) || is('saml:sub', isSubject)
  // Of an identity pool anybody is a guest; the audience is the pool.
  if (host === 'cognito-identity.amazonaws.com') {
    return (
      is(`${host}:aud`, isWhole) && is(`${host}:amr`, (value) => value.startsWith('authenticated'))
    )
  }
  // An audience is no one: GitHub gives tokens of any to every repository that there is.
  return is(`${host}:sub`, isSubject)
}

const isWhole = (value: string) => value !== '' && !isPattern(value)

/** Says whose before any wildcard: `repo:acme/*` does, and `repo:acme*`, `repo:*:ref:main` do not. */
function isSubject(value: string): boolean {
  if (!isPattern(value)) return value !== ''
  const [fixed = ''] = value.split(/[*?]|\$\{/)
  // What a wildcard is joined to may go on; only what a separator ends is whole.
  const whole = fixed.split(/[:/|]/).slice(0, -1).filter(Boolean)
  return whole.length > 1 && whole.some((part) => !kinds.has(part))
}

/** Words of subjects that name kinds of things, not one. */
const kinds = new Set([
  'environment',
  'job_workflow_ref',
  'org',
  'organization',
  'project',
  'project_path',
  'ref',
  'repo',
  'repository',
  'repository_owner',
  'serviceaccount',
  'spiffe',
  'system',
  'user',
  'workspace',
])
