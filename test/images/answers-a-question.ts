import assert from 'node:assert/strict'
import { eventsOf } from '../services/agent/running-agent.ts'
import type { BedrockAnswer } from '../stand-ins/bedrock.ts'
import type { DeployedSystem } from './deployed-system.ts'

const input = { operation: 'DescribeInstances' }

/** The model looks at EC2 once, and says what it saw in pieces. */
export const script: readonly BedrockAnswer[] = [
  { tools: [{ id: 't1', name: 'ec2_read_operations', input }] },
  { text: ['There is ', 'one.'], delayMs: 50 },
]

/** Question in, SSE out: the way of a request through both functions. */
export async function assertAnswers(system: DeployedSystem): Promise<void> {
  const { status, type, body, chunks } = await system.ask('Which instances are there?')
  assert.deepEqual({ status, type }, { status: 200, type: 'text/event-stream' }, body)
  assert.ok(chunks > 3, `${chunks} chunks`)
  const told = eventsOf(body).flatMap((event) => {
    if (event.type === 'tool_result') return [event.result]
    if (event.type === 'text') return [event.text.trim()]
    return event.type === 'done' || event.type === 'error' ? [event] : []
  })
  assert.partialDeepStrictEqual(told, [
    {
      status: 'ok',
      operation: 'ec2:DescribeInstances',
      call: { operation: 'ec2:DescribeInstances', region: 'us-east-1' },
      regions: [{ region: 'us-east-1', status: 'ok', items: [instance], truncated: false }],
    },
    'There is',
    'one.',
    { type: 'done', stop_reason: 'end_turn' },
  ])
}

const instance = { InstanceId: 'i-0123456789abcdef0', InstanceType: 't3.micro' }
