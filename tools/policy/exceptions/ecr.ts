import { type Row, tooNew } from '../exception.ts'

export const ecr: readonly Row[] = [
  {
    class: 'secret',
    operations: ['GetAuthorizationToken'],
    reason: 'returns a password to the registry',
  },
  {
    class: 'secret',
    operations: ['GetDownloadUrlForLayer'],
    reason: 'returns a signed link to an image’s layer',
  },
  {
    class: 'starts_work',
    operations: ['ValidatePullThroughCacheRule'],
    reason: 'signs in to another registry',
  },
  {
    class: 'starts_work',
    operations: ['BatchGetImage'],
    reason:
      'counts as a pull of the image, by which lifecycle rules go; DescribeImages tells the rest',
  },
  {
    class: 'unmapped',
    operations: [
      'DescribeReplicationBackfillResults',
      'ListImageReferrers',
      'ListReplicationBackfills',
    ],
    reason: tooNew,
  },
]
