import * as z from 'zod'
import type { StoredCall } from '../../agent/api.ts'
import type { GatewayTools } from '../mcp-bridge/gateway-tools.ts'
import { parseJson } from '../parse-json.ts'

export interface Again {
  result: unknown
  /** Why there is none, in words. */
  failure?: string
}

/** The same call once more, through the gateway: with what was sent, where that is known, so that a period stays the same. */
export async function askAgain(
  tools: GatewayTools,
  call: StoredCall,
  signal: AbortSignal,
): Promise<Again> {
  const { content, isError } = await tools.call(
    { name: call.tool, input: inputOf(call), onProgress: undefined },
    signal,
  )
  const [part] = content
  const text = part?.type === 'text' ? part.text : ''
  const result = parseJson(text) ?? text
  const { status, message } = said.catch({}).parse(result)
  if (isError !== true && status !== 'error') return { result }
  return { result, failure: message ?? text.slice(0, 300) }
}

const said = z.object({
  status: z.string().optional(),
  message: z.string().optional().catch(undefined),
})

const sent = z.object({
  call: z.object({
    operation: z.string(),
    parameters: z.record(z.string(), z.unknown()).optional(),
    query: z.string().optional(),
    region: z.unknown().optional(),
  }),
})

/** What was asked in words becomes the call that it was read as. */
export function inputOf({ input, result }: Pick<StoredCall, 'input' | 'result'>) {
  const { call } = sent.safeParse(result).data ?? {}
  // A long one is not said again.
  const isWhole = call?.parameters !== undefined || input.parameters === undefined
  if (call === undefined || !isWhole) return input
  const { question: _, ...given } = input
  const { operation, parameters, query, region } = call
  return {
    ...given,
    operation,
    ...(parameters !== undefined && { parameters }),
    ...(query !== undefined && { query }),
    ...(given.region === undefined && region !== undefined && { region }),
  }
}
