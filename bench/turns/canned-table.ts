import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { z } from 'zod'
import { listen } from '../../test/stand-ins/listen.ts'

/**
 * A table that answers at once: conditions always hold, and every conversation that is asked for
 * is the owner's and has ten turns. What DynamoDB itself takes is not what is measured here.
 */
export async function startCannedTable(owner: string): Promise<string> {
  const server = createServer(async (request, response) => {
    const body = await json(request)
    const operation = request.headers['x-amz-target']?.toString().split('.').at(-1)
    response.setHeader('content-type', 'application/x-amz-json-1.0')
    response.end(operation === undefined ? '' : answerTo(operation, body, owner))
  })
  return `http://127.0.0.1:${await listen(server)}`
}

function answerTo(operation: string, body: unknown, owner: string): string {
  if (operation === 'UpdateItem') return JSON.stringify({ Attributes: {} })
  if (operation === 'Query') return turns
  if (operation !== 'BatchGetItem') return '{}'
  const [[table, { Keys }] = ['', { Keys: [] }]] = Object.entries(
    batchRequest.parse(body).RequestItems,
  )
  const metas = Keys.filter(({ item }) => item.S === 'meta').map(({ conversation_id }) =>
    attributes({
      ...{ conversation_id: conversation_id.S, item: 'meta', user_id: owner, ttl: never },
      ...{ turns: turnCount, first_turn: 1, version: turnCount },
    }),
  )
  return JSON.stringify({ Responses: { [table]: metas } })
}

const itemKey = z.object({
  conversation_id: z.object({ S: z.string() }),
  item: z.object({ S: z.string() }),
})
const batchRequest = z.object({
  RequestItems: z.record(z.string(), z.object({ Keys: z.array(itemKey) })),
})

const turnCount = 10
const writtenAt = '2026-01-01T00:00:00.000Z'
const never = 9_999_999_999
const text = 'i-0123456789abcdef0 web-1 m7g.large running us-east-1a. '.repeat(10)
const messages = JSON.stringify([
  { role: 'user', content: [{ text: 'Which instances run?' }] },
  { role: 'assistant', content: [{ text }] },
])
const turns = JSON.stringify({
  Items: Array.from({ length: turnCount }, (_, index) =>
    attributes({
      ...{ conversation_id: 'c_bench', item: `turn#${String(turnCount - index).padStart(6, '0')}` },
      ...{ request_id: `r${index}`, status: 'complete', messages },
      ...{ created_at: writtenAt, ttl: never, stop_reason: 'end_turn' },
    }),
  ),
})

/** An item as DynamoDB writes it. */
function attributes(item: Record<string, string | number>) {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      typeof value === 'string' ? { S: value } : { N: String(value) },
    ]),
  )
}
