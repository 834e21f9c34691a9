import assert from 'node:assert/strict'
import { isRecord } from '../../../../tools/json.ts'
import { cost } from '../../../../tools/recipes/money/cost.ts'
import { spendByService } from '../../../../tools/recipes/money/spend-by-service.ts'
import { awsError, scriptedClients } from '../../executor/scripted-clients.ts'
import { answerOf, regionOf, rowsOf } from '../sample-answer.ts'

const summaryOf = async (parameters: Record<string, unknown>) =>
  (await answerOf(cost, { parameters })).summary

/** Bills by service and day, or month, as a given day's sum of each. */
function billing(amounts: Record<string, number>, { unit = 'USD', keptFrom = '' } = {}) {
  return scriptedClients(({ input }) => {
    const { TimePeriod, Granularity } = input
    if (!isRecord(TimePeriod)) return {}
    const { Start, End } = TimePeriod
    if (String(Start) < keptFrom) throw awsError('ValidationException', 'No data of then is kept')
    return {
      ResultsByTime: starts(String(Start), String(End), Granularity).map((day) => ({
        TimePeriod: { Start: day, End: day },
        Groups: Object.entries(amounts).map(([key, amount]) => ({
          Keys: [key],
          Metrics: { UnblendedCost: { Amount: String(amount), Unit: unit } },
        })),
      })),
    }
  })
}

function starts(start: string, end: string, granularity: unknown): string[] {
  const days: string[] = []
  for (let day = new Date(start); day < new Date(end); day = new Date(day.getTime() + 864e5))
    days.push(day.toISOString().slice(0, 10))
  return granularity === 'DAILY' ? days : [...new Set(days.map((day) => `${day.slice(0, 7)}-01`))]
}

