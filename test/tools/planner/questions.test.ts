import assert from 'node:assert/strict'
import { isService, serviceNames, services } from '../../../tools/catalogue/services.ts'
import { plan } from '../../../tools/planner/plan.ts'
import { intentOf } from '../../../tools/questions/intents.ts'
import { readPlan } from '../../../tools/questions/plan.ts'
import changeRequests from './change-requests.json' with { type: 'json' }
import other from './other-questions.json' with { type: 'json' }
import given from './questions.json' with { type: 'json' }
import tuning from './tuning-questions.json' with { type: 'json' }

const now = new Date('2026-03-18T14:25:31Z')

/** A recipe that answers a question of the lists better than the one operation. */
const recipesThatAnswer: Readonly<Record<string, string>> = {
  'which S3 buckets have no encryption?': 'unencrypted_buckets',
  'how much did I spend last month by service?': 'spend_by_service',
  'list CloudFormation stacks that failed': 'failed_stacks',
  'show security groups open to the world in eu-west-1': 'open_to_internet',
  'unattached EBS volumes': 'unattached_volumes',
  'what alarms are firing?': 'firing_alarms',
  'which S3 buckets are public?': 'public_buckets',
  'what elastic IPs are unused?': 'unused_spend',
  'CPU utilization of i-0123456789abcdef0 over the last day': 'database_load',
}

describe('questions over all services', () => {
  // At rank 1, and among what is offered: of the given ones what was asked for, of the others less.
  const lists: [name: string, list: { questions: string[][] }, first: number, three: number][] = [
    ['given', given, 0.85, 0.97],
    ['tuned to', tuning, 0.85, 0.9],
    ['never tuned to', other, 0.75, 0.85],
  ]
  for (const [name, { questions }, first, three] of lists) {
    it(`are answered: those ${name}`, async function () {
      const ranks = await Promise.all(questions.map((question) => rankOf(question)))
      const within = (most: number) => ranks.filter((rank) => rank < most).length / ranks.length
      const figures = `${percent(within(1))} at rank 1, ${percent(within(3))} in the first three`
      if (this.test !== undefined) this.test.title += `: ${figures}`
      assert.ok(within(1) >= first && within(3) >= three, figures)
    })
  }
})

describe('requests to change something', () => {
  for (const question of changeRequests) {
    it(`are told that this only reads: “${question}”`, async () => {
      const { notice } = await plan(question, { services: serviceNames, now })
      assert.match(notice ?? '', /^This only reads: it cannot /)
    })
  }
})

/** Of the right answer among a recipe, a call and what is offered; infinite where it is not there. */
async function rankOf([question = '', wanted = '', region]: readonly string[]): Promise<number> {
  const chosen = intentOf(readPlan(question, now))
  if (chosen?.left.length === 0) {
    const isMoney = chosen.intent.recipe === 'cost' && wanted.includes('GetCost')
    return isMoney || chosen.intent.recipe === recipesThatAnswer[question]
      ? 0
      : Number.POSITIVE_INFINITY
  }
  const planned = await plan(question, { services: serviceNames, now })
  if (planned.kind === 'call' && region !== undefined) assert.equal(planned.region, region)
  const offered =
    planned.kind === 'unclear'
      ? planned.suggestions.map(({ operation }) => operation)
      : [
          `${services[planned.service].name}:${planned.operation}`,
          ...planned.others.map(({ operation }) => operation),
        ]
  const at = offered.findIndex((operation) => rightOnes(wanted).has(operation))
  return at === -1 ? Number.POSITIVE_INFINITY : at
}

/** `sesv2:ListX|ses:ListY`: any of them. Services are named as packages or as in operations. */
function rightOnes(wanted: string): ReadonlySet<string> {
  let service = ''
  return new Set(
    wanted.split('|').map((each) => {
      const [operation = '', named = service] = each.split(':').toReversed()
      service = named
      return `${shownName(named)}:${operation}`
    }),
  )
}

const shownName = (name: string): string => (isService(name) ? services[name].name : name)

const percent = (share: number) => `${Math.round(1000 * share) / 10} %`
