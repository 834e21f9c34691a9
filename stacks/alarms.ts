import type { Tool } from '../tools/tool.ts'
import type { DeploymentConfig } from './config.ts'
import type { Names } from './names.ts'

/** When measures want somebody's attention: above `threshold`. Its id is its heading in docs/alarms.md. */
export interface Alarm {
  id: string
  /** What it means to those who ask. */
  description: string
  measure: Measure | Expression
  threshold: number
}

/** One of CloudWatch's. */
export interface Measure {
  namespace: string
  metricName: string
  dimensions: Record<string, string>
  statistic: 'Sum' | 'Maximum' | 'p95'
  periodS: number
}

/** What several come to: each has the name by which `expression` knows it. */
export interface Expression {
  expression: string
  label: string
  of: Record<string, Measure>
}

const fiveMinutesS = 300

interface Watched {
  config: Pick<DeploymentConfig, 'alarms' | 'limits'>
  names: Pick<Names, 'agent' | 'toolHandler'>
  tools: readonly Pick<Tool, 'name'>[]
}

/** Alarms on what a deployment measures, but for the gateway, whose address is known only later. */
export function deploymentAlarms({ config, names, tools }: Watched): Alarm[] {
  return [
    ...turnAlarms(names.agent),
    tokenAlarm(names.agent, config.alarms.tokensPerHour),
    ...spendAlarm(names.agent, config.alarms.usdPerDay),
    ...limitAlarms(names.agent, config.limits),
    ...tools.flatMap(({ name }) => toolAlarm(names.agent, name)),
    ...urlAlarms(names.agent),
    ...functionAlarms('agent', names.agent, agentSlowMs),
    ...functionAlarms('tool-handler', names.toolHandler, toolHandlerSlowMs),
  ]
}

/** A turn may take 300 s; a tool call bounds itself to 20 s and little more. */
const agentSlowMs = 240_000
const toolHandlerSlowMs = 60_000

/** A turn that fails has been answered with 200 already: the function's own errors stay at none. */
function turnAlarms(deployment: string): Alarm[] {
  const turns = (metricName: string) => ofDeployment(deployment, metricName)
  return [
    ...turnFailures.map(({ code, description, threshold }) => ({
      id: `turns-${code.replaceAll('_', '-')}`,
      description,
      measure: ofDeployment(deployment, 'Errors', { Code: code }),
      threshold,
    })),
    {
      id: 'turns-failing',
      description: 'One in ten turns fails, or more',
      measure: {
        // Of fewer than five turns one is no share.
        expression: 'IF(turns >= 5, 100 * failed / turns, 0)',
        label: 'Failed turns (%)',
        of: {
          failed: { ...turns('FailedTurns'), periodS: 900 },
          turns: { ...turns('Turns'), periodS: 900 },
        },
      },
      threshold: 10,
    },
    {
      id: 'turns-slow-to-start',
      description: 'One in twenty answers takes over 20 s to its first text',
      measure: { ...turns('TimeToFirstText'), statistic: 'p95', periodS: 900 },
      threshold: 20_000,
    },
  ]
}

/** What a turn may end with that somebody can mend. */
const turnFailures = [
  { code: 'internal', description: 'The agent fails in a turn', threshold: 0 },
  { code: 'model_unavailable', description: 'The model gives no answer', threshold: 0 },
  { code: 'throttled', description: 'The model or the table is throttled', threshold: 2 },
  { code: 'deadline_exceeded', description: 'Answers are cut off by their deadline', threshold: 2 },
] as const

function tokenAlarm(deployment: string, threshold: number): Alarm {
  const kinds = ['InputTokens', 'OutputTokens', 'CacheReadTokens', 'CacheWriteTokens']
  const measures = kinds.map((kind, at) => [
    `m${at}`,
    { ...ofDeployment(deployment, kind), periodS: 3600 },
  ])
  return {
    id: 'tokens',
    description: `Over ${threshold.toLocaleString('en')} tokens in an hour`,
    measure: {
      expression: kinds.map((_, at) => `m${at}`).join(' + '),
      label: 'Tokens',
      of: Object.fromEntries(measures),
    },
    threshold,
  }
}

/** Of turns whose every part has a known price; a budget counts all that AWS bills, hours later. */
function spendAlarm(deployment: string, threshold: number | undefined): Alarm[] {
  if (threshold === undefined) return []
  return [
    {
      id: 'spend',
      description: `Over $${threshold.toLocaleString('en')} of answers in a day`,
      measure: { ...ofDeployment(deployment, 'TurnUsd'), periodS: 86_400 },
      threshold,
    },
  ]
}

