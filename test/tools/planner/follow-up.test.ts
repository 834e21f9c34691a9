import assert from 'node:assert/strict'
import { followUp } from '../../../tools/planner/follow-up.ts'

describe('followUp', () => {
  const load = "what's the CPU and connection count on orders-db over the last 24 hours?"
  const cases: [previous: string, question: string, whole: string][] = [
    [
      'List my EC2 instances in us-east-1',
      'and in eu-west-1?',
      'List my EC2 instances in eu-west-1',
    ],
    ['which alarms are firing?', 'and in all regions?', 'which alarms are firing in all regions'],
    ['show VPCs in us-east-1 and Ireland', 'what about Ohio?', 'show VPCs in us-east-2'],
    [
      load,
      'what about staging-db?',
      "what's the CPU and connection count on staging-db over the last 24 hours",
    ],
    [load, 'and last month?', "what's the CPU and connection count on orders-db last month"],
    ['list access keys of user alice', 'what about bob?', 'list access keys of user bob'],
    ['spend by service last month', 'and this month?', 'spend by service this month'],
    [
      'list my instances in us-east-1',
      'only the running ones',
      'list my instances running in us-east-1',
    ],
    ['list the stopped instances', 'now the running ones', 'list the instances running'],
    ['list my instances in eu-west-1', 'and the volumes?', 'the volumes in eu-west-1'],
    [
      'errors in the checkout-api logs for the last 30 minutes',
      'and of web-api in the last hour?',
      'errors in the web-api logs in the last hour',
    ],
  ]
  for (const [previous, question, whole] of cases) {
    it(`takes “${question}” after “${previous}” as “${whole}”`, () =>
      assert.equal(followUp(question, previous), whole))
  }

  it('leaves a question of its own as it is', () => {
    const question = 'list the buckets in Ireland'
    assert.equal(followUp(question, 'list my instances in us-east-1'), question)
  })

  it('has nothing to follow at the start', () =>
    assert.equal(followUp('and in eu-west-1?', undefined), 'and in eu-west-1?'))

  it('follows a follow-up', () => {
    const second = followUp('and in eu-west-1?', 'list the stopped instances in us-east-1')
    assert.equal(
      followUp('only the running ones', second),
      'list the instances running in eu-west-1',
    )
  })
})
