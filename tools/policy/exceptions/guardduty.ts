import { type Row, tooNew } from '../exception.ts'

export const guardduty: readonly Row[] = [
  { class: 'unmapped', operations: ['ListInvestigationRecords'], reason: tooNew },
]
