import assert from 'node:assert/strict'
import { askSample } from './ask-sample.ts'

const answers: readonly (readonly [question: string, said: RegExp])[] = [
  ['which functions were throttled today?', /^None of the 8 functions .* has throttles/],
  ['busiest load balancer', /^4 of 4 load balancers .*: storefront \(/],
  ['memory of the web services', /^Service web \(prod, us-east-1\) .*Memory now/],
  [
    'requests of storefront in the last hour',
    /^Load balancer storefront .*: Requests [\d,]+ in all/,
  ],
  [
    'cpu of catalog-db compared to 3 hours ago',
    /^CPU of the database catalog-db, us-east-1: \d+ % in the last 60 minutes, \d+ % from/,
  ],
  [
    'does the payments load balancer get more traffic than usual?',
    /^Requests of the load balancer payments.*for the same length of time/,
  ],
  [
    'how much did S3 cost last week compared to the week before?',
    /^s3 cost \$[\d.]+ in 2026-03-09 to 2026-03-15\. Against \$[\d.]+ in 2026-03-02 to 2026-03-08/,
  ],
]

describe('a question about what CloudWatch measures', () => {
  for (const [question, said] of answers) {
    it(`is answered: ${question}`, async () => {
      const answer = await askSample(question)
      assert.ok(said.test(answer.said), answer.said)
    })
  }

  it('is of the list where nothing that is measured is called so', async () => {
    const { operation } = await askSample('network in of the vpc prod')
    assert.notEqual(operation, 'recipe:metrics')
  })
})
