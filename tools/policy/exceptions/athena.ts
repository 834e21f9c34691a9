import { type Row, tooNew } from '../exception.ts'

export const athena: readonly Row[] = [
  {
    class: 'secret',
    operations: ['GetResourceDashboard'],
    reason: 'returns a link that opens a session’s dashboard',
  },
  {
    class: 'data',
    kind: 'items',
    operations: ['GetQueryResults'],
    reason: 'returns rows of what was queried',
  },
  {
    class: 'data',
    kind: 'objects',
    operations: ['GetCalculationExecutionCode'],
    reason: 'returns the code of a calculation',
  },
  {
    class: 'unmapped',
    operations: ['GetSystemTableConfiguration', 'ListSystemTableStatuses'],
    reason: tooNew,
  },
]
