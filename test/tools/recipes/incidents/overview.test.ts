import assert from 'node:assert/strict'
import { overview } from '../../../../tools/recipes/incidents/overview.ts'
import { awsError } from '../../executor/scripted-clients.ts'
import { answerOf, membersOf, sampleClients } from '../sample-answer.ts'

describe('overview', () => {
  it('tells what is wrong in all regions in use, the worst first', async () => {
    const answer = await answerOf(overview, { region: 'in use' })
    assert.equal(answer.region, 'us-east-1, eu-west-1')
    assert.match(
      answer.summary ?? '',
      /^7 things are wrong right now in us-east-1 and eu-west-1\. The worst: \*\*checkout-api\*\* runs 3 of 6 tasks \(cluster prod\), since 13:44 UTC/,
    )
    assert.deepEqual(membersOf(answer, 'Name'), [
      'checkout-api',
      'checkout-api',
      'checkout-api-5xx',
      'checkout-api-unhealthy-targets',
      'order-events-dlq-not-empty',
      'order-events-dlq',
      'analytics-export',
    ])
  })

  it('is of one thing where one is named', async () => {
    const answer = await answerOf(overview, { parameters: { name: 'order-events-dlq' } })
    assert.deepEqual(membersOf(answer, 'Kind'), ['firing alarm', 'dead-letter queue'])
  })

  it('says that nothing of that name is wrong, and what is elsewhere', async () => {
    const answer = await answerOf(overview, { parameters: { name: 'login' }, region: 'in use' })
    assert.match(
      answer.summary ?? '',
      /^Nothing that was looked at is wrong with login right now in us-east-1 and eu-west-1\. 7 things are wrong elsewhere\. The worst: \*\*checkout-api\*\*/,
    )
  })

  it('gives no all-clear where something could not be read', async () => {
    const clients = sampleClients(undefined, ({ operation }) => {
      if (operation === 'DescribeAlarms') throw awsError('AccessDenied', 'no', 403)
      return undefined
    })
    const { summary } = await answerOf(overview, { region: 'us-west-2', clients })
    assert.equal(summary, 'Incomplete, without alarms. 0 troubles were seen in us-west-2.')
  })

  it('is nothing where nothing is', async () => {
    const { summary } = await answerOf(overview, { region: 'us-west-2' })
    assert.equal(summary, 'Nothing that was looked at is wrong right now in us-west-2.')
  })
})
