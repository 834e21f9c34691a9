import { z } from 'zod'
import type { ProxiedRequest } from '../stand-ins/fault-proxy.ts'

/** Which step of a turn a request to the issuer is. */
export function issuerStep({ path }: ProxiedRequest): string {
  return path.endsWith('/keys') ? 'keys' : 'discovery'
}

/** The method of an MCP message. */
export function gatewayStep({ method, body }: ProxiedRequest): string {
  return method === 'POST'
    ? z.object({ method: z.string() }).parse(JSON.parse(body)).method
    : method
}

/** What a request to the table reads or writes. */
export function tableStep({ headers, body }: ProxiedRequest): string {
  const operation = String(headers['x-amz-target']).split('.')[1]
  const { Key, Item, UpdateExpression = '' } = dynamodbRequest.parse(JSON.parse(body))
  const kind = (Key ?? Item)?.item?.S.split('#')[0] ?? 'history'
  if (operation === 'BatchGetItem') return 'read meta and request'
  if (operation === 'GetItem' || operation === 'Query') return `read ${kind}`
  if (operation === 'PutItem') return kind === 'meta' ? 'begin conversation' : `write ${kind}`
  // Of what is counted by day and month.
  if (kind === 'day' || kind === 'month') {
    return UpdateExpression.includes('REMOVE') ? `settle ${kind}` : `hold ${kind}`
  }
  if (kind === 'turn') return UpdateExpression.includes(':interrupted') ? 'cut off' : 'finish'
  if (UpdateExpression.includes('REMOVE')) return 'release'
  return UpdateExpression.includes('#turns') ? 'claim' : 'renew lease'
}

const key = z.looseObject({ item: z.object({ S: z.string() }).optional() })
const dynamodbRequest = z.object({
  Key: key.optional(),
  Item: key.optional(),
  UpdateExpression: z.string().optional(),
})
