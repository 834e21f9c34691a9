import assert from 'node:assert/strict'
import { startCuttingProxy } from '../../../stand-ins/cutting-proxy.ts'
import { type LocalStack, localAgent, startLocalStack } from '../local-session.ts'
import { answerIn, textIn } from './ask-faulty.ts'

describe('agentClient, with the local stack', () => {
  let local: LocalStack
  before(async () => {
    local = await startLocalStack()
  })
  after(() => local.close())

  const message = 'List my EC2 instances in us-east-1'

  for (const bytes of [0, 600, 1_500, 6_000, 9_000]) {
    it(`picks up an answer that is cut after ${bytes} bytes, and it is one turn`, async () => {
      const login = `user-${bytes}`
      const { port } = new URL(local.stack.functionUrl)
      const proxy = await startCuttingProxy(Number(port), bytes)
      const agent = localAgent(local.stack, login, { functionUrl: proxy.url })
      const question = { message, request_id: `cut-${bytes}` }
      const events = await Array.fromAsync(agent.ask(question, AbortSignal.timeout(45_000)))
      assert.equal(proxy.hasCut(), true)
      const told = answerIn(events)
      assert.equal(told.filter(({ type }) => type === 'start').length, 1)
      assert.equal(told.filter(({ type }) => type === 'done').length, 1)
      await proxy.close()

      const direct = localAgent(local.stack, login)
      const { conversations } = await direct.listConversations({}, never)
      assert.deepEqual(
        conversations.map(({ title, turns }) => [title, turns]),
        [[message, 1]],
      )
      const repeated = await Array.fromAsync(direct.ask(question, AbortSignal.timeout(45_000)))
      const restarted = told.findLastIndex(
        (event) => event.type === 'notice' && event.code === 'answer_restarted',
      )
      assert.equal(textIn(told.slice(restarted + 1)), textIn(repeated))
    })
  }

  it('asks with a fresh token where the agent says that the old one has expired', async () => {
    const { okta } = local.stack.parts
    const exp = Math.floor(Date.now() / 1_000) - 3_600
    const expired = await okta.issueToken('eve', { iat: exp - 60, exp })
    const refused: unknown[] = []
    const agent = localAgent(local.stack, 'eve', {
      async token(old) {
        refused.push(old)
        return old === undefined ? expired : okta.issueToken('eve')
      },
    })
    const events = await Array.fromAsync(agent.ask({ message: 'hello' }, never))
    assert.deepEqual([events[0]?.type, events.at(-1)?.type], ['start', 'done'])
    assert.deepEqual(refused, [undefined, expired])
  })

  it('says whose fault it is where AWS does not take the signature', async () => {
    const wrong = { ...local.stack.credentials, secretAccessKey: 'wrong' }
    const agent = localAgent(local.stack, 'eve', { credentials: async () => wrong })
    await assert.rejects(agent.tools(never), { code: 'aws_refused', message: /SECRET_ACCESS_KEY/ })
    const unknown = { ...wrong, accessKeyId: 'AKIDUNKNOWN' }
    const other = localAgent(local.stack, 'eve', { credentials: async () => unknown })
    await assert.rejects(other.health(never), { code: 'aws_credentials' })
  })
})

const never = new AbortController().signal
