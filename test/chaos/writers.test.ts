import assert from 'node:assert/strict'
import { type AgentProcess, startAgentProcess } from './agent-process.ts'
import { ask, type Question } from './ask.ts'
import { type BreakableStack, startBreakableStack } from './breakable-stack.ts'
import { assertAnswered } from './stored-conversation.ts'

describe('two processes with twenty writers each on one conversation', () => {
  let stack: BreakableStack
  let processes: AgentProcess[]
  before(async () => {
    stack = await startBreakableStack()
    processes = await Promise.all([startAgentProcess(stack.env), startAgentProcess(stack.env)])
  })
  after(async () => {
    await Promise.all(processes.map((process) => process.kill()))
    await stack.close()
  })

  it('lose and double no turn: each is answered, or told to wait until it is', async () => {
    const token = await stack.tokenOf('alice')
    const urls = processes.map(({ url }) => url)
    const first = { message: 'Hello?', request_id: 'r0', use_tools: false }
    const { conversationId = '' } = await ask(urls[0] ?? '', token, first)

    const answered = [first.message]
    const waiting: (() => void)[] = []
    let ended = 0
    async function write(url: string, question: Question): Promise<void> {
      for (;;) {
        const before = ended
        const { ends, turn = 0 } = await ask(url, token, question)
        if (ends === 'done') {
          answered[turn - 1] = question.message
          ended += 1
          for (const wake of waiting.splice(0, 5)) wake()
          return
        }
        assert.equal(ends, 'conversation_busy')
        // A turn that ended meanwhile has let the next one in already.
        if (ended === before) await new Promise<void>((wake) => waiting.push(wake))
      }
    }
    const questions = Array.from({ length: 40 }, (_, n) => ({
      ...first,
      message: `Question ${n}`,
      request_id: `w${n}`,
      conversation_id: conversationId,
    }))
    await Promise.all(questions.map((question, n) => write(urls[n % 2] ?? '', question)))

    assert.equal(answered.length, 41)
    assertAnswered(await stack.table.items(conversationId), answered)
  })
})
