import type { Row } from '../exception.ts'

export const bedrockAgentcoreControl: readonly Row[] = [
  {
    class: 'secret',
    operations: ['GetDataset'],
    reason: 'returns a signed link to a dataset; ListDatasets tells the rest',
  },
  {
    class: 'data',
    kind: 'items',
    operations: ['ListDatasetExamples'],
    reason: 'returns test cases, with their questions and answers',
  },
]
