import type { Service } from '../catalogue/services.ts'
import type { DataKind } from '../tool.ts'

/**
 * What an operation of ours that is made of several of AWS's needs, by the kind of data that opens
 * it: Logs Insights starts a query, reads its results, and stops one that goes on for too long; code
 * is fetched by the link that Lambda gives to it.
 */
export const composedActions = {
  logs: ['logs:StartQuery', 'logs:GetQueryResults', 'logs:StopQuery'],
  code: ['lambda:GetFunction', 'lambda:GetLayerVersion'],
} as const satisfies Partial<Record<DataKind, readonly string[]>>

/** IAM actions of the operations that have another name than their action. */
export const actionOverrides: Readonly<
  Partial<Record<Service, Readonly<Record<string, readonly string[]>>>>
> = {
  accessanalyzer: { GetFindingV2: ['GetFinding'], ListFindingsV2: ['ListFindings'] },
  budgets: {
    DescribeBudget: ['ViewBudget'],
    DescribeBudgetNotificationsForAccount: ['ViewBudget'],
    DescribeBudgetPerformanceHistory: ['ViewBudget'],
    DescribeBudgets: ['ViewBudget'],
    DescribeNotificationsForBudget: ['ViewBudget'],
    DescribeSubscribersForNotification: ['ViewBudget'],
  },
  dynamodb: { TransactGetItems: ['GetItem'] },
  lambda: { GetLayerVersionByArn: ['GetLayerVersion'], Invoke: ['InvokeFunction'] },
  s3: {
    GetBucketAccelerateConfiguration: ['GetAccelerateConfiguration'],
    GetBucketAnalyticsConfiguration: ['GetAnalyticsConfiguration'],
    GetBucketEncryption: ['GetEncryptionConfiguration'],
    GetBucketIntelligentTieringConfiguration: ['GetIntelligentTieringConfiguration'],
    GetBucketInventoryConfiguration: ['GetInventoryConfiguration'],
    GetBucketLifecycleConfiguration: ['GetLifecycleConfiguration'],
    GetBucketMetadataConfiguration: ['GetBucketMetadataTableConfiguration'],
    GetBucketMetricsConfiguration: ['GetMetricsConfiguration'],
    GetBucketNotificationConfiguration: ['GetBucketNotification'],
    GetBucketReplication: ['GetReplicationConfiguration'],
    // Asked for a version of an object, S3 checks another action than without one.
    GetObject: ['GetObject', 'GetObjectVersion'],
    GetObjectAcl: ['GetObjectAcl', 'GetObjectVersionAcl'],
    GetObjectAttributes: [
      ...['GetObject', 'GetObjectAttributes', 'GetObjectVersion', 'GetObjectVersionAttributes'],
    ],
    GetObjectLockConfiguration: ['GetBucketObjectLockConfiguration'],
    GetObjectTagging: ['GetObjectTagging', 'GetObjectVersionTagging'],
    GetPublicAccessBlock: ['GetBucketPublicAccessBlock'],
    HeadBucket: ['ListBucket'],
    HeadObject: ['GetObject', 'GetObjectVersion'],
    ListBucketAnalyticsConfigurations: ['GetAnalyticsConfiguration'],
    ListBucketIntelligentTieringConfigurations: ['GetIntelligentTieringConfiguration'],
    ListBucketInventoryConfigurations: ['GetInventoryConfiguration'],
    ListBucketMetricsConfigurations: ['GetMetricsConfiguration'],
    ListBuckets: ['ListAllMyBuckets'],
    ListDirectoryBuckets: ['s3express:ListAllMyDirectoryBuckets'],
    ListMultipartUploads: ['ListBucketMultipartUploads'],
    ListObjects: ['ListBucket'],
    ListObjectsV2: ['ListBucket'],
    ListObjectVersions: ['ListBucketVersions'],
    ListParts: ['ListMultipartUploadParts'],
    SelectObjectContent: ['GetObject'],
  }, // Those of buckets are about Outposts here, and of directory buckets where S3 calls them so.
  's3-control': {
    GetAccessPointScope: ['s3express:GetAccessPointScope'],
    GetBucket: ['s3-outposts:GetBucket'],
    GetBucketLifecycleConfiguration: ['s3-outposts:GetLifecycleConfiguration'],
    GetBucketPolicy: ['s3-outposts:GetBucketPolicy'],
    GetBucketReplication: ['s3-outposts:GetReplicationConfiguration'],
    GetBucketTagging: ['s3-outposts:GetBucketTagging'],
    GetBucketVersioning: ['s3-outposts:GetBucketVersioning'],
    GetPublicAccessBlock: ['GetAccountPublicAccessBlock'],
    ListAccessPointsForDirectoryBuckets: ['s3express:ListAccessPointsForDirectoryBuckets'],
    ListRegionalBuckets: ['s3-outposts:ListRegionalBuckets'],
  },
  securityhub: {
    GetFindingStatisticsV2: ['GetAdhocInsightResults'],
    GetFindingsV2: ['GetFindings'],
  },
}
