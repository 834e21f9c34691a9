import type { Row } from '../exception.ts'

export const iam: readonly Row[] = [
  {
    class: 'secret',
    operations: ['GetCredentialReport'],
    reason: 'returns the state of every user’s credentials as one file',
  },
  {
    class: 'starts_work',
    operations: [
      'GenerateCredentialReport',
      'GenerateOrganizationsAccessReport',
      'GenerateServiceLastAccessedDetails',
    ],
    reason: 'starts a report',
  },
]
