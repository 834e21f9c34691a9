import type { Row } from '../exception.ts'

export const inspector2: readonly Row[] = [
  {
    class: 'secret',
    operations: ['GetCisScanReport'],
    reason:
      'returns a signed link to a report; ListCisScanResultsAggregatedByChecks tells the rest',
  },
  {
    class: 'data',
    kind: 'objects',
    operations: ['BatchGetCodeSnippet'],
    reason: 'returns lines of code',
  },
]
