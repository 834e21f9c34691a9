import assert from 'node:assert/strict'
import { difference, misfit } from '../../../../services/client/agent-client/versions.ts'
import { refusal } from '../../../../services/client/errors.ts'
import {
  answers,
  answersInstead,
  startFaultyAgent,
  streamOf,
} from '../../../stand-ins/faulty-agent.ts'
import { clientOf } from './ask-faulty.ts'

const of = (version: string) => ({ 'x-agent-version': version })
const update = (agent: string, own: string) =>
  `The agent is of version ${agent}, aws-ops of ${own}: update aws-ops.`
const deploy = (agent: string, own: string) =>
  `The agent is of version ${agent}, aws-ops of ${own}: ask whoever runs the agent to deploy it again, or take aws-ops of its version.`

describe('versions', () => {
  it('fit where their first number is the same', () => {
    assert.equal(misfit(of('1.9.0'), '1.0.3'), undefined)
    assert.equal(misfit(of('2.0.0'), '1.9.9'), update('2.0.0', '1.9.9'))
    assert.equal(misfit(of('1.2.3'), '10.0.0'), deploy('1.2.3', '10.0.0'))
  })

  it('may explain a failure where they differ at all', () => {
    assert.equal(difference(of('0.1.0'), '0.1.0'), undefined)
    assert.equal(difference(of('0.10.0'), '0.9.1'), update('0.10.0', '0.9.1'))
    assert.equal(difference(of('0.1.1'), '0.1.2'), deploy('0.1.1', '0.1.2'))
  })

  it('are those of the first release where an agent does not say, or says nonsense', () => {
    assert.equal(difference({}, '0.2.0'), deploy('0.1.0', '0.2.0'))
    assert.equal(difference(of('\u001b[2Jx'), '0.1.0'), undefined)
  })
})

describe('a client of another version than its agent', () => {
  const stream = streamOf([{ type: 'done', stop_reason: 'end_turn' }])

  it('says once what to do where they do not fit', async () => {
    const agent = await startFaultyAgent((response, request) => {
      response.setHeader('x-agent-version', '7.0.0')
      answers(stream)(response, request)
    })
    const { ask } = clientOf(agent.url)
    const [first, second] = [await ask(), await ask()]
    assert.deepEqual(
      first.map((event) => (event.type === 'notice' ? [event.code, event.message] : event.type)),
      [['versions_differ', update('7.0.0', '0.1.0')], 'done'],
    )
    assert.deepEqual(second, [{ type: 'done', stop_reason: 'end_turn' }])
    assert.equal(agent.requests[0]?.headers['x-client-version'], '0.1.0')
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    assert.equal(agent.requests[0]?.headers['x-time-zone'], timeZone)
    await agent.close()
  })

  it('says so beside a refusal that a version may explain, and beside no other', () => {
    const problem = (code: string) => JSON.stringify({ code, detail: 'No.' })
    assert.equal(
      refusal(400, problem('invalid_request'), of('0.9.0')).message,
      `No. ${update('0.9.0', '0.1.0')}`,
    )
    assert.equal(refusal(400, problem('invalid_request'), of('0.1.0')).message, 'No.')
    assert.equal(refusal(404, problem('conversation_not_found'), of('0.9.0')).message, 'No.')
  })

  it('says so beside an answer that it does not understand', async () => {
    const agent = await startFaultyAgent((response, request) => {
      response.setHeader('x-agent-version', '0.9.0')
      answersInstead(200, { other: 1 })(response, request)
    })
    await assert.rejects(
      clientOf(agent.url).client.listConversations({}, AbortSignal.timeout(45_000)),
      {
        code: 'bad_answer',
        message: `The agent answered /api/conversations with something else than expected. ${update('0.9.0', '0.1.0')}`,
      },
    )
    await agent.close()
  })
})
