import type { Row } from '../exception.ts'

export const wafv2: readonly Row[] = [
  {
    class: 'secret',
    operations: ['GetDecryptedAPIKey', 'ListAPIKeys'],
    reason: 'returns API keys',
  },
  { class: 'secret', operations: ['GenerateMobileSdkReleaseUrl'], reason: 'returns a signed link' },
  {
    class: 'data',
    kind: 'logs',
    operations: ['GetSampledRequests'],
    reason: 'returns requests of visitors, with their headers',
  },
]
