import type { Statement } from '../iam-document.ts'
import { identityStatements } from '../identity-policies.ts'
import type { Rule } from '../stack-rule.ts'
import { networkActions } from '../tool-role.ts'

/** Lambda acts in the role's name as well as the function does: one condition tells them apart. */
export const functionNetwork: Rule = {
  name: 'function-network',
  description:
    'Who may make network interfaces for Lambda to connect a function with, may not as the function itself.',
  severity: 'high',
  validateResource: ({ type, props }, reportViolation) => {
    const { statements } = identityStatements({ type, props })
    const allowed = statements
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Action }) => Action.filter((action) => networkActions.includes(action)))
    const missing = [...new Set(allowed)].filter((action) => !isDenied(action, statements))
    if (missing.length === 0) return
    reportViolation(
      `${missing.join(', ')}: deny it in the same policy, on *, where lambda:SourceFunctionArn is the function.`,
    )
  },
}

function isDenied(action: string, statements: readonly Statement[]): boolean {
  return statements.some(
    (statement) =>
      statement.Effect === 'Deny' &&
      statement.Action.includes(action) &&
      statement.Resource.includes('*') &&
      isOfOneFunction(statement),
  )
}

function isOfOneFunction({ Condition }: Statement): boolean {
  const keys = Object.values(Condition).flatMap((test) => Object.keys(test))
  return keys.length === 1 && keys[0]?.toLowerCase() === 'lambda:sourcefunctionarn'
}
