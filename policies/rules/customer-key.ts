import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { resources, tables } from '../resource.ts'

const encryption = z.object({ enabled: z.boolean(), kmsKeyArn: z.string().optional() })

/**
 * DynamoDB and CloudWatch Logs encrypt everything: without a key of the customer's with one that AWS
 * owns, which shows as no setting at all. That is enough unless the pack's configuration says otherwise.
 */
export const customerKey: ResourceValidationPolicy = {
  name: 'customer-key',
  description: 'Where a customer key is required, tables and logs are encrypted with one.',
  severity: 'high',
  configSchema: {
    properties: {
      required: {
        type: 'boolean',
        description: 'Whether the key that AWS owns is not enough.',
        default: false,
      },
    },
  },
  validateResource: [
    resources(
      tables,
      z.object({ serverSideEncryption: encryption.optional() }),
      ({ serverSideEncryption: { enabled, kmsKeyArn } = { enabled: false } }, { getConfig }) =>
        isRequired(getConfig()) && !(enabled && kmsKeyArn)
          ? ['serverSideEncryption names no kmsKeyArn (config: conversations.kmsKeyArn).']
          : [],
    ),
    resources(
      ['aws:cloudwatch/logGroup:LogGroup'],
      z.object({ kmsKeyId: z.string().optional() }),
      ({ kmsKeyId }, { getConfig }) =>
        isRequired(getConfig()) && !kmsKeyId
          ? ['There is no kmsKeyId (config: logs.kmsKeyArn).']
          : [],
    ),
  ],
}

const isRequired = (config: unknown) =>
  z.object({ required: z.boolean().default(false) }).parse(config).required
