import assert from 'node:assert/strict'
import type { TurnItem } from '../../../../services/agent/conversations/items.ts'
import type { StoredMessage } from '../../../../services/agent/conversations/messages.ts'
import { fitTurn, replay } from '../../../../services/agent/conversations/stored-turn.ts'

const user = (text: string): StoredMessage => ({ role: 'user', content: [{ text }] })
const assistant = (text: string): StoredMessage => ({ role: 'assistant', content: [{ text }] })
const turn = (number: number, messages: StoredMessage[]): TurnItem => ({
  conversation_id: 'c',
  item: `turn#00000${number}`,
  turn: number,
  request_id: `r${number}`,
  status: 'complete',
  messages,
  bytes: Buffer.byteLength(JSON.stringify(messages)),
  created_at: '2026-01-01T00:00:00.000Z',
  ttl: 0,
})
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

describe('replay', () => {
  it('gives turns oldest first', () => {
    const turns = [turn(2, [user('b'), assistant('B')]), turn(1, [user('a'), assistant('A')])]
    assert.deepEqual(replay(turns, 50_000), {
      messages: [user('a'), assistant('A'), user('b'), assistant('B')],
      cut: false,
    })
  })

  it('closes a turn that never got an answer, so that user and assistant alternate', () => {
    assert.deepEqual(replay([turn(1, [user('a')])], 50_000), {
      messages: [user('a'), assistant('(This answer was cut off.)')],
      cut: false,
    })
  })

  it('leaves out the oldest turns where all are too many, and says so', () => {
    const long = 'x'.repeat(90_000)
    const turns = [3, 2, 1].map((number) => turn(number, [user(`${number}`), assistant(long)]))
    const { messages, cut } = replay(turns, 50_000)
    assert.deepEqual(
      messages.filter(({ role }) => role === 'user'),
      [user('2'), user('3')],
    )
    assert.equal(cut, true)
  })
})

describe('a conversation that no longer fits', () => {
  const numbered = (count: number) =>
    Array.from({ length: count }, (_, index) => {
      return turn(count - index, [user('q'), assistant('x'.repeat(900))])
    })

  it('begins with the same turn for several turns, so that a prompt cache can hold it', () => {
    const lengths = Array.from({ length: 32 }, (_, index) => 50 + index)
    const kept = lengths.map((count) => replay(numbered(count), 5_000).messages.length / 2)
    const first = kept.map((turns, index) => (lengths[index] ?? 0) - turns + 1)
    assert.equal(new Set(first).size, 9)
    assert.deepEqual([Math.min(...kept), Math.max(...kept)], [17, 20])
  })
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
