import type { Row } from '../exception.ts'

export const eks: readonly Row[] = [
  {
    class: 'secret',
    operations: ['DescribeEksAnywhereSubscription', 'ListEksAnywhereSubscriptions'],
    reason: 'returns licence tokens',
  },
]
