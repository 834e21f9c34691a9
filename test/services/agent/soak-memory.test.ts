import assert from 'node:assert/strict'
import { median } from '../../../bench/figures.ts'
import { type Holdings, startServer } from '../../../bench/turns/server.ts'
import { agentEnvironment } from '../../stand-ins/agent-environment.ts'
import { type BedrockAnswer, type BedrockRequest, startBedrock } from '../../stand-ins/bedrock.ts'
import { startConversationsTable } from '../../stand-ins/conversations-table.ts'
import { startGateway } from '../../stand-ins/gateway.ts'
import { startIssuer } from '../../stand-ins/issuer.ts'
import { ec2 } from './running-agent.ts'

const turns = 10_000
/** In 5,000 turns: 200 bytes a turn. */
const mostGrown = 1e6
const samples = 20
const atOnce = 8

describe('an agent that stays up', () => {
  it(`holds no more after ${turns} turns than in the middle of them`, async function () {
    this.timeout(3_600_000)
    if (process.env.SOAK === undefined) this.skip()
    await using given = await startAgentProcess()
    const held: Holdings[] = []
    for (let sample = 0; sample < samples; sample += 1) {
      let next = sample * (turns / samples)
      const end = next + turns / samples
      const askOnAndOn = async () => {
        while (next < end) await given.turn(next++)
      }
      await Promise.all(Array.from({ length: atOnce }, askOnAndOn))
      held.push(await given.agent.holdings())
    }
    process.stdout.write(figures(held))
    const half = samples / 2
    const middle = held.slice(half - 3, half + 3)
    const end = held.slice(-6)
    const grown = (of: (holdings: Holdings) => number) =>
      median(end.map(of)) - median(middle.map(of))
    assert.ok(grown(({ heapBytes }) => heapBytes) < mostGrown, 'heap')
    assert.ok(grown(({ externalBytes }) => externalBytes) < mostGrown, 'memory beside the heap')
    // With what V8 and malloc keep for later, which comes and goes in larger pieces.
    assert.ok(grown(({ rssBytes }) => rssBytes) < 20e6, 'memory')
    assert.ok(grown(({ sockets }) => sockets) <= atOnce, 'sockets')
    assert.ok(grown(({ timers }) => timers) <= 4 * atOnce, 'timers')
    assert.ok(grown(({ files }) => files) <= atOnce, 'files')
  })
})

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`

function figures(held: readonly Holdings[]): string {
  const lines = held.map(
    ({ heapBytes, externalBytes, rssBytes, sockets, timers, files }, index) =>
      `${((index + 1) * turns) / samples} turns: heap ${megabytes(heapBytes)}, ` +
      `beside it ${megabytes(externalBytes)}, memory ${megabytes(rssBytes)}, ` +
      `${sockets} sockets, ${timers} timers, ${files} files\n`,
  )
  return lines.join('')
}

const kinds = ['plain', 'tool', 'go on', 'leave', 'plain', 'tool', 'fail', 'go on'] as const

/** What a model does is in the question. */
function answerTo({ messages }: BedrockRequest): BedrockAnswer {
  const said = JSON.stringify(messages.at(-1))
  if (said.includes('fail')) return { refuse: { exception: 'ValidationException', status: 400 } }
  if (said.includes('"tool"')) {
    return { tools: [{ id: `t${messages.length}`, name: ec2.name, input: {} }] }
  }
  return { text: ['One', ', two', ', three.'], ...(said.includes('leave') && { delayMs: 20 }) }
}

/** The agent in a process of its own, which is asked for turns of every kind. */
async function startAgentProcess() {
  const [issuer, gateway, table, bedrock] = await Promise.all([
    startIssuer(),
    startGateway([ec2]),
    startConversationsTable(),
    startBedrock(answerTo),
  ])
  const agent = await startServer('agent.ts', {
    ...agentEnvironment({ tableName: table.tableName, gatewayUrl: gateway.url, issuer }),
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: table.config.endpoint,
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.url,
  })
  const people = Array.from({ length: 40 }, (_, index) => ({
    name: `user-${index}`,
    token: '',
    conversationId: '',
  }))
  return {
    agent,
    async turn(number: number): Promise<void> {
      // Kept for other tests to look at.
      bedrock.requests.length = 0
      gateway.seen.calls.length = 0
      const kind = kinds[number % kinds.length] ?? 'plain'
      const person = people[number % people.length] ?? assert.fail()
      // Every fourth is signed in anew: more tokens than an agent remembers.
      if (number % 4 === 0 || person.token === '') person.token = await issuer.token(person.name)
      const told = await said(agent.url, kind, person)
      person.conversationId = /"conversation_id":"([^"]+)"/.exec(told)?.[1] ?? ''
      assert.match(told, kind === 'fail' ? /event: error/ : /event: (done|start)/)
    },
    async [Symbol.asyncDispose]() {
      await agent.stop()
      await Promise.all([issuer.close(), gateway.close(), table.close(), bedrock.close()])
    },
  }
}

interface Person {
  token: string
  conversationId: string
}

/** All that is streamed, or its beginning where the client leaves. */
async function said(url: string, kind: (typeof kinds)[number], person: Person): Promise<string> {
  const leaving = new AbortController()
  const goesOn = kind === 'go on' && person.conversationId !== ''
  const response = await fetch(`${url}/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-okta-token': person.token },
    body: JSON.stringify({
      message: kind,
      ...(goesOn && { conversation_id: person.conversationId }),
    }),
    signal: leaving.signal,
  })
  let told = ''
  try {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      told += chunk
      if (kind === 'leave' && told.includes('event: text')) leaving.abort()
    }
  } catch (error) {
    if (!leaving.signal.aborted) throw error
  }
  return told
}
