import assert from 'node:assert/strict'
import { chart } from '../../../../services/client/render/charts.ts'
import { symbols } from '../../../../services/client/render/symbols.ts'

describe('chart', () => {
  it('draws the cost of each day as bars', () => {
    const days = [
      ['2026-11-15', '868.499'],
      ['2026-11-16', '434.2'],
      ['2026-11-17', '-1'],
    ].map(([Start, Amount]) => ({
      TimePeriod: { Start, End: Start },
      Total: { UnblendedCost: { Amount, Unit: 'USD' } },
      Groups: [],
    }))
    assert.deepEqual(chartOf(days, 50), [
      'Unblended cost',
      `  2026-11-15  868.50 USD  ${'█'.repeat(24)}`,
      `  2026-11-16  434.20 USD  ${'█'.repeat(12)}`,
      '  2026-11-17   -1.00 USD',
    ])
  })

  it('draws the cost of each service, the largest first, months together', () => {
    const month = (...costs: [string, string][]) => ({
      TimePeriod: { Start: '2026-10-01', End: '2026-11-01' },
      Total: {},
      Groups: costs.map(([service, Amount]) => ({
        Keys: [service],
        Metrics: { UnblendedCost: { Amount, Unit: 'USD' } },
      })),
    })
    const months = [month(['Lambda', '10'], ['S3', '5']), month(['S3', '15'])]
    assert.deepEqual(chartOf(months, 40), [
      'Unblended cost',
      `  S3      20.00 USD  ${'█'.repeat(19)}`,
      `  Lambda  10.00 USD  ${'█'.repeat(10)}`,
    ])
  })

  it('draws what is too much for bars as a line', () => {
    const days = Array.from({ length: 31 }, (_, day) => ({
      TimePeriod: { Start: `2026-10-${String(day + 1).padStart(2, '0')}` },
      Total: { UnblendedCost: { Amount: String(day), Unit: 'USD' } },
    }))
    assert.deepEqual(chartOf(days, 96), [
      '  ▁▁▁▁▂▂▂▂▃▃▃▃▄▄▄▅▅▅▅▆▆▆▆▇▇▇▇████  Unblended cost  0 to 30',
    ])
  })

  it('draws metrics over time, in the order of time', () => {
    const Timestamps = ['2026-11-22T12:00:00Z', '2026-11-22T11:00:00Z', '2026-11-22T10:00:00Z']
    const items = [{ Id: 'm1', Label: 'CPU', Timestamps, Values: [1200, 600, 0] }]
    assert.deepEqual(chartOf(items), ['  ▁▅█  CPU  0 to 1.2K'])
  })

  it('draws statistics of a metric', () => {
    const items = [
      { Timestamp: '2026-11-22T11:00:00Z', Maximum: 7, Unit: 'Percent' },
      { Timestamp: '2026-11-22T10:00:00Z', Maximum: 7, Unit: 'Percent' },
    ]
    assert.deepEqual(chartOf(items), ['  ▅▅  Maximum  7 to 7'])
  })

  it('draws what a recipe found in dollars and over time', () => {
    const cost = (Service: string, now: string) => ({ evidence: 'Cost by service', Service, now })
    const load = (hour: number, CPUAvg: number) => ({
      evidence: 'Load over time',
      Of: 'orders-db',
      From: `2026-11-22 1${hour}:00 UTC`,
      CPUAvg,
      CPUMax: CPUAvg + 1,
    })
    const items = [cost('EC2', '$6,548'), cost('RDS', '$1,300'), load(0, 1), load(1, 3), load(2, 2)]
    assert.deepEqual(chartOf(items, 40), [
      'Cost by service, now',
      `  EC2  $6,548  ${'█'.repeat(25)}`,
      `  RDS  $1,300  ${'█'.repeat(5)}`,
      '  ▁█▅  CPU avg of orders-db  1 to 3',
    ])
  })

  it('labels bars with the names of things, not with their kind', () => {
    const thing = (What: string, Name: string, EstimatePerMonth: string) => ({
      evidence: 'Paid for and not used',
      What,
      Name,
      Region: 'us-east-1',
      EstimatePerMonth,
    })
    const items = [thing('volume', 'a', '$30.00'), thing('volume', 'b', '$15.00')]
    assert.deepEqual(chartOf(items, 40), [
      'Paid for and not used, estimate a month',
      `  a  $30.00  ${'█'.repeat(27)}`,
      `  b  $15.00  ${'█'.repeat(14)}`,
    ])
  })

  it('draws nothing for things that have a time and a number', () => {
    const volume = (VolumeId: string, SizeGiB: number) => ({
      evidence: 'Unattached volume',
      VolumeId,
      SizeGiB,
      CreateTime: `2026-01-0${SizeGiB}T00:00:00Z`,
    })
    assert.deepEqual(chartOf([volume('a', 1), volume('b', 2), volume('c', 3)]), [])
    const sameTime = { evidence: 'Event', At: '2026-01-01 10:00 UTC', Count: 1 }
    assert.deepEqual(chartOf([sameTime, sameTime, sameTime]), [])
  })

  it('draws in ASCII', () => {
    const items = [{ Label: 'CPU', Timestamps: ['a', 'b'], Values: [0, 1] }]
    assert.deepEqual(chart(resultOf(items), { ...look(80), symbols: symbols({ LANG: 'C' }) }), [
      '  _#  CPU  0 to 1',
    ])
  })

  it('draws nothing where there is no series', () => {
    for (const result of [undefined, 'x', {}, resultOf([]), resultOf([1, { Name: 'a' }])]) {
      assert.deepEqual(chart(result, look(80)), [])
    }
  })
})

const look = (columns: number) => ({
  columns,
  colours: false,
  symbols: symbols({ LANG: 'C.UTF-8' }),
})

const resultOf = (items: readonly unknown[]) => ({
  regions: [{ region: 'us-east-1', status: 'ok', items }],
})

const chartOf = (items: readonly unknown[], columns = 80) => chart(resultOf(items), look(columns))
