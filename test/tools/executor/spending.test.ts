import assert from 'node:assert/strict'
import { type Call, execute } from '../../../tools/executor/execute.ts'
import { Spending } from '../../../tools/executor/spending.ts'
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
    assert.equal(spending.said(), 'Cost Explorer: 10 requests, $0.10')
  })

  it('is said of metrics, a search being as many as it may find', () => {
    const spending = new Spending()
    const metric = { Id: 'a', MetricStat: {} }
    spending.ask('cloudwatch', 'GetMetricData', {
      MetricDataQueries: [metric, metric, { Id: 'b', Expression: "SEARCH('x', 'Sum')" }],
    })
    assert.equal(spending.said(), 'GetMetricData: 102 metrics, under $0.01')
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
    assert.equal(spending.said(), 'Logs Insights: 6.5 GB scanned, $0.03')
    assert.throws(() => spending.scanned('eu-west-1 q', 4_000_000_000), /10.5 GB were scanned/)
  })

  it('is not said where nothing was billed', () => {
    const spending = new Spending()
    spending.ask('ec2', 'DescribeInstances', {})
    assert.equal(spending.said(), undefined)
  })
})
