import assert from 'node:assert/strict'
import { startBedrock } from '../../stand-ins/bedrock.ts'
import { pointBedrockAt, startAgent, textOf } from './running-agent.ts'

describe('with the gateway down', () => {
  const cases = [
    {
      title: 'unreachable',
      refuseWith: 503,
      message: 'The tool gateway cannot be reached: this answer is made without looking at AWS.',
    },
    {
      title: 'refusing the token',
      refuseWith: 401,
      message: 'The tool gateway refused your token: this answer is made without looking at AWS.',
    },
  ]
  for (const { title, refuseWith, message } of cases) {
    it(`answers without tools after a notice (${title})`, async () => {
      const bedrock = await startBedrock([{ text: ['From memory.'] }])
      const restore = pointBedrockAt(bedrock.url)
      const agent = await startAgent()
      agent.gateway.seen.refuseWith = refuseWith
      const events = await agent.ask({ message: 'Hi' })
      assert.deepEqual(events[1], { type: 'notice', code: 'tools_unavailable', message })
      assert.equal(textOf(events), 'From memory.')
      assert.deepEqual(events.at(-1), { type: 'done', stop_reason: 'end_turn' })
      assert.equal(bedrock.requests[0]?.toolConfig, undefined)
      restore()
      await Promise.all([agent.close(), bedrock.close()])
    })
  }

  it('refuses to list tools as gateway_unavailable', async () => {
    const agent = await startAgent()
    agent.gateway.seen.refuseWith = 503
    const response = await agent.post('/api/tools/fetch', {})
    assert.equal(response.statusCode, 503)
    assert.equal(response.json().code, 'gateway_unavailable')
    await agent.close()
  })
})
