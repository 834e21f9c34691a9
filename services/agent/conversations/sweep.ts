import { DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { turnKey } from './items.ts'
import { attributeNames, type Table, unlessConditionFails } from './table.ts'

/** Removes turns before `before`, and the requests that became them. */
export async function sweep(table: Table, conversation_id: string, before: number): Promise<void> {
  for await (const keys of keyPages(table, conversation_id)) {
    const removed = keys.map((item) =>
      removeItem(table, { Key: { conversation_id, item }, before }),
    )
    await Promise.all(removed)
  }
}

/** Some at once, as each is a request of its own. */
const sweepPage = 25

async function* keyPages({ client, TableName }: Table, id: string): AsyncGenerator<string[]> {
  let start: Record<string, unknown> | undefined
  do {
    const keys = '#conversation_id = :id'
    const projection = '#item'
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: keys,
        ProjectionExpression: projection,
        ExpressionAttributeNames: attributeNames(`${keys} ${projection}`),
        ExpressionAttributeValues: { ':id': id },
        ConsistentRead: true,
        Limit: sweepPage,
        ...(start && { ExclusiveStartKey: start }),
      }),
    )
    yield Items.map((item) => keyItem.parse(item).item).filter((item) => item !== 'meta')
    start = LastEvaluatedKey
  } while (start !== undefined)
}

const keyItem = z.object({ item: z.string() })

/** The condition spares what was written again meanwhile. */
async function removeItem({ client, TableName }: Table, { Key, before }: Removal): Promise<void> {
  if (Key.item >= turnKey(before)) return
  const condition = 'attribute_not_exists(#turn) OR #turn < :before'
  const command = new DeleteCommand({
    TableName,
    Key,
    ConditionExpression: condition,
    ExpressionAttributeNames: attributeNames(condition),
    ExpressionAttributeValues: { ':before': before },
  })
  await unlessConditionFails(client.send(command))
}

interface Removal {
  Key: { conversation_id: string; item: string }
  before: number
}
