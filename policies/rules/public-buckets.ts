import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { resources } from '../resource.ts'

const block = z.object({
  blockPublicAcls: z.boolean().default(false),
  blockPublicPolicy: z.boolean().default(false),
  ignorePublicAcls: z.boolean().default(false),
  restrictPublicBuckets: z.boolean().default(false),
})

const withAcl = [
  'aws:s3/bucket:Bucket',
  'aws:s3/bucketV2:BucketV2',
  'aws:s3/bucketAcl:BucketAcl',
  'aws:s3/bucketAclV2:BucketAclV2',
]

export const publicBuckets: ResourceValidationPolicy = {
  name: 'public-buckets',
  description: 'No S3 bucket is public.',
  severity: 'critical',
  validateResource: [
    resources(withAcl, z.object({ acl: z.string().optional() }), ({ acl = 'private' }) =>
      /^(public-|authenticated-read$)/.test(acl) ? [`acl ${acl} is open to the world.`] : [],
    ),
    resources(['aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock'], block, (given) =>
      Object.entries(given)
        .filter(([, isBlocked]) => !isBlocked)
        .map(([name]) => `${name} is off. Turn it on.`),
    ),
  ],
}