/** Before the month's limit is reached, and once turns are refused; of those limits that there are. */
function limitAlarms(deployment: string, limits: DeploymentConfig['limits']): Alarm[] {
  const { personTokensPerDay, personUsdPerDay, tokensPerMonth, usdPerMonth } = limits
  const refused = (Limit: string) => ofDeployment(deployment, 'RefusedTurns', { Limit })
  const ofPeople = {
    id: 'person-limit-spent',
    description: 'A question was refused, as a person’s limit for the day is spent',
    measure: refused('person_day'),
    threshold: 0,
  }
  const ofMonth = [
    {
      id: 'month-limit-near',
      description: `Over ${nearPercent} % of the month's limit is spent`,
      measure: { ...ofDeployment(deployment, 'MonthShare'), statistic: 'Maximum' as const },
      threshold: nearPercent,
    },
    {
      id: 'month-limit-spent',
      description: 'Questions are refused, as the month’s limit is spent',
      measure: refused('deployment_month'),
      threshold: 0,
    },
  ]
  return [
    ...(personTokensPerDay === undefined && personUsdPerDay === undefined ? [] : [ofPeople]),
    ...(tokensPerMonth === undefined && usdPerMonth === undefined ? [] : ofMonth),
  ]
}

const nearPercent = 80

/** A model now and then asks wrongly, and asks again: a service that fails, fails often. */
function toolAlarm(deployment: string, tool: string): Alarm[] {
  const service = /^(.+)_read_operations$/.exec(tool)?.[1]
  if (service === undefined) return []
  return [
    {
      id: `tool-${service.replaceAll('_', '-')}`,
      description: `Calls of ${tool} fail`,
      measure: { ...ofDeployment(deployment, 'ToolFailures', { Tool: tool }), periodS: 900 },
      threshold: 10,
    },
  ]
}

function urlAlarms(functionName: string): Alarm[] {
  const url = (metricName: string) => ofFunction(functionName, metricName)
  return [
    {
      id: 'url-refusals',
      description: 'The Function URL refuses many requests',
      measure: url('Url4xxCount'),
      threshold: 50,
    },
    {
      id: 'url-failures',
      description: 'The Function URL answers with failures',
      measure: url('Url5xxCount'),
      threshold: 0,
    },
  ]
}

function functionAlarms(part: string, functionName: string, slowMs: number): Alarm[] {
  return [
    {
      id: `${part}-errors`,
      description: `The ${part} fails`,
      measure: ofFunction(functionName, 'Errors'),
      threshold: 0,
    },
    {
      id: `${part}-throttles`,
      description: `The ${part} is throttled`,
      measure: ofFunction(functionName, 'Throttles'),
      threshold: 0,
    },
    {
      id: `${part}-duration`,
      description: `One in twenty calls of the ${part} takes over ${slowMs / 1000} s`,
      measure: { ...ofFunction(functionName, 'Duration'), statistic: 'p95' },
      threshold: slowMs,
    },
  ]
}

/** What the agent measures with its log lines: services/agent/turn-log.ts. */
function ofDeployment(deployment: string, metricName: string, beside = {}): Measure {
  const dimensions = { Deployment: deployment, ...beside }
  return { ...sum, namespace: 'AWSOperationsAgent', metricName, dimensions }
}

function ofFunction(functionName: string, metricName: string): Measure {
  const dimensions = { FunctionName: functionName }
  return { ...sum, namespace: 'AWS/Lambda', metricName, dimensions }
}

const sum = { statistic: 'Sum', periodS: fiveMinutesS } as const

export const gatewayAlarms = [
  {
    id: 'gateway-failures',
    description: 'The gateway fails',
    metricName: 'SystemErrors',
    threshold: 0,
  },
  {
    id: 'gateway-refusals',
    description: 'The gateway refuses many calls',
    metricName: 'UserErrors',
    threshold: 20,
  },
  {
    id: 'gateway-throttles',
    description: 'The gateway is throttled',
    metricName: 'Throttles',
    threshold: 0,
  },
] as const

/**
 * AgentCore reports by operation, method and tool, and an alarm takes no search: a query sums them,
 * whatever other dimensions they have.
 */
export function gatewayQuery(metric: string, gatewayArn: string): string {
  return `SELECT SUM(${metric}) FROM "AWS/Bedrock-AgentCore" WHERE Resource = '${gatewayArn}'`
}
