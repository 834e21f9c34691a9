import assert from 'node:assert/strict'
import { all, ask, now, one, records, strings } from './ask.ts'

const march = { Start: '2026-03-01', End: '2026-04-01' }

const costs = (input: object, when = now) =>
  ask(
    'cost-explorer:GetCostAndUsage',
    { TimePeriod: march, Granularity: 'MONTHLY', Metrics: ['UnblendedCost'], ...input },
    { now: when },
  )

const sum = (output: unknown, path: string) =>
  Math.round(all(output, path).reduce<number>((total, value) => total + Number(value), 0) * 1e6)

const inTotal = 'ResultsByTime.Total.UnblendedCost.Amount'
const inGroups = 'ResultsByTime.Groups.Metrics.UnblendedCost.Amount'
const by = (Key: string, Type = 'DIMENSION') => ({ GroupBy: [{ Type, Key }] })

describe('the bill', () => {
  it('adds up the same by day, by month, and however it is grouped', async () => {
    const total = sum(await costs({}), inTotal)
    assert.ok(total > 0)
    assert.equal(sum(await costs({ Granularity: 'DAILY' }), inTotal), total)
    for (const grouped of [
      by('SERVICE'),
      by('REGION'),
      by('USAGE_TYPE'),
      by('INSTANCE_TYPE'),
      by('Env', 'TAG'),
      by('Owner', 'TAG'),
      { GroupBy: [...by('SERVICE').GroupBy, ...by('REGION').GroupBy] },
    ]) {
      assert.equal(sum(await costs(grouped), inGroups), total)
      assert.equal(sum(await costs({ ...grouped, Granularity: 'DAILY' }), inGroups), total)
    }
  })

  it('filters by expressions', async () => {
    const ec2 = {
      Dimensions: { Key: 'SERVICE', Values: ['Amazon Elastic Compute Cloud - Compute'] },
    }
    const ireland = { Dimensions: { Key: 'REGION', Values: ['eu-west-1'] } }
    const total = sum(await costs({}), inTotal)
    const both = sum(await costs({ Filter: { And: [ec2, ireland] } }), inTotal)
    const neither = sum(await costs({ Filter: { Not: { Or: [ec2, ireland] } } }), inTotal)
    const either = sum(await costs({ Filter: { Or: [ec2, ireland] } }), inTotal)
    assert.equal(either + neither, total)
    assert.ok(both > 0 && both < either)
    const untagged = { Filter: { Tags: { Key: 'Owner', MatchOptions: ['ABSENT'] } } }
    assert.equal(
      sum(await costs(untagged), inTotal),
      sum(
        records(await costs(by('Owner', 'TAG')), 'ResultsByTime.Groups').filter(isUntagged),
        'Metrics.UnblendedCost.Amount',
      ),
    )
  })

  it('jumps this month, in one service and region, for one reason', async () => {
    const byDay = await costs({
      Granularity: 'DAILY',
      TimePeriod: { Start: '2026-03-01', End: '2026-03-18' },
    })
    const days = all(byDay, inTotal).map(Number)
    assert.ok((days[16] ?? 0) > 2 * (days[2] ?? Number.POSITIVE_INFINITY))
    const grouped = await costs(by('USAGE_TYPE'))
    const dearest = records(grouped, 'ResultsByTime.Groups').toSorted(
      (one, other) =>
        sum(other, 'Metrics.UnblendedCost.Amount') - sum(one, 'Metrics.UnblendedCost.Amount'),
    )
    assert.deepEqual(strings(dearest[0], 'Keys'), ['EU-BoxUsage:g5.12xlarge'])
  })

  it('holds nothing for the days to come, and part of today', async () => {
    const daily = {
      Granularity: 'DAILY',
      Filter: { Dimensions: { Key: 'REGION', Values: ['us-east-1'] } },
    }
    const days = all(await costs(daily), inTotal)
    const aDayLater = all(await costs(daily, new Date(now.getTime() + 86_400_000)), inTotal)
    assert.deepEqual(new Set(days.slice(18)), new Set(['0.000000']))
    assert.ok(Number(days[17]) < Number(aDayLater[17]))
    assert.deepEqual(days.slice(0, 17), aDayLater.slice(0, 17))
  })

  it('is forecast from what runs now', async () => {
    const forecast = await ask('cost-explorer:GetCostForecast', {
      TimePeriod: { Start: '2026-03-19', End: '2026-04-01' },
      Granularity: 'DAILY',
      Metric: 'UNBLENDED_COST',
    })
    assert.equal(all(forecast, 'ForecastResultsByTime').length, 13)
    assert.equal(sum(forecast, 'Total.Amount'), sum(forecast, 'ForecastResultsByTime.MeanValue'))
  })

  it('says which values a dimension and a tag have', async () => {
    const regions = await ask('cost-explorer:GetDimensionValues', {
      TimePeriod: march,
      Dimension: 'REGION',
    })
    assert.deepEqual(strings(regions, 'DimensionValues.Value'), [
      'eu-west-1',
      'global',
      'us-east-1',
    ])
    const tags = await ask('cost-explorer:GetTags', { TimePeriod: march, TagKey: 'Env' })
    assert.deepEqual(one(tags, 'TotalSize'), 3)
    assert.deepEqual(strings(tags, 'Tags'), ['', 'prod', 'staging'])
  })

  for (const [why, input] of [
    ['a start after the end', { TimePeriod: { Start: '2026-04-01', End: '2026-03-01' } }],
    ['a time that is no date', { TimePeriod: { Start: 'yesterday', End: '2026-03-01' } }],
    ['hours, which the company does not pay for', { Granularity: 'HOURLY' }],
    ['no metric', { Metrics: [] }],
  ] as const) {
    it(`refuses ${why}`, async () => {
      await assert.rejects(costs(input), { name: 'ValidationException' })
    })
  }
})

const isUntagged = (group: unknown) => strings(group, 'Keys')[0] === 'Owner$'
