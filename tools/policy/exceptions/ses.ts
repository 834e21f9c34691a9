import type { Row } from '../exception.ts'

export const ses: readonly Row[] = [
  {
    class: 'data',
    kind: 'objects',
    operations: ['GetCustomVerificationEmailTemplate', 'GetTemplate'],
    reason: 'returns a mail’s text',
  },
]
