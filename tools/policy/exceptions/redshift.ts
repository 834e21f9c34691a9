import type { Row } from '../exception.ts'

export const redshift: readonly Row[] = [
  {
    class: 'secret',
    operations: ['GetIdentityCenterAuthToken'],
    reason: 'returns a token to sign in with',
  },
]
