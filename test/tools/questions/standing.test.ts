import assert from 'node:assert/strict'
import { changeRequest } from '../../../tools/questions/change-request.ts'
import { intentOf } from '../../../tools/questions/intents.ts'
import { readPlan } from '../../../tools/questions/plan.ts'
import { parametersOf } from '../../../tools/questions/recipe-parameters.ts'
import { recipes } from '../../../tools/recipes/recipes.ts'
import { askSample } from './ask-sample.ts'

const now = new Date('2026-03-18T14:25:31.250Z')

const asked: Readonly<Record<string, readonly string[]>> = {
  near_quotas: [
    'are we close to any limit?',
    'which limit will we hit first',
    'any quotas nearly reached',
    'do we have enough headroom in our quotas?',
    'what service limits are we about to run into',
  ],
  missing_backups: [
    "what isn't backed up?",
    'is orders-db backed up',
    'which tables have no backup',
    'did any backup fail last night?',
    'what is not covered by our backup plans?',
    'are our backups working',
  ],
  failed_runs: [
    "why did last night's pipeline fail?",
    'why did our latest training job fail?',
    'which state machines failed today',
    'did any glue job fail this week',
    'what went wrong in the pipeline of checkout-api',
    'why did the build break?',
  ],
  not_rotated: [
    "which secrets haven't been rotated in a year?",
    'secrets overdue for rotation',
    'which customer managed keys have no rotation',
    'are there secrets nobody ever rotated, never?',
  ],
  image_findings: [
    'vulnerable images',
    'do any of our containers have known CVEs?',
    'which images in ECR have critical findings',
    'images with security problems',
  ],
  recommendations: [
    'where can we save money?',
    'what does trusted advisor say',
    'any cost recommendations?',
    'is compute optimizer enabled',
    'which instances are over-provisioned?',
  ],
  health_events: [
    'is there an open health event',
    'does AWS have an outage right now?',
    'what has AWS health announced',
    'upcoming events in the health dashboard',
  ],
}

/** What sounds alike and is asked of something else. */
const others: readonly string[] = [
  'is any SQS queue backed up for over an hour',
  'what is the sending limit of SES',
  'list backup plans',
  'list the pipelines',
  'how many executions failed today',
  'which AMIs are vulnerable',
  'when is the next rotation of the secrets',
  'what is the memory limit of function nightly-report?',
  'which buckets are rotated into glacier',
  'savings plans coverage',
]

describe('questions about quotas, backups, runs, rotation, images, advice and health', () => {
  for (const [recipe, questions] of Object.entries(asked))
    for (const question of questions)
      it(`${recipe}: ${question}`, () => {
        assert.equal(intentOf(readPlan(question, now))?.intent.recipe, recipe)
      })

  it('are told from what only sounds alike', () => {
    const taken = others.filter((question) => {
      const recipe = intentOf(readPlan(question, now))?.intent.recipe ?? ''
      return Object.hasOwn(asked, recipe)
    })
    assert.deepEqual(taken, [])
  })

  it('say what of it is meant', () => {
    const of = (question: string) => {
      const plan = readPlan(question, now)
      const recipe = recipes.find(({ name }) => name === intentOf(plan)?.intent.recipe)
      assert.ok(recipe)
      const { words: _, ...parameters } = parametersOf(plan, recipe, now)
      return parameters
    }
    assert.deepEqual(of('EC2 limits used above 50%'), { threshold: 50, service: 'EC2' })
    assert.deepEqual(of("which secrets haven't been rotated in a year?"), {
      kind: 'secret',
      days: 365,
    })
    assert.deepEqual(of('which customer managed keys have no rotation'), { kind: 'KMS key' })
    assert.deepEqual(of('images with critical findings'), { severity: 'CRITICAL' })
    assert.deepEqual(of('are there any high severity findings in our images?'), {
      severity: 'HIGH',
    })
    assert.deepEqual(of('is the orders table backed up?'), { kind: 'table', name: 'orders' })
    assert.deepEqual(of('is the prod database backed up?'), { kind: 'database' })
    assert.deepEqual(of('any health events about lambda?'), { service: 'lambda' })
    assert.deepEqual(of('is there an open health event'), { status: 'open' })
    assert.deepEqual(of('what does trusted advisor say about security'), {
      from: 'Trusted Advisor',
      category: 'security',
    })
    assert.deepEqual(of('why did the training job fail yesterday?'), {
      kind: 'training job',
      period: { start: '2026-03-17T00:00:00.000Z', end: '2026-03-18T00:00:00.000Z' },
    })
  })

  it('are no yes where all are asked for and some alone are so', async () => {
    assert.match(
      (await askSample('are all our secrets rotated?')).said,
      /^Not all: 2 of 5 secrets have rotation enabled/,
    )
    assert.match((await askSample('is any secret rotated?')).said, /^(?:Yes: 2|4) of 5/)
  })

  it('are of the backup jobs that failed, where whether any did is asked', async () => {
    assert.match(
      (await askSample('did any backup job fail last night?')).said,
      /^No backup job of AWS Backup failed from 2026-03-17 20:00 UTC to 2026-03-18 06:00 UTC\./,
    )
  })

  it('are no orders to open, cut or back up something', async () => {
    assert.equal(changeRequest('open health events'), undefined)
    assert.equal(changeRequest('open support cases'), undefined)
    assert.equal(changeRequest('open port 22 to the world'), 'open')
    assert.equal(changeRequest('open a support case'), 'open')
    assert.match((await askSample('how can we cut our AWS bill?')).said, /look unused, about \$17,/)
    assert.match((await askSample('cut our AWS bill')).said, /^This only reads: it cannot cut/)
  })
}).timeout(10_000)
