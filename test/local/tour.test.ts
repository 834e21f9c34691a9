import assert from 'node:assert/strict'
import { stops, tour } from '../../local/tour.ts'
import { answers, scriptedContext, whole } from '../services/client/chat/scripted-session.ts'
import { scriptedTerminal } from '../services/client/scripted-terminal.ts'

describe('the tour', () => {
  it('asks one question after the other in one conversation, where nobody is at the terminal', async () => {
    const { code, asked } = await take({ interactive: false, typed: [] })
    assert.equal(code, 0)
    assert.deepEqual(
      asked.map(({ message }) => message),
      stops.map(({ question }) => question),
    )
    assert.deepEqual(new Set(asked.slice(1).map((each) => each.conversation_id)), new Set(['c1']))
  })

  it('goes on with Enter, and leaves with q or at the end of input', async () => {
    assert.equal((await take({ interactive: true, typed: ['', '', 'q'] })).asked.length, 3)
    assert.equal((await take({ interactive: true, typed: [''] })).asked.length, 2)
  })

  it('asks what a number stands for, and then goes on', async () => {
    const { asked } = await take({ interactive: true, typed: ['1', '', 'q'] })
    assert.deepEqual(
      asked.map(({ message }) => message),
      [stops[0]?.question, 'And stopped?', stops[1]?.question],
    )
  })

  it('ends with 1 where a question has no answer', async () => {
    const failed = { type: 'error', code: 'internal', message: 'No.', retryable: false } as const
    const terminal = scriptedTerminal()
    assert.equal(await tour(scriptedContext(terminal, answers(whole, [failed]))), 1)
  })
})

async function take({ interactive, typed }: { interactive: boolean; typed: string[] }) {
  const terminal = { ...scriptedTerminal(typed), interactive }
  const ask = answers(...stops.map(() => whole))
  return { code: await tour(scriptedContext(terminal, ask)), asked: ask.asked }
}
