import assert from 'node:assert/strict'
import { billIncrease } from '../../../../tools/recipes/money/bill-increase.ts'
import { spendByService } from '../../../../tools/recipes/money/spend-by-service.ts'
import { awsError, scriptedClients } from '../../executor/scripted-clients.ts'
import { answerOf, membersOf, regionOf, rowsOf, sampleClients } from '../sample-answer.ts'

describe('the bill that went up', () => {
  it('is told with both months, the service, the usage type, its region and the day it began', async () => {
    const { summary = '', notes } = await answerOf(billIncrease)
    assert.match(
      summary,
      /^The bill went up: \$9,086 in 2026-03-01 to 2026-03-17 against \$3,368 in 2026-02-01 to 2026-02-17, \+\$5,718 \(\+170 %\)\./,
    )
    assert.match(summary, /Amazon Elastic Compute Cloud - Compute rose most: \+\$5,706/)
    assert.match(
      summary,
      /EU-BoxUsage:g5\.12xlarge in eu-west-1: \+\$5,704 \(new\), since 2026-03-09/,
    )
    assert.match(summary, /anomaly detection has it too: .* since 2026-03-09/)
    assert.deepEqual(notes, [
      'Unblended cost of Cost Explorer, which AWS still corrects for a day or two. ' +
        '3 requests to it so far, billed by AWS at $0.01 each.',
    ])
  })

  it('leads to the instances, who started them, and that they idle', async () => {
    const answer = await answerOf(billIncrease)
    assert.match(
      answer.summary ?? '',
      /4 running g5\.12xlarge instances \(embedding-backfill-1, .*\), started 2026-03-09 14:25 UTC by priya\.raman\. Their CPU averaged 0\.\d % .* None has an Owner tag\./,
    )
    assert.deepEqual(
      rowsOf(answer, 'Instance behind it').map((row) => Object.entries(row)[1]),
      [1, 2, 3, 4].map((number) => ['Name', `embedding-backfill-${number}`]),
    )
  })

  it('sends three requests to Cost Explorer, however many regions are asked', async () => {
    let billed = 0
    const clients = sampleClients(undefined, ({ service }) => {
      billed += service === 'cost-explorer' ? 1 : 0
      return undefined
    })
    const { region } = await answerOf(billIncrease, { region: 'all', clients })
    assert.deepEqual({ region, billed }, { region: 'global', billed: 3 })
  })

  it('compares last month with the one before on the first of a month', async () => {
    const when = new Date('2026-03-01T09:00:00Z')
    const { summary = '' } = await answerOf(billIncrease, { when })
    assert.match(summary, /in 2026-02-01 to 2026-02-28 against .* in 2026-01-01 to 2026-01-31/)
  })

  it('compares this month with last, where that is what it is said to be more than', async () => {
    const question = 'why are we spending more than last month?'
    const { summary = '' } = await answerOf(billIncrease, { question })
    assert.match(summary, /in 2026-03-01 to 2026-03-17 against .* in 2026-02-01 to 2026-02-17/)
  })

  it('says so where it did not go up', async () => {
    const clients = costsOf([
      ['2026-02-03', ['Amazon DynamoDB'], '80'],
      ['2026-03-03', ['Amazon DynamoDB'], '20'],
    ])
    const { summary, items } = await answerOf(billIncrease, { clients })
    assert.equal(
      summary,
      'The bill did not go up: $20.00 in 2026-03-01 to 2026-03-17 against $80.00 in 2026-02-01 to 2026-02-17, -$60.00 (-75 %).',
    )
    assert.equal(items.length, 1)
  })

  it('leads to volumes and databases made since then, where the usage type is theirs', async () => {
    const volume = { VolumeId: 'vol-1', Size: 900, CreateTime: new Date('2026-03-05T08:00:00Z') }
    const old = { VolumeId: 'vol-0', Size: 10, CreateTime: new Date('2025-03-05T08:00:00Z') }
    const volumes = await answerOf(billIncrease, {
      clients: costsOf(jumpTo('EU-EBS:VolumeUsage.gp3'), { Volumes: [volume, old] }),
    })
    assert.match(volumes.summary ?? '', /Since then 1 gp3 volume with 900 GiB was made: vol-1\.$/)
    const crm = { DBInstanceIdentifier: 'crm', DBInstanceClass: 'db.r6g.xlarge' }
    const databases = await answerOf(billIncrease, {
      clients: costsOf(jumpTo('Multi-AZUsage:db.r6g.xl'), { DBInstances: [crm] }),
    })
    assert.match(databases.summary ?? '', /Databases of this class: crm\.$/)
  })

  it('ends at the usage type where that names no resource', async () => {
    const { summary } = await answerOf(billIncrease, {
      clients: costsOf(jumpTo('DataTransfer-Out-Bytes')),
    })
    assert.match(
      summary ?? '',
      /since 2026-03-05, \$90\.00 on 2026-03-05\. Its usage type does not tell which resource is behind it\.$/,
    )
  })

  it('answers still where anomalies, CloudTrail and CloudWatch may not be read', async () => {
    const clients = sampleClients(undefined, ({ service, operation }) => {
      if (['cloudtrail', 'cloudwatch'].includes(service) || operation === 'GetAnomalies') {
        throw awsError('AccessDeniedException', 'not authorized', 400)
      }
      return undefined
    })
    const { summary = '', notes = [] } = await answerOf(billIncrease, { clients })
    assert.match(summary, /4 running g5\.12xlarge instances .*, started 2026-03-09 14:25 UTC\.$/)
    assert.deepEqual(
      notes.map((note) => /^Not looked at: (\S+?)(?: \(.*?\))?\. /.exec(note)?.[1]).filter(Boolean),
      ['ce:GetAnomalies', 'cloudwatch:GetMetricData', 'cloudtrail:LookupEvents'],
    )
  })

  it('is an error with a hint where Cost Explorer may not be read', async () => {
    const { clients } = scriptedClients(() => {
      throw awsError('AccessDeniedException', 'not authorized')
    })
    const region = await regionOf(billIncrease, { clients })
    assert.equal(region.status === 'error' && region.code, 'access_denied')
    assert.match(region.status === 'error' ? (region.hint ?? '') : '', /ce:GetCostAndUsage/)
  })

  it('says that there is no cost where there is none', async () => {
    const { summary } = await answerOf(billIncrease, { clients: costsOf([]) })
    assert.equal(
      summary,
      'Cost Explorer has no cost for 2026-03-01 to 2026-03-17 nor for 2026-02-01 to 2026-02-17.',
    )
  })
})

