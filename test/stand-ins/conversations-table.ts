import { randomUUID } from 'node:crypto'
import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { createConversationsTable, startDynamoDb } from '../../local/dynamodb.ts'

/**
 * An empty conversations table whose items a test can look at: in memory, or where the variable
 * TEST_DYNAMODB_ENDPOINT says (DynamoDB Local, for one).
 */
export async function startConversationsTable(endpoint = process.env.TEST_DYNAMODB_ENDPOINT) {
  const dynamodb = endpoint === undefined ? await startDynamoDb({ port: 0 }) : undefined
  const url = dynamodb?.url ?? endpoint ?? ''
  const tableName = `aws-operations-agent-conversations-${randomUUID()}`
  await createConversationsTable({ endpoint: url, tableName })
  const config = {
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  }
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(config))
  return {
    config,
    tableName,
    /** Puts these as they are. */
    async put(items: readonly Record<string, unknown>[]) {
      for (const Item of items) await client.send(new PutCommand({ TableName: tableName, Item }))
    },
    /** Every item of a conversation, in the order of the table. */
    async items(conversationId: string): Promise<Record<string, unknown>[]> {
      const query = new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'conversation_id = :id',
        ExpressionAttributeValues: { ':id': conversationId },
        ConsistentRead: true,
      })
      const { Items = [] } = await client.send(query)
      return Items
    },
    async close() {
      if (dynamodb === undefined) {
        await client.send(new DeleteTableCommand({ TableName: tableName }))
      }
      client.destroy()
      await dynamodb?.close()
    },
  }
}
