import { gatewayQuery } from './alarms.ts'
import type { Names } from './names.ts'
import type { Place } from './place.ts'

interface Shown {
  names: Names
  place: Place
}

/** A row each for turns, what fails in them, agent, gateway and tool handler: how much, how long, what fails or costs. */
export function dashboardBody(gatewayArn: string, { names, place }: Shown): string {
  const { region } = place
  const rows = [
    turnRow(names.agent),
    failureRow(names.agent),
    functionRow('Agent', names.agent),
    gatewayRow(gatewayArn),
    functionRow('Tool handler', names.toolHandler),
  ]
  const widgets = rows.flatMap((row, y) =>
    row.map((chart, x) => ({
      type: 'metric',
      x: x * width,
      y: y * height,
      width,
      height,
      properties: { view: 'timeSeries', region, period: 300, ...chart },
    })),
  )
  return JSON.stringify({ widgets })
}

/** Of 24 columns. */
const width = 8
const height = 6

interface Chart {
  title: string
  metrics: unknown[]
}

/** What the agent measures by itself, with its log lines. */
function turnRow(deployment: string): Chart[] {
  const metric = (name: string, options: object) => [
    ...['AWSOperationsAgent', name, 'Deployment', deployment],
    options,
  ]
  const sums = (...names: string[]) => names.map((name) => metric(name, { stat: 'Sum' }))
  return [
    { title: 'Turns, and calls in them', metrics: sums('Turns', 'ModelCalls', 'ToolCalls') },
    {
      title: 'Time to first text (ms)',
      metrics: ['p50', 'p95'].map((stat) => metric('TimeToFirstText', { stat, label: stat })),
    },
    {
      title: 'Tokens',
      metrics: sums('InputTokens', 'OutputTokens', 'CacheReadTokens', 'CacheWriteTokens'),
    },
  ]
}

/** By what a search finds: a code or a tool that never failed has no measure. */
function failureRow(deployment: string): Chart[] {
  const by = (dimension: string, name: string) => {
    const found = `{AWSOperationsAgent,${dimension},Deployment} MetricName="${name}" Deployment="${deployment}"`
    return [[{ expression: `SEARCH('${found}', 'Sum', 300)` }]]
  }
  const url = (name: string) => ['AWS/Lambda', name, 'FunctionName', deployment, { stat: 'Sum' }]
  return [
    { title: 'Failed turns, by code', metrics: by('Code', 'Errors') },
    { title: 'Failed tool calls, by tool', metrics: by('Tool', 'ToolFailures') },
    { title: 'Function URL: 4xx and 5xx', metrics: ['Url4xxCount', 'Url5xxCount'].map(url) },
  ]
}

function functionRow(title: string, functionName: string): Chart[] {
  const metric = (name: string, options: object) => [
    ...['AWS/Lambda', name, 'FunctionName', functionName],
    options,
  ]
  const sum = { stat: 'Sum' }
  return [
    {
      title: `${title}: calls`,
      metrics: [metric('Invocations', sum), metric('ConcurrentExecutions', { stat: 'Maximum' })],
    },
    {
      title: `${title}: duration (ms)`,
      metrics: ['p50', 'p95', 'Maximum'].map((stat) => metric('Duration', { stat, label: stat })),
    },
    { title: `${title}: failures`, metrics: [metric('Errors', sum), metric('Throttles', sum)] },
  ]
}

function gatewayRow(arn: string): Chart[] {
  const query = (expression: string, label: string) => [{ expression, label }]
  const sum = (metric: string) => query(gatewayQuery(metric, arn), metric)
  const slowest = gatewayQuery('TargetExecutionTime', arn).replace('SUM', 'MAX')
  return [
    { title: 'Gateway: calls', metrics: [sum('Invocations')] },
    { title: 'Gateway: slowest tool call (ms)', metrics: [query(slowest, 'TargetExecutionTime')] },
    {
      title: 'Gateway: failures',
      metrics: ['SystemErrors', 'UserErrors', 'Throttles'].map(sum),
    },
  ]
}
