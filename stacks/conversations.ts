import { dynamodb } from '@pulumi/aws'
import { ComponentResource, type ComponentResourceOptions, type Output } from '@pulumi/pulumi'
import type { DeploymentConfig } from './config.ts'

interface ConversationsArgs {
  tableName: string
  config: DeploymentConfig
}

/** The table of conversations. Items expire by `ttl`; what was deleted by mistake is recoverable. */
export class Conversations extends ComponentResource {
  readonly tableName: Output<string>

  constructor(
    name: string,
    { tableName, config }: ConversationsArgs,
    options?: ComponentResourceOptions,
  ) {
    super('aws-operations-agent:index:Conversations', name, {}, options)
    const { deletionProtection, kmsKeyArn } = config.conversations
    const table = new dynamodb.Table(
      name,
      {
        name: tableName,
        billingMode: 'PAY_PER_REQUEST',
        hashKey: 'conversation_id',
        rangeKey: 'item',
        attributes: [
          { name: 'conversation_id', type: 'S' },
          { name: 'item', type: 'S' },
          { name: 'user_id', type: 'S' },
          { name: 'updated_at', type: 'S' },
        ],
        globalSecondaryIndexes: [
          {
            name: 'by_user',
            keySchemas: [
              { attributeName: 'user_id', keyType: 'HASH' },
              { attributeName: 'updated_at', keyType: 'RANGE' },
            ],
            projectionType: 'ALL',
          },
        ],
        ttl: { enabled: true, attributeName: 'ttl' },
        pointInTimeRecovery: { enabled: true },
        streamEnabled: true,
        streamViewType: 'NEW_AND_OLD_IMAGES',
        deletionProtectionEnabled: deletionProtection,
        // Without a key of one's own the table is encrypted with one that AWS owns.
        ...(kmsKeyArn === undefined ? {} : { serverSideEncryption: { enabled: true, kmsKeyArn } }),
        tags: config.tags,
      },
      { parent: this },
    )
    this.tableName = table.name
    this.registerOutputs({ tableName: table.name })
  }
}
