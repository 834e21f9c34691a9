import type { Row } from '../exception.ts'

export const accessanalyzer: readonly Row[] = [
  {
    class: 'starts_work',
    operations: ['CheckAccessNotGranted', 'CheckNoNewAccess', 'CheckNoPublicAccess'],
    reason: 'is billed for each policy that it checks',
  },
]
