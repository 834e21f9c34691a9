import assert from 'node:assert/strict'
import { z } from 'zod'
import { type BedrockAnswer, startBedrock } from '../../stand-ins/bedrock.ts'
import { ec2, pointBedrockAt, startAgent, textOf } from './running-agent.ts'

const own = { GUARDRAIL_ID: 'abcd1234', GUARDRAIL_VERSION: '3' }
const stopped =
  "The model's provider stopped this answer: its content filter or guardrail did not let it pass. Later questions are answered without this one."

describe('a guardrail', () => {
  it('is asked with each call, where one is configured', async () => {
    const call = { id: 't1', name: ec2.name, input: { operation: 'DescribeInstances' } }
    const { requests } = await asked([{ tools: [call] }, { text: ['Two.'] }], own)
    const shape = z.looseObject({
      guardrailConfig: z.object({
        guardrailIdentifier: z.string(),
        guardrailVersion: z.string(),
        trace: z.string(),
      }),
    })
    const sent = requests.map((request) => shape.parse(request).guardrailConfig)
    const one = { guardrailIdentifier: 'abcd1234', guardrailVersion: '3', trace: 'enabled' }
    assert.deepEqual(sent, [one, one])
  })

  it('that is not configured is not asked', async () => {
    const { requests } = await asked([{ text: ['Two.'] }], {})
    assert.equal(requests[0]?.guardrailConfig, undefined)
  })

  for (const [whose, env] of Object.entries({ own, 'an organisation’s': {} })) {
    it(`that blocks ends the answer in one sentence: ${whose}`, async () => {
      const { events } = await asked(
        [{ text: ['Sorry, not this.'], guardrail: 'BLOCKED' }],
        env as Record<string, string>,
      )
      assert.equal(textOf(events), 'Sorry, not this.')
      assert.deepEqual(events.at(-1), {
        type: 'error',
        code: 'answer_stopped',
        message: stopped,
        retryable: false,
      })
    })
  }

  it('that only masks leaves the answer whole', async () => {
    const { events } = await asked(
      [{ text: ['It is owned by {EMAIL}.'], guardrail: 'ANONYMIZED' }],
      own,
    )
    assert.equal(textOf(events), 'It is owned by {EMAIL}.')
    assert.deepEqual(events.at(-1), { type: 'done', stop_reason: 'end_turn' })
  })

  it('that stops without a word of why has blocked', async () => {
    const { events } = await asked([{ text: ['No.'], stopReason: 'guardrail_intervened' }], own)
    assert.equal(events.at(-1)?.type, 'error')
  })

  const wrong = 'Amazon Bedrock cannot ask the guardrail: its id and version'
  const denied = 'A policy of your AWS organisation denies the agent this model'
  const refused: [
    what: string,
    exception: string,
    status: number,
    message: string,
    said: string,
  ][] = [
    [
      'there is none of',
      'ValidationException',
      400,
      'The guardrail identifier or version provided in the request does not exist.',
      wrong,
    ],
    [
      'the role may not ask',
      'AccessDeniedException',
      403,
      'User: arn:aws:sts::123456789012:assumed-role/a/b is not authorized to perform: bedrock:ApplyGuardrail on resource: arn:aws:bedrock:us-east-1:123456789012:guardrail/abcd1234',
      wrong,
    ],
    [
      'an organisation demands',
      'AccessDeniedException',
      403,
      'User: arn:aws:sts::123456789012:assumed-role/a/b is not authorized to perform: bedrock:InvokeModelWithResponseStream on resource: arn:aws:bedrock:us-east-1::foundation-model/x with an explicit deny in a service control policy',
      denied,
    ],
  ]
  for (const [what, exception, status, message, said] of refused) {
    it(`that ${what} is said to be, in words of our own`, async () => {
      const { events } = await asked([{ refuse: { exception, status, message } }], own)
      const end = events.at(-1)
      assert.ok(end?.type === 'error' && end.code === 'model_unavailable')
      assert.ok(end.message.startsWith(said), end.message)
      assert.doesNotMatch(end.message, /assumed-role/)
    })
  }
})

async function asked(script: readonly BedrockAnswer[], env: Record<string, string>) {
  const bedrock = await startBedrock(script)
  const restore = pointBedrockAt(bedrock.url)
  const agent = await startAgent({ tools: [ec2], env })
  try {
    const events = await agent.ask({ message: 'Which instances?', request_id: 'r1' })
    return { events, requests: bedrock.requests }
  } finally {
    restore()
    await Promise.all([agent.close(), bedrock.close()])
  }
}
