import type { Row } from '../exception.ts'

export const apigatewayv2: readonly Row[] = [
  {
    class: 'data',
    kind: 'objects',
    operations: ['ExportApi'],
    reason: 'returns an API’s definition as a file',
  },
]
