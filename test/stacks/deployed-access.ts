import assert from 'node:assert/strict'
import { z } from 'zod'
import { iamEvaluator, type Simulation } from '../iam-evaluator.ts'
import { account, type Program, type Registered } from './run-program.ts'

export interface Request {
  /** An ARN, or a service's name. */
  principal: string
  action: string
  resource: string
  /** The account that the resource is in; the stack's own if absent. */
  accountId?: string
  context?: Record<string, string>
  /** A form of ARN that the simulator's data lacks: it is matched without a look at its type. */
  unknownForm?: boolean
  /** What a principal from outside the stack is allowed by its own account. */
  identityPolicies?: readonly { name: string; policy: object }[]
}

/** Asks IAM's rules, with the documents of a program, whether a request is allowed. Needs the evaluator. */
export function deployedAccess({ resources }: Program) {
  return async (request: Request): Promise<boolean> => {
    const { principal, action, resource, accountId = account, context = {} } = request
    const simulation: Simulation = {
      request: {
        principal,
        action,
        resource: { resource, accountId },
        contextVariables: context,
      },
      identityPolicies: [
        ...identityPolicies(resources, principal),
        ...(request.identityPolicies ?? []),
      ],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: resourcePolicy(resources, resource),
    }
    const evaluator = (await iamEvaluator()) ?? assert.fail('no IAM evaluator')
    if (request.unknownForm) return evaluator.runUnsafeSimulation(simulation, {}) === 'Allowed'
    const result = await evaluator.runSimulation(simulation, {})
    if (result.resultType === 'error') assert.fail(JSON.stringify(result.errors))
    return result.overallResult === 'Allowed'
  }
}

/** The inline and the managed policies of one of the program's roles; none of another principal. */
function identityPolicies(resources: readonly Registered[], principal: string) {
  const role = principal.slice(principal.lastIndexOf('/') + 1)
  const attached = new Set(
    resources
      .filter(({ type, inputs }) => type.endsWith('RolePolicyAttachment') && inputs.role === role)
      .map(({ inputs }) => inputs.policyArn),
  )
  return resources
    .filter(
      ({ type, inputs }) =>
        (type === 'aws:iam/rolePolicy:RolePolicy' && inputs.role === role) ||
        attached.has(`arn:aws:iam::${account}:policy/${inputs.name}`),
    )
    .map(({ name, inputs }) => ({ name, policy: JSON.parse(String(inputs.policy)) }))
}

/** A role's trust; or a function's permissions, put together as Lambda does, for the alias asked. */
function resourcePolicy(resources: readonly Registered[], resource: string): unknown {
  const [, , service, , , kind, name, qualifier] = resource.split(/[:/]/)
  if (service === 'iam' || kind === 'role') {
    const roleName = resource.slice(resource.lastIndexOf('/') + 1)
    const role = resources.find(
      ({ type, inputs }) => type === 'aws:iam/role:Role' && inputs.name === roleName,
    )
    return role && JSON.parse(String(role.inputs.assumeRolePolicy))
  }
  if (service !== 'lambda') return undefined
  const permissions = resources
    .filter(({ type }) => type === 'aws:lambda/permission:Permission')
    .map(({ inputs }) => permission.parse(inputs))
    .filter((one) => one.function === name && one.qualifier === qualifier)
  if (permissions.length === 0) return undefined
  const Statement = permissions.map((one) => lambdaStatement(one, resource))
  return { Version: '2012-10-17', Statement }
}

const permission = z.object({
  statementId: z.string(),
  action: z.string(),
  function: z.string(),
  qualifier: z.string(),
  principal: z.string(),
  principalOrgId: z.string().optional(),
  functionUrlAuthType: z.string().optional(),
  invokedViaFunctionUrl: z.boolean().optional(),
})

function lambdaStatement(given: z.infer<typeof permission>, resource: string) {
  const { principal, principalOrgId, functionUrlAuthType, invokedViaFunctionUrl } = given
  const condition = {
    ...(principalOrgId && { 'aws:PrincipalOrgID': principalOrgId }),
    ...(functionUrlAuthType && { 'lambda:FunctionUrlAuthType': functionUrlAuthType }),
  }
  return {
    Sid: given.statementId.replaceAll('-', ''),
    Effect: 'Allow',
    Principal: principal === '*' ? '*' : { AWS: principal },
    Action: given.action,
    Resource: resource,
    Condition: {
      ...(Object.keys(condition).length === 0 ? {} : { StringEquals: condition }),
      ...(invokedViaFunctionUrl ? { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } } : {}),
    },
  }
}
