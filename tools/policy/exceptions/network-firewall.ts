import type { Row } from '../exception.ts'

export const networkFirewall: readonly Row[] = [
  {
    class: 'data',
    kind: 'logs',
    operations: ['GetAnalysisReportResults', 'ListFlowOperationResults'],
    reason: 'returns what traffic went where',
  },
]
