import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import { type MetaItem, metaItem, type TurnItem, turnItem } from './conversation-items.ts'

export type ConversationTable = ReturnType<typeof conversationTable>

/** The requests that conversations make of their table, items parsed as they come in. */
export function conversationTable(TableName: string, config: DynamoDBClientConfig = {}) {
  const requestHandler = { connectionTimeout: 2_000, requestTimeout: 5_000 }
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ requestHandler, ...config }))
  return {
    async put(Item: Record<string, unknown>) {
      await client.send(new PutCommand({ TableName, Item }))
    },

    /** False where there is one that has not expired. */
    putNew(meta: MetaItem, nowS: number): Promise<boolean> {
      const command = new PutCommand({
        TableName,
        Item: meta,
        ConditionExpression: 'attribute_not_exists(conversation_id) OR #ttl <= :now',
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: { ':now': nowS },
      })
      return unlessConditionFails(client.send(command))
    },

    /** False where somebody else wrote after `version` was read. */
    replace(meta: MetaItem, version: number): Promise<boolean> {
      const command = new PutCommand({
        TableName,
        Item: meta,
        ConditionExpression: 'version = :version',
        ExpressionAttributeValues: { ':version': version },
      })
      return unlessConditionFails(client.send(command))
    },

    async update(Key: { conversation_id: string; item: string }, values: Record<string, unknown>) {
      const names = Object.keys(values)
      const command = new UpdateCommand({
        TableName,
        Key,
        UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: Object.fromEntries(
          Object.entries(values).map(([name, value]) => [`:${name}`, value]),
        ),
      })
      await client.send(command)
    },

    async meta(conversation_id: string): Promise<MetaItem | undefined> {
      const Key = { conversation_id, item: 'meta' }
      const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }))
      return Item && metaItem.parse(Item)
    },

    async newestTurns(conversation_id: string): Promise<TurnItem[]> {
      const command = new QueryCommand({
        TableName,
        KeyConditionExpression: 'conversation_id = :id AND begins_with(#item, :turn)',
        ExpressionAttributeNames: { '#item': 'item' },
        ExpressionAttributeValues: { ':id': conversation_id, ':turn': 'turn#' },
        ConsistentRead: true,
        ScanIndexForward: false,
        Limit: newestTurnsLimit,
      })
      const { Items = [] } = await client.send(command)
      return Items.map((item) => turnItem.parse(item))
    },
  }
}

/** More than any context holds; a page of a query ends at 1 MB in any case. */
const newestTurnsLimit = 50

async function unlessConditionFails(write: Promise<unknown>): Promise<boolean> {
  try {
    await write
    return true
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false
    throw error
  }
}