describe('spend by service', () => {
  it('is of last month beside the month before, the dearest first, also by day', async () => {
    const answer = await answerOf(spendByService)
    assert.match(
      answer.summary ?? '',
      /^2026-02-01 to 2026-02-28 cost \$5,555 over 13 services: -\$567 \(-9 %\) against 2026-01-01 to 2026-01-31\. A day cost \$198, \+\$0\.92 \(\+0 %\), as it is 28 days against 31\. Most goes to Amazon Relational Database Service \(\$1,667\)/,
    )
    assert.deepEqual(membersOf(answer, 'Service').slice(0, 3), [
      'Amazon Relational Database Service',
      'EC2 - Other',
      'Amazon Elastic Compute Cloud - Compute',
    ])
  })

  it('takes the period from the question', async () => {
    const question = 'cost by service in the last 7 days'
    const { summary = '' } = await answerOf(spendByService, { question })
    assert.match(summary, /^2026-03-11 to 2026-03-17 cost .* against 2026-03-04 to 2026-03-10\./)
    assert.match(summary, /Amazon Elastic Compute Cloud - Compute rose most/)
  })
})

type Cost = readonly [day: string, keys: readonly string[], amount: string]

const jumpTo = (usageType: string): Cost[] => [
  ['2026-02-03', ['eu-west-1', usageType], '10'],
  ['2026-03-05', ['eu-west-1', usageType], '90'],
]

/** Cost Explorer as a list of days, keys and amounts; all other calls get what else there is. */
const costsOf = (costs: readonly Cost[], others: Record<string, unknown> = {}) =>
  scriptedClients(({ operation }) =>
    operation === 'GetCostAndUsage'
      ? {
          ResultsByTime: costs.map(([Start, Keys, Amount]) => ({
            TimePeriod: { Start },
            Groups: [{ Keys, Metrics: { UnblendedCost: { Amount, Unit: 'USD' } } }],
          })),
        }
      : others,
  ).clients
