import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mock } from 'node:test'
import { leaseMs } from '../../services/agent/conversations/claim-turn.ts'
import { pointBedrockAt } from '../services/agent/running-agent.ts'
import { type Fault, faults } from '../stand-ins/fault-plan.ts'
import type { Question } from './ask.ts'
import { finalAnswer } from './breakable-model.ts'
import { type BreakableStack, type Dependency, startBreakableStack } from './breakable-stack.ts'
import { type OpenAgent, openAgent } from './open-agent.ts'
import { assertAnswered, assertWhole } from './stored-conversation.ts'

type Step = [dependency: Dependency, step: string, ends: string, sample?: Fault]

/**
 * Each request of a turn, in its order; what a turn ends with that goes on failing there; and the
 * fault to try where not all are tried, as SOAK=1 does.
 */
const steps: readonly Step[] = [
  ['issuer', 'discovery', 'identity_unavailable'],
  ['issuer', 'keys', 'identity_unavailable', 'throttle'],
  ['table', 'begin conversation', 'internal', 'cut'],
  ['table', 'read meta and request', 'internal'],
  ['table', 'read history', 'internal'],
  ['table', 'claim', 'internal', 'freeze'],
  ['table', 'write turn', 'internal', 'stall'],
  ['gateway', 'tools/list', 'done', 'garbage'],
  ['gateway', 'tools/list', 'done', 'stall'],
  ['model', 'first call', 'model_unavailable'],
  ['model', 'first call, midway', 'model_unavailable', 'throttle'],
  ['table', 'renew lease', 'done', 'fail'],
  ['gateway', 'tools/call', 'done', 'cut'],
  ['tool handler', 'call', 'done', 'fail'],
  ['model', 'second call', 'model_unavailable', 'stall'],
  ['model', 'second call, midway', 'model_unavailable'],
  ['table', 'finish', 'internal', 'garbage'],
  ['table', 'write request', 'done', 'fail'],
  ['table', 'release', 'done'],
]
/** What becomes `throttled` where that is what the dependency said. */
const saysThrottled = new Set(['internal', 'model_unavailable'])
/** Where nobody can tell whether the lease was taken, the answer stored, the lease given back. */
const leavesLease = new Set([
  ...['begin conversation', 'claim', 'write turn', 'finish', 'write request', 'release'],
])
const soak = process.env.SOAK !== undefined

interface Case {
  dependency: Dependency
  step: string
  fault: Fault
  /** Only the first time; else for as long as the turn lasts. */
  once: boolean
  ends: string
}

const cases = steps.flatMap(([dependency, step, ends, sample]) =>
  faults
    .filter((fault) => soak || fault === sample)
    .flatMap((fault): Case[] => {
      const says = fault === 'throttle' && saysThrottled.has(ends) ? 'throttled' : ends
      const lasting = { dependency, step, fault, once: false, ends: says }
      if (dependency !== 'table' || (!soak && fault !== 'stall')) return [lasting]
      // The SDK asks the table again, unless it was answered, if only with nonsense.
      return [lasting, { ...lasting, once: true, ends: fault === 'garbage' ? ends : 'done' }]
    }),
)

describe('a turn with something broken', () => {
  let stack: BreakableStack
  let restore: () => void
  before(async () => {
    stack = await startBreakableStack()
    restore = pointBedrockAt(stack.bedrock.url, stack.env)
  })
  after(async () => {
    restore()
    await stack.close()
  })
  afterEach(() => {
    for (const plan of Object.values(stack.plans)) plan.mend()
    stack.model.before = async () => {}
    mock.timers.reset()
  })

  for (const broken of cases) {
    const { dependency, step, fault, once, ends } = broken
    it(`ends in order: ${dependency}, ${step}, ${fault}${once ? ' once' : ''}: ${ends}`, () =>
      survives(broken)).timeout(60_000)
  }

  /** A turn, the same again, and one more: the conversation holds each of them once. */
  async function survives(broken: Case): Promise<void> {
    const user = `user-${randomUUID()}`
    const begun = broken.step === 'begin conversation' ? undefined : await begin(user)
    await using agent = await openAgent(stack, user, isSilent(broken) ? 0.3 : 10)
    const conversation_id = begun?.conversationId
    const question = { message: 'Which networks?', request_id: 'r2', conversation_id }

    const told = await askBroken(agent, question, broken)
    assert.equal(told.ends, broken.ends)
    if (told.conversationId) assertWhole(await stack.table.items(told.conversationId), agent.now())

    const again = await askWhenFree(agent, question, broken)
    assert.equal(again.ends, 'done')
    assert.match(again.text, new RegExp(`${finalAnswer}$`))
    if (told.ends === 'done') assert.equal(again.text, told.text)
    await stack.deliverLate()
    const id = again.conversationId ?? ''
    assertWhole(await stack.table.items(id), agent.now())

    const last = { message: 'And now?', request_id: 'r3', conversation_id: id }
    assert.equal((await askWhenFree(agent, last, broken)).ends, 'done')
    const questions = [...(begun ? [begun] : []), question, last].map(({ message }) => message)
    assertAnswered(await stack.table.items(id), questions)
  }

  /** The first turn of a conversation, with nothing broken. */
  async function begin(user: string) {
    await using agent = await openAgent(stack, user)
    const message = 'Hello?'
    const { text, conversationId } = await agent.ask({ message, request_id: 'r1' })
    assert.match(text, new RegExp(`${finalAnswer}$`))
    return { message, conversationId }
  }

  async function askBroken(agent: OpenAgent, question: Question, broken: Case) {
    const { dependency, step, fault, once } = broken
    const plan = stack.plans[dependency]
    const struck = plan.break(step, fault, once ? 1 : undefined)
    if (step === 'renew lease') beatBeforeAnswer(struck)
    const told = await agent.ask(question)
    assert.ok(plan.struck > 0, 'the fault never struck')
    plan.mend()
    return told
  }

  /** Only a lease that could not be given back has to run out first. */
  async function askWhenFree(agent: OpenAgent, question: Question, { step }: Case) {
    const told = await agent.ask(question)
    if (told.ends !== 'conversation_busy' || !leavesLease.has(step)) return told
    agent.pass(leaseMs + 1_000)
    return agent.ask(question)
  }

  function beatBeforeAnswer(struck: Promise<void>): void {
    mock.timers.enable({ apis: ['setInterval'] })
    stack.model.before = async () => {
      mock.timers.tick(10_000)
      await struck
    }
  }
})

/** A model that says nothing is waited for. */
function isSilent({ dependency, fault }: Case): boolean {
  return dependency === 'model' && (fault === 'stall' || fault === 'freeze')
}
