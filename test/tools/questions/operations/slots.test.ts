import assert from 'node:assert/strict'
import { readSlots, type Slots } from '../../../../tools/questions/operations/slots.ts'

const none: Omit<Slots, 'rest'> = { ids: [], names: [], tags: [] }

describe('readSlots', () => {
  const cases: [question: string, slots: Slots][] = [
    [
      'list my EC2 instances in us-east-1',
      { ...none, region: 'us-east-1', rest: 'list my EC2 instances in' },
    ],
    [
      'VPCs in us-east-1 and Ireland',
      { ...none, region: ['us-east-1', 'eu-west-1'], rest: 'VPCs in  and' },
    ],
    ['volumes in all regions', { ...none, region: 'all', rest: 'volumes' }],
    ['CPU of i-0123456789abcdef0', { ...none, ids: ['i-0123456789abcdef0'], rest: 'CPU of' }],
    [
      'what is arn:aws:s3:::logs-1 for?',
      { ...none, ids: ['arn:aws:s3:::logs-1'], rest: 'what is  for?' },
    ],
    [
      'is versioning enabled on bucket logs?',
      {
        ...none,
        names: [{ noun: 'bucket', name: 'logs' }],
        rest: 'is versioning enabled on bucket?',
      },
    ],
    ['which bucket policies are public', { ...none, rest: 'which bucket policies are public' }],
    [
      "the instance named 'web-1'",
      { ...none, names: [{ name: 'web-1' }], rest: 'the instance named' },
    ],
    [
      'instances tagged Env=prod',
      { ...none, tags: [{ key: 'Env', value: 'prod', missing: false }], rest: 'instances' },
    ],
    [
      "instances that don't have an Owner tag",
      { ...none, tags: [{ key: 'Owner', missing: true }], rest: 'instances that' },
    ],
    [
      'which instances are stopped',
      { ...none, state: 'stopped', rest: 'which instances are stopped' },
    ],
  ]
  for (const [question, slots] of cases) {
    it(`reads “${question}”`, () => assert.deepEqual(readSlots(question), slots))
  }
})
