import type { Answer, Answers, Input, Output, Place } from '../answer.ts'
import { text } from '../answer.ts'
import { daysAgo } from '../clock.ts'
import { SampleAccountError } from '../error.ts'
import { arn, hex, mainRegion, tags, uuid } from '../facts/company.ts'
import { type Bucket, buckets } from '../facts/storage.ts'
import { listing } from '../listing.ts'

/** Any bucket answers in any region, as a client sees it that follows S3's redirects. */
export const answers: Answers = {
  ListBuckets: listing({
    as: 'Buckets',
    from: (at) => buckets.map((one) => summary(one, at)),
    where: ({ Name, BucketRegion }, input) =>
      Name.startsWith(text(input, 'Prefix') ?? '') &&
      BucketRegion === (text(input, 'BucketRegion') ?? BucketRegion),
    paging: { size: 'MaxBuckets', token: 'ContinuationToken', next: 'ContinuationToken' },
    beside: () => ({ Owner: owner }),
  }),
  // A HEAD has no body: S3's error has no other name than its status.
  HeadBucket: (input) => {
    const bucket = buckets.find(({ name }) => name === text(input, 'Bucket'))
    if (!bucket) throw new SampleAccountError('NotFound', { message: 'Not Found', status: 404 })
    return {
      BucketRegion: bucket.region,
      BucketArn: `arn:aws:s3:::${bucket.name}`,
      AccessPointAlias: false,
    }
  },
  // S3 says nothing for us-east-1, where buckets once had no location.
  GetBucketLocation: of(({ region }) =>
    region === mainRegion ? {} : { LocationConstraint: region },
  ),
  GetBucketEncryption: of(({ kmsKey, region }) => ({
    ServerSideEncryptionConfiguration: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: kmsKey
            ? { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: arn('kms', region, `key/${uuid(kmsKey)}`) }
            : { SSEAlgorithm: 'AES256' },
          BucketKeyEnabled: kmsKey !== undefined,
        },
      ],
    },
  })),
  GetBucketVersioning: of(({ versioned }) => (versioned ? { Status: 'Enabled' } : {})),
  GetPublicAccessBlock: of(({ blocksPublic }) => {
    if (!blocksPublic) throw absent('NoSuchPublicAccessBlockConfiguration', 'public access block')
    return {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    }
  }),
  GetBucketPolicyStatus: of((bucket) => {
    if (!bucket.public) throw absent('NoSuchBucketPolicy', 'bucket policy')
    return { PolicyStatus: { IsPublic: true } }
  }),
  GetBucketPolicy: of((bucket) => {
    if (!bucket.public) throw absent('NoSuchBucketPolicy', 'bucket policy')
    return { Policy: JSON.stringify(publicPolicy(bucket)) }
  }),
  GetBucketAcl: of(() => ({
    Owner: owner,
    Grants: [{ Grantee: { Type: 'CanonicalUser', ID: owner.ID }, Permission: 'FULL_CONTROL' }],
  })),
  GetBucketOwnershipControls: of(() => ({
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
  })),
  GetBucketLifecycleConfiguration: of(({ expireAfterDays }) => {
    if (!expireAfterDays) throw absent('NoSuchLifecycleConfiguration', 'lifecycle configuration')
    const Expiration = { Days: expireAfterDays }
    return { Rules: [{ ID: 'expire', Status: 'Enabled', Filter: { Prefix: '' }, Expiration }] }
  }),
  GetBucketTagging: of(({ name, env, service, owner: person }) => {
    const tagged = {
      ...(env && { env }),
      ...(service && { service }),
      ...(person && { owner: person }),
    }
    return { TagSet: tags(name, tagged).slice(1) }
  }),
  GetBucketLogging: of(({ name, logs }) =>
    logs
      ? { LoggingEnabled: { TargetBucket: 'quillmarket-access-logs', TargetPrefix: `${name}/` } }
      : {},
  ),
  GetBucketNotificationConfiguration: of(() => ({})),
  GetBucketCors: of((bucket) => {
    if (!bucket.public) throw absent('NoSuchCORSConfiguration', 'CORS configuration')
    return { CORSRules: [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'] }] }
  }),
  GetBucketWebsite: of(() => {
    throw absent('NoSuchWebsiteConfiguration', 'website configuration')
  }),
  GetBucketReplication: of(() => {
    throw absent('ReplicationConfigurationNotFoundError', 'replication configuration')
  }),
  GetObjectLockConfiguration: of(() => {
    throw absent('ObjectLockConfigurationNotFoundError', 'object lock configuration')
  }),
  GetBucketRequestPayment: of(() => ({ Payer: 'BucketOwner' })),
  ListObjectsV2: (input, at) => {
    const { name } = bucketOf(input)
    const listed = listing({
      as: 'Contents',
      from: () => objects(bucketOf(input), at),
      where: ({ Key }) => Key.startsWith(text(input, 'Prefix') ?? ''),
      paging: {
        size: 'MaxKeys',
        token: 'ContinuationToken',
        next: 'NextContinuationToken',
        more: 'IsTruncated',
      },
    })(input, at)
    const shown = Array.isArray(listed.Contents) ? listed.Contents.length : 0
    return { Name: name, KeyCount: shown, MaxKeys: Number(input.MaxKeys ?? 1000), ...listed }
  },
}

const owner = { ID: hex('canonical user', 64), DisplayName: 'quillmarket-sample' }

function of(answer: (bucket: Bucket, at: Place) => Output): Answer {
  return (input, at) => answer(bucketOf(input), at)
}

function bucketOf(input: Input): Bucket {
  const found = buckets.find(({ name }) => name === text(input, 'Bucket'))
  if (found) return found
  throw new SampleAccountError('NoSuchBucket', {
    message: 'The specified bucket does not exist',
    status: 404,
  })
}

function absent(name: string, what: string) {
  return new SampleAccountError(name, { message: `The ${what} does not exist`, status: 404 })
}

function summary({ name, region, createdDaysAgo }: Bucket, at: Place) {
  return {
    Name: name,
    BucketRegion: region,
    BucketArn: `arn:aws:s3:::${name}`,
    CreationDate: daysAgo(at, createdDaysAgo),
  }
}

function publicPolicy({ name }: Bucket) {
  const Resource = `arn:aws:s3:::${name}/*`
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'PublicRead', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource },
    ],
  }
}

// A few keys a bucket, to be seen in a listing; their contents are not there.
function objects({ name, createdDaysAgo }: Bucket, at: Place) {
  const folders = ['2024', '2025', 'current', 'index']
  return folders.flatMap((folder, index) =>
    [1, 2, 3].map((part) => ({
      Key: `${folder}/part-${part}.json.gz`,
      Size: 20_000 + Number.parseInt(hex(`${name} ${folder} ${part}`, 5), 16),
      ETag: `"${hex(`etag ${name} ${folder} ${part}`, 32)}"`,
      LastModified: daysAgo(at, createdDaysAgo / (index + 2)),
      StorageClass: 'STANDARD',
    })),
  )
}
