import type { Row } from '../exception.ts'

export const mq: readonly Row[] = [
  {
    class: 'data',
    kind: 'objects',
    operations: ['DescribeConfigurationRevision'],
    reason: 'returns a broker’s configuration as a file',
  },
]
