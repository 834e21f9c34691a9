import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { createConversationsTable, startDynamoDb } from '../../local/dynamodb.ts'

export type ConversationsTable = Awaited<ReturnType<typeof startConversationsTable>>

/** An empty conversations table in memory, whose items a test can look at. */
export async function startConversationsTable() {
  const dynamodb = await startDynamoDb({ port: 0 })
  const tableName = 'aws-operations-agent-conversations-test'
  await createConversationsTable({ endpoint: dynamodb.url, tableName })
  const config = {
    endpoint: dynamodb.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  }
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(config))
  return {
    config,
    tableName,
    /** Every item of a conversation, in the order of the table. */
    async items(conversationId: string): Promise<Record<string, unknown>[]> {
      const query = new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'conversation_id = :id',
        ExpressionAttributeValues: { ':id': conversationId },
      })
      const { Items = [] } = await client.send(query)
      return Items
    },
    async close() {
      client.destroy()
      await dynamodb.close()
    },
  }
}
