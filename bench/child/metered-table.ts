import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { parentPort } from 'node:worker_threads'
import { z } from 'zod'
import { startConversationsTable } from '../../test/stand-ins/conversations-table.ts'
import { listen } from '../../test/stand-ins/listen.ts'

/**
 * A table that counts. It runs as a worker, posts where it is, and to each message what was read
 * and written since the last: bytes, and capacity units as DynamoDB bills them.
 */
const table = await startConversationsTable()
const nothing = { readBytes: 0, readUnits: 0, writtenBytes: 0, writeUnits: 0 }
let used = { ...nothing }

const server = createServer(async (request, response) => {
  const asked = await text(request)
  const answer = await forward(request, asked)
  const told = await answer.text()
  count(isRead(request), { asked, told })
  response.statusCode = answer.status
  response.setHeader('content-type', 'application/x-amz-json-1.0')
  response.end(told)
})

function forward({ headers }: IncomingMessage, asked: string): Promise<Response> {
  return fetch(table.config.endpoint, {
    method: 'POST',
    headers: {
      authorization: headers.authorization ?? '',
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-date': String(headers['x-amz-date']),
      'x-amz-target': String(headers['x-amz-target']),
    },
    body: JSON.stringify({ ...JSON.parse(asked), ReturnConsumedCapacity: 'TOTAL' }),
  })
}

const isRead = ({ headers }: IncomingMessage) =>
  /\.(GetItem|BatchGetItem|Query)$/.test(String(headers['x-amz-target']))

function count(read: boolean, { asked, told }: { asked: string; told: string }): void {
  const parsed = answered.parse(JSON.parse(told))
  const units = [parsed.ConsumedCapacity ?? []]
    .flat()
    .reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0)
  if (read) {
    used.readBytes += told.length
    used.readUnits += units
  } else {
    used.writtenBytes += asked.length
    used.writeUnits += units + indexUnits(asked)
  }
}

const capacity = z.object({ CapacityUnits: z.number() })
const answered = z.object({
  ConsumedCapacity: z.union([capacity, z.array(capacity)]).optional(),
})

/**
 * Of the index, as DynamoDB bills it and dynalite does not count: `meta` alone is in it, once to be put
 * there or changed, twice where the time moves on that it is sorted by. All are below 1 kB.
 */
function indexUnits(asked: string): number {
  const { Item, Key, UpdateExpression = '' } = write.parse(JSON.parse(asked))
  if ((Item ?? Key)?.item?.S !== 'meta') return 0
  return UpdateExpression.includes('#updated_at') || UpdateExpression.includes('updated_at =')
    ? 2
    : 1
}

const key = z.object({ item: z.object({ S: z.string() }).optional() })
const write = z.object({
  Item: key.optional(),
  Key: key.optional(),
  UpdateExpression: z.string().optional(),
})

parentPort?.on('message', () => {
  parentPort?.postMessage(used)
  used = { ...nothing }
})
const endpoint = `http://127.0.0.1:${await listen(server)}`
parentPort?.postMessage({
  env: { AWS_ENDPOINT_URL_DYNAMODB: endpoint, CONVERSATIONS_TABLE: table.tableName },
})
