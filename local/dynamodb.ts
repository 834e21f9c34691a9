import { mkdir } from 'node:fs/promises'
import type { Server } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb'
import { closeServer, isLoopback, listen } from './listen.ts'

export interface DynamoDbOptions {
  port: number
  /** Folder that keeps the tables between runs; in memory if absent. */
  path?: string
}

export interface DynamoDb {
  url: string
  close(): Promise<void>
}

/** The folder is in use by another process: one stack at a time keeps its tables there. */
export class FolderInUse extends Error {
  readonly path: string

  constructor(path: string, cause: unknown) {
    super(`Another process uses the tables in ${path}`, { cause })
    this.name = 'FolderInUse'
    this.path = path
  }
}

/** Dynalite on loopback: DynamoDB without transactions, streams and the TTL call. */
export async function startDynamoDb({ port, path }: DynamoDbOptions): Promise<DynamoDb> {
  if (path !== undefined) await checkFolder(path)
  const { default: dynalite } = await import('dynalite')
  const delays = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 }
  const server = dynalite({ ...delays, ...(path === undefined ? {} : { path }) })
  refuseOtherHosts(server)
  const url = await listen(server, port)
  return { url, close: () => closeServer(server) }
}

/** Dynalite itself ends the process where its folder is locked. */
async function checkFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true })
  const { Level } = await import('level')
  const level = new Level(path)
  try {
    await level.open()
  } catch (error) {
    throw isLocked(error) ? new FolderInUse(path, error) : error
  }
  await level.close()
}

function isLocked(error: unknown): boolean {
  return (
    error instanceof Error &&
    error.cause instanceof Error &&
    'code' in error.cause &&
    error.cause.code === 'LEVEL_LOCKED'
  )
}

function refuseOtherHosts(server: Server): void {
  const [answer] = server.listeners('request')
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    if (isLoopback(`http://${request.headers.host}`)) answer?.call(server, request, response)
    else response.writeHead(403).end()
  })
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
    AttributeDefinitions: ['conversation_id', 'item', 'user_id', 'updated_at'].map(
      (AttributeName) => ({ AttributeName, AttributeType: 'S' }),
    ),
    KeySchema: [
      { AttributeName: 'conversation_id', KeyType: 'HASH' },
      { AttributeName: 'item', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by_user',
        KeySchema: [
          { AttributeName: 'user_id', KeyType: 'HASH' },
          { AttributeName: 'updated_at', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  }
}
