import { match, strictEqual } from 'node:assert/strict'
import { askSample } from './ask-sample.ts'

describe('what Auto Scaling groups did', () => {
  for (const [question, said] of [
    ['Find auto-scaling groups that scaled recently', /^3 of 3 .*search-prod .*12 days ago/],
    ['which ASGs scaled in the last 30 days?', /^2 of 3 .*search-eu \(eu-west-1\) is without/],
    ['did any asg scale out this month?', /^Yes: \d of 3/],
    ['has any auto scaling group scaled in the last 24 hours?', /^No: none of 3/],
    ['when did search-prod last scale?', /^search-prod \(us-east-1\) scaled 3 times, last at/],
    ['why did eks-general scale?', /^eks-general .*Why: an instance was started/],
  ] as const)
    it(`is told from its activities, not from when they were made: ${question}`, async () => {
      const answer = await askSample(question)
      match(answer.said, said)
      strictEqual(answer.operation, 'autoscaling:DescribeScalingActivities')
    })

  it('is not known of what was before six weeks, and says so', async () => {
    const { notice } = await askSample('how often did eks-general scale in the last 90 days?')
    match(notice ?? '', /six weeks/)
  })

  for (const question of ['list auto scaling groups', 'which asgs can scale to more than 5?'])
    it(`is not asked of what they are set to: ${question}`, async () => {
      strictEqual((await askSample(question)).operation, 'autoscaling:DescribeAutoScalingGroups')
    })
})

describe('who was on a machine', () => {
  for (const question of [
    "Show me all EC2 instances that haven't been accessed in 30 days",
    'which servers has nobody logged into for 3 months?',
    "instances nobody ssh'd into lately",
    'who logged into ops-bastion last?',
  ])
    it(`is known to nobody outside it: ${question}`, async () => {
      match((await askSample(question)).said, /^When somebody was last on an EC2 instance is not/)
    })

  it('is not asked of the console', async () => {
    match((await askSample('when did jonas.weber last log in?')).said, /^jonas.weber last signed/)
  })
})
