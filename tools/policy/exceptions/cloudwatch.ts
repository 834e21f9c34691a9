import { type Row, tooNew } from '../exception.ts'

export const cloudwatch: readonly Row[] = [
  {
    class: 'data',
    kind: 'logs',
    operations: ['GetInsightRuleReport'],
    reason: 'returns values taken out of log events',
  },
  {
    class: 'unmapped',
    operations: ['DescribeAlarmContributors', 'GetResourceMetricsConfiguration'],
    reason: tooNew,
  },
]
