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
  /\.(GetItem|Query)$/.test(String(headers['x-amz-target']))

function count(read: boolean, { asked, told }: { asked: string; told: string }): void {
  const parsed = answered.parse(JSON.parse(told))
  const units = parsed.ConsumedCapacity?.CapacityUnits ?? 0
  if (read) {
    used.readBytes += told.length
    used.readUnits += units
  } else {
    used.writtenBytes += asked.length
    used.writeUnits += units
  }
}

const answered = z.object({
  ConsumedCapacity: z.object({ CapacityUnits: z.number() }).optional(),
})

parentPort?.on('message', () => {
  parentPort?.postMessage(used)
  used = { ...nothing }
})
const endpoint = `http://127.0.0.1:${await listen(server)}`
parentPort?.postMessage({
  env: { AWS_ENDPOINT_URL_DYNAMODB: endpoint, CONVERSATIONS_TABLE: table.tableName },
})
