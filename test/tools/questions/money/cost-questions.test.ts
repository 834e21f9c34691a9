import assert from 'node:assert/strict'
import { answerQuestion } from '../../../../tools/questions/answer-question.ts'
import { intentOf } from '../../../../tools/questions/intents.ts'
import { costParameters } from '../../../../tools/questions/money/cost-parameters.ts'
import { readPlan } from '../../../../tools/questions/plan.ts'
import { contextOf } from '../../executor/scripted-clients.ts'
import { sampleClients } from '../../recipes/sample-answer.ts'

const now = () => new Date('2026-03-18T14:25:31.250Z')

const said = (question: string) => costParameters(readPlan(question, now()), now())

async function ask(question: string) {
  const { regions } = await answerQuestion({ question }, contextOf(sampleClients(now()), { now }))
  const [first] = regions
  return ((first?.status === 'ok' && first.summary) || '').replaceAll('*', '')
}

const month = (first: string, next: string) => ({
  start: `2026-${first}-01T00:00:00.000Z`,
  end: `2026-${next}-01T00:00:00.000Z`,
})

describe('a question about money', () => {
  const parts: readonly (readonly [string, Record<string, unknown>])[] = [
    ['cost of our disks', { usage_type: 'EBS' }],
    ['what are elastic ips costing us?', { usage_type: 'public IP addresses' }],
    ['spend on things without a team', { without_tag: 'Team' }],
    ['what does everything untagged cost?', { without_tag: 'any' }],
    ['how much for stuff nobody owns', { without_tag: 'Owner' }],
    ['what did tom cost us', { words: 'tom' }],
    ['cost of legacy-thing', { words: 'legacy-thing' }],
    ['what did lambda cost by region?', { by: 'region', service: 'lambda' }],
    ['total cost of the whole account so far', {}],
    ['how much are we spending?', {}],
    ['which day was the dearest?', { by: 'none', granularity: 'daily' }],
    ['what do queues cost a month?', { by: 'none', granularity: 'monthly', service: 'sqs' }],
    ['EC2 spend week by week', { by: 'none', granularity: 'weekly', service: 'ec2' }],
    ['What will April cost us?', { forecast: 'next_month' }],
    [
      'are we on track to exceed last month?',
      { forecast: 'this_month', compare: month('02', '03') },
    ],
    ['will we spend more than in February', { forecast: 'this_month', compare: month('02', '03') }],
    [
      "are we going to exceed last month's bill?",
      { forecast: 'this_month', compare: month('02', '03') },
    ],
    ['RDS spend by instance class', { by: 'instance_type', service: 'rds' }],
    ['forecast for the quarter', { forecast: 'this_quarter' }],
    ['forecast for Q1', { forecast: 'this_quarter' }],
    ['What will our bill be for the rest of 2026?', { forecast: 'this_year' }],
    ['forecast until the end of the year', { forecast: 'this_year' }],
    [
      'cost in Q3',
      { period: { start: '2025-07-01T00:00:00.000Z', end: '2025-10-01T00:00:00.000Z' } },
    ],
    [
      'compare our cost between Jan and Feb',
      {
        period: { start: '2026-02-01T00:00:00.000Z', end: '2026-03-01T00:00:00.000Z' },
        compare: { start: '2026-01-01T00:00:00.000Z', end: '2026-02-01T00:00:00.000Z' },
      },
    ],
    [
      'cost between Jan and Feb',
      { period: { start: '2026-01-01T00:00:00.000Z', end: '2026-03-01T00:00:00.000Z' } },
    ],
    ['which team spends the most? use the owner tag', { by: 'tag', tag: 'Owner', tagged: 'only' }],
    ['any refunds or credits on the bill?', { by: 'record_type' }],
    ['roughly what will next month cost if nobody changes anything', { forecast: 'next_month' }],
    [
      'which is dearer in January, S3 or our NAT gateways?',
      { period: month('01', '02'), between: 's3, NAT gateways' },
    ],
    [
      'what did search cost in February vs checkout in eu-west-1?',
      { period: month('02', '03'), between: 'search, checkout' },
    ],
    [
      'EC2 in prod against staging, January',
      { period: month('01', '02'), service: 'ec2', between: 'prod, staging' },
    ],
    [
      'what did we pay in January and in February?',
      { period: month('02', '03'), compare: month('01', '02') },
    ],
    [
      'was February cheaper than January?',
      { period: month('02', '03'), compare: month('01', '02') },
    ],
    [
      'spend last month and the month before',
      { period: month('02', '03'), compare: month('01', '02') },
    ],
    [
      'how did s3 costs change last month?',
      { period: month('02', '03'), compare: month('01', '02'), service: 's3', by: 'usage_type' },
    ],
  ]
  for (const [question, parameters] of parts) {
    it(`is read: ${question}`, () => assert.deepEqual(said(question), parameters))
  }

  const answers: readonly (readonly [string, RegExp])[] = [
    ['cheapest service last month', /^Amazon Route 53 cost the least: \$10\.88; then /],
    [
      'top 5 most expensive services last month',
      /^The 5 that cost the most of 13: Amazon Relational Database Service \(\$1,667\), .* and Amazon Simple Storage Service \(/,
    ],
    [
      'the 3 cheapest services last month',
      /^The 3 that cost the least of 13: Amazon Route 53 \(\$10\.88\), .* and AWS Lambda \(/,
    ],
    ['least expensive region in February', /^global cost the least.*eu-west-1/],
    [
      "what percentage of last month's bill came from eu-west-1?",
      /^AWS in eu-west-1: 11\.3 % of the \$5,555/,
    ],
    [
      'what share of our RDS bill is the European part?',
      /: 11\.2 % of the \$1,015 that rds cost in all/,
    ],
    ["last month's cost per owner with percentages", /elena\.rossi \(\$1,317, 23\.7 %\)/],
    [
      'whose stuff costs the most? (by owner tag, last month, ignore untagged)',
      /^What carries the tag Owner cost \$2,927 .*Most of it: elena\.rossi/,
    ],
    [
      'what do the GPU machines burn per day?',
      /\$634 a day on the 9 days on which it cost anything/,
    ],
    ['what do the unattached volumes cost a year?', /4 unattached volumes/],
    ['what did tom cost us last month?', /^Owner=tom\.lindqvist cost \$\d/],
    ['what does natting cost', /^Nothing on the bill is called “natting”: .* In all, AWS cost \$/],
    [
      'cost of orders-db',
      /^orders-db cost \$\d+ in 2026-03-01 .*: that is all of Multi-AZUsage:db\.r6g\.xl in us-east-1/,
    ],
    [
      'cost of things without an owner last month',
      /^What has no Owner tag cost \$[\d,]+ in 2026-02-01 to 2026-02-28, \d+ % of \$5,555\./,
    ],
    [
      'cost of what has no squad tag',
      /^No cost carries the tag Squad, so what lacks it cannot be told/,
    ],
    [
      'what do NAT gateways cost per month?',
      /^NAT gateways cost .* in 2026-02, the last whole month; \$\d+ a month on average over 5 whole/,
    ],
    [
      'cheapest day last week',
      /a day on average, most on 2026-03-1\d: \$\d+, least on 2026-03-\d\d: \$/,
    ],
    [
      'what did RDS cost last month against the month before?',
      /^rds cost \$[\d,]+ in 2026-02-01 .* Against \$[\d,]+ in 2026-01-01 to 2026-01-31: .* A day cost \$/,
    ],
    [
      'forecast for the quarter',
      /^AWS will cost about \$[\d,]+ in the quarter 2026-01 to 2026-03, .* was spent in 2026-01-01 to/,
    ],
    [
      'forecast for next month',
      /^AWS will cost about \$[\d,]+ in 2026-04-01 to 2026-04-30, by AWS's forecast/,
    ],
    [
      'why was yesterday dearer than two weeks ago?',
      /^The bill .* in 2026-03-17 against \$[\d,]+ in 2026-03-04,/,
    ],
    [
      'why did we spend more last week than three weeks ago?',
      /^The bill .* in 2026-03-09 to 2026-03-15 against \$[\d,]+ in 2026-02-23 to 2026-03-01,/,
    ],
    ['why are our RDS costs up?', /^The cost of rds hardly went up: /],
    [
      'are we on track to exceed last month?',
      /^AWS will cost .* Against \$[\d,]+ in 2026-02-01 to/,
    ],
    ['which team spends the most?', /No cost carries the tag Team: this is by Owner\.$/],
    ['why did rds costs go up?', /^The cost of rds hardly went up: \$[\d,]+ .* against \$/],
    ['spend on m5 instances last month', /^ec2, usage m5 cost \$\d+/],
  ]
  for (const [question, summary] of answers) {
    it(`is answered of what it is about: ${question}`, async () =>
      assert.match(await ask(question), summary))
  }

  it('is no question about tags where it asks what untagged things cost', () => {
    const recipe = intentOf(readPlan('cost of untagged volumes', now()))?.intent.recipe
    assert.equal(recipe, 'cost')
  })

  it('adds up: what has an owner and what has none is all', async () => {
    const amountIn = (summary: string) =>
      Number(/cost \$([\d,.]+)/.exec(summary)?.[1]?.replaceAll(',', ''))
    const owners = ['elena.rossi', 'tom.lindqvist', 'maya.okafor', 'priya.raman', 'samir.haddad']
    const each = await Promise.all(owners.map((name) => ask(`what did ${name} cost last month?`)))
    const none = amountIn(await ask('what did things without an owner cost last month?'))
    const sum = each.reduce((all, one) => all + amountIn(one), none)
    assert.ok(Math.abs(sum - amountIn(await ask('what did we spend last month?'))) < 6, `${sum}`)
  })
})
