import type { DeploymentConfig } from '../config.ts'
import type { Names } from '../names.ts'
import { arnIn, type Place } from '../place.ts'
import { policyDocument, type Statement } from './document.ts'
import { functionKey } from './function-key.ts'
import { functionLogs } from './function-logs.ts'
import { functionNetwork } from './function-network.ts'
import { lambdaTrust } from './lambda-trust.ts'
import { modelAccess } from './model.ts'

/** What the agent may do: its conversations, its model, its logs. The gateway takes the user's token. */
export function agentPermissions(config: DeploymentConfig, names: Names, place: Place): string {
  const { model, conversations, guardrail } = config
  return policyDocument([
    ...conversationAccess(names.conversations, place),
    ...(conversations.kmsKeyArn === undefined ? [] : [tableKey(conversations.kmsKeyArn, place)]),
    ...(model.provider === 'bedrock' ? modelAccess(model.id, place) : []),
    ...(guardrail === undefined ? [] : [ownGuardrail(guardrail, place)]),
    functionLogs(names.agent, place),
    ...functionNetwork(config, names.agent, place),
    ...functionKey(config, names.agent, place),
  ])
}

export const agentTrust = policyDocument([lambdaTrust])

function conversationAccess(tableName: string, place: Place): Statement[] {
  const table = arnIn(place, 'dynamodb', `table/${tableName}`)
  return [
    {
      Sid: 'OwnConversations',
      Effect: 'Allow',
      // No Scan: a conversation is always asked for by its key.
      Action: [
        'dynamodb:BatchGetItem',
        'dynamodb:DeleteItem',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'dynamodb:UpdateItem',
      ],
      Resource: table,
    },
    {
      Sid: 'ConversationsByUser',
      Effect: 'Allow',
      Action: 'dynamodb:Query',
      Resource: `${table}/index/by_user`,
    },
  ]
}

/** Asked in several regions it is asked through its profile. */
function ownGuardrail(
  { id, profile }: NonNullable<DeploymentConfig['guardrail']>,
  place: Place,
): Statement {
  const guardrail = id.startsWith('arn:') ? id : arnIn(place, 'bedrock', `guardrail/${id}`)
  return {
    Sid: 'OwnGuardrail',
    Effect: 'Allow',
    Action: 'bedrock:ApplyGuardrail',
    Resource:
      profile === undefined
        ? guardrail
        : [guardrail, arnIn(place, 'bedrock', `guardrail-profile/${profile}`)],
  }
}

/** A key of one's own is used in the caller's name, and only through DynamoDB. */
function tableKey(keyArn: string, place: Place): Statement {
  return {
    Sid: 'TableKeyThroughDynamoDB',
    Effect: 'Allow',
    Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'],
    Resource: keyArn,
    Condition: { StringEquals: { 'kms:ViaService': `dynamodb.${place.region}.amazonaws.com` } },
  }
}
