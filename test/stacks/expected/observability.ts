import { coreServices } from '../../../tools/catalogue/services.ts'
import { toolsFor } from '../../../tools/tools.ts'
import { account } from '../run-program.ts'
import { type Environment, environments } from './environments.ts'
import { tagsOf } from './shared.ts'

/** The dashboard, and the alarms of the environments that have them. */
export function expectedObservability(environment: Environment): Record<string, unknown> {
  const name = `aws-operations-agent-${environment}`
  return {
    'aws:cloudwatch/dashboard:Dashboard observability': {
      dashboardName: name,
      dashboardBody: 'see dashboard.test.ts',
    },
    ...(environments[environment].alarms ? alarms(environment, name) : {}),
  }
}

function alarms(environment: Environment, agent: string): Record<string, unknown> {
  const toolHandler = `${environment}-bedrock-agentcore-mcp-tool`
  const all = [...ofTurns(agent), ...ofTools(agent), ...ofFunctions(agent, toolHandler)]
  return Object.fromEntries(
    [...all, ...ofGateway(agent)].map(([id, description, alarm]) => [
      `aws:cloudwatch/metricAlarm:MetricAlarm ${id}`,
      {
        name: `${agent}-${id}`,
        alarmDescription: `${description}. What to do: docs/alarms.md`,
        comparisonOperator: 'GreaterThanThreshold',
        evaluationPeriods: 1,
        treatMissingData: 'notBreaching',
        alarmActions: [],
        okActions: [],
        tags: tagsOf(environment),
        ...alarm,
      },
    ]),
  )
}

type Expected = [id: string, description: string, alarm: object]

function ofTurns(agent: string): Expected[] {
  const own = (metricName: string, beside = {}) => ({
    namespace: 'AWSOperationsAgent',
    metricName,
    dimensions: { Deployment: agent, ...beside },
  })
  const code = (Code: string, threshold: number) => ({
    ...own('Errors', { Code }),
    statistic: 'Sum',
    period: 300,
    threshold,
  })
  const part = (id: string, metricName: string, period: number) => ({
    id,
    metric: { ...own(metricName), stat: 'Sum', period },
    returnData: false,
  })
  return [
    ['turns-internal', 'The agent fails in a turn', code('internal', 0)],
    ['turns-model-unavailable', 'The model gives no answer', code('model_unavailable', 0)],
    ['turns-throttled', 'The model or the table is throttled', code('throttled', 2)],
    [
      'turns-deadline-exceeded',
      'Answers are cut off by their deadline',
      code('deadline_exceeded', 2),
    ],
    [
      'turns-failing',
      'One in ten turns fails, or more',
      {
        metricQueries: [
          part('failed', 'FailedTurns', 900),
          part('turns', 'Turns', 900),
          {
            id: 'told',
            expression: 'IF(turns >= 5, 100 * failed / turns, 0)',
            label: 'Failed turns (%)',
            returnData: true,
          },
        ],
        threshold: 10,
      },
    ],
    [
      'turns-slow-to-start',
      'One in twenty answers takes over 20 s to its first text',
      { ...own('TimeToFirstText'), extendedStatistic: 'p95', period: 900, threshold: 20_000 },
    ],
    [
      'tokens',
      'Over 10,000,000 tokens in an hour',
      {
        metricQueries: [
          part('m0', 'InputTokens', 3600),
          part('m1', 'OutputTokens', 3600),
          part('m2', 'CacheReadTokens', 3600),
          part('m3', 'CacheWriteTokens', 3600),
          { id: 'told', expression: 'm0 + m1 + m2 + m3', label: 'Tokens', returnData: true },
        ],
        threshold: 10_000_000,
      },
    ],
  ]
}

function ofTools(agent: string): Expected[] {
  const services = toolsFor(coreServices).filter(({ name }) => name.endsWith('_read_operations'))
  return services.map(({ name }) => [
    `tool-${name.replace('_read_operations', '').replace('_', '-')}`,
    `Calls of ${name} fail`,
    {
      namespace: 'AWSOperationsAgent',
      metricName: 'ToolFailures',
      dimensions: { Deployment: agent, Tool: name },
      statistic: 'Sum',
      period: 900,
      threshold: 10,
    },
  ])
}

function ofFunctions(agent: string, toolHandler: string): Expected[] {
  const lambda = (functionName: string, metricName: string) => ({
    namespace: 'AWS/Lambda',
    metricName,
    dimensions: { FunctionName: functionName },
    period: 300,
  })
  const sum = (functionName: string, metricName: string, threshold = 0) => ({
    ...lambda(functionName, metricName),
    statistic: 'Sum',
    threshold,
  })
  const url: Expected[] = [
    ['url-refusals', 'The Function URL refuses many requests', sum(agent, 'Url4xxCount', 50)],
    ['url-failures', 'The Function URL answers with failures', sum(agent, 'Url5xxCount')],
  ]
  const functions = [
    ['agent', agent, 240_000],
    ['tool-handler', toolHandler, 60_000],
  ] as const
  return [
    ...url,
    ...functions.flatMap(([part, functionName, slowMs]): Expected[] => [
      [`${part}-errors`, `The ${part} fails`, sum(functionName, 'Errors')],
      [`${part}-throttles`, `The ${part} is throttled`, sum(functionName, 'Throttles')],
      [
        `${part}-duration`,
        `One in twenty calls of the ${part} takes over ${slowMs / 1000} s`,
        { ...lambda(functionName, 'Duration'), extendedStatistic: 'p95', threshold: slowMs },
      ],
    ]),
  ]
}

function ofGateway(agent: string): Expected[] {
  const arn = `arn:aws:bedrock-agentcore:us-east-1:${account}:gateway/${agent}-abcdefghij`
  const query = (metric: string, threshold: number) => ({
    threshold,
    metricQueries: [
      {
        id: 'sum',
        expression: `SELECT SUM(${metric}) FROM "AWS/Bedrock-AgentCore" WHERE Resource = '${arn}'`,
        period: 300,
        returnData: true,
      },
    ],
  })
  return [
    ['gateway-failures', 'The gateway fails', query('SystemErrors', 0)],
    ['gateway-refusals', 'The gateway refuses many calls', query('UserErrors', 20)],
    ['gateway-throttles', 'The gateway is throttled', query('Throttles', 0)],
  ]
}
