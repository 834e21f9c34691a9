import assert from 'node:assert/strict'
import { storable } from '../../../../services/agent/conversations/messages.ts'

describe('storable', () => {
  it('keeps texts, tool calls and results, and nothing of a model’s reasoning', () => {
    const toolUse = { name: 'get_time', toolUseId: 't1', input: {} }
    const toolResult = { toolUseId: 't1', status: 'success', content: [{ json: { now: 1 } }] }
    const reasoning = { reasoning: { text: 'Shall I?', signature: 'abc' } }
    assert.deepEqual(
      storable([
        { role: 'assistant', content: [reasoning, { text: 'So.' }, { toolUse }] },
        { role: 'user', content: [{ toolResult }, { cachePoint: { type: 'default' } }] },
        { role: 'assistant', content: [reasoning] },
      ]),
      [
        { role: 'assistant', content: [{ text: 'So.' }, { toolUse }] },
        { role: 'user', content: [{ toolResult }] },
      ],
    )
  })
})
