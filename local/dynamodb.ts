import { createServer, IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import type { CreateTableCommandInput, KeySchemaElement } from '@aws-sdk/client-dynamodb'
import { byUser, conversationKeys, keyAttributes } from '../stacks/conversations-table.ts'
import { dynaliteServer } from './dynamodb/dynalite-server.ts'
import { type SharedTables, sharedTables } from './dynamodb/shared-tables.ts'
import { type Credentials, checkSignature } from './function-url/sigv4.ts'
import { closeServer, isLoopback, listen, type Port } from './listen.ts'

export interface DynamoDbOptions {
  port: Port
  /** Folder that keeps the tables between runs, and that stacks share; in memory if absent. */
  path?: string
  /** The one caller that is let in; everybody, if absent. */
  signedBy?: SignedBy
}

export interface SignedBy {
  region: string
  credentials: Credentials
}

export interface DynamoDb {
  url: string
  close(): Promise<void>
}

/** Dynalite on loopback; of a folder it leaves the other stacks their turn. */
export async function startDynamoDb({ port, path, signedBy }: DynamoDbOptions): Promise<DynamoDb> {
  const tables = path === undefined ? await tablesInMemory() : await sharedTables(path)
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const whole = await checked(request, signedBy)
    if (whole !== undefined) return tables.answer(whole, response)
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(notSigned)
  }
  const server = createServer((request, response) => {
    if (!isLoopback(`http://${request.headers.host}`)) return void response.writeHead(403).end()
    answer(request, response).catch(() => response.writeHead(500).end())
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

/** The request, to be read from its beginning; undefined where another signed it, or nobody. */
async function checked(
  request: IncomingMessage,
  signedBy: SignedBy | undefined,
): Promise<IncomingMessage | undefined> {
  if (signedBy === undefined) return request
  const { method = '', url = '/' } = request
  const body = await buffer(request)
  const headers = Object.fromEntries(
    Object.entries(request.headersDistinct).map(([name, values = []]) => [name, values.join(',')]),
  )
  const expected = { ...signedBy, service: 'dynamodb', now: new Date() }
  if (await checkSignature({ method, target: url, headers, body }, expected)) return undefined
  const again = new IncomingMessage(request.socket)
  Object.assign(again, { method, url, headers: request.headers, complete: true })
  again.push(body)
  again.push(null)
  return again
}

const notSigned = JSON.stringify({
  __type: 'com.amazon.coral.service#UnrecognizedClientException',
  message: 'The security token included in the request is invalid.',
})

/** Makes the table of conversations, unless it is there. */
export async function createConversationsTable({
  endpoint,
  tableName,
  region = 'us-east-1',
  credentials = { accessKeyId: 'local', secretAccessKey: 'local' },
}: { endpoint: string; tableName: string } & Partial<SignedBy>): Promise<void> {
  const dynamodb = await import('@aws-sdk/client-dynamodb')
  const client = new dynamodb.DynamoDBClient({ endpoint, region, credentials })
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
