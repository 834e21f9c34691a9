import assert from 'node:assert/strict'
import { recentLogErrors } from '../../../../tools/recipes/incidents/log-errors.ts'
import { answerOf, regionOf, rowsOf, sampleClients } from '../sample-answer.ts'

const question = 'show me the errors in the checkout-api logs for the last 30 minutes'
const dataAccess = ['logs'] as const

describe('log_errors', () => {
  it('groups and counts the errors of the last 30 minutes', async () => {
    const answer = await answerOf(recentLogErrors, { question, dataAccess })
    assert.equal(
      answer.summary,
      '**180 error lines of 3 kinds** in `/ecs/checkout-api` (us-east-1), in the last 30 minutes. Most frequent, 90 times (50 %): `ERROR checkout-api version=4.12.0 ' +
        'TimeoutError: no connection from pool orders-db within 3000 ms (pool max 2)`, ' +
        'first 13:55 UTC (30 minutes ago), last 14:25 UTC (less than a minute ago). ' +
        'None in `/ecs/staging/checkout-api` (us-east-1), which was looked at too.',
    )
    assert.deepEqual(rowsOf(answer, 'Log error')[1], {
      Count: 60,
      First: '2026-03-18 13:55 UTC',
      Last: '2026-03-18 14:25 UTC',
      LogGroup: '/ecs/checkout-api',
      Message:
        'ERROR checkout-api version=#.#.# HealthCheckFailed: GET /healthz answered # (orders-db: no free connection)',
      Example:
        'ERROR checkout-api version=4.12.0 HealthCheckFailed: GET /healthz answered 503 (orders-db: no free connection)',
    })
  })

  it('names of all log groups only those that had errors', async () => {
    const { summary = '' } = await answerOf(recentLogErrors, { parameters: {}, dataAccess })
    assert.match(
      summary,
      /in 2 log groups: `\/aws\/lambda\/order-events-consumer` \(720, us-east-1\) and `\/ecs\/checkout-api` \(180, us-east-1\), in the last 30 minutes\./,
    )
    assert.match(summary, /The 10 others that were looked at had none\.$/)
    assert.doesNotMatch(summary, /payment-webhook|ecs\/web/)
  })

  it('answers lines without a time, and takes the times of others for them', async () => {
    const at = Date.parse('2026-03-18T14:20:00Z')
    const answered = (timestamps: (number | undefined)[]) => {
      const events = timestamps.map((timestamp) => ({ message: 'ERROR disk full', timestamp }))
      const clients = sampleClients(undefined, ({ operation }) =>
        operation === 'FilterLogEvents' ? { events } : undefined,
      )
      return answerOf(recentLogErrors, { question, dataAccess, clients })
    }
    const [none, some] = [await answered([undefined]), await answered([undefined, at, undefined])]
    assert.match(none.summary ?? '', /first an unknown time, last an unknown time\.$/)
    assert.match(some.summary ?? '', /first 14:20 UTC \(6 minutes ago\), last 14:20 UTC/)
    assert.match(JSON.stringify(rowsOf(none, 'Log error')), /"First":"an unknown time"/)
  })

  it('takes its period from the question', async () => {
    const asked = {
      question: 'errors in the order-events-consumer log in the last 2 hours',
      dataAccess,
    }
    const { summary } = await answerOf(recentLogErrors, asked)
    assert.match(
      summary ?? '',
      /^\*\*2,880 error lines of 1 kind\*\* in `\/aws\/lambda\/order-events-consumer`/,
    )
    assert.match(
      summary ?? '',
      /TypeError: Cannot read properties of undefined \(reading 'currency'\)/,
    )
  })

  it('says that there were none, and offers the nearest log groups', async () => {
    const quiet = await answerOf(recentLogErrors, {
      question: 'errors in the order-worker logs',
      dataAccess,
    })
    const none = await answerOf(recentLogErrors, { question, region: 'eu-west-1', dataAccess })
    assert.deepEqual(
      [quiet.summary, none.summary],
      [
        'No errors were logged in `/ecs/order-worker` (us-east-1) in the last 30 minutes.',
        'No log group in eu-west-1 is called checkout-api. Nearest: catalog-api.',
      ],
    )
  })

  it('says which switch opens the logs where they are off', async () => {
    assert.deepEqual(await regionOf(recentLogErrors, { question }), {
      region: 'us-east-1',
      status: 'error',
      code: 'data_access_off',
      message:
        'logs:FilterLogEvents returns log events, or samples of them: that is switched off here',
      hint: 'Whoever runs this can open it with DATA_ACCESS=logs.',
    })
  })

  it('reads JSON lines by their message, and bounds what others wrote', async () => {
    const line = (id: number) =>
      JSON.stringify({
        level: 'error',
        msg: `order ${id} lost`,
        err: { message: 'x`'.repeat(400) },
      })
    const events = [1, 2].map((id) => ({ timestamp: 1_773_843_900_000 + id, message: line(id) }))
    const clients = sampleClients(undefined, ({ operation }) =>
      operation === 'FilterLogEvents' ? { events } : undefined,
    )
    const asked = { question: 'errors in the web logs of staging', clients, dataAccess }
    const answer = await answerOf(recentLogErrors, asked)
    const [row, ...others] = rowsOf(answer, 'Log error')
    assert.match(answer.summary ?? '', /^\*\*2 error lines of 1 kind\*\* in `\/ecs\/staging\/web`/)
    assert.match(JSON.stringify(row), /"Count":2.*"Message":"error order # lost x/)
    assert.ok(JSON.stringify(row).length < 1000 && others.length === 0)
  })
})
