import type { Row } from '../exception.ts'

export const directConnect: readonly Row[] = [
  {
    class: 'secret',
    operations: ['DescribeRouterConfiguration'],
    reason: 'returns a router’s configuration, with the key to its peer',
  },
  {
    class: 'data',
    kind: 'objects',
    operations: ['DescribeConnectionLoa', 'DescribeInterconnectLoa', 'DescribeLoa'],
    reason: 'returns a letter of authorization as a file',
  },
]
