import { type Row, tooNew } from '../exception.ts'

export const dynamodb: readonly Row[] = [
  {
    class: 'data',
    kind: 'items',
    operations: ['BatchGetItem', 'GetItem', 'Query', 'Scan', 'SearchVectors', 'TransactGetItems'],
    reason: 'returns items of a table',
  },
  {
    class: 'unmapped',
    operations: ['DescribeBulkOperation', 'ListBulkOperations'],
    reason: tooNew,
  },
]
