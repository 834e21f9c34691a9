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
        [0, 6, 'Agent: calls'],
        [8, 6, 'Agent: duration (ms)'],
        [16, 6, 'Agent: failures'],
        [0, 12, 'Gateway: calls'],
        [8, 12, 'Gateway: slowest tool call (ms)'],
        [16, 12, 'Gateway: failures'],
        [0, 18, 'Tool handler: calls'],
        [8, 18, 'Tool handler: duration (ms)'],
        [16, 18, 'Tool handler: failures'],
      ],
    )
    assert.deepEqual(widgets[1]?.properties.metrics, [
      [
        'AWSOperationsAgent',
        'TimeToFirstText',
        'Environment',
        'dev',
        { stat: 'p50', label: 'p50' },
      ],
      [
        'AWSOperationsAgent',
        'TimeToFirstText',
        'Environment',
        'dev',
        { stat: 'p95', label: 'p95' },
      ],
    ])
    assert.deepEqual(widgets[5]?.properties.metrics, [
      ['AWS/Lambda', 'Errors', 'FunctionName', 'aws-operations-agent-dev', { stat: 'Sum' }],
      ['AWS/Lambda', 'Throttles', 'FunctionName', 'aws-operations-agent-dev', { stat: 'Sum' }],
    ])
    assert.deepEqual(widgets[7]?.properties.metrics, [
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
