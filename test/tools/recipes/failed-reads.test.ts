import assert from 'node:assert/strict'
import type { Paging } from '../../../tools/catalogue/catalogue.ts'
import { isService, type Service } from '../../../tools/catalogue/services.ts'
import { findOperation } from '../../../tools/executor/find-operation.ts'
import { answerRecipe } from '../../../tools/recipes/answer-recipe.ts'
import type { Recipe } from '../../../tools/recipes/recipe.ts'
import { recipes } from '../../../tools/recipes/recipes.ts'
import type { AwsCall, AwsClients } from '../../../tools/tool.ts'
import { awsError, contextOf, scriptedClients } from '../executor/scripted-clients.ts'
import { sampleClients } from './sample-answer.ts'

const now = () => new Date('2026-03-18T14:25:31.250Z')

/** What says something of all there is. “Attached to nothing” says it of one thing. */
const universal =
  /(?<!attached to )\b(?:cost nothing|every\b|all (?:its |\d|of the |are )|none|nobody|nothing|there (?:is|are) no|no [\w-]+(?: [\w-]+)? (?:in|is|are|was|were|has|have|can|of|on)\b)/i

interface Account {
  name: string
  clients: () => AwsClients
  region: string
}

const accounts: readonly Account[] = [
  {
    name: 'an empty account',
    clients: () => scriptedClients(() => ({})).clients,
    region: 'us-west-2',
  },
  ...(process.env.SOAK === undefined
    ? []
    : ['us-east-1', 'eu-west-1'].map((region) => ({
        name: `the sample account in ${region}`,
        clients: () => sampleClients(),
        region,
      }))),
]

/** Ways in which AWS does not tell. */
const faults = {
  'may not be read': () => {
    throw awsError('AccessDenied', 'no', 403)
  },
  'does not answer in time': () => {
    throw Object.assign(new Error('timed out'), { name: 'TimeoutError' })
  },
  'fails within a 200': ({ input }: AwsCall) => ({
    MetricDataResults: [input.MetricDataQueries].flat().map((_query, at) => ({
      Id: `m${at}`,
      StatusCode: 'InternalError',
      Timestamps: [],
      Values: [],
    })),
  }),
}

describe('an empty account that was looked at wholly', () => {
  it('is what most recipes say something of all about', async () => {
    const [account] = accounts
    assert.ok(account)
    const said = await Promise.all(
      recipes.map(async (recipe) => {
        const { status, regions } = await answer(recipe, { ...account, clients: account.clients() })
        const [only] = regions
        return status === 'ok' && only?.status === 'ok' && universal.test(only.summary ?? '')
      }),
    )
    assert.ok(said.filter(Boolean).length >= 16, `${said.filter(Boolean).length}`)
  })
})

for (const { name, clients, region } of accounts) {
  describe(`each recipe, of ${name}`, function () {
    this.timeout(300_000)
    for (const recipe of recipes) {
      it(`${recipe.name} makes no statement about all where a read fails`, async () => {
        const made = await readsOf(recipe, { clients: clients(), region })
        assert.ok(made.size > 0)
        for (const { operation, service } of made.values()) {
          for (const [how, fault] of await faultsOf({ operation, service })) {
            for (const from of [1, 2]) {
              const planted = plant(clients(), { operation, fault, from })
              const { status, regions } = await answer(recipe, { clients: planted.clients, region })
              const [only] = regions
              const said = only?.status === 'ok' ? (only.summary ?? '') : ''
              if (planted.count() === 0) continue
              const where = `${recipe.name}, ${operation} ${how} from call ${from} on: ${status} ${said}`
              assert.notEqual(status, 'ok', where)
              assert.doesNotMatch(said, universal, where)
            }
          }
        }
      })
    }
  })
}

type Fault = (call: AwsCall) => Record<string, unknown>

async function faultsOf({ service, operation }: Read): Promise<[string, Fault][]> {
  const own = Object.entries(faults).filter(
    ([how]) => (how === 'fails within a 200') <= (operation === 'GetMetricData'),
  )
  const { paging } = (await findOperation(operation, [service])).operation
  return paging === undefined ? own : [...own, ['loses a page after the first', lost(paging)]]
}

/** A first page with nothing on it, and then no more: what was looked for may be on the others. */
const lost =
  ({ tokens }: Paging): Fault =>
  ({ input }) => {
    if (Object.keys(tokens).some((token) => input[token] !== undefined)) {
      throw awsError('ThrottlingException', 'Rate exceeded')
    }
    return Object.fromEntries(Object.values(tokens).map(at))
  }

/** `DistributionList.NextMarker` is a member of a member, `DeliveryStreamNames[-1]` the last of a list. */
const at = (path: string): [string, unknown] => {
  const [first = '', ...rest] = path.split('.')
  if (first.endsWith('[-1]')) return [first.slice(0, -4), ['next']]
  return [first, rest.length === 0 ? 'next' : Object.fromEntries([at(rest.join('.'))])]
}

/** Those that are about one thing. */
const named: Readonly<Record<string, Record<string, string>>> = {
  what_is: { name: 'orders-db' },
  connections: { name: 'orders-db' },
  metrics: { name: 'orders-db' },
  permissions: { action: 's3:DeleteBucket' },
  reachability: { to: 'orders-db' },
}

interface Where {
  clients: AwsClients
  region: string
}

const answer = (recipe: Recipe, { clients, region }: Where) => {
  const context = contextOf(clients, { now, dataAccess: new Set(['logs']) })
  const isGlobal = recipe.scope === 'global'
  const parameters = named[recipe.name] ?? {}
  return answerRecipe(recipe, { parameters, ...(!isGlobal && { region }) }, context)
}

interface Read {
  service: Service
  operation: string
}

async function readsOf(recipe: Recipe, { clients, region }: Where): Promise<Map<string, Read>> {
  const made = new Map<string, Read>()
  const listening: AwsClients = {
    send: (call) => {
      const { service, operation } = call
      assert.ok(isService(service))
      made.set(operation, { service, operation })
      return clients.send(call)
    },
  }
  await answer(recipe, { clients: listening, region })
  return made
}

interface Planted {
  operation: string
  fault: (call: AwsCall) => Record<string, unknown>
  /** The call of the operation from which on it fails. */
  from: number
}

function plant(clients: AwsClients, { operation, fault, from }: Planted) {
  let [calls, count] = [0, 0]
  const planted: AwsClients = {
    send: async (call) => {
      if (call.operation !== operation) return clients.send(call)
      calls += 1
      if (calls < from) return clients.send(call)
      count += 1
      return fault(call)
    },
  }
  return { clients: planted, count: () => count }
}
