import type { Row } from '../exception.ts'

export const elasticLoadBalancingV2: readonly Row[] = [
  {
    class: 'secret',
    operations: ['GetTrustStoreCaCertificatesBundle', 'GetTrustStoreRevocationContent'],
    reason: 'returns a signed link to an object',
  },
]
