import * as z from 'zod'
import { parseJson } from '../../parse-json.ts'

/** The line that `npm run local` prints, in the shape of a stack's outputs; other text as it is. */
export function asStackOutputs(text: string): string {
  const { data } = localStack.safeParse(parseJson(text))
  if (data === undefined) return text
  const { issuer, clientId, audience, ...addresses } = data
  const okta = { issuer, clientId, audience, scopes: [] }
  return JSON.stringify({ environment: 'local', ...addresses, okta })
}

const localStack = z.object({
  functionUrl: z.string(),
  gatewayUrl: z.string(),
  region: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  audience: z.string(),
  credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
})
