import type { Row } from '../exception.ts'

export const s3vectors: readonly Row[] = [
  {
    class: 'data',
    kind: 'items',
    operations: ['GetVectors', 'ListVectors', 'QueryVectors'],
    reason: 'returns vectors of an index, with what they stand for',
  },
]
