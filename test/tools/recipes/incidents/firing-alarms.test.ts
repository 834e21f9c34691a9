import assert from 'node:assert/strict'
import { firingAlarms } from '../../../../tools/recipes/incidents/firing-alarms.ts'
import { answerOf, rowsOf, sampleClients } from '../sample-answer.ts'

describe('firing_alarms', () => {
  it('says which alarms fire and since when, newest first', async () => {
    const { summary } = await answerOf(firingAlarms)
    assert.equal(
      summary,
      '3 of 7 alarms in us-east-1 are firing: ' +
        '**checkout-api-5xx** since 13:48 UTC (37 minutes ago), ' +
        '**checkout-api-unhealthy-targets** since 13:48 UTC (37 minutes ago), ' +
        '**order-events-dlq-not-empty** since 11:30 UTC (3 hours ago).',
    )
  })

  it('shows what each of them watches, and why it fired', async () => {
    const rows = rowsOf(await answerOf(firingAlarms), 'Firing alarm')
    assert.deepEqual(rows.at(-1), {
      Alarm: 'order-events-dlq-not-empty',
      Since: '2026-03-18 11:30 UTC',
      For: '3 hours',
      Watches: 'AWS/SQS ApproximateNumberOfMessagesVisible, Maximum > 0 for 3 × 60 s',
      Of: 'order-events-dlq',
      Reason:
        'Threshold Crossed: 3 out of the last 3 datapoints [40.0] were greater than the threshold ' +
        '(0.0) (minimum 3 datapoints for OK -> ALARM transition).',
      Description: 'Orders are stuck: look at the consumer',
      FiredInLast24Hours: 1,
      Notifies: true,
    })
  })

  it('notes alarms that cannot fire for lack of data', async () => {
    const { notes } = await answerOf(firingAlarms)
    assert.deepEqual(notes, ['1 alarm without data, so it cannot fire: batch-reports-cpu.'])
  })

  it('says that none fires, and where there is none at all', async () => {
    const quiet = await answerOf(firingAlarms, { region: 'eu-west-1' })
    const empty = await answerOf(firingAlarms, { region: 'us-west-2' })
    assert.deepEqual(
      [quiet.summary, quiet.items, empty.summary],
      ['No alarm is firing in eu-west-1, of 1.', [], 'There is no alarm in us-west-2.'],
    )
  })

  it('reads composite alarms too', async () => {
    const alarm = {
      AlarmName: 'shop-down',
      AlarmRule: 'ALARM(a) AND ALARM(b)',
      StateValue: 'ALARM',
      StateTransitionedTimestamp: new Date('2026-03-18T14:20:31Z'),
    }
    const clients = sampleClients(undefined, ({ operation }) =>
      operation === 'DescribeAlarms' ? { MetricAlarms: [], CompositeAlarms: [alarm] } : undefined,
    )
    const answer = await answerOf(firingAlarms, { clients })
    assert.match(answer.summary ?? '', /^1 of 1 alarm in us-east-1 is firing: \*\*shop-down\*\*/)
    assert.match(JSON.stringify(rowsOf(answer, 'Firing alarm')), /ALARM\(a\) AND ALARM\(b\)/)
  })
})
