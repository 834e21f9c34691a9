import { type Row, tooNew } from '../exception.ts'

export const rds: readonly Row[] = [
  {
    class: 'data',
    kind: 'logs',
    operations: ['DownloadDBLogFilePortion'],
    reason: 'returns a database’s log',
  },
  {
    class: 'unmapped',
    operations: ['DescribeDBCapacityReservations', 'DescribeServerlessV2PlatformVersions'],
    reason: tooNew,
  },
]
