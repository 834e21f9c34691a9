import assert from 'node:assert/strict'
import { Message, TextBlock } from '@strands-agents/sdk'
import { OfflineModel } from '../../../local/offline-model/offline-model.ts'

describe('the offline model', () => {
  it('passes a question on to the tool that is chosen', async () => {
    assert.deepEqual(await asked([user('list the buckets')]), ['list the buckets'])
  })

  it('completes a follow-up by the questions before it', async () => {
    const messages = [
      user('list my instances in us-east-1'),
      new Message({ role: 'assistant', content: [new TextBlock('Here they are, in us-east-1.')] }),
      user('only the running ones'),
      user('and in eu-west-1?'),
    ]
    assert.deepEqual(await asked(messages), ['list my instances running in eu-west-1'])
  })

  it('says that it only reads where an order fits no tool', async () => {
    const model = new OfflineModel(async () => undefined)
    const events = await Array.fromAsync(model.stream([user('stop them')]))
    assert.match(JSON.stringify(events), /This only reads: it cannot stop anything\./)
  })
})

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
