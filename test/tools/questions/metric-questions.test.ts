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
    'compare the connection count on orders-db now and two hours ago',
    /^Connections of the database orders-db, us-east-1: \d+ in the last 30 minutes, 1\d\d from/,
  ],
  [
    'compare the depth of order-events-dlq now with an hour ago',
    /^Messages waiting of the queue order-events-dlq.* more\./,
  ],
  [
    'difference in cpu between now and two hours ago on orders-db',
    /^CPU of the database orders-db.* less\./,
  ],
  [
    'compare traffic on storefront today and yesterday',
    /^Requests of the load balancer storefront.* from .*for the same length of time/,
  ],
  [
    'what was the connection count on orders-db two hours ago?',
    /^Database orders-db .* from .*: Connections at the end 1\d\d,/,
  ],
  ['how many 5xx per minute does payments return', /5xx of targets now \d+ a minute/],
  ['5xx count on payments', /^Load balancer payments .*: 5xx of targets [\d,]+ in all/],
  [
    'what percentage of requests to payments fail?',
    /^Load balancer payments .*: Error rate 0\.\d+ % \(of [\d,]+ requests; .*at the end 2[\d.]+ %/,
  ],
  ['what is the error rate of order-events-consumer', /^Function .*: Error rate [\d.]+ % \(of/],
  ['success rate of image-resizer', /^Function image-resizer .*: Success rate 100 % \(of/],
  ['error rate of our load balancers', /^4 of 4 load balancers .*: payments \(0\.\d+ %/],
  ['is the carts table throttling?', /^Table carts .*: Throttled reads none and/],
  ['is order-events-dlq growing?', /^Queue order-events-dlq .*: Messages waiting has been rising/],
  [
    'are any queues filling up?',
    /^order-events-dlq \(us-east-1\): Messages waiting has been rising .* None of the other 6 came/,
  ],
  ['when did checkout-api start failing?', /^checkout-api \(cluster prod\) returns 5xx since /],
  [
    'when did order-events-consumer start failing?',
    /^Function order-events-consumer .*: Errors jumped at /,
  ],
  [
    'compare the errors of image-resizer and order-events-consumer',
    /^order-events-consumer has the most: errors /,
  ],
  [
    'compare invocations today and yesterday for payment-webhook',
    /^Invocations of the function payment-webhook.*for the same length of time/,
  ],
  [
    'percentage of failed invocations of order-events-consumer',
    /^Function order-events-consumer .*: Error rate [\d.]+ % \(of/,
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
