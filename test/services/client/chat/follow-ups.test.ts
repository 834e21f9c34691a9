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

  it('are the questions that an answer ends with', () => {
    const answer = 'Two are stopped.\n\nNext:\n\n1. Since when?\n2. **Who** did it?\n'
    assert.deepEqual(followUps([], answer), ['Since when?', 'Who did it?'])
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
