import type { Row } from '../exception.ts'

export const kms: readonly Row[] = [
  {
    class: 'secret',
    operations: ['GetParametersForImport'],
    reason: 'returns what a key’s material is imported with',
  },
]
