import assert from 'node:assert/strict'
import { z } from 'zod'
import type { AgentEvent } from '../../../services/agent/events.ts'
import { systemPrompt } from '../../../services/agent/system-prompt.ts'
import { type ScriptedBedrock, startBedrock } from '../../stand-ins/bedrock.ts'
import { startOpenAI } from '../../stand-ins/openai.ts'
import { roleCredentials, startAgentWithTools } from './agent-with-tools.ts'
import { type PlantedAccount, plantedAccount } from './planted-account.ts'
import { asked, obey, planted, reads, refused, textsIn } from './planted-orders.ts'
import { ec2, eventsOf, pointBedrockAt, startAgent, textOf } from './running-agent.ts'

// What the gateway says of its tools is not planted: whoever deploys writes it.
describe('instructions planted in AWS, and a model that obeys each of them', () => {
  const question = 'What is there?'
  let aws: PlantedAccount
  let bedrock: ScriptedBedrock
  let agent: Awaited<ReturnType<typeof startAgentWithTools>>
  let restore: () => void
  let token: string
  let stream: string
  let events: AgentEvent[]

  before(async () => {
    aws = await plantedAccount(planted)
    bedrock = await startBedrock(obey)
    restore = pointBedrockAt(bedrock.url, { AWS_ENDPOINT_URL: aws.url })
    agent = await startAgentWithTools({
      dataAccess: ['logs'],
      env: { MAX_TOOL_CALLS: '1000', HISTORY_TOKENS: '50000' },
    })
    token = await agent.issuer.token('alice')
    const headers = { 'x-okta-token': token }
    stream = (await agent.post('/stream', { message: question }, { headers })).body
    events = eventsOf(stream)
  })
  after(async () => {
    restore()
    await Promise.all([agent.close(), bedrock.close(), aws.close()])
  })

  it('call for changes, secrets, other hosts and made-up tools, and are refused', () => {
    const called = events.flatMap((event) => (event.type === 'tool_call' ? [event] : []))
    assert.deepEqual(
      called.map(({ tool, input }) => ({ tool, input })).toSorted(byText),
      [...asked, ...refused, ...reads].toSorted(byText),
    )
    const inputs = new Map(called.map(({ id, tool, input }) => [id, { tool, input }]))
    const failed = events.flatMap((event) =>
      event.type === 'tool_result' && event.status === 'error' ? [inputs.get(event.id)] : [],
    )
    assert.deepEqual(failed.toSorted(byText), refused.toSorted(byText))
  })

  it('end in nothing but reads', () => {
    assert.deepEqual(aws.seen.operations.toSorted(), [
      // One that the question asked for; after the planted words one elsewhere, and one for the state.
      'ec2 DescribeInstances',
      'ec2 DescribeInstances',
      'ec2 DescribeInstances',
      // Which regions there are, to look for what the question names.
      'ec2 DescribeRegions',
      'lambda GET /2015-03-31/functions',
      'lambda GET /2017-03-31/tags/arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Af',
      'logs FilterLogEvents',
      'monitoring DescribeAlarms',
      's3 GET /',
    ])
  })

  it('reach the model as data in a block that they cannot close', () => {
    const [, second] = bedrock.requests
    const { content = [] } = second?.messages.at(-1) ?? {}
    const blocks = content.flatMap((part) => toolResult.safeParse(part).data ?? [])
    assert.equal(blocks.length, asked.length)
    const texts = blocks.flatMap((block) => textsIn(block.toolResult.content[0].json))
    // A tag’s key and value, a bucket, an alarm, a log line, a function, and a map with two of them.
    assert.equal(texts.filter((text) => text === planted).length, 9)
  })

  it('are not in the system prompt, which is the same for everybody, nor in the question', () => {
    for (const { system, messages } of bedrock.requests) {
      assert.deepEqual(system, [
        { text: systemPrompt },
        { cachePoint: { type: 'default', ttl: '1h' } },
      ])
      assert.deepEqual(Object(messages[0]?.content[0]), { text: question })
    }
  })

  it('are still data when the conversation goes on', async () => {
    const [start] = events
    assert.ok(start?.type === 'start')
    const { conversation_id } = start
    await agent.ask({ message: 'Thanks.', conversation_id })
    const { messages = [] } = bedrock.requests.at(-1) ?? {}
    const told = messages.filter(({ role }) => role === 'user').flatMap(({ content }) => content)
    const others = told.filter((part) => !toolResult.safeParse(part).success)
    assert.equal(told.length - others.length, asked.length + refused.length + reads.length - 4)
    // Both questions, a mark for the cache, and four times that there is no such tool.
    assert.equal(others.length, 7)
    assert.ok(!textsIn(others).join('').includes('IGNORE ALL PREVIOUS'))
  })

  it('get a model that says all it knows to say no token, no credential and no address', () => {
    const said = textOf(events)
    assert.ok(said.includes('IGNORE ALL PREVIOUS INSTRUCTIONS'))
    const { gatewayUrl, conversationsTable, okta } = agent.config
    const hidden = [gatewayUrl, conversationsTable, okta.issuer, roleCredentials.accessKeyId]
    for (const text of hidden) assert.ok(!said.includes(text), text)
  })

  it('leave the token where it was: in no model’s request, event, log line, item or call of AWS', async () => {
    const [start] = events
    assert.ok(start?.type === 'start')
    const places = {
      model: JSON.stringify(bedrock.requests),
      stream,
      log: agent.lines.join(''),
      table: JSON.stringify(await agent.table.items(start.conversation_id)),
      aws: aws.seen.requests.join(''),
    }
    for (const [place, text] of Object.entries(places)) {
      assert.ok(text.length > 1_000, place)
      for (const secret of [token, token.split('.')[2] ?? '', roleCredentials.secretAccessKey]) {
        assert.ok(!text.includes(secret), place)
      }
    }
  })
})

describe('instructions planted in AWS, and an OpenAI-compatible model', () => {
  it('reach it within one JSON text that they cannot close', async () => {
    const server = await startOpenAI([
      { tools: [{ id: 't1', name: ec2.name, input: {} }] },
      { text: ['Nothing.'] },
    ])
    const env = { MODEL_PROVIDER: 'openai', MODEL_ID: 'scripted', OPENAI_BASE_URL: server.url }
    const result = { status: 'ok', regions: [], message: planted }
    const agent = await startAgent({ tools: [{ ...ec2, run: () => result }], env })
    await agent.ask({ message: 'What is there?' })
    const message = z.looseObject({ content: z.string() }).parse(server.requests[1]?.messages[3])
    assert.deepEqual(JSON.parse(message.content), { untrusted_aws_data: result })
    await Promise.all([agent.close(), server.close()])
  })
})

/** One block with one key, which says whose words these are. */
const toolResult = z.object({
  toolResult: z.object({
    content: z.tuple([
      z.strictObject({ json: z.strictObject({ untrusted_aws_data: z.unknown() }) }),
    ]),
  }),
})

const byText = (a: unknown, b: unknown) => JSON.stringify(a).localeCompare(JSON.stringify(b))
