import assert from 'node:assert/strict'
import { startBedrock } from '../../../stand-ins/bedrock.ts'
import { pointBedrockAt, startAgent } from '../running-agent.ts'

const day = { MAX_PERSON_TOKENS_PER_DAY: '100000000' }
const month = { MAX_TOKENS_PER_MONTH: '100000000' }

describe('requests to the table before a model is asked', () => {
  for (const [limits, env, most] of [
    ['without limits', {}, { first: 2, next: 4 }],
    ['with a limit of a person', day, { first: 3, next: 5 }],
    ['with one of the deployment too', { ...day, ...month }, { first: 4, next: 6 }],
  ] as const) {
    it(`are ${most.first} for a new conversation, ${most.next} after it, ${limits}: one a limit, beside the first reads`, async () => {
      let requests = 0
      const before: number[] = []
      const bedrock = await startBedrock(() => {
        before.push(requests)
        return { text: ['Two.'] }
      })
      const restore = pointBedrockAt(bedrock.url)
      const onTableRequest = () => {
        requests += 1
      }
      const agent = await startAgent({ env, onTableRequest })
      try {
        const [start] = await agent.ask({ message: 'How many run?' })
        assert.ok(start?.type === 'start')
        requests = 0
        await agent.ask({ message: 'And now?', conversation_id: start.conversation_id })
        assert.deepEqual(before, [most.first, most.next])
      } finally {
        await agent.close()
        restore()
        await bedrock.close()
      }
    })
  }
})
