import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { statementsOf } from '../iam-document.ts'
import { isEveryone, namesSource } from '../principals.ts'
import { resources } from '../resource.ts'

const withPolicy = [
  'aws:dynamodb/resourcePolicy:ResourcePolicy',
  'aws:ecr/repositoryPolicy:RepositoryPolicy',
  'aws:kms/key:Key',
  'aws:kms/keyPolicy:KeyPolicy',
  'aws:s3/bucketPolicy:BucketPolicy',
  'aws:secretsmanager/secretPolicy:SecretPolicy',
  'aws:sns/topicPolicy:TopicPolicy',
  'aws:sqs/queuePolicy:QueuePolicy',
]

export const publicResourcePolicies: ResourceValidationPolicy = {
  name: 'public-resource-policies',
  description: 'No policy of a bucket, key, topic, queue, table or repository allows everybody.',
  severity: 'critical',
  validateResource: resources(
    withPolicy,
    z.object({ policy: z.string().optional() }),
    ({ policy }) =>
      (policy === undefined ? [] : statementsOf(policy))
        .filter((statement) => statement.Effect === 'Allow')
        .filter((statement) => isEveryone(statement) && !namesSource(statement))
        .map(
          ({ Sid }) => `Statement ${Sid}: everybody is allowed. Name accounts or an organisation.`,
        ),
  ),
}
