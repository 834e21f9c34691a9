import assert from 'node:assert/strict'
import { answerQuestion } from '../../../tools/questions/answer-question.ts'
import { awsError, contextOf, scriptedClients } from '../executor/scripted-clients.ts'

const queues = ['orders', 'orders-dlq', 'carts'].map(
  (name) => `https://sqs.us-east-1.amazonaws.com/111122223333/${name}`,
)

/** Three queues, of some of which their attributes are refused with `error`. */
async function ask(question: string, refusing: (queueUrl: unknown) => boolean, error: Error) {
  const { clients } = scriptedClients(({ operation, input }) => {
    if (operation === 'ListQueues') return { QueueUrls: queues }
    if (operation !== 'GetQueueAttributes') return {}
    if (refusing(input.QueueUrl)) throw error
    return { Attributes: { ApproximateNumberOfMessages: '7', SqsManagedSseEnabled: 'true' } }
  })
  const result = await answerQuestion({ question, region: 'us-east-1' }, contextOf(clients))
  return { summary: result.summary?.replaceAll('*', ''), notice: result.notice, result }
}

const gone = awsError('QueueDoesNotExist', 'The specified queue does not exist.')
const denied = awsError('AccessDenied', 'User is not authorized to perform: sqs:GetQueueAttributes')
const isDlq = (url: unknown) => String(url).endsWith('-dlq')

describe('what is listed, and not described', () => {
  it('is counted, and said to be known by its name alone', async () => {
    const { summary, notice } = await ask('how many queues are there?', isDlq, gone)
    assert.match(summary ?? '', /^3 queues in us-east-1: orders, orders-dlq and carts/)
    assert.match(notice ?? '', /sqs:GetQueueAttributes told nothing of 1 of them: that they/)
  })

  it('is neither among those that are as was asked nor among those that are not', async () => {
    const { summary, notice } = await ask('queues with more than 5 messages', isDlq, denied)
    assert.doesNotMatch(summary ?? '', /orders-dlq/)
    assert.match(notice ?? '', /told nothing of 1 of them \(.*authori/)
  })

  it('is not said to be none where nothing could be described', async () => {
    const { summary, result } = await ask('which queues are encrypted?', () => true, denied)
    assert.equal(result.status, 'error')
    assert.match(summary ?? '', /could not be read/)
  })
})

describe('what is listed twice in one answer', () => {
  it('is one thing', async () => {
    const { clients } = scriptedClients(({ operation, input }) =>
      operation === 'ListStreams'
        ? { StreamNames: ['orders'], StreamSummaries: [{ StreamName: 'orders' }] }
        : { StreamDescriptionSummary: { ...input, StreamStatus: 'ACTIVE' } },
    )
    const { summary, notice } = await answerQuestion(
      { question: 'how many kinesis streams are there?', region: 'us-east-1' },
      contextOf(clients),
    )
    assert.match(summary ?? '', /1 Kinesis stream\b/)
    assert.equal(notice, undefined)
  })
})

describe('a count of many', () => {
  it('shows some of them, and says how many more there are', async () => {
    const { clients } = scriptedClients(({ operation }) =>
      operation === 'DescribeSnapshots'
        ? { Snapshots: Array.from({ length: 130 }, (_, n) => ({ SnapshotId: `snap-${n}` })) }
        : {},
    )
    const { summary, regions } = await answerQuestion(
      { question: 'how many snapshots do we have?', region: 'us-east-1' },
      contextOf(clients),
    )
    assert.match(summary ?? '', /130 snapshots/)
    const [first] = regions
    assert.ok(first?.status === 'ok' && 'items' in first)
    assert.equal(first.items?.length, 20)
    assert.match(first.hint ?? '', /^110 more are not shown/)
  })
})
