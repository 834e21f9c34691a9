import type { Row } from '../exception.ts'

export const sqs: readonly Row[] = [
  {
    class: 'starts_work',
    operations: ['ReceiveMessage'],
    reason: 'takes messages from their consumers, and may send one to a dead-letter queue',
  },
]
