import assert from 'node:assert/strict'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { agentVersionHeader } from '../../../services/agent/api.ts'
import { lambdaHandler, type StreamingHandler } from '../../../services/agent/lambda.ts'
import { agentVersion } from '../../../services/agent/version.ts'
import { type ScriptedBedrock, startBedrock } from '../../stand-ins/bedrock.ts'
import { installLambdaRuntime, invoke, postEvent } from '../../stand-ins/lambda-runtime.ts'
import {
  ec2,
  eventsOf,
  pointBedrockAt,
  type RunningAgent,
  startAgent,
  textOf,
} from './running-agent.ts'

describe('the agent as a Lambda function', () => {
  let agent: RunningAgent
  let bedrock: ScriptedBedrock
  let restore: () => void
  let handler: StreamingHandler
  let runtime: ReturnType<typeof installLambdaRuntime>
  const lines: string[] = []

  before(async () => {
    const chunks = Array.from({ length: 20 }, (_, n) => `${n} `)
    bedrock = await startBedrock(() => ({ text: chunks, delayMs: 20 }))
    restore = pointBedrockAt(bedrock.url)
    const log = pino({}, { write: (line: string) => lines.push(line) })
    agent = await startAgent({ tools: [ec2], parts: { log } })
    runtime = installLambdaRuntime()
    handler = lambdaHandler(agent.app)
  })

  after(async () => {
    restore()
    runtime.uninstall()
    await Promise.all([agent.close(), bedrock.close()])
  })

  const post = async (path: string, body: unknown) =>
    invoke(handler, postEvent(path, { 'x-okta-token': await agent.issuer.token('alice') }, body))

  it('streams an answer chunk by chunk, the first one at once', async () => {
    const { stream, ended } = await post('/stream', { message: 'Count' })
    const chunks: string[] = []
    for await (const chunk of stream) chunks.push(String(chunk))
    await ended
    assert.match(chunks[0] ?? '', /^: ok\n\n/)
    assert.ok(chunks.length > 10)
    assert.equal(textOf(eventsOf(chunks.join(''))).split(' ').length, 21)
    assert.deepEqual(runtime.meta(stream), {
      statusCode: 200,
      headers: {
        'content-type': 'text/event-stream',
        'cache-control': 'no-cache',
        'x-agent-version': '0.1.0',
        date: headersOf(runtime.meta(stream)).date,
      },
    })
  })

  it('answers a refusal with its status and problem document', async () => {
    const { stream, ended } = await post('/stream', { message: '' })
    const body = JSON.parse(await text(stream))
    await ended
    assert.equal(body.code, 'invalid_request')
    assert.equal(body.request_id, 'lambda-1')
    assert.equal(statusOf(runtime.meta(stream)), 400)
  })

  for (const method of ['BREW', 'toString', 'PROPFIND', 'brew']) {
    it(`answers ${method}, which it has nothing for, with the problem document of that`, async () => {
      const event = postEvent('/stream', {}, {})
      Object.assign(event.requestContext.http, { method })
      const { stream, ended } = invoke(handler, event)
      const body = JSON.parse(await text(stream))
      await ended
      assert.deepEqual(body, {
        type: 'about:blank',
        title: 'Not Found',
        status: 404,
        detail: `There is no ${method} /stream here.`,
        code: 'not_found',
        request_id: 'lambda-1',
      })
      assert.equal(statusOf(runtime.meta(stream)), 404)
      const { 'content-type': type, ...rest } = headersOf(runtime.meta(stream))
      assert.equal(type, 'application/problem+json; charset=utf-8')
      assert.equal(rest[agentVersionHeader], agentVersion)
    })
  }

  it('cancels the model when the client goes away, and stores what there was', async () => {
    const { stream, ended } = await post('/stream', { message: 'Count', request_id: 'gone' })
    const [first] = await once(stream, 'data')
    let seen = String(first)
    stream.on('data', (chunk) => {
      seen += chunk
    })
    while (!textOf(eventsOf(seen)).includes('2 ')) await sleep(5)
    lines.length = 0
    stream.destroy()
    await ended
    // Not before: Lambda freezes whatever is left to do.
    assert.match(lines.join(''), /turn ended/)
    const [start] = eventsOf(seen)
    assert.ok(start?.type === 'start')
    const [, , turn] = await agent.table.items(start.conversation_id)
    assert.equal(turn?.status, 'interrupted')
    assert.match(String(turn?.messages), /"0 1 2 (3 )?(4 )?"/)
  })

  it('says what is missing where it is loaded outside of Lambda', () => {
    runtime.uninstall()
    assert.throws(() => lambdaHandler(agent.app), /awslambda\.streamifyResponse is missing/)
  })
})

function headersOf(meta: unknown): Record<string, unknown> {
  return Object(Object(meta).headers)
}

function statusOf(meta: unknown): unknown {
  return Object(meta).statusCode
}
