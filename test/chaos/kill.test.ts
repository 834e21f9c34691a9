import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { conversationPage } from '../../services/agent/api-answers.ts'
import { leaseMs } from '../../services/agent/conversations/claim-turn.ts'
import type { FaultPlan } from '../stand-ins/fault-plan.ts'
import { type AgentProcess, startAgentProcess } from './agent-process.ts'
import { ask, type Told } from './ask.ts'
import { finalAnswer } from './breakable-model.ts'
import { type BreakableStack, type Dependency, startBreakableStack } from './breakable-stack.ts'
import { assertAnswered, assertWhole } from './stored-conversation.ts'

interface Moment {
  when: string
  /** The request that is left unanswered when the process dies. */
  at: [Dependency, step: string]
  /** Statuses of the turn's messages, as the next process shows them. */
  shows: string[]
  sample?: true
}

/** Each time that a turn changes what is stored, in order; without SOAK=1 some of them. */
const moments: readonly Moment[] = [
  { when: 'it holds the lease', at: ['table', 'write turn'], shows: [], sample: true },
  { when: 'the question is stored', at: ['model', 'first call'], shows: ['interrupted'] },
  {
    when: 'the model speaks',
    at: ['model', 'second call, midway'],
    shows: ['interrupted'],
    sample: true,
  },
  { when: 'all is said', at: ['table', 'finish'], shows: ['interrupted'], sample: true },
  { when: 'the answer is stored', at: ['table', 'release'], shows: ['complete', 'complete'] },
]

describe('an agent that is killed', () => {
  let stack: BreakableStack
  /** Another process, for which the lease of the one that was killed has run out. */
  let survivor: AgentProcess
  before(async () => {
    stack = await startBreakableStack()
    survivor = await startAgentProcess({ ...stack.env, CLOCK_AHEAD_MS: String(leaseMs + 1_000) })
  })
  after(async () => {
    await survivor.kill()
    await stack.close()
  })

  for (const moment of moments) {
    if (moment.sample || process.env.SOAK !== undefined) {
      it(`once ${moment.when} loses nothing`, () => survives(moment))
      it(`once ${moment.when} is known by its request after another turn too`, () =>
        survivesAnother(moment))
    }
  }

  async function survives(moment: Moment): Promise<void> {
    const { token, first, question, conversationId } = await killed(moment)
    const { shows } = moment

    const messages = await read(token, conversationId)
    const shown = messages.filter(({ turn }) => turn === 2).map(({ status }) => status)
    assert.deepEqual(shown, shows)
    const again = await ask(survivor.url, token, question)
    assert.deepEqual([again.ends, again.turn], ['done', 2])
    assert.match(again.text, new RegExp(`${finalAnswer}$`))
    await stack.deliverLate()
    const last = { ...question, message: 'And now?', request_id: 'r3' }
    assert.equal((await ask(survivor.url, token, last)).ends, 'done')
    const questions = [first, question, last].map(({ message }) => message)
    assertAnswered(await stack.table.items(conversationId), questions)
  }

  /** Until its turn has ended, a request is known by the lease alone, which the next turn takes. */
  async function survivesAnother(moment: Moment): Promise<void> {
    const { token, first, question, conversationId } = await killed(moment)
    const other = { ...question, message: 'And now?', request_id: 'r3' }
    const { ends, turn } = await ask(survivor.url, token, other)
    assert.deepEqual([ends, turn], ['done', 3])
    for (const _ of ['cut off', 'answered']) {
      const again = await ask(survivor.url, token, question)
      assert.deepEqual([again.ends, again.turn], ['done', 2])
      assert.match(again.text, new RegExp(`${finalAnswer}$`))
    }
    const reused = await ask(survivor.url, token, { ...question, message: 'Something else?' })
    assert.equal(reused.ends, 'request_id_reused')
    await stack.deliverLate()
    const questions = [first, question, other].map(({ message }) => message)
    assertAnswered(await stack.table.items(conversationId), questions)
  }

  /** A conversation of two turns, the process of the second killed at its moment. */
  async function killed({ at: [dependency, step] }: Moment) {
    const token = await stack.tokenOf(`user-${randomUUID()}`)
    const first = { message: 'Hello?', request_id: 'r1' }
    const { conversationId = '' } = await ask(survivor.url, token, first)
    const question = {
      message: 'Which networks?',
      request_id: 'r2',
      conversation_id: conversationId,
    }
    await killAt(stack.plans[dependency], step, (url) => ask(url, token, question))
    assertWhole(await stack.table.items(conversationId), new Date())
    return { token, first, question, conversationId }
  }

  /** A process of its own, killed while that step of its turn is not answered. */
  async function killAt(
    plan: FaultPlan,
    step: string,
    asked: (url: string) => Promise<Told>,
  ): Promise<void> {
    const victim = await startAgentProcess(stack.env)
    const struck = plan.break(step, 'stall')
    const cutOff = assert.rejects(asked(victim.url))
    await struck
    await victim.kill()
    await cutOff
    plan.mend()
  }

  async function read(token: string, conversationId: string) {
    const url = `${survivor.url}/api/conversations/${conversationId}`
    const response = await fetch(url, { headers: { 'x-okta-token': token } })
    return conversationPage.parse(await response.json()).messages
  }
})
