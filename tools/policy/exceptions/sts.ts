import type { Row } from '../exception.ts'

export const sts: readonly Row[] = [
  {
    class: 'secret',
    operations: [
      'GetDelegatedAccessToken',
      'GetFederationToken',
      'GetSessionToken',
      'GetWebIdentityToken',
    ],
    reason: 'issues credentials',
  },
]
