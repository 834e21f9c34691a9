import assert from 'node:assert/strict'
import { databaseLoad } from '../../../../tools/recipes/incidents/database-load.ts'
import { answerOf, rowsOf, sampleClients } from '../sample-answer.ts'

const question = "what's the CPU and connection count on orders-db over the last 24 hours?"

describe('database_load', () => {
  it('gives mean, range, peak and the present of CPU and connections', async () => {
    const answer = await answerOf(databaseLoad, { question })
    assert.equal(
      answer.summary,
      '**orders-db** over the last 24 hours: CPU 40 % on average (22 % to 50 %, peak at ' +
        '2026-03-17 15:00 UTC (23 hours ago)), now 22 %; Connections 115 on average (39 to 143, ' +
        'peak at 2026-03-17 15:20 UTC (23 hours ago)), now 39.',
    )
    assert.deepEqual(rowsOf(answer, 'Load'), [
      {
        Of: 'orders-db',
        Measure: 'CPU %',
        Min: 21.81,
        Avg: 40.23,
        Max: 49.58,
        Now: 21.94,
        PeakAt: '2026-03-17 15:00 UTC',
      },
      {
        Of: 'orders-db',
        Measure: 'Connections',
        Min: 38.63,
        Avg: 115,
        Max: 142.9,
        Now: 39.03,
        PeakAt: '2026-03-17 15:20 UTC',
      },
    ])
  })

  it('shows the course of the day by the hour', async () => {
    const rows = rowsOf(await answerOf(databaseLoad, { question }), 'Load over time')
    assert.equal(rows.length, 25)
    assert.deepEqual(rows.at(-1), {
      Of: 'orders-db',
      From: '2026-03-18 14:00 UTC',
      CPUAvg: 22.11,
      CPUMax: 22.62,
      ConnectionsAvg: 39.76,
      ConnectionsMax: 40.28,
    })
  })

  it('answers for an instance by its id or its name', async () => {
    const byName = await answerOf(databaseLoad, { question: 'cpu of ops-bastion today' })
    assert.match(
      byName.summary ?? '',
      /^Instance \*\*ops-bastion\*\* over the last 14 hours: CPU \d+ % on average/,
    )
    const byId = await answerOf(databaseLoad, { question: 'cpu of i-0123456789abcdef0 today' })
    assert.equal(
      byId.summary,
      'CloudWatch has no data of instance i-0123456789abcdef0 in us-east-1 over the last 14 hours.',
    )
  })

  it('says what was at the end of a period that is over', async () => {
    const { summary } = await answerOf(databaseLoad, { question: 'load of orders-db yesterday' })
    assert.match(
      summary ?? '',
      /from 2026-03-17 00:00 UTC to 2026-03-18 00:00 UTC: .* at the end 36 %/,
    )
  })

  it('offers the nearest databases, and says where there is none', async () => {
    const other = await answerOf(databaseLoad, { question, region: 'eu-west-1' })
    const clients = sampleClients(undefined, ({ operation }) =>
      operation === 'DescribeDBInstances' ? { DBInstances: [] } : undefined,
    )
    const none = await answerOf(databaseLoad, { question, clients })
    assert.deepEqual(
      [other.summary, none.summary],
      [
        'No database in eu-west-1 is called orders-db. There: catalog-db-eu.',
        'There is no database in us-east-1.',
      ],
    )
  })
})
