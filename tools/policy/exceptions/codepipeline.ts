import type { Row } from '../exception.ts'

export const codepipeline: readonly Row[] = [
  {
    class: 'secret',
    operations: ['GetJobDetails', 'GetThirdPartyJobDetails'],
    reason: 'returns credentials to a job’s artifacts',
  },
]
