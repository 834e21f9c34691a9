import type { Row } from '../exception.ts'

export const transfer: readonly Row[] = [
  {
    class: 'starts_work',
    operations: ['TestIdentityProvider'],
    reason: 'signs in with a person’s password',
  },
]
