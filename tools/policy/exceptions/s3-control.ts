import type { Row } from '../exception.ts'

export const s3Control: readonly Row[] = [
  { class: 'secret', operations: ['GetDataAccess'], reason: 'issues credentials to objects' },
]
