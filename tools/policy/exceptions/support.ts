import { type Row, tooNew } from '../exception.ts'

export const support: readonly Row[] = [
  {
    class: 'secret',
    operations: ['DescribeAttachment', 'GetAttachmentDownloadLink', 'GetAttachmentUploadLinks'],
    reason: 'returns files that people sent, or signed links to them',
  },
  {
    class: 'data',
    kind: 'messages',
    operations: ['DescribeCases', 'DescribeCommunications'],
    reason: 'returns what people and AWS wrote to each other',
  },
  { class: 'unmapped', operations: ['DescribeAttachmentUploadStatus'], reason: tooNew },
]
