import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { whoami } from '../../services/agent/api-answers.ts'
import { ownerKey } from '../../services/agent/conversations/conversation-key.ts'
import { dayOf } from '../../services/agent/quota/windows.ts'
import { type AgentProcess, startAgentProcess } from './agent-process.ts'
import { ask } from './ask.ts'
import { type BreakableStack, startBreakableStack } from './breakable-stack.ts'

/** What a turn holds before it is known what it takes. */
const held = 20_000

describe('limits over two processes', () => {
  let stack: BreakableStack
  let agents: AgentProcess[]
  before(async () => {
    stack = await startBreakableStack()
    const env = {
      ...stack.env,
      MAX_PERSON_TOKENS_PER_DAY: String(3 * held),
      MAX_TOKENS_PER_MONTH: '100000000',
    }
    agents = await Promise.all([startAgentProcess(env), startAgentProcess(env)])
  })
  after(async () => {
    await Promise.all(agents.map((agent) => agent.kill()))
    await stack.close()
  })

  const urlOf = (n: number) => agents[n % 2]?.url ?? ''
  async function person() {
    const user = `user-${randomUUID()}`
    const token = await stack.tokenOf(user)
    const askOne = (n: number) =>
      ask(urlOf(n), token, { message: `${n}?`, request_id: `r${n}`, use_tools: false })
    const spent = async (n = 1) => {
      const response = await fetch(`${urlOf(n)}/api/whoami`, {
        headers: { 'x-okta-token': token },
      })
      return whoami.parse(await response.json()).limits.map(({ tokens }) => tokens)
    }
    const owner = `${stack.env.OKTA_ISSUER}|00u${user}`
    return { askOne, spent, owner }
  }

  it('count each of twenty turns at once, and refuse those for which nothing is left before any model is asked', async () => {
    const { askOne, spent } = await person()
    const before = await spent()
    const asked = stack.bedrock.requests.length
    const told = await Promise.all(Array.from({ length: 20 }, (_, n) => askOne(n)))
    const answered = told.filter(({ ends }) => ends === 'done').length
    const refused = told.filter(({ ends }) => ends === 'quota_spent').length
    assert.equal(answered + refused, 20)
    assert.ok(answered >= 3 && refused > 0, `${answered} answered`)
    assert.equal(stack.bedrock.requests.length - asked, answered)
    const [day, month] = await spent(0)
    const each = Math.round((day?.spent ?? 0) / answered)
    assert.deepEqual(
      [day, (month?.spent ?? 0) - (before[1]?.spent ?? 0)],
      [{ limit: 3 * held, spent: each * answered, held: 0 }, each * answered],
    )
    assert.ok(each > 0)
  })

  it('refuse all of twenty at once where nothing is left, and ask no model', async () => {
    const { askOne, owner } = await person()
    const { item } = dayOf(new Date())
    const key = { conversation_id: `spent_${ownerKey(owner)}`, item }
    await stack.table.put([{ ...key, tokens: 3 * held, micro_usd: 1 }])
    const asked = stack.bedrock.requests.length
    const told = await Promise.all(Array.from({ length: 20 }, (_, n) => askOne(n)))
    assert.deepEqual([...new Set(told.map(({ ends }) => ends))], ['quota_spent'])
    assert.equal(stack.bedrock.requests.length, asked)
  })

  it('keep what was held for a turn whose process died after the model was asked', async () => {
    const { askOne, spent } = await person()
    const { plan } = stack.model
    const struck = plan.break('second call', 'stall')
    const cutOff = assert.rejects(askOne(0))
    await struck
    await agents[0]?.kill()
    await cutOff
    plan.mend()
    const [day, month] = await spent()
    assert.deepEqual(day, { limit: 3 * held, spent: held, held })
    assert.equal(month?.held, held)
  })
})
