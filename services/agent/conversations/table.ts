import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import { awsAgents } from '../../../outbound/aws-agents.ts'
import { withoutLogger } from '../../../outbound/without-logger.ts'

export interface Table {
  client: DynamoDBDocumentClient
  TableName: string
}

interface Key {
  conversation_id: string
  item: string
}

/** In expressions `#name` stands for the attribute of that name. */
interface Condition {
  if: string
  values: Record<string, unknown>
}

interface Change extends Condition {
  update: string
}

interface TableOptions {
  tableName: string
  timeoutMs: number
  dynamodb?: DynamoDBClientConfig | undefined
}

export function openTable({ tableName, timeoutMs, dynamodb }: TableOptions): Table {
  const requestHandler = {
    connectionTimeout: Math.min(timeoutMs, 2_000),
    // Until an answer begins; without the next line the SDK would only warn.
    requestTimeout: timeoutMs,
    throwOnRequestTimeout: true,
    // Between two pieces of an answer.
    socketTimeout: timeoutMs,
    ...awsAgents(),
  }
  const client = new DynamoDBClient({ requestHandler, ...dynamodb })
  if (dynamodb?.logger === undefined) withoutLogger(client)
  return { client: DynamoDBDocumentClient.from(client), TableName: tableName }
}

/** The item as it is stored now. */
export async function getItem({ client, TableName }: Table, Key: Key): Promise<unknown> {
  const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }))
  return Item
}

/** Of several items in one request, the attributes that are named; what there is none of is left out. */
export async function getItems(
  { client, TableName }: Table,
  keys: readonly Key[],
  attributes: readonly string[],
): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = []
  const projection = projectionOf(attributes)
  let left: Record<string, unknown>[] = keys.map((key) => ({ ...key }))
  while (left.length > 0) {
    const request = { Keys: left, ConsistentRead: true, ...projection }
    const command = new BatchGetCommand({ RequestItems: { [TableName]: request } })
    const { Responses, UnprocessedKeys } = await client.send(command)
    found.push(...(Responses?.[TableName] ?? []))
    left = UnprocessedKeys?.[TableName]?.Keys ?? []
  }
  return found
}

/** What a read returns, named in its request: the rest would be sent for nothing. */
export function projectionOf(attributes: readonly string[]) {
  return {
    ProjectionExpression: attributes.map((name) => `#${name}`).join(', '),
    ExpressionAttributeNames: Object.fromEntries(attributes.map((name) => [`#${name}`, name])),
  }
}

/** False, and nothing written, where the condition does not hold. */
export async function putItem(table: Table, Item: Key, condition: Condition): Promise<boolean> {
  const command = new PutCommand({
    TableName: table.TableName,
    Item,
    ConditionExpression: condition.if,
    ExpressionAttributeNames: attributeNames(condition.if),
    ExpressionAttributeValues: condition.values,
  })
  return (await unlessConditionFails(table.client.send(command))) !== undefined
}

/** The item after the change; undefined, and nothing written, where the condition does not hold. */
export async function updateItem(table: Table, Key: Key, change: Change): Promise<unknown> {
  const command = updateCommand(table, Key, { ...change, returned: 'ALL_NEW' })
  return (await unlessConditionFails(table.client.send(command)))?.Attributes
}

/** False, and nothing written, where the condition does not hold. */
export async function changeItem(table: Table, Key: Key, change: Change): Promise<boolean> {
  const command = updateCommand(table, Key, { ...change, returned: 'NONE' })
  return (await unlessConditionFails(table.client.send(command))) !== undefined
}

function updateCommand(
  { TableName }: Table,
  Key: Key,
  change: Change & { returned: 'ALL_NEW' | 'NONE' },
) {
  return new UpdateCommand({
    TableName,
    Key,
    UpdateExpression: change.update,
    ConditionExpression: change.if,
    ExpressionAttributeNames: attributeNames(`${change.update} ${change.if}`),
    ExpressionAttributeValues: change.values,
    ReturnValues: change.returned,
  })
}

export function attributeNames(expressions: string): Record<string, string> {
  const names = expressions.matchAll(/#(\w+)/g)
  return Object.fromEntries([...names].map(([alias, name = '']) => [alias, name]))
}

/**
 * Undefined where the condition did not hold. The SDK repeats a request whose answer was lost, so
 * that conditions also let the same write through twice.
 */
export async function unlessConditionFails<T>(write: Promise<T>): Promise<T | undefined> {
  try {
    return await write
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return undefined
    throw error
  }
}
