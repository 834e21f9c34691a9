import assert from 'node:assert/strict'
import { followUps } from '../../../../services/client/chat/follow-ups.ts'

describe('followUps', () => {
  const region = { region: 'eu-west-1', status: 'ok', items: [] }

  it('are what a tool names first, and then operations that may have been meant', () => {
    const suggestions = [
      { operation: 'rds:DescribeDBInstances', description: 'd', parameters: [] },
      { operation: 'iam:ListMFADevices', description: 'd', parameters: [] },
    ]
    const result = { regions: [{ ...region, follow_ups: ['Why is web failing?'] }], suggestions }
    assert.deepEqual(followUps([result], ''), [
      'Why is web failing?',
      'Describe DB instances in eu-west-1',
      'List MFA devices in eu-west-1',
    ])
  })

  it('are those near to a question that was not clear, whatever a model says of it', () => {
    const result = { regions: [], questions: ['What is wrong right now?', 'Which VPCs are there?'] }
    assert.deepEqual(followUps([result], 'I did not get that.'), result.questions)
  })

  it('are the questions that an answer ends with', () => {
    const answer = 'Two are stopped.\n\nNext:\n\n1. Since when?\n2. **Who** did it?\n'
    assert.deepEqual(followUps([], answer), ['Since when?', 'Who did it?'])
  })

  it('are exactly those that an answer numbers, asked before or not', () => {
    const result = { regions: [{ ...region, follow_ups: ['Why is web failing?'] }] }
    const answer = 'For example:\n\n1. Is it up?\n2. Since when?\n'
    assert.deepEqual(followUps([result], answer, ['is it up']), ['Is it up?', 'Since when?'])
  })

  it('are none that need more than they say, and none that was asked before', () => {
    const suggestions = [
      { operation: 's3:ListObjectsV2', description: '', parameters: ['Bucket: string (required)'] },
      { operation: 's3:ListBuckets', description: '', parameters: ['Prefix: string'] },
      { operation: 's3:ListDirectoryBuckets', description: '', parameters: [] },
    ]
    const result = { regions: [{ region: 'global' }], suggestions }
    assert.deepEqual(followUps([result], '', ['list buckets?']), ['List directory buckets'])
  })

  it('are none where an answer ends with anything else', () => {
    assert.deepEqual(followUps([], 'Is it so?'), [])
    assert.deepEqual(followUps([], '- one\n- Is it so?'), [])
    assert.deepEqual(followUps([], ''), [])
  })

  it('are at most three, and each once', () => {
    const answer = ['a?', 'b?', 'a?', 'c?', 'd?'].map((each) => `- ${each}`).join('\n')
    assert.deepEqual(followUps([], answer), ['a?', 'b?', 'c?'])
  })

  it('pass over results of another shape', () => {
    const results = [
      undefined,
      'text',
      { regions: 'x' },
      { suggestions: [{}] },
      { truncated: true },
    ]
    assert.deepEqual(followUps(results, ''), [])
  })
})
