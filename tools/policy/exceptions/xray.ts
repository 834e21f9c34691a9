import type { Row } from '../exception.ts'

export const xray: readonly Row[] = [
  {
    class: 'starts_work',
    operations: ['CancelTraceRetrieval', 'StartTraceRetrieval'],
    reason: 'starts or stops a retrieval, billed by what it reads',
  },
  {
    class: 'starts_work',
    operations: ['GetSamplingTargets'],
    reason: 'takes of the quota by which an application samples',
  },
  {
    class: 'data',
    kind: 'logs',
    operations: ['BatchGetTraces', 'GetTraceSummaries', 'ListRetrievedTraces'],
    reason: 'returns requests of visitors, with what the application noted',
  },
]
