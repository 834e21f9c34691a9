import type { Row } from '../exception.ts'

export const secretsManager: readonly Row[] = [
  {
    class: 'secret',
    operations: ['BatchGetSecretValue', 'GetSecretValue'],
    reason: 'returns the secret itself',
  },
  { class: 'secret', operations: ['GetRandomPassword'], reason: 'returns a password' },
]
