import { type Row, tooNew } from '../exception.ts'

export const resourceExplorer2: readonly Row[] = [
  { class: 'unmapped', operations: ['ListResources'], reason: tooNew },
]
