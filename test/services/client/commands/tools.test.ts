import assert from 'node:assert/strict'
import { tools } from '../../../../services/client/commands/tools.ts'
import { answersInstead, startFaultyAgent } from '../../../stand-ins/faulty-agent.ts'
import { clientOf } from '../agent-client/ask-faulty.ts'
import { contextOf, sessionWith } from '../local-session.ts'
import { scriptedTerminal } from '../scripted-terminal.ts'

describe('tools', () => {
  async function run(listed: object[], { json = false, columns = 40 } = {}) {
    const body = { tools: listed, count: listed.length }
    const agent = await startFaultyAgent(answersInstead(200, body))
    const terminal = { ...scriptedTerminal(), columns }
    await tools(contextOf(sessionWith(clientOf(agent.url).client), terminal), { json })
    await agent.close()
    return terminal
  }

  const clock = {
    name: 'get_time',
    description: 'The time.\u001b[2J\u009b2J\u202e',
    input_schema: {},
  }
  const long = {
    name: 'x',
    description: '説明 of more than fits into this window',
    input_schema: {},
  }

  it('are a table, as wide as the terminal', async () => {
    const { answers } = await run([clock, long])
    assert.equal(
      answers,
      'TOOL      WHAT IT DOES\nget_time  The time.\nx         説明 of more than fits into t…\n',
    )
  })

  it('are JSON as the gateway gives them', async () => {
    const { answers } = await run([clock, long], { json: true })
    assert.deepEqual(JSON.parse(answers), [clock, long])
    assert.doesNotMatch(answers, /(?!\n)\p{Cc}|\p{Bidi_Control}/u)
  })

  it('may be none', async () => {
    const { answers, notes } = await run([])
    assert.deepEqual([answers, notes], ['', 'The gateway shows no tools.\n'])
  })
})
