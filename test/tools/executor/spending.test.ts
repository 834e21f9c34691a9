import assert from 'node:assert/strict'
import { type Call, execute } from '../../../tools/executor/execute.ts'
import { billedText, Spending } from '../../../tools/executor/spending.ts'
import { contextOf, scriptedClients } from './scripted-clients.ts'

const period = { TimePeriod: { Start: '2030-01-01', End: '2030-01-02' } }

describe('what AWS bills', () => {
  it('is at most ten requests of Cost Explorer in a call, of the largest pages, and goes on by a token', async () => {
    let requests = 0
    const { clients, calls } = scriptedClients(() => {
      requests += 1
      return { DimensionValues: [{ Value: `s${requests}` }], NextPageToken: `t${requests}` }
    })
    const spending = new Spending()
    const call: Call = {
      services: ['cost-explorer'],
      operation: 'GetDimensionValues',
      parameters: { ...period, Dimension: 'SERVICE', MaxResults: 1 },
      maxItems: 1000,
    }
    const [region] = (await execute(call, contextOf(clients, { spending }))).regions
    assert.ok(region?.status === 'ok')
    assert.equal(region.items.length, 10)
    assert.ok(region.next_token !== undefined)
    assert.equal(requests, 10)
    assert.equal(calls[0]?.input.MaxResults, undefined)
    assert.equal(billedText(spending.charges()), 'Cost Explorer: 10 requests, $0.10')
  })

  it('is said of metrics, a search being as many as it may find', () => {
    const spending = new Spending()
    const metric = { Id: 'a', MetricStat: {} }
    spending.ask('cloudwatch', 'GetMetricData', {
      MetricDataQueries: [metric, metric, { Id: 'b', Expression: "SEARCH('x', 'Sum')" }],
    })
    assert.equal(billedText(spending.charges()), 'GetMetricData: 102 metrics, under $0.01')
    const many = { MetricDataQueries: Array.from({ length: 490 }, () => metric) }
    for (let call = 0; call < 9; call += 1) spending.ask('cloudwatch', 'GetMetricData', many)
    assert.throws(() => {
      spending.ask('cloudwatch', 'GetMetricData', many)
      spending.ask('cloudwatch', 'GetMetricData', many)
    }, /at most 5000/)
  })

  it('is what queries of Logs Insights scan in all regions together', () => {
    const spending = new Spending()
    spending.scanned('us-east-1 q', 6_000_000_000)
    spending.scanned('us-east-1 q', 6_500_000_000)
    assert.equal(billedText(spending.charges()), 'Logs Insights: 6.5 GB scanned, $0.03')
    assert.throws(() => spending.scanned('eu-west-1 q', 4_000_000_000), /10.5 GB were scanned/)
  })

  it('is not said where nothing was billed', () => {
    const spending = new Spending()
    spending.ask('ec2', 'DescribeInstances', {})
    assert.equal(billedText(spending.charges()), undefined)
  })

  it('is said in figures too', () => {
    const spending = new Spending()
    spending.ask('cost-explorer', 'GetCostAndUsage', {})
    spending.scanned('us-east-1 q', 1_234_567_890)
    assert.deepEqual(spending.charges(), [
      { service: 'Cost Explorer', count: 1, unit: 'request', usd: 0.01 },
      { service: 'Logs Insights', count: 1.235, unit: 'GB scanned', usd: 0.006173 },
    ])
  })

  it('is refused, before it is asked, beyond what is left to the answer', async () => {
    const { clients, calls } = scriptedClients(() => ({ DimensionValues: [], NextPageToken: 't' }))
    const ask = (spending: Spending, operation = 'GetDimensionValues') =>
      execute(
        {
          services: ['cost-explorer'],
          operation,
          parameters: { ...period, Dimension: 'SERVICE' },
        },
        contextOf(clients, { spending }),
      )
    const { status, regions } = await ask(new Spending(0.0099))
    const [region] = regions
    assert.equal(status, 'error')
    assert.ok(region?.status === 'error')
    assert.equal(region.code, 'budget_spent')
    assert.match(
      region.message,
      /^AWS bills Cost Explorer \(\$0\.01 a request\), .* only \$0\.0099 is left: it was not asked$/,
    )
    assert.match(region.hint ?? '', /Answer with what there is/)
    assert.equal(calls.length, 0)
  })

  it('is held to what is left exactly, though sums of dollars are not exact', () => {
    const spending = new Spending(0.03)
    const ask = () => spending.ask('cost-explorer', 'GetCostAndUsage', {})
    for (let request = 0; request < 3; request += 1) ask()
    assert.throws(ask, { code: 'budget_spent', message: /nothing is left/ })
    assert.doesNotThrow(() => spending.ask('ec2', 'DescribeInstances', {}))
  })

  it('lets no query of Logs Insights begin with nothing left, and stops one that goes beyond', () => {
    const ask = (spending: Spending) => spending.ask('cloudwatch-logs', 'InsightsQuery', {})
    assert.throws(() => ask(new Spending(0)), { code: 'budget_spent' })
    const spending = new Spending(0.02)
    ask(spending)
    spending.scanned('q', 3_900_000_000)
    assert.throws(() => spending.scanned('q', 4_100_000_000), {
      code: 'budget_spent',
      message: /the query was not run to its end/,
    })
  })
})
