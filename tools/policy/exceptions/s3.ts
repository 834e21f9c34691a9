import type { Row } from '../exception.ts'

export const s3: readonly Row[] = [
  {
    class: 'starts_work',
    operations: ['SelectObjectContent'],
    reason: 'runs a query over an object, billed by what it scans',
  },
  {
    class: 'data',
    kind: 'objects',
    operations: [
      'GetObject',
      'GetObjectAnnotation',
      'GetObjectAttributes',
      'GetObjectTorrent',
      'HeadObject',
    ],
    reason: 'returns an object, or needs the permission that reads it',
  },
]
