import assert from 'node:assert/strict'
import { recentChanges } from '../../../../tools/recipes/incidents/recent-changes.ts'
import { answerOf, rowsOf, sampleClients } from '../sample-answer.ts'

const question = 'what changed in prod in the last hour, and who changed it?'

describe('recent_changes', () => {
  it('says who changed what in prod in the last hour, and what ECS makes of it', async () => {
    const { summary } = await answerOf(recentChanges, { question })
    assert.equal(
      summary,
      '2 changes in prod (us-east-1) in the last 60 minutes: **tom.lindqvist** ' +
        'UpdateService on checkout-api at 13:44 UTC (41 minutes ago), ' +
        'RegisterTaskDefinition on task-definition/prod-checkout-api:87 at 13:42 UTC (43 minutes ago). ' +
        'ECS began to deploy prod-checkout-api:87 to checkout-api (cluster prod) 41 minutes ago: ' +
        'IN_PROGRESS, 3 of 6 tasks run, 14 of its tasks failed.',
    )
  })

  it('groups changes by person and resource, and leaves sign-ins out', async () => {
    const answer = await answerOf(recentChanges, {
      question: 'who changed what in the last 2 days?',
    })
    const rows = rowsOf(answer, 'Change').map((row) =>
      Object.fromEntries(Object.entries(row).filter(([name]) => !/Detail|First|Last/.test(name))),
    )
    assert.equal(rows.length, 4)
    assert.deepEqual(rows[3], {
      Who: 'jonas.weber',
      Resource: rows[3]?.Resource,
      Actions: 'AuthorizeSecurityGroupIngress ×2',
    })
    assert.match(String(rows[3]?.Resource), /^sg-/)
  })

  it('leaves out what names another environment', async () => {
    const ofDay = { question: 'what changed in staging in the last 24 hours?' }
    const answer = await answerOf(recentChanges, ofDay)
    assert.match(
      answer.summary ?? '',
      /^1 change in staging \(us-east-1\)[^:]*: \*\*ci-deployer\*\*/,
    )
    assert.match(answer.summary ?? '', /staging-web:402 to web \(cluster staging\)/)
  })

  it('shows what was tried and refused as tried', async () => {
    const event = {
      EventName: 'DeleteBucket',
      EventTime: new Date('2026-03-18T14:00:00Z'),
      EventSource: 's3.amazonaws.com',
      Username: 'mallory',
      CloudTrailEvent: JSON.stringify({
        errorCode: 'AccessDenied',
        requestParameters: { bucketName: 'logs' },
      }),
    }
    const clients = sampleClients(undefined, ({ operation }) =>
      operation === 'LookupEvents' ? { Events: [event] } : undefined,
    )
    const answer = await answerOf(recentChanges, { clients, question: 'what changed recently?' })
    assert.match(answer.summary ?? '', /\*\*mallory\*\* tried DeleteBucket on logs at 14:00 UTC/)
  })

  it('says that nothing changed, and where changes of global services are', async () => {
    const answer = await answerOf(recentChanges, { question, region: 'eu-west-1' })
    assert.equal(
      answer.summary,
      'CloudTrail knows of no change in prod (eu-west-1) in the last 60 minutes.',
    )
    assert.deepEqual(answer.notes, [
      'CloudTrail shows a change up to 15 minutes after it was made.',
      'Changes to IAM, Route 53 and other global services are in the trail of us-east-1.',
    ])
  })
})

describe('changes of one person or thing', () => {
  const told: [parameters: Record<string, unknown>, summary: RegExp][] = [
    [
      { by: 'priya.raman' },
      /^\d+ changes? by priya\.raman in .* in the last 90 days: \*\*priya\.raman\*\* /,
    ],
    [
      { name: 'checkout-api' },
      /^\d+ changes? of checkout-api in .*: \*\*tom\.lindqvist\*\* UpdateService/,
    ],
    [{ by: 'nobody.here' }, /^CloudTrail knows of no change by nobody\.here /],
  ]
  for (const [parameters, summary] of told) {
    it(`are told of ${JSON.stringify(parameters)}`, async () => {
      const answer = await answerOf(recentChanges, { parameters, region: 'in use' })
      assert.match(answer.summary ?? '', summary)
    })
  }
})
