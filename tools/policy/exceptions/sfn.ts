import type { Row } from '../exception.ts'

export const sfn: readonly Row[] = [
  {
    class: 'data',
    kind: 'items',
    operations: ['DescribeExecution', 'GetExecutionHistory'],
    reason: 'returns inputs and results of executions',
  },
]
