import { randomUUID } from 'node:crypto'
import type { Message } from '@aws-sdk/client-bedrock-runtime'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import { z } from 'zod'

const client = DynamoDBDocumentClient.from(new DynamoDBClient())
const TableName = process.env.CONVERSATIONS_TABLE ?? ''

export interface BareTurn {
  conversation_id: string
  turn: number
  history: Message[]
}

/**
 * The requests of a turn's beginning in the order that keeps a conversation whole: what is there,
 * at once; then lease and message, one after the other.
 */
export async function beginTurn(message: string, id: string | undefined): Promise<BareTurn> {
  const conversation_id = id ?? `c_${randomUUID()}`
  const begun = id === undefined ? await create(conversation_id) : await goOn(conversation_id)
  const messages = JSON.stringify([{ role: 'user', content: [{ text: message }] }])
  await put({ conversation_id, item: turnKey(begun.turn), status: 'running', messages })
  return { conversation_id, ...begun }
}

/** The answer and what its request became, and then the lease's end. */
export async function endTurn({ conversation_id, turn }: BareTurn, messages: Message[]) {
  const answer = { ':m': JSON.stringify(messages), ':s': 'complete' }
  await Promise.all([
    update({ conversation_id, item: turnKey(turn) }, 'SET messages = :m, #s = :s', answer),
    put({ conversation_id, item: `request#${randomUUID()}`, turn }),
  ])
  await update({ conversation_id, item: 'meta' }, 'SET #s = :s', { ':s': 'idle' })
}

async function create(conversation_id: string) {
  const times = { created_at: new Date().toISOString(), updated_at: new Date().toISOString() }
  const meta = { conversation_id, item: 'meta', user_id: 'bench', turns: 1, status: 'running' }
  await put({ ...meta, ...times })
  return { turn: 1, history: [] }
}

async function goOn(conversation_id: string) {
  const [[meta], page] = await Promise.all([
    get(['meta', `request#${randomUUID()}`].map((item) => ({ conversation_id, item }))),
    newestTurns(conversation_id),
  ])
  const turn = metaItem.parse(meta).turns + 1
  const changed = 'SET turns = :t, updated_at = :u, #s = :s'
  const values = { ':t': turn, ':u': new Date().toISOString(), ':s': 'running' }
  await update({ conversation_id, item: 'meta' }, changed, values)
  return { turn, history: page.toReversed().flatMap(messagesIn) }
}

const metaItem = z.object({ turns: z.number() })
const turnItems = z.array(z.object({ messages: z.string() }))
const messagesIn = ({ messages }: { messages: string }) =>
  z.array(z.custom<Message>()).parse(JSON.parse(messages))

/** Those that fit a model's budget of 50,000 tokens, more or less. */
async function newestTurns(conversation_id: string) {
  const turns: z.infer<typeof turnItems> = []
  let ExclusiveStartKey: Record<string, unknown> | undefined
  do {
    const page = await turnPage(conversation_id, ExclusiveStartKey)
    turns.push(...turnItems.parse(page.Items))
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey !== undefined && JSON.stringify(turns).length < 200_000)
  return turns
}

function turnPage(conversation_id: string, start: Record<string, unknown> | undefined) {
  return client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'conversation_id = :id AND begins_with(#item, :turn)',
      ExpressionAttributeNames: { '#item': 'item' },
      ExpressionAttributeValues: { ':id': conversation_id, ':turn': 'turn#' },
      ConsistentRead: true,
      ScanIndexForward: false,
      Limit: 64,
      ...(start && { ExclusiveStartKey: start }),
    }),
  )
}

interface Key {
  conversation_id: string
  item: string
}

async function get(Keys: Key[]) {
  const request = { Keys: Keys.map((key) => ({ ...key })), ConsistentRead: true }
  const command = new BatchGetCommand({ RequestItems: { [TableName]: request } })
  return (await client.send(command)).Responses?.[TableName] ?? []
}

function put(Item: Key & Record<string, unknown>) {
  const ConditionExpression = 'attribute_not_exists(conversation_id)'
  return client.send(new PutCommand({ TableName, Item, ConditionExpression }))
}

function update(Key: Key, UpdateExpression: string, ExpressionAttributeValues: object) {
  const values = { ...ExpressionAttributeValues }
  return client.send(
    new UpdateCommand({
      TableName,
      Key,
      UpdateExpression,
      ConditionExpression: 'attribute_exists(conversation_id)',
      ExpressionAttributeNames: { '#s': 'status' },
      ExpressionAttributeValues: values,
    }),
  )
}

function turnKey(turn: number): string {
  return `turn#${String(turn).padStart(6, '0')}`
}
