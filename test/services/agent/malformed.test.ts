import assert from 'node:assert/strict'
import fc from 'fast-check'
import { type ScriptedBedrock, startBedrock } from '../../stand-ins/bedrock.ts'
import { type Operation, operationsIn } from './openapi-requests/operations.ts'
import { brokenRequest, type Known, type Sent, validRequest } from './openapi-requests/requests.ts'
import { eventsOf, pointBedrockAt, type RunningAgent, startAgent } from './running-agent.ts'

const runs = process.env.SOAK === undefined ? 300 : 5_000
const runsEach = process.env.SOAK === undefined ? 1 : 30

describe('requests made of /openapi.json', () => {
  let bedrock: ScriptedBedrock
  let agent: RunningAgent
  let restore: () => void
  let operations: Operation[]
  before(async () => {
    bedrock = await startBedrock(() => ({ text: ['Hello.'] }))
    restore = pointBedrockAt(bedrock.url)
    agent = await startAgent()
    operations = operationsIn((await agent.app.inject('/openapi.json')).json())
  })
  after(async () => {
    restore()
    await Promise.all([agent.close(), bedrock.close()])
  })

  it('are answered as it says', async () => {
    for (const operation of operations) {
      for (let run = 0; run < runsEach; run++) {
        const known = await newConversation()
        const [request = assert.fail()] = fc.sample(validRequest(operation, known), 1)
        assert.ok((await answerTo(request, known)) < 300, JSON.stringify(request))
      }
    }
  }).timeout(600_000)

  it(`are refused in order where they are broken: ${runs} of them`, async () => {
    const known = await newConversation()
    const broken = fc
      .constantFrom(...operations)
      .chain((operation) => brokenRequest(operation, known))
    const property = fc.asyncProperty(broken, async (request) => {
      await answerTo(request, known)
      assert.equal((await agent.app.inject('/health')).statusCode, 200)
    })
    await fc.assert(property, { numRuns: runs, timeout: 10_000 })
  }).timeout(600_000)

  async function newConversation(): Promise<Known> {
    const [start] = await agent.ask({ message: 'Hi' })
    assert.ok(start?.type === 'start')
    return { token: await agent.issuer.token('alice'), conversationId: start.conversation_id }
  }

  /** The status, which is no fault of ours, with a body that is as documented and tells no secret. */
  async function answerTo({ answers, ...request }: Sent, { token }: Known): Promise<number> {
    const { statusCode: status, headers, body } = await agent.app.inject(request)
    assert.ok(status < 500, `${status} ${body}`)
    assert.ok(answers === undefined || status in answers, `${status} is not documented: ${body}`)
    const type = headers['content-type']
    if (status >= 400 && request.method !== 'HEAD') {
      assert.equal(type, 'application/problem+json; charset=utf-8')
      assert.doesNotMatch(body, /node_modules|\.ts:\d|\n +at |127\.0\.0\.1/)
    }
    answers?.[status]?.parse(JSON.parse(body))
    if (type === 'text/event-stream') {
      const ends = eventsOf(body).filter((event) => event.type === 'done' || event.type === 'error')
      assert.equal(ends.length, 1)
    }
    assert.ok(!body.includes(token))
    return status
  }
})
