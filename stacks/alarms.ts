import type { Names } from './names.ts'

/** When a function's metric, over five minutes, wants somebody's attention: above `threshold`. */
export interface FunctionAlarm {
  id: string
  description: string
  functionName: string
  metricName: 'Errors' | 'Throttles' | 'Duration'
  statistic?: 'Sum'
  extendedStatistic?: 'p95'
  threshold: number
}

export function functionAlarms({ agent, toolHandler }: Names): FunctionAlarm[] {
  return [
    ...alarmsOf('agent', agent, agentSlowMs),
    ...alarmsOf('tool-handler', toolHandler, toolHandlerSlowMs),
  ]
}

/** A turn may take 300 s; a tool call bounds itself to 20 s and little more. */
const agentSlowMs = 240_000
const toolHandlerSlowMs = 60_000

function alarmsOf(part: string, functionName: string, slowMs: number): FunctionAlarm[] {
  const sum = { functionName, statistic: 'Sum', threshold: 0 } as const
  return [
    { id: `${part}-errors`, description: `The ${part} fails`, metricName: 'Errors', ...sum },
    {
      id: `${part}-throttles`,
      description: `The ${part} is throttled`,
      metricName: 'Throttles',
      ...sum,
    },
    {
      id: `${part}-duration`,
      description: `One in twenty calls of the ${part} takes over ${slowMs / 1000} s`,
      functionName,
      metricName: 'Duration',
      extendedStatistic: 'p95',
      threshold: slowMs,
    },
  ]
}

export const gatewayAlarms = [
  { id: 'gateway-failures', description: 'The gateway fails', metricName: 'SystemErrors' },
  { id: 'gateway-throttles', description: 'The gateway is throttled', metricName: 'Throttles' },
] as const

/**
 * AgentCore reports by operation, method and tool, and an alarm takes no search: a query sums them,
 * whatever other dimensions they have.
 */
export function gatewayQuery(metric: string, gatewayArn: string): string {
  return `SELECT SUM(${metric}) FROM "AWS/Bedrock-AgentCore" WHERE Resource = '${gatewayArn}'`
}