describe('cost', () => {
  const told: [parameters: Record<string, unknown>, summary: RegExp][] = [
    [{}, /^AWS cost \*\*\$9,086\*\* in 2026-03-01 to 2026-03-17\. Most of it: Amazon Elastic/],
    [
      { period: '2026-02', by: 'region' },
      /^AWS cost \*\*\$5,555\*\* .* us-east-1 \(\$4,915\), eu-/,
    ],
    [{ service: 'S3', period: '2026-01' }, /^S3 cost \*\*\$275\*\* in 2026-01-01 to 2026-01-31/],
    [
      { service: 'storage', period: '2026-01', compare: '2026-02' },
      /Against \$249 in 2026-02-01 to 2026-02-28: \+\$25\.43 \(\+10 %\)\./,
    ],
    [
      { forecast: 'this_month' },
      /^AWS will cost about \*\*\$21,375\*\* in 2026-03, .* \$12,289 is to/,
    ],
    [
      { between: 'NAT, load balancers, prod', period: '2026-02' },
      /^\*\*prod\*\* cost the most in 2026-02-01 to 2026-02-28: \*\*\$4,\d+\*\*, .* of NAT .* Then load balancers \(\$8\d\.\d\d\)\. Together: \$5,/,
    ],
    [
      { between: 'S3, nonsense', period: '2026-02', compare: '2026-01' },
      /^S3 cost \*\*\$249\*\* in 2026-02-01 to 2026-02-28\. Nothing on the bill of then is called “nonsense”: it is not compared\.$/,
    ],
    [
      { service: 'S3', granularity: 'weekly', period: '2026-02' },
      /^S3 cost \*\*\$249\*\* in .* in 2026-02-16 to 2026-02-22, the last whole week; \$\d+\.\d+ a week on average over 3 whole ones, most /,
    ],
    [{ tag: 'Service' }, /Most of it: embedding-backfill \(\$5,704\), without the tag Service/],
    [{ tag: 'Owner', tag_value: 'nobody' }, /^Owner=nobody cost nothing in 2026-03-01/],
    [
      { tag: 'Owner', tag_value: 'nobody' },
      /The bill then knows Owner as .*elena\.rossi.*; what carries no tag is in none of them\.$/,
    ],
    [{ tag: 'Team', tag_value: 'Search' }, /^Service=search cost \*\*\$\d/],
    [
      { tag: 'Team', tag_value: 'nobody' },
      /No cost carries the tag Team with that value\. Tags on the bill: Env, Owner and Service\.$/,
    ],
    [{ service: 'blah' }, /^Cost Explorer has nothing called blah in .* There: AWS Lambda, /],
    [{ service: 'EC2', granularity: 'daily', period: 'last 7 days' }, /\$755 a day on average/],
  ]
  for (const [parameters, summary] of told) {
    it(`is told of ${JSON.stringify(parameters)}`, async () => {
      assert.match((await summaryOf(parameters)) ?? '', summary)
    })
  }

  it('goes by day where that is asked, and by month over many', async () => {
    const daily = await answerOf(cost, {
      parameters: { granularity: 'daily', period: '2026-03-02/2026-03-03' },
    })
    assert.deepEqual(
      rowsOf(daily, 'Cost by day').map((row) => Object.values(row)[0]),
      ['2026-03-02', '2026-03-03'],
    )
    const months = await answerOf(cost, { parameters: { granularity: 'monthly' } })
    assert.equal(rowsOf(months, 'Cost by month').length, 6)
    const each = await answerOf(cost, {
      parameters: { granularity: 'monthly', by: 'region', period: '2026-01-20/2026-03-10' },
    })
    assert.deepEqual(Object.keys(rowsOf(each, 'Cost by region')[0] ?? {}), [
      'Region',
      '2026-02',
      '2026-03',
      'Cost',
    ])
  })

  it('is of a region where one is asked', async () => {
    const { summary } = await answerOf(cost, { parameters: {}, region: 'eu-west-1' })
    assert.match(summary ?? '', /^AWS in eu-west-1 cost \*\*\$/)
  })

  it('comes in the currency that AWS gives, with credits as what they are', async () => {
    const { clients } = billing({ 'Amazon EC2': 10, Credits: -4 }, { unit: 'CNY' })
    const { summary } = await answerOf(cost, { clients, parameters: { period: '2026-03-02' } })
    assert.equal(
      summary,
      'AWS cost **6.00 CNY** in 2026-03-02. Most of it: Amazon EC2 (10.00 CNY) and Credits (-4.00 CNY). Credits, refunds or corrections are in it: Credits (-4.00 CNY).',
    )
  })

  it('says the time where that is another than was asked', async () => {
    const { clients, calls } = billing({ 'Amazon EC2': 10 })
    const { notes = [] } = await answerOf(cost, {
      clients,
      parameters: { period: 'last 12 months' },
    })
    assert.deepEqual(calls[0]?.input.TimePeriod, { Start: '2025-03-01', End: '2026-03-18' })
    assert.equal(calls[0]?.input.Granularity, 'MONTHLY')
    assert.equal(notes[0], 'From 2025-03-01 instead of 2025-03-18: it goes by months here.')
  })

  it('is of what an account keeps, and says from when on', async () => {
    const { clients } = billing({ 'Amazon EC2': 10 }, { keptFrom: '2025-01-01' })
    const { summary } = await answerOf(cost, { clients, parameters: { period: '2024-07/2025-06' } })
    assert.match(
      summary ?? '',
      /^Incomplete, without costs before 2025-01-01\. AWS cost \*\*\$60\.00\*\* in 2025-01-01 to 2025-06-30/,
    )
  })

  it('refuses a time of which nothing is kept', async () => {
    const region = await regionOf(cost, { parameters: { period: '2020' } })
    assert.equal(region.status, 'error')
  })
})

describe('spend by service', () => {
  it('compares nothing with what Cost Explorer no longer keeps', async () => {
    const { clients, calls } = billing({ 'Amazon EC2': 10 }, { keptFrom: '2025-01-01' })
    const { summary, notes } = await answerOf(spendByService, {
      clients,
      parameters: { period: 'last 12 months' },
    })
    assert.deepEqual(calls[0]?.input.TimePeriod, { Start: '2025-03-01', End: '2026-03-18' })
    assert.match(summary ?? '', /^2025-03-01 to 2026-03-17 cost \$130 over 1 service\. Most/)
    assert.match(notes?.[1] ?? '', /^Not compared with .*: Cost Explorer keeps 14 months/)
  })

  it('calls unchanged what is the same, credits too', async () => {
    const { clients } = billing({ 'Amazon EC2': 10, Tax: -500 })
    const answer = await answerOf(spendByService, { clients, parameters: {} })
    assert.deepEqual(
      rowsOf(answer, 'Cost by service').map((row) => Object.values(row).at(-1)),
      ['+$0.00 (unchanged)', '+$0.00 (unchanged)'],
    )
  })
})
