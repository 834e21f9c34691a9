import { cloudwatch } from '@pulumi/aws'
import { ComponentResource, type ComponentResourceOptions, type Output } from '@pulumi/pulumi'
import type { Tool } from '../tools/tool.ts'
import {
  type Alarm,
  deploymentAlarms,
  type Expression,
  gatewayAlarms,
  gatewayQuery,
  type Measure,
} from './alarms.ts'
import type { DeploymentConfig } from './config.ts'
import { dashboardBody } from './dashboard.ts'
import type { Names } from './names.ts'
import type { Place } from './place.ts'

interface ObservabilityArgs {
  tools: readonly Tool[]
  gatewayArn: Output<string>
  config: DeploymentConfig
  names: Names
  place: Place
}

/** A dashboard, and alarms where configuration wants them. Log groups come with their functions. */
export class Observability extends ComponentResource {
  constructor(name: string, args: ObservabilityArgs, options?: ComponentResourceOptions) {
    super('aws-operations-agent:index:Observability', name, {}, options)
    const { gatewayArn, config, names } = args
    new cloudwatch.Dashboard(
      name,
      {
        dashboardName: names.agent,
        dashboardBody: gatewayArn.apply((arn) => dashboardBody(arn, args)),
      },
      { parent: this },
    )
    if (config.alarms.enabled) {
      for (const alarm of deploymentAlarms(args)) alarmOn(alarm, args, this)
      alarmOnGateway(args, this)
    }
    this.registerOutputs({})
  }
}

function alarmOn(alarm: Alarm, { config, names }: ObservabilityArgs, parent: Observability): void {
  const { id, description, measure, threshold } = alarm
  new cloudwatch.MetricAlarm(
    id,
    {
      ...common(`${names.agent}-${id}`, description, config),
      ...('expression' in measure ? together(measure) : alone(measure)),
      threshold,
    },
    { parent },
  )
}

function alone({ namespace, metricName, dimensions, statistic, periodS }: Measure) {
  const by = statistic === 'p95' ? { extendedStatistic: statistic } : { statistic }
  return { namespace, metricName, dimensions, ...by, period: periodS }
}

/** The expression is what counts; its measures are named before it. */
function together({ expression, label, of }: Expression) {
  const measures = Object.entries(of).map(([id, { statistic, periodS, ...metric }]) => ({
    id,
    metric: { ...metric, stat: statistic, period: periodS },
    returnData: false,
  }))
  return { metricQueries: [...measures, { id: 'told', expression, label, returnData: true }] }
}

function alarmOnGateway(args: ObservabilityArgs, parent: Observability): void {
  const { gatewayArn, config, names } = args
  for (const { id, description, metricName, threshold } of gatewayAlarms) {
    const expression = gatewayArn.apply((arn) => gatewayQuery(metricName, arn))
    new cloudwatch.MetricAlarm(
      id,
      {
        ...common(`${names.agent}-${id}`, description, config),
        threshold,
        metricQueries: [{ id: 'sum', expression, period: 300, returnData: true }],
      },
      { parent },
    )
  }
}

function common(name: string, alarmDescription: string, { alarms, tags }: DeploymentConfig) {
  const actions = alarms.topicArn === undefined ? [] : [alarms.topicArn]
  return {
    name,
    alarmDescription: `${alarmDescription}. What to do: docs/alarms.md`,
    comparisonOperator: 'GreaterThanThreshold',
    evaluationPeriods: 1,
    // Silence is health: at night nobody asks.
    treatMissingData: 'notBreaching',
    alarmActions: actions,
    okActions: actions,
    tags,
  }
}
