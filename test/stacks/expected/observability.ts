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
  const gatewayArn = `arn:aws:bedrock-agentcore:us-east-1:${account}:gateway/${agent}-abcdefghij`
  const common = {
    comparisonOperator: 'GreaterThanThreshold',
    evaluationPeriods: 1,
    treatMissingData: 'notBreaching',
    alarmActions: [],
    okActions: [],
    tags: tagsOf(environment),
  }
  const functions = [
    ['agent', agent, 240_000],
    ['tool-handler', `${environment}-bedrock-agentcore-mcp-tool`, 60_000],
  ] as const
  const ofFunctions = functions.flatMap(([part, functionName, slowMs]) => {
    const lambda = {
      ...common,
      namespace: 'AWS/Lambda',
      dimensions: { FunctionName: functionName },
      period: 300,
    }
    const sum = { ...lambda, statistic: 'Sum', threshold: 0 }
    return [
      [`${part}-errors`, `The ${part} fails`, { ...sum, metricName: 'Errors' }],
      [`${part}-throttles`, `The ${part} is throttled`, { ...sum, metricName: 'Throttles' }],
      [
        `${part}-duration`,
        `One in twenty calls of the ${part} takes over ${slowMs / 1000} s`,
        { ...lambda, metricName: 'Duration', extendedStatistic: 'p95', threshold: slowMs },
      ],
    ] as const
  })
  const query = (metric: string) => ({
    ...common,
    threshold: 0,
    metricQueries: [
      {
        id: 'sum',
        expression: `SELECT SUM(${metric}) FROM "AWS/Bedrock-AgentCore" WHERE Resource = '${gatewayArn}'`,
        period: 300,
        returnData: true,
      },
    ],
  })
  const ofGateway = [
    ['gateway-failures', 'The gateway fails', query('SystemErrors')],
    ['gateway-throttles', 'The gateway is throttled', query('Throttles')],
  ] as const
  return Object.fromEntries(
    [...ofFunctions, ...ofGateway].map(([id, alarmDescription, alarm]) => [
      `aws:cloudwatch/metricAlarm:MetricAlarm ${id}`,
      { name: `${agent}-${id}`, alarmDescription, ...alarm },
    ]),
  )
}
