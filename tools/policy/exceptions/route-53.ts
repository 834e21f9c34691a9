import { type Row, tooNew } from '../exception.ts'

export const route53: readonly Row[] = [
  { class: 'unmapped', operations: ['ListResourceRecordSetProtections'], reason: tooNew },
]
