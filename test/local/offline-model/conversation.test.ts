import assert from 'node:assert/strict'
import { converse } from './conversation.ts'

/** The last answer holds what is asked for; `not` are words that would make it another question's. */
const conversations: readonly (readonly [questions: string[], holds: RegExp, not?: RegExp])[] = [
  // Another kind, region, time, account, or number in the place of the one before.
  [['how much did ec2 cost last month?', 'and lambda?'], /lambda cost \*\*\$/],
  [['how much did we spend yesterday?', 'and the day before?'], /AWS cost \*\*\$[\d,]+\*\* in \d/],
  [
    ['which databases are not encrypted?', 'and volumes?'],
    /\*\*3 of 32 volumes\*\* are not encrypted/,
  ],
  [
    ['list ec2 instances in eu-west-1', 'what about us-east-1?'],
    /\*\*13 instances\*\* in us-east-1/,
  ],
  [
    ['list snapshots older than 30 days', 'how about 365 days?'],
    /\*\*1 of 4 snapshots\*\*[^\n]*backoffice-before-move/,
  ],
  // Conditions: added, exchanged, left out, turned round, widened.
  [
    ['list ec2 instances', 'only prod', 'and the staging ones?'],
    /\*\*2 of 20 instances\*\* have tag Env staging: staging-search-1 and staging-loadtest/,
  ],
  [
    ['list ec2 instances', 'leave out the ones switched off'],
    /\*\*17 of 20 instances\*\* are not stopped/,
  ],
  [
    ['which instances are stopped?', 'and the ones that are not?'],
    /\*\*17 of 20 instances\*\* are not stopped/,
  ],
  [['which instances are stopped?', 'also the running ones'], /\*\*20 instances\*\*/],
  [['list lambda functions', 'how many of those are python?'], /\*\*3 of 8 functions\*\*/],
  // Columns: a word for a member is none for those that have it.
  [['list ec2 instances', 'with owner'], /\*\*20 instances\*\*: ops-bastion \(maya\.okafor/],
  [['list ec2 instances', 'when was each created?'], /\| Launched? /, /Not narrowed/],
  // Order, the first of it, and the next.
  [
    ['which instances are stopped?', 'which of those is the older one?', 'is it in prod?'],
    /eu-migration-host/,
  ],
  [
    ['list queues', 'which one has the most messages?', 'and the second most?'],
    /order-events(?!-)/,
  ],
  // What the rows are asked further, whichever way they were found.
  [
    [
      'list ec2 instances in ireland',
      'show me as a table with owner',
      'who launched the gpu ones?',
    ],
    /priya\.raman\*\* \(RunInstances[^\n]*embedding-backfill-4/,
  ],
  [['which instances are stopped?', 'who launched them?'], /\*\*3 instances\*\*: batch-reports/],
  [['list users without mfa', 'which groups are they in?'], /jonas\.weber \(developers\)/],
  [['which certificates expire soon?', 'and within a year?'], /within 365 days/],
  [['what changed today?', 'only by priya.raman'], /no change by priya\.raman/],
  [["what's wrong with checkout-api", 'who should i call?'], /Owner: tom\.lindqvist/],
  [
    ['which version of checkout-api is running in prod?', 'which version before that?'],
    /prod-checkout-api:86 with \*\*checkout-api:4\.11\.3\*\*/,
    /staging/,
  ],
  // Money, and what of it is not known.
  [
    ['how much did we pay for lambda last month?', 'and dynamodb?', 'the month before that?'],
    /dynamodb cost \*\*\$/,
  ],
  [
    ['which instances have no owner?', 'how much do they cost?'],
    /embedding-backfill-4\*\* cost \*\*\$[\d,]+\*\* .* all of EU-BoxUsage:g5\.12xlarge in eu-west-1/,
  ],
  [
    ['what nat gateways do we have', 'what do they cost us per month?'],
    /Together: \*\*\$.* all of NatGateway-Bytes and NatGateway-Hours in us-east-1/,
  ],
  [
    [
      'show me the cost by service for last month',
      'and only for eu-west-1?',
      'which of those is the biggest?',
    ],
    /Amazon Elastic Compute Cloud - Compute \(\$2\d\d\)/,
  ],
  [
    ['details of orders-db and catalog-db', 'which of the two is pricier?'],
    /By its class \*\*orders-db\*\* \(db\.r6g\.xlarge\) is the more expensive one/,
  ],
  // Whom alarms tell, of those that were shown.
  [
    ['which alarms are firing?', 'who gets notified by them?'],
    /topic \*\*ops-alerts\*\*, oncall@/,
    /orders-db-cpu/,
  ],
  [['access keys of legacy-reporting', 'which group is that user in?'], /machines/],
  [
    ['which instances are stopped?', 'only the purple ones', 'which of them is the oldest?'],
    /eu-migration-host/,
  ],
  // What was measured, at another time and of another thing.
  [
    ['cpu of orders-db right now', 'compared to 2 hours ago?'],
    /orders-db\*\* from [^\n]*CPU [34]\d % on average/,
  ],
  [
    ['describe function order-events-consumer', "what's its timeout", 'and the payment webhook?'],
    /payment-webhook[^\n]*timeout: 15/,
  ],
  [['alarms in us-east-1', 'and in the eu?'], /storefront-eu-5xx/],
  // Rows by their number, and what was meant before.
  [
    ['list databases', 'the third one', 'what engine version is it on?'],
    /analytics-db[^\n]*13\.16/,
  ],
  [['list alarms', 'only the firing ones', 'the first one: why?'], /checkout-api[^\n]*returns 5xx/],
]

describe('a conversation with the offline model', () => {
  for (const [questions, holds, not] of conversations) {
    it(questions.join(' → '), async () => {
      const [last] = (await converse(...questions)).slice(-1)
      assert.match(last?.text ?? '', holds)
      if (not !== undefined) assert.doesNotMatch(last?.text ?? '', not)
    })
  }

  it('says that a list does not tell why', async () => {
    const [, last] = await converse('which databases are not encrypted?', 'why?')
    assert.match(last?.text ?? '', /^A list does not tell why\./)
  })

  for (const order of ['stop them', 'terminate the second one', 'now delete those']) {
    it(`does nothing to what it showed: ${order}`, async () => {
      const [last] = (await converse('which instances are stopped?', order)).slice(-1)
      assert.match(last?.text ?? '', /This only reads: it cannot/)
    })
  }
})
