import { type Row, tooNew } from '../exception.ts'

export const cloudfront: readonly Row[] = [
  {
    class: 'data',
    kind: 'objects',
    operations: ['GetConnectionFunction', 'GetFunction'],
    reason: 'returns a function’s code as a file',
  },
  { class: 'unmapped', operations: ['ListDistributionsByOwnedResource'], reason: tooNew },
]
