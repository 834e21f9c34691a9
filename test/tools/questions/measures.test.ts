import assert from 'node:assert/strict'
import { answerQuestion } from '../../../tools/questions/answer-question.ts'
import { resolveFollowUp } from '../../../tools/questions/follow-up/follow-up.ts'
import { contextOf } from '../executor/scripted-clients.ts'
import { sampleClients } from '../recipes/sample-answer.ts'

const now = () => new Date('2026-03-18T14:25:31.250Z')

async function ask(question: string) {
  const result = await answerQuestion({ question }, contextOf(sampleClients(now()), { now }))
  const [first] = result.regions
  const summary = result.summary ?? (first?.status === 'ok' ? first.summary : undefined) ?? ''
  return { summary: summary.replaceAll('*', ''), notice: result.notice }
}

const answers: readonly (readonly [question: string, summary: RegExp])[] = [
  ['biggest s3 bucket', /^1 bucket: quillmarket-data-lake \(5\.82 TB\)/],
  ['which bucket takes up the most space?', /^1 bucket: quillmarket-data-lake/],
  ['buckets larger than 1 TB', /^2 of 10 buckets have size bytes larger than 1 TB: quillmarket-b/],
  ['queues with messages older than 1 hour', /^1 of 7 queues has messages older.*order-events-dlq/],
  ['volumes attached to stopped instances', /^4 of 32 volumes have stopped instances: batch-rep/],
  [
    'volumes whose instance is stopped',
    /^4 of 32 volumes have stopped instance: batch-reports-root/,
  ],
  ['which instance has been up the longest?', /legacy-backoffice/],
  ['which log groups never expire?', /^1 of 16 log groups has no retention: .*nightly-report/],
  ['log groups that are kept forever', /^1 of 16 log groups has no retention: .*nightly-report/],
  [
    'databases with no backups',
    /^2 of 5 databases have no backups: staging-orders-db .*catalog-db/,
  ],
  ['is anyone still using the role former-agency-access?', /last used (?:date: )?2024-07-06/],
  ['who changed the security group ops-bastion?', /^jonas\.weber \(AuthorizeSecurityGroupIngress/],
  [
    'how slow was payments before and after the release?',
    /^Response time of the load balancer payments.*prod-checkout-api:87 was deployed to checkout-api/,
  ],
  ['memory of web after the last deployment', /was deployed to web \(cluster \w/],
  ['what has priya done this week?', /1 change by priya|no change by priya/],
  ['what did jonas change yesterday?', /jonas\.weber AuthorizeSecurityGroupIngress/],
  ['was anything shipped to staging in the last 2 days?', /ECS began to deploy staging-/],
  ['what changed about the security group ops-bastion?', /^2 changes of sg-.*jonas\.weber/],
]

describe('what a list does not say', () => {
  for (const [question, summary] of answers) {
    it(`is looked up: ${question}`, async () => {
      const answer = await ask(question)
      assert.match(answer.summary, summary)
      assert.equal(answer.notice?.startsWith('Not narrowed') ?? false, false, answer.notice)
    })
  }

  it('is said, of an order and of an age that nothing of the things answers', async () => {
    assert.match((await ask('busiest topics')).notice ?? '', /Not narrowed by “busiest”/)
    assert.match(
      (await ask('users with policies older than a year')).notice ?? '',
      /Not narrowed by “older than a year”/,
    )
  })
})

it('“By whom?” asks who did what was asked about before', () => {
  const call = { operation: 'ec2:DescribeInstances', query: "[?State.Name == 'running']" }
  const shown = { question: 'when were the g5 instances started?', call, rows: [] }
  assert.deepEqual(resolveFollowUp('by whom?', shown, now()), {
    question: 'when were the g5 instances started? → who started these?',
    call,
  })
})
