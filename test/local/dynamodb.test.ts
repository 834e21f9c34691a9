import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import {
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb'
import { Level } from 'level'
import { FolderInUse } from '../../local/dynamodb/shared-tables.ts'
import { createConversationsTable, type DynamoDb, startDynamoDb } from '../../local/dynamodb.ts'

const tableName = 'aws-operations-agent-conversations-local'

describe('the stand-in for DynamoDB', () => {
  const closing: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  it('has the table of conversations, with its index by user', async () => {
    const { client } = await start()
    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }))
    assert.deepEqual(
      {
        status: Table?.TableStatus,
        billing: Table?.BillingModeSummary?.BillingMode,
        keys: Table?.KeySchema,
        attributes: Table?.AttributeDefinitions?.map(
          ({ AttributeName, AttributeType }) => `${AttributeName}: ${AttributeType}`,
        ).sort(),
        indexes: Table?.GlobalSecondaryIndexes?.map(({ IndexName, KeySchema, Projection }) => ({
          IndexName,
          KeySchema,
          Projection,
        })),
      },
      {
        status: 'ACTIVE',
        billing: 'PAY_PER_REQUEST',
        keys: [
          { AttributeName: 'conversation_id', KeyType: 'HASH' },
          { AttributeName: 'item', KeyType: 'RANGE' },
        ],
        attributes: ['conversation_id: S', 'item: S', 'updated_at: S', 'user_id: S'],
        indexes: [
          {
            IndexName: 'by_user',
            KeySchema: [
              { AttributeName: 'user_id', KeyType: 'HASH' },
              { AttributeName: 'updated_at', KeyType: 'RANGE' },
            ],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
      },
    )
  })

  it('keeps only what carries a user in the index, newest first as asked', async () => {
    const { client } = await start()
    for (const [id, updated] of [
      ['one', '2026-01-01'],
      ['two', '2026-02-01'],
    ] as const) {
      const meta = { user_id: { S: 'alice' }, updated_at: { S: updated } }
      await put(client, id, { item: { S: 'meta' }, ...meta })
      await put(client, id, { item: { S: 'turn#000001' } })
    }
    const found = await client.send(
      new QueryCommand({
        TableName: tableName,
        IndexName: 'by_user',
        KeyConditionExpression: 'user_id = :user',
        ExpressionAttributeValues: { ':user': { S: 'alice' } },
        ScanIndexForward: false,
      }),
    )
    assert.deepEqual(
      found.Items?.map(({ conversation_id }) => conversation_id?.S),
      ['two', 'one'],
    )
  })

  it('keeps its tables in a folder over a restart, and making the table again changes nothing', async () => {
    const path = join(await temporaryFolder(), 'not', 'yet there')
    const first = await start({ path })
    await put(first.client, 'one', { item: { S: 'meta' }, title: { S: 'kept' } })
    await first.dynamoDb.close()
    closing.pop()
    const second = await start({ path })
    const key = { conversation_id: { S: 'one' }, item: { S: 'meta' } }
    const { Item } = await second.client.send(
      new GetItemCommand({ TableName: tableName, Key: key }),
    )
    assert.deepEqual(Item, { ...key, title: { S: 'kept' } })
  })

  it('shares a folder: what one writes the others read, all at once too', async () => {
    const path = await temporaryFolder()
    const stacks = await Promise.all([1, 2, 3].map(() => start({ path })))
    const ids = stacks.map((_, at) => `from ${at}`)
    await Promise.all(
      stacks.map(async ({ client }, at) => {
        for (let turn = 0; turn < 20; turn += 1) {
          await put(client, ids[at] ?? '', { item: { S: `turn#${turn}` } })
        }
      }),
    )
    for (const { client } of stacks) {
      for (const id of ids) {
        const query = new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: 'conversation_id = :id',
          ExpressionAttributeValues: { ':id': { S: id } },
        })
        assert.equal((await client.send(query)).Count, 20)
      }
    }
  })

  it('finishes what was asked before it closes: nothing is thrown, whenever that is', async () => {
    for (const ms of [0, 1, 2, 3, 5, 8, 12, 20, 30, 45, 60]) {
      const { client, dynamoDb } = await start({ path: await temporaryFolder() })
      const asked = Array.from({ length: 20 }, (_, at) =>
        put(client, `${at}`, { item: { S: 'meta' } }).catch(() => 'cut off'),
      )
      await delay(ms)
      await dynamoDb.close()
      client.destroy()
      await Promise.all(asked)
    }
  })

  it('holds the folder only while it is asked', async () => {
    const path = await temporaryFolder()
    const { client } = await start({ path })
    await put(client, 'one', { item: { S: 'meta' } })
    await delay(500)
    const level = new Level(path)
    await level.open()
    await level.close()
  })

  it('says so where something else has the folder', async () => {
    const path = await temporaryFolder()
    const level = new Level(path)
    await level.open()
    closing.push(() => level.close())
    await assert.rejects(startDynamoDb({ port: 0, path }), (error) => {
      assert.ok(error instanceof FolderInUse)
      assert.deepEqual(
        [error.name, error.path, error.message],
        ['FolderInUse', path, `Another process uses the tables in ${path}`],
      )
      return true
    })
  })

  it('refuses a path that is no folder with the error of the system', async () => {
    await assert.rejects(startDynamoDb({ port: 0, path: '/dev/null/tables' }), { code: 'ENOTDIR' })
  })

  it('answers under no other name than its own', async () => {
    const { dynamoDb } = await start()
    const status = await new Promise((resolve) => {
      const headers = { host: 'evil.example.com' }
      request(dynamoDb.url, { method: 'POST', headers }, (response) => {
        resolve(response.statusCode)
        response.resume()
      }).end()
    })
    assert.equal(status, 403)
  })

  async function start(options: { path?: string } = {}) {
    const dynamoDb: DynamoDb = await startDynamoDb({ port: 0, ...options })
    closing.push(() => dynamoDb.close())
    await createConversationsTable({ endpoint: dynamoDb.url, tableName })
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
    const endpoint = dynamoDb.url
    const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials })
    return { dynamoDb, client }
  }

  async function temporaryFolder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'dynamodb-'))
    closing.push(() => rm(folder, { recursive: true }))
    return folder
  }
})

