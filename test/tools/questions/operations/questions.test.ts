import assert from 'node:assert/strict'
import { isService, serviceNames, services } from '../../../../tools/catalogue/services.ts'
import { intentOf } from '../../../../tools/questions/intents.ts'
import { findCall } from '../../../../tools/questions/operations/find-call.ts'
import { readPlan } from '../../../../tools/questions/plan.ts'
import { attributeFor } from '../../../../tools/questions/things/attributes.ts'
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
  'password policy of the account': 'password_policy',
  'CPU utilization of i-0123456789abcdef0 over the last day': 'database_load',
}

describe('questions over all services', () => {
  const lists: [name: string, list: { questions: string[][] }, least: number][] = [
    ['given', given, 0.9],
    ['tuned to', tuning, 0.85],
    ['never tuned to', other, 0.8],
  ]
  for (const [name, { questions }, least] of lists) {
    it(`are answered: those ${name}`, async function () {
      const right = await Promise.all(questions.map(isRight))
      const share = right.filter(Boolean).length / right.length
      if (this.test !== undefined) this.test.title += `: ${percent(share)}`
      assert.ok(share >= least, percent(share))
    })
  }
})

/** Whether a question comes to the operation that is wanted, or to what answers it better. */
async function isRight([question = '', wanted = '', region]: readonly string[]): Promise<boolean> {
  const read = readPlan(question, now)
  const chosen = intentOf(read)
  if (chosen?.left.length === 0) {
    const isMoney = chosen.intent.recipe === 'cost' && wanted.includes('GetCost')
    return isMoney || chosen.intent.recipe === recipesThatAnswer[question]
  }
  const right = rightOnes(wanted)
  const [main] = read.kinds
  if (main !== undefined) {
    const { list, each } = main.kind
    if (right.has(list) || (each !== undefined && right.has(each.operation))) return true
    const further = await attributeFor(main.kind, read.words)
    if (further !== undefined && right.has(further.operation)) return true
  }
  const call = await findCall(question, { services: serviceNames, now })
  if (call === undefined) return false
  if (region !== undefined) assert.equal(call.region, region)
  return right.has(`${services[call.service].name}:${call.operation}`)
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
