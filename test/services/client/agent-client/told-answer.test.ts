import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { AgentEvent } from '../../../../services/agent/events.ts'
import { ToldAnswer } from '../../../../services/client/agent-client/told-answer.ts'
import { textIn } from './ask-faulty.ts'

describe('ToldAnswer', () => {
  it('tells, whatever was told before and in whatever pieces, in the end the last text', () => {
    const pieces = fc.array(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 3 }))
    fc.assert(
      fc.property(fc.array(pieces, { minLength: 1, maxLength: 4 }), (attempts) => {
        const told = new ToldAnswer()
        const events: AgentEvent[] = []
        for (const [at, attempt] of attempts.entries()) {
          if (at > 0) told.again()
          for (const text of attempt) events.push(...told.news({ type: 'text', text }))
        }
        events.push(...told.news(done))
        const restarted = events.findLastIndex(isRestart)
        assert.equal(textIn(events.slice(restarted + 1)), attempts.at(-1)?.join(''))
        assert.equal(told.text, attempts.at(-1)?.join(''))
      }),
    )
  })

  it('does not restart for a text that goes on as it began', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.nat(), (text, cut, piece) => {
        const told = new ToldAnswer()
        const [at, size] = [cut % (text.length + 1), (piece % 5) + 1]
        const events = [...told.news({ type: 'text', text: text.slice(0, at) })]
        told.again()
        for (let from = 0; from < text.length; from += size) {
          events.push(...told.news({ type: 'text', text: text.slice(from, from + size) }))
        }
        events.push(...told.news(done))
        assert.equal(textIn(events), text)
        assert.deepEqual(events.filter(isRestart), [])
      }),
    )
  })

  it('says that the answer is another where that is shorter, or has no words', () => {
    for (const second of ['Two', '']) {
      const told = new ToldAnswer()
      const first: AgentEvent[] = [...told.news({ type: 'text', text: 'Two of them' })]
      assert.equal(first.length, 1)
      told.again()
      const events = [...told.news({ type: 'text', text: second }), ...told.news(done)]
      assert.deepEqual(
        events.map(({ type }) => type),
        second === '' ? ['notice', 'done'] : ['notice', 'text', 'done'],
      )
      assert.equal(textIn(events), second)
    }
  })

  it('tells each tool call and its result once, though models number them anew', () => {
    const told = new ToldAnswer()
    const events = [call('0', 1), result('0'), result('0'), call('0', 1), call('0', 2), result('0')]
    assert.deepEqual(
      events.flatMap((event) => [...told.news(event)]),
      [call('0', 1), result('0'), call('0', 2), result('0')],
    )
  })

  it('stays fast for an answer of many pieces', () => {
    const told = new ToldAnswer()
    for (let at = 0; at < 200_000; at += 1) {
      assert.equal([...told.news({ type: 'text', text: 'words ' })].length, 1)
    }
  })
})

const done: AgentEvent = { type: 'done', stop_reason: 'end_turn' }
const call = (id: string, n: number): AgentEvent => ({
  ...{ type: 'tool_call', id, tool: 'get_time', input: { n } },
})
const result = (id: string): AgentEvent => ({
  ...{ type: 'tool_result', id, tool: 'get_time', status: 'ok', duration_ms: 1 },
  ...{ summary: '', truncated: false, result: null },
})
const isRestart = (event: AgentEvent) =>
  event.type === 'notice' && event.code === 'answer_restarted'
