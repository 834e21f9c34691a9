import type { Row } from '../exception.ts'

export const sesv2: readonly Row[] = [
  {
    class: 'secret',
    operations: ['GetExportJob', 'GetImportJob'],
    reason: 'returns a signed link to exported data or to failed records; the lists tell the rest',
  },
  {
    class: 'starts_work',
    operations: ['GetEmailAddressInsights'],
    reason: 'runs a billed check of a person’s address',
  },
  {
    class: 'data',
    kind: 'objects',
    operations: ['GetCustomVerificationEmailTemplate', 'GetEmailTemplate'],
    reason: 'returns a mail’s text',
  },
  {
    class: 'data',
    kind: 'items',
    operations: [
      'GetContact',
      'GetSuppressedDestination',
      'ListContacts',
      'ListSuppressedDestinations',
    ],
    reason: 'returns people’s addresses',
  },
  {
    class: 'data',
    kind: 'messages',
    operations: [
      'GetDeliverabilityTestReport',
      'GetDomainDeliverabilityCampaign',
      'GetMessageInsights',
      'ListDeliverabilityTestReports',
      'ListDomainDeliverabilityCampaigns',
    ],
    reason: 'returns a message, its subject or picture, or to whom it went',
  },
]
