import { dynamodb } from '@pulumi/aws'
import { ComponentResource, type ComponentResourceOptions, type Output } from '@pulumi/pulumi'
import type { DeploymentConfig } from './config.ts'
import { byUser, conversationKeys, keyAttributes } from './conversations-table.ts'

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
    const { deletionProtection, kmsKeyArn, tableName: adopted } = config.conversations
    const table = new dynamodb.Table(
      name,
      {
        name: tableName,
        billingMode: 'PAY_PER_REQUEST',
        hashKey: conversationKeys.hash,
        rangeKey: conversationKeys.range,
        attributes: keyAttributes.map((name) => ({ name, type: 'S' })),
        globalSecondaryIndexes: [
          {
            name: byUser.name,
            keySchemas: [
              { attributeName: byUser.hash, keyType: 'HASH' },
              { attributeName: byUser.range, keyType: 'RANGE' },
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
      {
        parent: this,
        // By the engine too, whose preview says no: AWS would say it when all else is gone.
        protect: deletionProtection,
        // One that is there takes the place of the one before, which stays, and is to be deleted by hand.
        retainOnDelete: deletionProtection,
        ...(adopted === undefined ? {} : { import: adopted }),
      },
    )
    this.tableName = table.name
    this.registerOutputs({ tableName: table.name })
  }
}
