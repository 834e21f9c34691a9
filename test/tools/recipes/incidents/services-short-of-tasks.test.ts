import assert from 'node:assert/strict'
import { servicesShortOfTasks } from '../../../../tools/recipes/incidents/services-short-of-tasks.ts'
import { answerOf } from '../sample-answer.ts'

const event =
  '(service checkout-api) (port 8080) is unhealthy in (target-group checkout-api) due to ' +
  '(reason Health checks failed with these codes: [503]).'

describe('services_short_of_tasks', () => {
  it('names the service, how many tasks it lacks, and why', async () => {
    const { summary, items } = await answerOf(servicesShortOfTasks)
    assert.equal(
      summary,
      '1 of 6 ECS services in us-east-1 runs fewer tasks than desired. ' +
        '**checkout-api** (cluster prod) runs 3 of 6 (2 pending); 14 tasks of prod-checkout-api:87, ' +
        'deployed at 13:44 UTC (41 minutes ago), failed. ' +
        `ECS said at 14:23 UTC (2 minutes ago): “${event.replace(/[[\]]/g, '')}”`,
    )
    assert.deepEqual(items, [
      {
        evidence: 'Service short of tasks',
        Service: 'checkout-api',
        Cluster: 'prod',
        Desired: 6,
        Running: 3,
        Pending: 2,
        TaskDefinition: 'prod-checkout-api:87',
        Rollout: 'IN_PROGRESS',
        FailedTasks: 14,
        LatestEvent: event,
        At: '2026-03-18 14:23 UTC',
      },
    ])
  })

  it('says that all is well, and where there is no service', async () => {
    const well = await answerOf(servicesShortOfTasks, { region: 'eu-west-1' })
    const none = await answerOf(servicesShortOfTasks, { region: 'us-west-2' })
    assert.deepEqual(
      [well.summary, none.summary],
      [
        'All 2 ECS services in eu-west-1 run as many tasks as desired.',
        'There is no ECS service in us-west-2.',
      ],
    )
  })
})
