import type { Row } from '../exception.ts'

export const serviceQuotas: readonly Row[] = [
  { class: 'starts_work', operations: ['StartQuotaUtilizationReport'], reason: 'starts a report' },
]
