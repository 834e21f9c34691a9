import type { Row } from '../exception.ts'

export const redshiftServerless: readonly Row[] = [
  {
    class: 'secret',
    operations: ['GetIdentityCenterAuthToken'],
    reason: 'returns a token to sign in with',
  },
]
