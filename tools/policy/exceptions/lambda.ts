import type { Row } from '../exception.ts'

export const lambda: readonly Row[] = [
  {
    class: 'secret',
    operations: ['GetFunction', 'GetLayerVersion', 'GetLayerVersionByArn'],
    reason: 'returns a signed link to the code; GetFunctionConfiguration tells the rest',
  },
  {
    class: 'data',
    kind: 'items',
    operations: ['GetDurableExecution', 'GetDurableExecutionHistory', 'GetDurableExecutionState'],
    reason: 'returns inputs and results of executions',
  },
]
