import { type Row, tooNew } from '../exception.ts'

export const cloudwatchLogs: readonly Row[] = [
  {
    class: 'starts_work',
    operations: ['StartLiveTail', 'StartQuery', 'StopQuery'],
    reason:
      'starts or stops work, billed by what it scans; logs:InsightsQuery runs a bounded query',
  },
  {
    class: 'data',
    kind: 'logs',
    operations: [
      'FilterLogEvents',
      'GetLogEvents',
      'GetLogRecord',
      'GetQueryResults',
      'GetScheduledQueryHistory',
      'ListAnomalies',
    ],
    reason: 'returns log events, or samples of them',
  },
  {
    class: 'data',
    kind: 'logs',
    operations: ['GetLookupTable'],
    reason: 'returns the table that log events are enriched with',
  },
  {
    class: 'unmapped',
    operations: ['GetLogObject'],
    reason: `${tooNew}, so the role could not be held to it; logs:GetLogRecord has the event but for what is over 1 MB of it`,
  },
]
