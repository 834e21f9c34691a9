import { type Row, tooNew } from '../exception.ts'

export const cloudtrail: readonly Row[] = [
  {
    class: 'data',
    kind: 'logs',
    operations: ['GetQueryResults'],
    reason: 'returns rows of an event data store; LookupEvents tells who changed what',
  },
  { class: 'unmapped', operations: ['ListInsightsMetricData'], reason: tooNew },
]
