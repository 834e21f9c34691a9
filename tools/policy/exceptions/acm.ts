import type { Row } from '../exception.ts'

export const acm: readonly Row[] = [
  {
    class: 'secret',
    operations: ['ExportCertificate', 'GetAcmeExternalAccountBindingCredentials'],
    reason: 'returns a private key or an account key',
  },
]
