import type { Row } from '../exception.ts'

export const configService: readonly Row[] = [
  {
    class: 'starts_work',
    operations: ['DeliverConfigSnapshot'],
    reason: 'writes a snapshot into a bucket',
  },
]
