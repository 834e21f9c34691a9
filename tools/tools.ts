import { getTime } from './get-time.ts'
import { helloWorld } from './hello-world.ts'
import { readOperationsTool } from './read-operations.ts'
import type { Tool } from './tool.ts'

const ec2 = readOperationsTool({
  name: 'ec2',
  about: 'EC2, load balancers and auto scaling',
  services: ['ec2', 'elastic-load-balancing-v2', 'auto-scaling'],
  common: [
    'DescribeInstances',
    'DescribeInstanceStatus',
    'DescribeVolumes',
    'DescribeSnapshots',
    'DescribeSecurityGroups',
    'DescribeVpcs',
    'DescribeSubnets',
    'DescribeAddresses',
    'DescribeNatGateways',
    'elbv2:DescribeLoadBalancers',
    'DescribeTargetHealth',
    'DescribeAutoScalingGroups',
  ],
})

const s3 = readOperationsTool({
  name: 's3',
  about: 'S3 buckets and lists of objects',
  services: ['s3'],
  common: [
    'ListBuckets',
    'ListObjectsV2',
    'GetBucketEncryption',
    'GetBucketVersioning',
    'GetPublicAccessBlock',
    'GetBucketPolicy',
    'GetBucketPolicyStatus',
    'GetBucketAcl',
    'GetBucketTagging',
    'GetBucketLifecycleConfiguration',
    'GetBucketLogging',
    'GetBucketNotificationConfiguration',
  ],
})

/** What the gateway shows, the role allows and the handler runs: one list, read by all of them. */
export const tools: readonly Tool[] = [helloWorld, getTime, ec2, s3]
