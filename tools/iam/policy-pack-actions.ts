import { serviceNames } from '../catalogue/services.ts'
import { type DataKind, dataKinds } from '../tool.ts'
import { executionPolicies, metadataActions } from './execution-policies.ts'
import type { Statement } from './packed.ts'

/**
 * What the policy pack has to know of the catalogue, as data, for the pack stands alone where it is
 * copied to: the actions that the execution role may be given, and those that it must be denied.
 */
export async function policyPackActions() {
  const shut = await statements([])
  const kinds = dataKinds.map(async (kind): Promise<[string, object]> => {
    const open = await statements([kind])
    const data = open.filter(({ Sid }) => Sid.startsWith('Data'))
    const paths = deniedPaths(shut).filter((path) => !deniedPaths(open).includes(path))
    return [kind, { actions: actionsOf(data), paths }]
  })
  // Not what is denied under a condition, as reads of other accounts are: that may be read at home.
  const denied = shut.filter(
    (statement) =>
      statement.Effect === 'Deny' &&
      statement.Resource === '*' &&
      statement.Condition === undefined,
  )
  return {
    metadata: await metadataActions(serviceNames),
    patterns: actionsOf(shut.filter(isPattern)),
    data: Object.fromEntries(await Promise.all(kinds)),
    denied: { actions: actionsOf(denied), paths: deniedPaths(shut) },
  }
}

/** Where a role has many services: patterns that stand for metadata alone. */
const isPattern = ({ Sid, Effect }: Statement): boolean => Effect === 'Allow' && /^Read/.test(Sid)

/** Of API Gateway, whose actions are HTTP's verbs. */
const deniedPaths = (found: readonly Statement[]): string[] =>
  found
    .filter(({ Effect }) => Effect === 'Deny')
    .flatMap(({ Resource }) => (Resource === '*' ? [] : Resource))
    .map((arn) => arn.slice(arn.indexOf('::') + 2))

async function statements(kinds: DataKind[]): Promise<Statement[]> {
  const options = { services: serviceNames, dataAccess: new Set(kinds), partition: 'aws' }
  const policies = await executionPolicies(options)
  return policies.flatMap(({ document }) => document.Statement)
}

const actionsOf = (found: readonly { Action: readonly string[] }[]): string[] =>
  [...new Set(found.flatMap(({ Action }) => Action))].sort()
