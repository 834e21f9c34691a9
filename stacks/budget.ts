import { budgets } from '@pulumi/aws'
import { ComponentResource, type ComponentResourceOptions } from '@pulumi/pulumi'
import type { DeploymentConfig } from './config.ts'
import type { Names } from './names.ts'

interface BudgetArgs {
  budget: NonNullable<DeploymentConfig['budget']>
  config: DeploymentConfig
  names: Names
}

/**
 * What the account may cost in a month: told at four fifths of it, at all of it, and when the month
 * is going to end above it. AWS counts some hours late, and stops nothing.
 */
export class Budget extends ComponentResource {
  constructor(name: string, args: BudgetArgs, options?: ComponentResourceOptions) {
    super('aws-operations-agent:index:Budget', name, {}, options)
    const { budget, config, names } = args
    const topicArn = budget.topicArn ?? config.alarms.topicArn
    const told = {
      comparisonOperator: 'GREATER_THAN',
      thresholdType: 'PERCENTAGE',
      ...(budget.emails === undefined ? {} : { subscriberEmailAddresses: budget.emails }),
      ...(topicArn === undefined ? {} : { subscriberSnsTopicArns: [topicArn] }),
    }
    new budgets.Budget(
      name,
      {
        name: `${names.agent}-monthly`,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        limitAmount: String(budget.dollarsPerMonth),
        limitUnit: 'USD',
        ...(budget.services === undefined
          ? {}
          : { costFilters: [{ name: 'Service', values: budget.services }] }),
        notifications: [
          { ...told, notificationType: 'ACTUAL', threshold: 80 },
          { ...told, notificationType: 'ACTUAL', threshold: 100 },
          { ...told, notificationType: 'FORECASTED', threshold: 100 },
        ],
        tags: config.tags,
      },
      { parent: this },
    )
    this.registerOutputs({})
  }
}
