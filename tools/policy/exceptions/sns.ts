import type { Row } from '../exception.ts'

export const sns: readonly Row[] = [
  {
    class: 'data',
    kind: 'items',
    operations: [
      'CheckIfPhoneNumberIsOptedOut',
      'ListPhoneNumbersOptedOut',
      'ListSMSSandboxPhoneNumbers',
    ],
    reason: 'tells about people’s phone numbers',
  },
  {
    class: 'data',
    kind: 'items',
    operations: ['GetEndpointAttributes', 'ListEndpointsByPlatformApplication'],
    reason: 'returns people’s devices, with their push tokens',
  },
]
