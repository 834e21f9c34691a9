import assert from 'node:assert/strict'
import type { StoredMessage } from '../../../../services/agent/conversations/messages.ts'
import { fitTurn } from '../../../../services/agent/conversations/stored-turn.ts'

const user = (text: string): StoredMessage => ({ role: 'user', content: [{ text }] })
const assistant = (text: string): StoredMessage => ({ role: 'assistant', content: [{ text }] })
const result = (items: unknown[]): StoredMessage => ({
  role: 'user',
  content: [
    {
      toolResult: {
        toolUseId: 't1',
        status: 'success',
        content: [
          {
            json: {
              untrusted_aws_data: {
                status: 'ok',
                regions: [
                  { region: 'us-east-1', status: 'ok', items: JSON.parse(JSON.stringify(items)) },
                ],
              },
            },
          },
        ],
      },
    },
  ],
})

describe('fitTurn', () => {
  it('keeps a turn of ordinary size as it is', () => {
    const messages = [user('a'), result([{ Id: 1 }]), assistant('A')]
    assert.deepEqual(fitTurn(messages), messages)
  })

  it('shortens tool results by whole items', () => {
    const items = Array.from({ length: 1000 }, (_, Id) => ({ Id, Name: 'instance' }))
    const [, fitted] = fitTurn([user('a'), result(items), assistant('A')])
    const json = JSON.stringify(fitted)
    assert.ok(json.length < 9_000 && json.length > 7_000)
    assert.match(json, /"untrusted_aws_data":.*"truncated":true/)
  })

  it('stays within half of an item whatever a turn held', () => {
    const long = 'x'.repeat(40_000)
    const rounds = Array.from({ length: 12 }, () => [assistant(long), result([{ long }])]).flat()
    const fitted = fitTurn([user('why?'), ...rounds, assistant(`The answer. ${long}`)])
    assert.deepEqual(fitted[0], user('why?'))
    assert.match(JSON.stringify(fitted.at(-1)), /The answer\./)
    assert.ok(Buffer.byteLength(JSON.stringify(fitted)) <= 200_000)
  })
})
