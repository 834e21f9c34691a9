import assert from 'node:assert/strict'
import { all, ask, now } from './ask.ts'

const end = Math.floor(now.getTime() / 1000)

/** A query of the last half hour of checkout-api's log, from its start to its rows as objects. */
async function query(queryString: string, own: object = {}) {
  const { queryId } = await ask('cloudwatch-logs:StartQuery', {
    logGroupNames: ['/ecs/checkout-api'],
    queryString,
    startTime: end - 1800,
    endTime: end,
    limit: 100,
    ...own,
  })
  const output = await ask('cloudwatch-logs:GetQueryResults', { queryId })
  assert.equal(output.status, 'Complete')
  const rows = Array.isArray(output.results) ? output.results : []
  return rows.map((row) =>
    Object.fromEntries(all(row, 'field').map((name, index) => [name, all(row, 'value')[index]])),
  )
}

describe('Logs Insights in the sample account', () => {
  it('counts errors by time', async () => {
    const rows = await query(
      'filter @message like /ERROR/ | stats count(*) as errors by bin(10m) as time | sort time',
    )
    assert.deepEqual(rows, [
      { time: '2026-03-18 13:50:00.000', errors: '27' },
      { time: '2026-03-18 14:00:00.000', errors: '60' },
      { time: '2026-03-18 14:10:00.000', errors: '60' },
      { time: '2026-03-18 14:20:00.000', errors: '33' },
    ])
  })

  it('filters by text, pattern, and, or, not', async () => {
    const count = async (filter: string) => {
      const [row] = await query(`filter ${filter} | stats count(*) as n`)
      return Number(row?.n ?? 0)
    }
    const [pool, health, payment] = await Promise.all(
      ['TimeoutError', 'HealthCheckFailed', 'PaymentCaptureError'].map((name) =>
        count(`@message like "${name}"`),
      ),
    )
    assert.ok(pool && health && payment)
    assert.equal(
      await count('@message like /(?i)timeouterror|paymentcaptureerror/'),
      pool + payment,
    )
    assert.equal(
      await count('@message like "TimeoutError" or @message like /Health/'),
      pool + health,
    )
    assert.equal(
      await count('@message like /ERROR/ and @message not like "TimeoutError"'),
      health + payment,
    )
  })

  it('shows the named fields of the newest lines first', async () => {
    const rows = await query('fields @timestamp, @log | filter @message like "ERROR" | limit 2')
    assert.deepEqual(rows, [
      { '@timestamp': '2026-03-18 14:25:21.250', '@log': '/ecs/checkout-api' },
      { '@timestamp': '2026-03-18 14:25:11.250', '@log': '/ecs/checkout-api' },
    ])
  })

  it('refuses what it does not understand, and groups that are not there', async () => {
    await assert.rejects(query('parse @message /x/'), { name: 'MalformedQueryException' })
    await assert.rejects(query('filter @message like /(/'), { name: 'MalformedQueryException' })
    await assert.rejects(query('stats avg(x)'), { name: 'MalformedQueryException' })
    await assert.rejects(query('fields @message', { logGroupNames: ['/no'] }), {
      name: 'ResourceNotFoundException',
    })
  })
})
