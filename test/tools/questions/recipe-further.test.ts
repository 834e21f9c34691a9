import assert from 'node:assert/strict'
import { askSample } from './ask-sample.ts'

/** What a question asks beyond its recipe: order, number, conditions, places. In the first line, and nothing of the others. */
const cases: readonly [question: string, said: RegExp, not?: RegExp][] = [
  [
    'iam users without mfa, oldest first',
    /^4 users without MFA: legacy-reporting.*ci-deployer.*samir\.haddad.*jonas\.weber/,
  ],
  [
    'top 2 unused things by cost',
    /^2 things paid for and not used: embedding-backfill-1 \(\$4,141\) and/,
  ],
  [
    'things we pay for and nobody uses in eu-west-1 over 1000 dollars',
    /^4 of 6 things paid for and not used have estimate per month over 1000 dollars/,
    /eu-migration-host/,
  ],
  ['public buckets in eu-west-1', /^No bucket is public/],
  [
    'images with high vulnerabilities pushed this week',
    /^1 image with findings has pushed this week/,
  ],
  ['last 2 changes in the past day', /^2 changes: /],
  [
    'p99 response time of the payments ALB over the past hour?',
    /p99 of the response time now 3\.\d+ s/,
  ],
  ['median duration of image-resizer yesterday', /p50 of the duration/],
  ['95th percentile cpu for orders-db last 6 hours', /p95 of the cpu/],
  [
    'unencrypted buckets that are public',
    /^None of 1 public bucket is unencrypted\. Looked at: quillmarket-assets/,
  ],
  ['public buckets without versioning', /^None of 1 public bucket has no versioning/],
  [
    'functions on an old runtime that have no tags',
    /^None of 4 functions on an old runtime has no tags/,
  ],
  ['tables with ttl on and no PITR', /^3 of 5 tables have ttl and have no pitr/],
  ['busiest database', /\*?orders-db\*? \(\d+ %/],
]

describe('what a question asks beyond its recipe', () => {
  for (const [question, said, not] of cases)
    it(`is answered: ${question}`, async () => {
      const answer = await askSample(question)
      assert.equal(answer.notice, undefined)
      assert.match(answer.said, said)
      if (not !== undefined) assert.doesNotMatch(answer.said, not)
    })

  it('is answered part by part', async () => {
    const { said } = await askSample('staging-orders-db: encrypted at rest? and do we back it up?')
    assert.match(said, /not encrypted/)
    assert.match(said, /AWS Backup last backed it up.*automatic backups are off/)
  })

  it('is no yes where only what there is is known', async () => {
    const { said, notice } = await askSample('do the databases look ok?')
    assert.match(said, /^5 databases/)
    assert.match(notice ?? '', /more than the list of databases tells/)
  })

  it('is said to be left out where neither rows nor list know of it', async () => {
    const { notice } = await askSample('firing alarms that annoy purple people')
    assert.match(notice ?? '', /annoy purple/)
    const queues = await askSample('firing alarms about queues')
    assert.match(queues.notice ?? '', /queues/)
  })
})
