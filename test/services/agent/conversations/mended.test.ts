import assert from 'node:assert/strict'
import { mended } from '../../../../services/agent/conversations/mended.ts'
import type {
  StoredContent,
  StoredMessage,
} from '../../../../services/agent/conversations/messages.ts'

const text = (text: string): StoredContent => ({ text })
const call = (toolUseId: string, name = 'get_time'): StoredContent => ({
  toolUse: { name, toolUseId, input: {} },
})
const result = (toolUseId: string, json: object = { now: 1 }): StoredContent => ({
  toolResult: {
    toolUseId,
    status: 'success',
    content: [{ json: JSON.parse(JSON.stringify(json)) }],
  },
})
const user = (...content: StoredContent[]): StoredMessage => ({ role: 'user', content })
const assistant = (...content: StoredContent[]): StoredMessage => ({ role: 'assistant', content })

describe('mended messages', () => {
  const cases: [title: string, messages: StoredMessage[], right: StoredMessage[]][] = [
    [
      'are as they were where nothing is wrong',
      [
        user(text('Now?')),
        assistant(text('So.'), call('a')),
        user(result('a')),
        assistant(text('One.')),
      ],
      [
        user(text('Now?')),
        assistant(text('So.'), call('a')),
        user(result('a')),
        assistant(text('One.')),
      ],
    ],
    [
      'have no call without its result',
      [user(text('Now?')), assistant(text('So.'), call('a'))],
      [user(text('Now?')), assistant(text('So.'))],
    ],
    [
      'have no result without its call',
      [
        user(text('Now?')),
        assistant(call('a')),
        user(result('a'), result('b')),
        assistant(text('One.')),
      ],
      [user(text('Now?')), assistant(call('a')), user(result('a')), assistant(text('One.'))],
    ],
    [
      'are of two roles that alternate, whatever was left out',
      [user(text('Now?')), assistant(text('So.'), call('a')), assistant(text('One.'))],
      [user(text('Now?')), assistant(text('So.'), text('One.'))],
    ],
    [
      'have no blank text, and say so in the place of a blank question',
      [user(text(' \n')), assistant(text(' '), text('Yes?'))],
      [user(text('(An empty message.)')), assistant(text('Yes?'))],
    ],
    [
      'have each call under an id of its own',
      [
        ...[user(text('a')), assistant(call('0'), call('0')), user(result('0'), result('0'))],
        ...[assistant(call('0')), user(result('0')), assistant(text('Done.'))],
      ],
      [
        ...[user(text('a')), assistant(call('0'), call('0-2')), user(result('0'), result('0-2'))],
        ...[assistant(call('0-3')), user(result('0-3')), assistant(text('Done.'))],
      ],
    ],
    [
      'have ids and names that every provider takes',
      [
        user(text('a')),
        assistant(call('functions.get_time:0', 'get.time')),
        user(result('functions.get_time:0')),
      ],
      [
        user(text('a')),
        assistant(call('functions_get_time_0', 'get_time')),
        user(result('functions_get_time_0')),
      ],
    ],
    [
      'have no half of a character',
      [
        user(text('a\ud83d')),
        assistant(call('a')),
        user(result('a', { m: 'b\ud83d…', '\ude00': [1] })),
      ],
      [
        user(text('a\ufffd')),
        assistant(call('a')),
        user(result('a', { m: 'b\ufffd…', '\ufffd': [1] })),
      ],
    ],
  ]
  for (const [title, messages, right] of cases) {
    it(title, () => assert.deepEqual(mended(messages), right))
  }

  it('have an object as the input of a call', () => {
    for (const input of [null, 'text', [1]]) {
      const odd = { toolUse: { name: 'get_time', toolUseId: 'a', input } }
      const messages = mended([user(text('a')), assistant(odd), user(result('a'))])
      assert.deepEqual(messages[1], assistant(call('a')))
    }
  })
})
