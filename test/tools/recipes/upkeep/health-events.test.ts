import assert from 'node:assert/strict'
import { healthEvents } from '../../../../tools/recipes/upkeep/health-events.ts'
import { awsError, scriptedClients } from '../../executor/scripted-clients.ts'
import { answerOf, membersOf, regionOf, sampleClients } from '../sample-answer.ts'

describe('events of AWS Health', () => {
  it('are those that are open or come, with what AWS says and what they affect', async () => {
    const { summary } = await answerOf(healthEvents, { parameters: {} })
    assert.match(
      summary ?? '',
      /^AWS Health has 3 open or upcoming events for this account:\n- ACM notification \(us-east-1, open\), 2026-02-21 14:25 UTC, affects [\da-f-]{36}: ACM could not renew the certificate for pay\.quillmarket\.example: .*\n- RDS scheduled change \(us-east-1, upcoming\), 2026-03-24 14:25 UTC, affects orders-db: /,
    )
  })

  it('are of a state, a category, a service and a region, as asked', async () => {
    const of = async (parameters: Record<string, unknown>, region = 'in use') =>
      membersOf(await answerOf(healthEvents, { parameters, region }), 'Service')
    assert.deepEqual(await of({ status: 'open' }), ['ACM'])
    assert.deepEqual(await of({ status: 'closed' }), ['LAMBDA'])
    assert.deepEqual(await of({ status: 'all', service: 'rds' }), ['RDS', 'RDS'])
    assert.deepEqual(await of({}, 'eu-west-1'), [])
    assert.deepEqual(await of({ status: 'all', service: 'certificate' }), [])
    const none = await answerOf(healthEvents, {
      parameters: { service: 'SQS', status: 'closed' },
      region: 'eu-west-1',
    })
    assert.equal(
      none.summary,
      'AWS Health has no closed event of SQS in eu-west-1 of the last 90 days for this account.',
    )
    const issues = await answerOf(healthEvents, { parameters: { category: 'issue' } })
    assert.equal(issues.summary, 'AWS Health has no open or upcoming issue for this account.')
    await assert.rejects(answerOf(healthEvents, { parameters: { status: 'bad' } }), /status/)
  })

  it('are read in every page, and their details by tens', async () => {
    const arns = Array.from(
      { length: 12 },
      (_, at) => `arn:aws:health:us-east-1::event/EC2/X/X_${at}`,
    )
    const event = (arn: string) => ({
      arn,
      service: 'EC2',
      statusCode: 'open',
      eventTypeCategory: 'issue',
      startTime: new Date(0),
    })
    const { clients, calls } = scriptedClients(({ operation, input }) => {
      if (operation !== 'DescribeEvents') return {}
      return input.nextToken === undefined
        ? { events: arns.slice(0, 7).map(event), nextToken: 'more' }
        : { events: arns.slice(7).map(event) }
    })
    const { summary, items } = await answerOf(healthEvents, { clients, parameters: {} })
    assert.match(summary ?? '', /^AWS Health has 12 open or upcoming events .*- and 4 more$/s)
    assert.equal(items.length, 12)
    assert.deepEqual(
      calls
        .filter(({ operation }) => operation === 'DescribeEventDetails')
        .map(({ input }) => [input.eventArns].flat().length),
      [10, 2],
    )
  })

  it('say what support they need where AWS refuses for the want of it', async () => {
    const { clients } = scriptedClients(() => {
      throw awsError('SubscriptionRequiredException', 'no support plan', 400)
    })
    const region = await regionOf(healthEvents, { clients, parameters: {} })
    assert.ok(region.status === 'error')
    assert.equal(region.code, 'access_denied')
    assert.match(region.hint ?? '', /Business, Enterprise On-Ramp or Enterprise Support/)
  })

  it('are told without what they affect where that may not be read, and are none in an empty account', async () => {
    const clients = sampleClients(undefined, ({ operation }) => {
      if (operation === 'DescribeAffectedEntities')
        throw awsError('AccessDeniedException', 'no', 400)
      return undefined
    })
    const { summary } = await answerOf(healthEvents, { clients, parameters: {} })
    assert.match(
      summary ?? '',
      /^Incomplete, without health:DescribeAffectedEntities\. AWS Health has 3 /,
    )
    const empty = await answerOf(healthEvents, {
      clients: scriptedClients(() => ({})).clients,
      parameters: {},
    })
    assert.equal(empty.summary, 'AWS Health has no open or upcoming event for this account.')
  })
})
