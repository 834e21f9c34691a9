import { GetRoleCommand, type IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam'
import { Unmet } from './check.ts'
import type { NeededCall } from './deployer/needed-calls.ts'

/** Whether whoever deploys may do all of it, as IAM itself judges; their organisation is not asked. */
export async function deployerMay(
  calls: readonly NeededCall[],
  callerArn: string,
  iam: IAMClient,
): Promise<string> {
  const source = await policySource(callerArn, iam)
  if (source === undefined) return `${callerArn}: its policies cannot be asked about`
  const alike = Map.groupBy(calls, ({ resources, context }) => JSON.stringify([resources, context]))
  const denied: string[] = []
  for (const group of alike.values()) {
    const [{ resources, context } = { resources: [], context: [] }] = group
    let Marker: string | undefined
    do {
      const answer = await iam.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn: source,
          ActionNames: group.map(({ action }) => action),
          ResourceArns: [...resources],
          ContextEntries: context.map(({ key, type, values }) => ({
            ContextKeyName: key,
            ContextKeyType: type,
            ContextKeyValues: [...values],
          })),
          ...(Marker === undefined ? {} : { Marker }),
        }),
      )
      for (const { EvalActionName = '', EvalDecision } of answer.EvaluationResults ?? []) {
        if (EvalDecision !== 'allowed') denied.push(EvalActionName)
      }
      Marker = answer.IsTruncated ? answer.Marker : undefined
    } while (Marker !== undefined)
  }
  const missing = [...new Set(denied)].toSorted()
  if (missing.length > 0) {
    throw new Unmet(
      `${source} may not ${missing.join(', ')}: allow it (npm run deployer-policy has the policies), or deploy as somebody else`,
    )
  }
  return `${source}, ${calls.length} actions`
}

/** A session's role, with its path; the root and what is federated have no policies to be asked for. */
async function policySource(arn: string, iam: IAMClient): Promise<string | undefined> {
  const [, role] = /:assumed-role\/([^/]+)\//.exec(arn) ?? []
  if (role === undefined) return /:user\//.test(arn) ? arn : undefined
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: role }))
  return Role?.Arn
}
