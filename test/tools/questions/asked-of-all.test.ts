import { strict as assert } from 'node:assert'
import { askSample } from './ask-sample.ts'
import { converse } from './follow-up/converse.ts'

const cases: Readonly<Record<string, readonly (readonly [string, RegExp])[]>> = {
  'is told of those that are meant, with those that are not so': [
    ['are all mysql databases encrypted?', /^Yes: 2 databases that are mysql are encrypted/],
    ['are all staging volumes encrypted?', /^Yes: 3 volumes that have tag Env staging/],
    [
      'are all prod databases encrypted?',
      /^Not all: 3 of 4 databases that have tag Env prod .* Not so: analytics-db\./,
    ],
    ['are all access keys active?', /^Not all: 6 of 7 .* Not so: AKIASAMPLELEGACYREP2 \(Inactive/],
    [
      'are all buckets in eu-west-1 versioned?',
      /^No: none of 2 buckets that have region eu-west-1/,
    ],
    ['are all DLQs empty?', /^Not all: 2 of 3 queues .* Not so: order-events-dlq \(1440\)/],
    [
      'Are invoice-sender and order-mirror both on nodejs18.x?',
      /^Yes: invoice-sender .*\nNo: order-mirror .*nodejs20/,
    ],
    ['are both carts and carts-eu on demand?', /^Yes: carts-eu .*\nYes: carts /],
  ],
  'is of dead-letter queues alone': [
    ['Which dead letter queues have messages in them?', /^1 of 7 .*: order-events-dlq \(1440\)/],
    ["are there any DLQs that aren't empty?", /^Yes: 1 of 7 queues .*order-events-dlq/],
    ['how many dead letter queues do we have', /^3 of 7 queues are for dead letters/],
    ['which queue is a dead letter queue', /^3 of 7 queues are for dead letters/],
    ['empty DLQs', /^2 of 7 .*invoices-dlq .* and order-mirror-dlq/],
    ['queues without a dead letter queue', /^4 of 7 queues have no redrive policy/],
    ['¿Qué colas DLQ tienen mensajes?', /^1 of 7 .*: order-events-dlq/],
    ['does any table have any items?', /^Yes: 5 tables/],
  ],
  'is a member that AWS leaves out, or has in another call': [
    ['What is the retention of /aws/lambda/nightly-report?', /retention in days: none/],
    ['Which layers does image-resizer use?', /layers: none/],
    ['What is the KMS key of order-events?', /kms master key id: none/],
    ['Which permission boundary does ci-deployer have?', /permissions boundary arn: none/],
    ['What is the monitoring interval of orders-db?', /monitoring interval: none/],
    ['Which instance type does product-recommendations run on?', /instance type: ml\.m5\.xlarge/],
    ['What is the delivery delay of invoices?', /delay seconds: 0/],
    ['which trust policy does ops-instance have', /ec2\.amazonaws\.com/],
  ],
}

for (const [title, rows] of Object.entries(cases))
  describe(`what is asked ${title}`, function () {
    this.timeout(20_000)
    for (const [question, expected] of rows)
      it(`answers: ${question}`, async () => {
        assert.match((await askSample(question)).said, expected)
      })
  })

describe('what is asked of queues that were told', function () {
  this.timeout(20_000)
  it('is asked of those alone', async () => {
    assert.match(
      await converse('list our dead letter queues', 'which of them are empty'),
      /^2 of 3 queues have no contents/,
    )
  })
})
