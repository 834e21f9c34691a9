import { createServer } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { CreateTableCommandInput, KeySchemaElement } from '@aws-sdk/client-dynamodb'
import { byUser, conversationKeys, keyAttributes } from '../stacks/conversations-table.ts'
import { dynaliteServer } from './dynamodb/dynalite-server.ts'
import { type SharedTables, sharedTables } from './dynamodb/shared-tables.ts'
import { closeServer, isLoopback, listen, type Port } from './listen.ts'

export interface DynamoDbOptions {
  port: Port
  /** Folder that keeps the tables between runs, and that stacks share; in memory if absent. */
  path?: string
}

export interface DynamoDb {
  url: string
  close(): Promise<void>
}

/** Dynalite on loopback; of a folder it leaves the other stacks their turn. */
export async function startDynamoDb({ port, path }: DynamoDbOptions): Promise<DynamoDb> {
  const tables = path === undefined ? await tablesInMemory() : await sharedTables(path)
  const server = createServer((request, response) => {
    if (!isLoopback(`http://${request.headers.host}`)) return void response.writeHead(403).end()
    tables.answer(request, response).catch(() => response.writeHead(500).end())
  })
  const url = await listen(server, port)
  return {
    url,
    async close() {
      await closeServer(server)
      await tables.close()
    },
  }
}

async function tablesInMemory(): Promise<SharedTables> {
  const server = await dynaliteServer()
  return {
    answer: async (request, response) => void server.emit('request', request, response),
    close: async () => {},
  }
}

/** Makes the table of conversations, unless it is there; the endpoint checks no credentials. */
export async function createConversationsTable(table: {
  endpoint: string
  tableName: string
}): Promise<void> {
  const dynamodb = await import('@aws-sdk/client-dynamodb')
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const { endpoint, tableName } = table
  const client = new dynamodb.DynamoDBClient({ endpoint, region: 'us-east-1', credentials })
  try {
    await client.send(new dynamodb.CreateTableCommand(conversationsTable(tableName)))
    // The SDK's own waiter sleeps a second or more between looks.
    const describe = new dynamodb.DescribeTableCommand({ TableName: tableName })
    while ((await client.send(describe)).Table?.TableStatus === 'CREATING') await delay(10)
  } catch (error) {
    if (!(error instanceof dynamodb.ResourceInUseException)) throw error
  } finally {
    client.destroy()
  }
}

function conversationsTable(name: string): CreateTableCommandInput {
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: keyAttributes.map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    })),
    KeySchema: keySchema(conversationKeys),
    GlobalSecondaryIndexes: [
      {
        IndexName: byUser.name,
        KeySchema: keySchema(byUser),
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  }
}

function keySchema({ hash, range }: { hash: string; range: string }): KeySchemaElement[] {
  return [
    { AttributeName: hash, KeyType: 'HASH' },
    { AttributeName: range, KeyType: 'RANGE' },
  ]
}
