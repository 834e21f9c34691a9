import assert from 'node:assert/strict'
import { JsonBlock, Message, TextBlock, ToolResultBlock, ToolUseBlock } from '@strands-agents/sdk'
import { OfflineModel } from '../../../local/offline-model/offline-model.ts'

describe('the offline model', () => {
  it('passes a question on to the tool that is chosen', async () => {
    assert.deepEqual(await asked([user('list the buckets')]), ['list the buckets'])
  })

  it('gives a follow-up with the call that it changes', async () => {
    const call = { operation: 'ec2:DescribeInstances', region: 'us-east-1' }
    const items = [{ InstanceId: 'i-1' }, { InstanceId: 'i-2' }]
    const result = { operation: call.operation, call, regions: [{ region: 'us-east-1', items }] }
    const messages = [...shownBefore(result), user('and in eu-west-1?')]
    const calls: unknown[] = []
    const model = new OfflineModel(async (question, _offered, before) => {
      calls.push({ question, before })
      return { tool: 'ec2_read_operations', input: { question, ...before } }
    })
    for await (const _event of model.stream(messages)) {
      // To its end.
    }
    assert.deepEqual(calls, [
      { question: 'list my instances in us-east-1 → and in eu-west-1?', before: call },
    ])
  })

  it('says that all was shown where more is asked for, unless something was left out', async () => {
    const call = { operation: 'ec2:DescribeInstances', region: 'all' }
    const items = [{ InstanceId: 'i-1' }, { InstanceId: 'i-2' }]
    const whole = { region: 'us-east-1', items, truncated: false }
    const cut = { ...whole, truncated: true, hint: '4 more are not shown: narrow the question.' }
    const answer = async (region: object, status = 'ok') => {
      const model = new OfflineModel(async (question, _offered, before) => ({
        tool: 'ec2_read_operations',
        input: { question, ...before },
      }))
      const result = { status, operation: call.operation, call, regions: [region] }
      const events = model.stream([...shownBefore(result), user('show more')])
      return JSON.stringify(await Array.fromAsync(events))
    }
    assert.match(await answer(whole), /That was all/)
    assert.doesNotMatch(await answer(whole, 'partial'), /That was all/)
    assert.match(await answer(cut), /\[2:\]/)
  })

  it('says that it only reads where an order fits no tool', async () => {
    const model = new OfflineModel(async () => undefined)
    const events = await Array.fromAsync(model.stream([user('stop them')]))
    assert.match(JSON.stringify(events), /This only reads: it cannot stop anything\./)
  })
})

/** A question about instances and what came of it. */
function shownBefore(result: Record<string, unknown>): Message[] {
  const input = { question: 'list my instances in us-east-1' }
  const json = JSON.parse(JSON.stringify({ untrusted_aws_data: result }))
  return [
    user(input.question),
    new Message({
      role: 'assistant',
      content: [new ToolUseBlock({ name: 'ec2_read_operations', toolUseId: '1', input })],
    }),
    new Message({
      role: 'user',
      content: [
        new ToolResultBlock({
          toolUseId: '1',
          status: 'success',
          content: [new JsonBlock({ json })],
        }),
      ],
    }),
    new Message({ role: 'assistant', content: [new TextBlock('Here they are.')] }),
  ]
}

const user = (text: string) => new Message({ role: 'user', content: [new TextBlock(text)] })

/** The questions that the model chose a tool for. */
async function asked(messages: Message[]): Promise<string[]> {
  const questions: string[] = []
  const model = new OfflineModel(async (question) => {
    questions.push(question)
    return { tool: 'ec2_read_operations', input: { question } }
  })
  for await (const _event of model.stream(messages)) {
    // To its end.
  }
  return questions
}
