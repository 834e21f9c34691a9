import assert from 'node:assert/strict'
import { askSample } from './ask-sample.ts'

// What nobody uses is told by what CloudWatch counts: the lists of these kinds do not say it.
describe('whether and when things are used', () => {
  const cases: [question: string, said: RegExp][] = [
    ['unused functions', /^1 of 8 functions was not invoked in the last 30 days: nightly-report/],
    [
      'which functions were not invoked in the last 60 days?',
      /^1 of 8 functions was not invoked .*60 days: nightly-report/,
    ],
    ['functions nobody calls', /^1 of 8 functions .*: nightly-report \(us-east-1\)\.$/],
    [
      'which lambdas in eu-west-1 are idle?',
      /^All of 2 functions were invoked in the last 30 days\.$/,
    ],
    ['which functions are in use?', /^7 of 8 functions were invoked /],
    ['are there tables nobody reads?', /^No: all of 5 tables were read or written /],
    ['which load balancers have no traffic?', /^All of 4 load balancers were sent a request /],
    [
      'which queues are unused?',
      /^2 of 7 queues were not .*: invoices-dlq .* and order-mirror-dlq/,
    ],
    [
      'is the function cart-expiry still used?',
      /^Yes: cart-expiry \(eu-west-1\) was last invoked /,
    ],
    ['is the nightly report function used?', /^No: nightly-report \(us-east-1\) was not invoked /],
    [
      'is anyone using the sessions table?',
      /^Yes: sessions \(us-east-1\) was last read or written/,
    ],
    ['does anything still use the queue invoices?', /^Yes: invoices \(us-east-1\) was last /],
    ['when did order-events-consumer last run?', /^order-events-consumer .* at 14:2\d UTC \(/],
    ['when was nightly-report last invoked?', /was not invoked in the last 90 days/],
    ['when was receipts last read?', /^receipts \(us-east-1\) was last read or written at /],
    ['is analytics-db still used?', /^Yes: analytics-db \(us-east-1\) was last connected to at /],
  ]
  for (const [question, expected] of cases) {
    it(`are told: ${question}`, async () => {
      const { said, operation, notice } = await askSample(question)
      assert.match(said, expected)
      assert.equal(operation, 'cloudwatch:GetMetricData')
      assert.equal(notice, undefined)
    })
  }

  const others: [question: string, operation: string][] = [
    ['what is the idle timeout of the load balancer storefront?', 'elbv2:DescribeLoadBalancers'],
    ['which functions use the role lambda-payment-webhook?', 'lambda:ListFunctions'],
    ['which volumes are unused?', 'recipe:unattached_volumes'],
    ['is the volume orders-export-2023 in use?', 'ec2:DescribeVolumes'],
  ]
  for (const [question, expected] of others) {
    it(`are not what is asked: ${question}`, async () => {
      assert.equal((await askSample(question)).operation, expected)
    })
  }
})

describe('a date of last use', () => {
  it('is never that on which a thing was made', async () => {
    const { said } = await askSample('when was legacy-reporting’s key last used?')
    assert.match(
      said,
      /^2 access keys: AKIASAMPLELEGACYREP1 \(2025-02-09 [^)]*\) and AKIASAMPLELEGACYREP2\./,
    )
    assert.doesNotMatch(said, /2023/)
  })
})
