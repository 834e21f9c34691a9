import assert from 'node:assert/strict'
import { startOpenAI } from '../../stand-ins/openai.ts'
import { ec2, startAgent, textOf } from './running-agent.ts'

describe('a turn with an OpenAI-compatible server', () => {
  it('answers a question that needs one tool with two model calls', async () => {
    const server = await startOpenAI([
      { tools: [{ id: 't1', name: ec2.name, input: { operation: 'DescribeInstances' } }] },
      { text: ['There are ', 'two.'] },
    ])
    const agent = await startAgent({ tools: [ec2], env: openAIEnv(server.url) })
    const events = await agent.ask({ message: 'Which instances?' })
    assert.equal(textOf(events), 'There are two.')
    assert.deepEqual(events.at(-1), { type: 'done', stop_reason: 'end_turn' })
    assert.deepEqual(
      server.requests.map(({ model, messages }) => [model, messages.map(({ role }) => role)]),
      [
        ['scripted', ['system', 'user']],
        ['scripted', ['system', 'user', 'assistant', 'tool']],
      ],
    )
    assert.match(JSON.stringify(server.requests[1]?.messages[3]), /untrusted_aws_data.*i-2/)
    await Promise.all([agent.close(), server.close()])
  })

  it('says that a server refused, in words of ours', async () => {
    const server = await startOpenAI([{ refuse: { status: 401, code: 'invalid_api_key' } }])
    const agent = await startAgent({ env: openAIEnv(server.url) })
    assert.deepEqual((await agent.ask({ message: 'Hi' })).at(-1), {
      type: 'error',
      code: 'model_unavailable',
      message: 'The model server refused the API key: OPENAI_API_KEY is wrong, or missing.',
      retryable: false,
    })
    await Promise.all([agent.close(), server.close()])
  })

  it('says that a conversation is too long for the model', async () => {
    const server = await startOpenAI([{ refuse: { status: 400, code: 'context_length_exceeded' } }])
    const agent = await startAgent({ env: openAIEnv(server.url) })
    assert.deepEqual((await agent.ask({ message: 'Hi' })).at(-1), {
      type: 'error',
      code: 'payload_too_large',
      message:
        'This is longer than the model’s context: ask for less at once, or take a model with a larger one.',
      retryable: false,
    })
    await Promise.all([agent.close(), server.close()])
  })
})

function openAIEnv(url: string): Record<string, string> {
  return { MODEL_PROVIDER: 'openai', MODEL_ID: 'scripted', OPENAI_BASE_URL: url }
}
