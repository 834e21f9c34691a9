import type { Row } from '../exception.ts'

export const kinesis: readonly Row[] = [
  {
    class: 'starts_work',
    operations: ['SubscribeToShard'],
    reason: 'takes a stream’s records as they come, and another subscriber’s place',
  },
  {
    class: 'data',
    kind: 'items',
    operations: ['GetRecords', 'GetShardIterator'],
    reason: 'returns records of a stream, or the position to read them from',
  },
]
