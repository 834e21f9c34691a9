import { mainRegion, secondRegion } from './company.ts'
import { instanceId } from './compute.ts'
import { badDeploy, deadLetters } from './incidents.ts'
import { balancerDimension, targetGroupDimension } from './load-balancing.ts'

export interface Alarm {
  name: string
  region: string
  description: string
  namespace: string
  metric: string
  dimensions: Readonly<Record<string, string>>
  statistic: 'Sum' | 'Average' | 'Maximum'
  periodS: number
  periods: number
  threshold: number
  state: 'ALARM' | 'OK' | 'INSUFFICIENT_DATA'
  sinceMinutesAgo: number
  /** The value that crossed the threshold, as the reason says it. */
  value?: number
}

const payments = { LoadBalancer: balancerDimension('payments') }
const day = 24 * 60
const inMain = { region: mainRegion, periods: 3, periodS: 60 }

export const alarms: readonly Alarm[] = [
  {
    ...inMain,
    name: 'checkout-api-5xx',
    description: 'Checkout fails for customers',
    namespace: 'AWS/ApplicationELB',
    metric: 'HTTPCode_Target_5XX_Count',
    dimensions: payments,
    statistic: 'Sum',
    threshold: 20,
    state: 'ALARM',
    sinceMinutesAgo: badDeploy.alarmMinutesAgo,
    value: badDeploy.errorsPerMinute,
  },
  {
    ...inMain,
    name: 'checkout-api-unhealthy-targets',
    description: 'Targets of checkout-api fail their health check',
    namespace: 'AWS/ApplicationELB',
    metric: 'UnHealthyHostCount',
    dimensions: { ...payments, TargetGroup: targetGroupDimension(badDeploy.service) },
    statistic: 'Maximum',
    threshold: 0,
    state: 'ALARM',
    sinceMinutesAgo: badDeploy.alarmMinutesAgo,
    value: badDeploy.tasks.unhealthy,
  },
  {
    ...inMain,
    name: 'order-events-dlq-not-empty',
    description: 'Orders are stuck: look at the consumer',
    namespace: 'AWS/SQS',
    metric: 'ApproximateNumberOfMessagesVisible',
    dimensions: { QueueName: deadLetters.queue },
    statistic: 'Maximum',
    threshold: 0,
    state: 'ALARM',
    sinceMinutesAgo: deadLetters.alarmMinutesAgo,
    value: (deadLetters.startedMinutesAgo - deadLetters.alarmMinutesAgo) * deadLetters.perMinute,
  },
  {
    ...inMain,
    name: 'orders-db-cpu',
    description: 'orders-db works hard',
    namespace: 'AWS/RDS',
    metric: 'CPUUtilization',
    dimensions: { DBInstanceIdentifier: 'orders-db' },
    statistic: 'Average',
    periodS: 300,
    threshold: 80,
    state: 'OK',
    sinceMinutesAgo: 23 * day,
  },
  {
    ...inMain,
    name: 'storefront-5xx',
    description: 'The shop answers with errors',
    namespace: 'AWS/ApplicationELB',
    metric: 'HTTPCode_Target_5XX_Count',
    dimensions: { LoadBalancer: balancerDimension('storefront') },
    statistic: 'Sum',
    threshold: 100,
    state: 'OK',
    sinceMinutesAgo: 71 * day,
  },
  {
    ...inMain,
    name: 'storefront-latency',
    description: 'The shop is slow',
    namespace: 'AWS/ApplicationELB',
    metric: 'TargetResponseTime',
    dimensions: { LoadBalancer: balancerDimension('storefront') },
    statistic: 'Average',
    threshold: 1,
    state: 'OK',
    sinceMinutesAgo: 9 * day,
  },
  {
    ...inMain,
    name: 'batch-reports-cpu',
    description: 'The report batch is stuck',
    namespace: 'AWS/EC2',
    metric: 'CPUUtilization',
    dimensions: { InstanceId: instanceId('batch-reports') },
    statistic: 'Average',
    periodS: 300,
    threshold: 95,
    state: 'INSUFFICIENT_DATA',
    sinceMinutesAgo: 40 * day,
  },
  {
    ...inMain,
    name: 'storefront-eu-5xx',
    region: secondRegion,
    description: 'The European shop answers with errors',
    namespace: 'AWS/ApplicationELB',
    metric: 'HTTPCode_Target_5XX_Count',
    dimensions: { LoadBalancer: balancerDimension('storefront-eu') },
    statistic: 'Sum',
    threshold: 50,
    state: 'OK',
    sinceMinutesAgo: 30 * day,
  },
]
