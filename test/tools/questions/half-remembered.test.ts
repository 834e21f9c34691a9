import assert from 'node:assert/strict'
import { askSample } from './ask-sample.ts'

const answers: readonly (readonly [question: string, said: RegExp])[] = [
  // Names of which only a part is said, without the kind.
  ['size of the data lake', /quillmarket-data-lake \([\d.]+ TB\)/],
  ['is the image resizer using python?', /^Yes: .*image-resizer/],
  ['anything on python 3.9?', /^2 of 8 functions have runtime python 3\.9/],
  ['what is on postgres 13?', /^1 of 5 databases .*analytics-db/],
  // Tags that the list leaves out.
  ['functions without a Service tag', /^None of 8 functions has no Service tag/],
  ['lambda functions without an Owner tag', /^2 of 8 .*: invoice-sender and nightly-report/],
  ['buckets without a Team tag', /^10 buckets have no Team tag/],
  // Whose key, and not whether.
  ['buckets encrypted with a KMS key', /^2 of 10 .*quillmarket-backups and quillmarket-invoices/],
  [
    'active keys nobody used for a year',
    /\b1 (?:active one|of 7 access keys|of 2 unused access keys is active)/,
  ],
  // When something became so, or was done.
  ['alarms that fired within the last 6 hours', /^3 of 8 alarms .*checkout-api-5xx \(2026-03-18/],
  ['which boxes are stopped and since when?', /batch-reports \(User initiated \(/],
  [
    'who owns order-mirror and when was it changed?',
    /^tom\.lindqvist owns order-mirror\.\s+order-mirror [\s\S]*last modified: 20\d\d/,
  ],
  ['when was orders-db last restarted?', /do not tell that anybody restarted orders-db/],
  ['the two oldest stopped instances', /^2 of 3 instances that are stopped: /],
  ['concurrency of image-resizer', /^image-resizer \(us-east-1\): function concurrency: none/],
]

describe('a question that says half of a thing', () => {
  for (const [question, said] of answers) {
    it(`is understood: ${question}`, async () => {
      const answer = await askSample(question)
      assert.ok(said.test(answer.said), answer.said)
      assert.equal(answer.notice, undefined)
    })
  }

  it('counts what is of a region alone where one is named', async () => {
    const { said } = await askSample('inventory of eu-west-1')
    assert.match(said, /\b2 buckets\b/)
    assert.doesNotMatch(said, /\busers\b/)
  })

  it('is of what is called so rather than of an operation of the name', async () => {
    const { said } = await askSample('recommendations status')
    assert.match(said, /\brecommendations\b/)
  })

  it('stays unclear where nothing is called so', async () => {
    const { status, said } = await askSample('unicorn status')
    assert.deepEqual([status, said], ['error', 'It is not clear what is asked.'])
  })
})

describe('a question that compares things', () => {
  it('is told what differs between them', async () => {
    const { said } = await askSample('difference between catalog-db and analytics-db')
    assert.match(said, /^catalog-db and analytics-db differ in:/)
    assert.match(said, /- engine: catalog-db mysql, analytics-db postgres/)
  })

  it('takes both of what it says of one thing', async () => {
    const { said } = await askSample('compare web in staging and prod')
    assert.match(said, /- desired count: web \(staging\) \d, web \(prod\) \d/)
  })
})

describe('a question on what was long ago', () => {
  it('begins with the first', async () => {
    const { said, notice } = await askSample(
      'which two functions have not been touched the longest?',
    )
    assert.match(said, /^2 functions: nightly-report .* and image-resizer/)
    assert.equal(notice, undefined)
  })
})
