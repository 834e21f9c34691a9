import type { Row } from '../exception.ts'

export const route53Domains: readonly Row[] = [
  {
    class: 'starts_work',
    operations: ['CheckDomainAvailability', 'CheckDomainTransferability', 'GetDomainSuggestions'],
    reason: 'asks registries about domains that are not of the account',
  },
  {
    class: 'data',
    kind: 'items',
    operations: ['GetDomainDetail'],
    reason: 'returns people to whom domains belong, with their addresses and phone numbers',
  },
]
