import type { Row } from '../exception.ts'

export const elasticBeanstalk: readonly Row[] = [
  {
    class: 'secret',
    operations: ['RetrieveEnvironmentInfo'],
    reason: 'returns signed links to an environment’s logs',
  },
  {
    class: 'starts_work',
    operations: ['RequestEnvironmentInfo'],
    reason: 'has all instances write their logs into a bucket',
  },
]
