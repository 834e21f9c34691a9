import assert from 'node:assert/strict'
import { serviceErrors } from '../../../../tools/recipes/incidents/service-errors.ts'
import { answerOf, rowsOf, sampleClients } from '../sample-answer.ts'

const question = 'why is checkout-api returning 5xx?'
const dataAccess = ['logs'] as const

describe('service_errors', () => {
  it('puts error rate, deployment, health and log together', async () => {
    const { summary } = await answerOf(serviceErrors, { question, dataAccess })
    assert.equal(
      summary,
      '**checkout-api** (cluster prod) returns 5xx since 13:46 UTC (40 minutes ago): ' +
        '23 % of its requests (114 a minute), 0.05 % before, measured on all of its load balancer. ' +
        'It began 1 minute after the deployment of **prod-checkout-api:87** ' +
        '(checkout-api:4.11.3 → checkout-api:4.12.0) by tom.lindqvist at 13:44 UTC (41 minutes ago); ' +
        'the revision before it is prod-checkout-api:86. ' +
        '2 of 3 targets are unhealthy (Health checks failed with these codes: [503]), and 3 of 6 tasks run. ' +
        'Its log says most often, 118 times since 13:46 UTC (39 minutes ago): ' +
        '`ERROR checkout-api version=4.12.0 TimeoutError: no connection from pool orders-db within 3000 ms (pool max 2)`.',
    )
  })

  it('has evidence for each of them', async () => {
    const answer = await answerOf(serviceErrors, { question, dataAccess })
    assert.deepEqual(rowsOf(answer, 'Change of the task definition'), [
      {
        What: 'image of checkout-api',
        Before: 'checkout-api:4.11.3',
        After: 'checkout-api:4.12.0',
      },
    ])
    assert.deepEqual(rowsOf(answer, 'Deployment'), [
      {
        TaskDefinition: 'prod-checkout-api:87',
        Before: 'prod-checkout-api:86',
        By: 'tom.lindqvist',
        Started: '2026-03-18 13:44 UTC',
        Rollout: 'IN_PROGRESS',
        Desired: 6,
        Running: 2,
        Pending: 2,
        FailedTasks: 14,
      },
    ])
    const kinds = ['Error rate', 'Unhealthy target', 'Log error', 'ECS event']
    assert.deepEqual(
      kinds.map((kind) => rowsOf(answer, kind).length),
      [2, 2, 3, 2],
    )
  })

  it('answers without the logs where they are off, and says what opens them', async () => {
    const { summary, notes = [] } = await answerOf(serviceErrors, { question })
    assert.match(summary ?? '', /It began 1 minute after the deployment/)
    assert.doesNotMatch(summary ?? '', /pool/)
    assert.match(notes.join(' '), /Not looked at: the logs\. .* DATA_ACCESS=logs\./)
  })

  it('looks at the environment that is named, and says where all is well', async () => {
    const asked = { question: 'why is checkout-api in staging returning 5xx?', dataAccess }
    const { summary } = await answerOf(serviceErrors, asked)
    assert.equal(
      summary,
      '**checkout-api** (cluster staging) returned no unusual 5xx in the last 3 hours: ' +
        '0.05 % of its requests, measured on all of its load balancer. ' +
        'Its newest deployment is **staging-checkout-api:140** (registered by tom.lindqvist), ' +
        'at 2026-03-17 12:01 UTC (26 hours ago). Its one target is healthy, and 1 of 1 tasks run.',
    )
  })

  it('offers the nearest names of services where there is none of that name', async () => {
    const none = await answerOf(serviceErrors, { question, region: 'eu-west-1' })
    const empty = await answerOf(serviceErrors, { question, region: 'us-west-2' })
    const unnamed = await answerOf(serviceErrors, { question: 'why is it failing?' })
    assert.deepEqual(
      [none.summary, empty.summary, unnamed.summary],
      [
        'No ECS service in eu-west-1 is called checkout-api. Nearest: catalog-api.',
        'There is no ECS service in us-west-2.',
        'Which ECS service of us-east-1 is meant is not said. There: web, catalog-api, checkout-api and order-worker.',
      ],
    )
  })

  it('goes by the target group’s own figures where CloudWatch has them, and finds the end', async () => {
    const answer = await answerOf(serviceErrors, { question, clients: troubleOver() })
    assert.match(
      answer.summary ?? '',
      /returned 5xx from 13:00 UTC \(86 minutes ago\) to 13:10 UTC \(76 minutes ago\): 50 % of its requests \(50 a minute\), 0 % before\./,
    )
    assert.match(
      (answer.notes ?? []).join(' '),
      /The load balancer itself answered 7 requests with 5xx/,
    )
  })

  it('keeps its answer where CloudTrail and CloudWatch refuse', async () => {
    const clients = sampleClients(undefined, ({ operation }) => {
      if (operation !== 'LookupEvents' && operation !== 'GetMetricData') return undefined
      throw Object.assign(new Error('no'), {
        name: 'AccessDeniedException',
        $fault: 'client',
        $metadata: { httpStatusCode: 403 },
      })
    })
    const { summary, notes = [] } = await answerOf(serviceErrors, { question, clients })
    assert.match(summary ?? '', /how many 5xx it returns is not known\. Its newest deployment is/)
    assert.match(notes.join(' '), /Not looked at: cloudwatch:GetMetricData\./)
    assert.match(notes.join(' '), /Not looked at: cloudtrail:LookupEvents\./)
  })
})

/** Ten minutes of 5xx of the target group from 13:00 on, and seven of the balancer's own. */
function troubleOver() {
  const minutes = Array.from(
    { length: 180 },
    (_, at) => new Date(Date.UTC(2026, 2, 18, 11, 25 + at)),
  )
  const bad = minutes.slice(95, 105)
  const result = (Id: string, Timestamps: Date[], value: number) => ({
    Id,
    Timestamps,
    Values: Timestamps.map(() => value),
  })
  return sampleClients(undefined, ({ operation }) =>
    operation === 'GetMetricData'
      ? {
          MetricDataResults: [
            result('m0', minutes, 100),
            result('m1', bad, 50),
            result('m4', bad.slice(0, 7), 1),
          ],
        }
      : undefined,
  )
}
