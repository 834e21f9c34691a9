import assert from 'node:assert/strict'
import { z } from 'zod'
import { inputsOf } from './readable.ts'
import { runProgram } from './run-program.ts'

describe('the dashboard', () => {
  // The first run bundles the services.

  it('shows how much, how long and what fails, of turns, agent, gateway and tool handler', async () => {
    const { resources } = await runProgram('dev')
    const { dashboardBody } = inputsOf(
      resources,
      'aws:cloudwatch/dashboard:Dashboard',
      'observability',
    )
    const { widgets } = body.parse(JSON.parse(String(dashboardBody)))
    assert.deepEqual(
      widgets.map(({ x, y, properties }) => [x, y, properties.title]),
      [
        [0, 0, 'Turns, and calls in them'],
        [8, 0, 'Time to first text (ms)'],
        [16, 0, 'Tokens'],
        [0, 6, 'Failed turns, by code'],
        [8, 6, 'Failed tool calls, by tool'],
        [16, 6, 'Function URL: 4xx and 5xx'],
        [0, 12, 'Agent: calls'],
        [8, 12, 'Agent: duration (ms)'],
        [16, 12, 'Agent: failures'],
        [0, 18, 'Gateway: calls'],
        [8, 18, 'Gateway: slowest tool call (ms)'],
        [16, 18, 'Gateway: failures'],
        [0, 24, 'Tool handler: calls'],
        [8, 24, 'Tool handler: duration (ms)'],
        [16, 24, 'Tool handler: failures'],
      ],
    )
    assert.deepEqual(widgets[1]?.properties.metrics, [
      [
        'AWSOperationsAgent',
        'TimeToFirstText',
        'Deployment',
        'aws-operations-agent-dev',
        { stat: 'p50', label: 'p50' },
      ],
      [
        'AWSOperationsAgent',
        'TimeToFirstText',
        'Deployment',
        'aws-operations-agent-dev',
        { stat: 'p95', label: 'p95' },
      ],
    ])
    assert.deepEqual(widgets[3]?.properties.metrics, [
      [
        {
          expression:
            'SEARCH(\'{AWSOperationsAgent,Code,Deployment} MetricName="Errors" Deployment="aws-operations-agent-dev"\', \'Sum\', 300)',
        },
      ],
    ])
    assert.deepEqual(widgets[8]?.properties.metrics, [
      ['AWS/Lambda', 'Errors', 'FunctionName', 'aws-operations-agent-dev', { stat: 'Sum' }],
      ['AWS/Lambda', 'Throttles', 'FunctionName', 'aws-operations-agent-dev', { stat: 'Sum' }],
    ])
    assert.deepEqual(widgets[10]?.properties.metrics, [
      [
        {
          expression:
            'SELECT MAX(TargetExecutionTime) FROM "AWS/Bedrock-AgentCore" WHERE Resource = \'arn:aws:bedrock-agentcore:us-east-1:123456789012:gateway/aws-operations-agent-dev-abcdefghij\'',
          label: 'TargetExecutionTime',
        },
      ],
    ])
  })
})

const body = z.object({
  widgets: z.array(
    z.object({
      x: z.number(),
      y: z.number(),
      properties: z.object({ title: z.string(), metrics: z.unknown() }),
    }),
  ),
})
