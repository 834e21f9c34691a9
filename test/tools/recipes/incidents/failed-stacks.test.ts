import assert from 'node:assert/strict'
import { failedStacks } from '../../../../tools/recipes/incidents/failed-stacks.ts'
import { awsError, scriptedClients } from '../../executor/scripted-clients.ts'
import { answerOf, rowsOf, sampleClients } from '../sample-answer.ts'

describe('failed stacks', () => {
  it('are told with the resource that failed, its reason, and who started it', async () => {
    const answer = await answerOf(failedStacks)
    assert.equal(
      answer.summary,
      '1 CloudFormation stack in us-east-1 failed or was rolled back. analytics-export is ROLLBACK_COMPLETE, ' +
        'started by elena.rossi: ExportBucket (AWS::S3::Bucket) failed at 2026-03-13 14:27 UTC, ' +
        '“quillmarket-data-lake already exists (Service: S3, Status Code: 409)”.',
    )
    assert.deepEqual(rowsOf(answer, 'Failed stack'), [
      {
        Stack: 'analytics-export',
        Status: 'ROLLBACK_COMPLETE',
        Resource: 'ExportBucket',
        Type: 'AWS::S3::Bucket',
        Reason: 'quillmarket-data-lake already exists (Service: S3, Status Code: 409)',
        Time: '2026-03-13T14:27:31.000Z',
        StartedBy: 'elena.rossi',
      },
    ])
  })

  it('are none in the other region', async () => {
    const { summary, items } = await answerOf(failedStacks, { region: 'eu-west-1' })
    assert.equal(summary, 'No CloudFormation stack in eu-west-1 failed or was rolled back.')
    assert.deepEqual(items, [])
  })

  it('fail for what failed by itself in the last run, not for what was cancelled or failed before', async () => {
    const { clients } = scriptedClients(({ operation }) => {
      if (operation === 'ListStacks') return { StackSummaries: [stack] }
      return operation === 'DescribeStackEvents' ? { StackEvents: events } : {}
    })
    const answer = await answerOf(failedStacks, { clients })
    assert.match(
      answer.summary ?? '',
      /app is UPDATE_ROLLBACK_COMPLETE: Queue \(AWS::SQS::Queue\) failed at 2026-03-18 10:02 UTC, “no quota”\. Still running as before their update: app\.$/,
    )
    assert.equal(answer.items.length, 1)
  })

  it('are told by their own reason where their events may not be read', async () => {
    const clients = sampleClients(undefined, ({ operation }) => {
      if (operation === 'DescribeStackEvents') throw awsError('AccessDenied', 'no', 403)
      return undefined
    })
    const { summary = '', notes } = await answerOf(failedStacks, { clients })
    assert.match(summary, /analytics-export is ROLLBACK_COMPLETE, started by elena\.rossi\.$/)
    assert.match(notes?.join() ?? '', /^Not looked at: cloudformation:DescribeStackEvents\./)
  })
})

const stack = { StackName: 'app', StackId: 'arn:app', StackStatus: 'UPDATE_ROLLBACK_COMPLETE' }

const event = (
  LogicalResourceId: string,
  ResourceStatus: string,
  minute: number,
  why?: string,
) => ({
  LogicalResourceId,
  ResourceStatus,
  ResourceType: LogicalResourceId === 'app' ? 'AWS::CloudFormation::Stack' : 'AWS::SQS::Queue',
  Timestamp: new Date(Date.UTC(2026, 2, 18, 10, minute)),
  ...(why && { ResourceStatusReason: why }),
})

const events = [
  event('app', 'UPDATE_ROLLBACK_COMPLETE', 4),
  event('Other', 'UPDATE_FAILED', 3, 'Resource update cancelled'),
  event('Queue', 'UPDATE_FAILED', 2, 'no quota'),
  event('app', 'UPDATE_IN_PROGRESS', 1),
  event('Queue', 'CREATE_FAILED', 0, 'long ago'),
]
