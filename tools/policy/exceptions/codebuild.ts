import type { Row } from '../exception.ts'

export const codebuild: readonly Row[] = [
  {
    class: 'data',
    kind: 'logs',
    operations: ['BatchGetCommandExecutions', 'ListCommandExecutionsForSandbox'],
    reason: 'returns what a command printed',
  },
]