async function put(
  client: DynamoDBClient,
  id: string,
  item: Record<string, { S: string }>,
): Promise<void> {
  const Item = { conversation_id: { S: id }, ...item }
  await client.send(new PutItemCommand({ TableName: tableName, Item }))
}

describe('the stand-in for DynamoDB of a run', () => {
  it('answers whoever signs with the credentials of the run, and nobody else', async () => {
    const credentials = { accessKeyId: 'AKIDRUN', secretAccessKey: 'of-this-run' }
    const signedBy = { region: 'eu-west-1', credentials }
    const dynamoDb = await startDynamoDb({ port: 0, signedBy })
    const table = { endpoint: dynamoDb.url, tableName: 'conversations' }
    await createConversationsTable({ ...table, ...signedBy })
    const others = [
      { ...credentials, secretAccessKey: 'another' },
      { ...credentials, accessKeyId: 'local' },
    ]
    for (const each of others) {
      const refused = createConversationsTable({ ...table, ...signedBy, credentials: each })
      await assert.rejects(refused, { name: 'UnrecognizedClientException' })
    }
    const client = new DynamoDBClient({ endpoint: dynamoDb.url, ...signedBy })
    const { TableNames } = await client.send(new ListTablesCommand())
    assert.deepEqual(TableNames, ['conversations'])
    client.destroy()
    const unsigned = await fetch(dynamoDb.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'DynamoDB_20120810.ListTables',
      },
      body: '{}',
    })
    assert.equal(unsigned.status, 400)
    await dynamoDb.close()
  })
})
