import assert from 'node:assert/strict'
import { answerRecipe } from '../../../tools/recipes/answer-recipe.ts'
import type { Recipe } from '../../../tools/recipes/recipe.ts'
import { recipes } from '../../../tools/recipes/recipes.ts'
import type { AwsCall, AwsClients } from '../../../tools/tool.ts'
import { awsError, contextOf, scriptedClients } from '../executor/scripted-clients.ts'
import { sampleClients } from './sample-answer.ts'

const now = () => new Date('2026-03-18T14:25:31.250Z')

/** What says something of all there is. */
const universal =
  /\b(?:every\b|all (?:its |\d|of the |are )|none|nobody|nothing|there (?:is|are) no|no [\w-]+(?: [\w-]+)? (?:in|is|are|was|were|has|have|can|of|on)\b)/i

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
        for (const operation of made) {
          for (const [how, fault] of faultsOf(operation)) {
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

const faultsOf = (operation: string) =>
  Object.entries(faults).filter(
    ([how]) => (how === 'fails within a 200') <= (operation === 'GetMetricData'),
  )

/** Those that are about one thing. */
const named = new Set(['what_is', 'metrics'])

interface Where {
  clients: AwsClients
  region: string
}

const answer = (recipe: Recipe, { clients, region }: Where) => {
  const context = contextOf(clients, { now, dataAccess: new Set(['logs']) })
  const isGlobal = recipe.scope === 'global'
  const parameters = named.has(recipe.name) ? { name: 'orders-db' } : {}
  return answerRecipe(recipe, { parameters, ...(!isGlobal && { region }) }, context)
}

async function readsOf(recipe: Recipe, { clients, region }: Where): Promise<Set<string>> {
  const made = new Set<string>()
  const listening: AwsClients = {
    send: (call) => {
      made.add(call.operation)
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
