import type { Row } from '../exception.ts'

export const lakeformation: readonly Row[] = [
  {
    class: 'secret',
    operations: [
      'GetTemporaryDataLocationCredentials',
      'GetTemporaryGluePartitionCredentials',
      'GetTemporaryGlueTableCredentials',
    ],
    reason: 'issues credentials',
  },
  {
    class: 'data',
    kind: 'items',
    operations: ['GetWorkUnitResults', 'GetWorkUnits'],
    reason: 'returns rows of a table, or the token to read them with',
  },
]
