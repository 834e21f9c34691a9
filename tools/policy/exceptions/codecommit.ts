import type { Row } from '../exception.ts'

export const codecommit: readonly Row[] = [
  {
    class: 'data',
    kind: 'objects',
    operations: [
      'BatchDescribeMergeConflicts',
      'DescribeMergeConflicts',
      'GetBlob',
      'GetBlobDifferences',
      'GetFile',
    ],
    reason: 'returns files of a repository, or parts of them',
  },
  {
    class: 'data',
    kind: 'messages',
    operations: ['GetComment', 'GetCommentsForComparedCommit', 'GetCommentsForPullRequest'],
    reason: 'returns what people wrote to each other',
  },
]
