import assert from 'node:assert/strict'
import { pino } from 'pino'
import { startBedrock } from '../../stand-ins/bedrock.ts'
import { ec2, pointBedrockAt, startAgent } from './running-agent.ts'

describe('the agent’s log', () => {
  it('has a line an event, and nothing of tokens, questions, answers, tools’ data and bodies', async () => {
    const bedrock = await startBedrock([
      { tools: [{ id: 't1', name: ec2.name, input: { filter: 'secret-input' } }] },
      { text: ['secret-answer'] },
      { text: ['secret-half'], breakWith: { exception: 'modelStreamErrorException' } },
    ])
    const restore = pointBedrockAt(bedrock.url)
    const lines: string[] = []
    const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) })
    const secretTool = { ...ec2, run: () => ({ status: 'ok', secret: 'secret-data' }) }
    const agent = await startAgent({ tools: [secretTool], parts: { log } })

    const headers = { 'x-okta-token': await agent.issuer.token('alice') }
    await agent.post('/stream', { message: 'secret-question' }, { headers })
    await agent.post('/stream', { message: 'secret-question' }, { headers })
    await agent.post('/chat', '{"message": "secret-question', { headers })
    agent.gateway.seen.refuseWith = 500
    await agent.post('/api/tools/fetch', {}, { headers })
    restore()
    await Promise.all([agent.close(), bedrock.close()])

    assert.deepEqual(
      lines.map((line) => JSON.parse(line).msg),
      [
        'tool answered',
        'turn ended',
        'request answered',
        'model failed',
        'turn ended',
        'request answered',
        'request refused',
        'request answered',
        'request failed',
        'request answered',
      ],
    )
    assert.ok(lines.every((line) => /"request_id":"[\w-]{36}"/.test(line)))
    const all = lines.join('')
    assert.doesNotMatch(all, /secret/)
    assert.ok(!all.includes(headers['x-okta-token']))
  })
})
