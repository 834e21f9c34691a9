import { cloudwatch } from '@pulumi/aws'
import { ComponentResource, type ComponentResourceOptions, type Output } from '@pulumi/pulumi'
import { functionAlarms, gatewayAlarms, gatewayQuery } from './alarms.ts'
import type { DeploymentConfig } from './config.ts'
import { dashboardBody } from './dashboard.ts'
import type { Names } from './names.ts'
import type { Place } from './place.ts'

interface ObservabilityArgs {
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
      alarmOnFunctions(args, this)
      alarmOnGateway(args, this)
    }
    this.registerOutputs({})
  }
}

function alarmOnFunctions({ config, names }: ObservabilityArgs, parent: Observability): void {
  for (const { id, description, functionName, ...limit } of functionAlarms(names)) {
    new cloudwatch.MetricAlarm(
      id,
      {
        ...common(`${names.agent}-${id}`, description, config),
        ...limit,
        namespace: 'AWS/Lambda',
        dimensions: { FunctionName: functionName },
        period: 300,
      },
      { parent },
    )
  }
}

function alarmOnGateway(args: ObservabilityArgs, parent: Observability): void {
  const { gatewayArn, config, names } = args
  for (const { id, description, metricName } of gatewayAlarms) {
    const expression = gatewayArn.apply((arn) => gatewayQuery(metricName, arn))
    new cloudwatch.MetricAlarm(
      id,
      {
        ...common(`${names.agent}-${id}`, description, config),
        threshold: 0,
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
    alarmDescription,
    comparisonOperator: 'GreaterThanThreshold',
    evaluationPeriods: 1,
    // Silence is health: at night nobody asks.
    treatMissingData: 'notBreaching',
    alarmActions: actions,
    okActions: actions,
    tags,
  }
}
