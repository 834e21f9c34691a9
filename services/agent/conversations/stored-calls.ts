import * as z from 'zod'
import type { StoredCall } from '../api.ts'
import { parseJson, sizeOf } from '../json.ts'
import { resultIn } from '../model-form/read.ts'
import { type Json, json } from '../tool-result.ts'
import type { TurnItem } from './items.ts'

/** The tool calls of a turn with what is kept of their results, in the order in which they were made. */
export function storedCalls({
  messages,
  call_times: times = [],
  calls_sent,
  created_at,
}: Pick<TurnItem, 'messages' | 'call_times' | 'calls_sent' | 'created_at'>): StoredCall[] {
  const blocks = messages.flatMap(({ content }) => content)
  const results = new Map(
    blocks.flatMap((block) =>
      'toolResult' in block ? [[block.toolResult.toolUseId, block.toolResult] as const] : [],
    ),
  )
  const made = blocks.flatMap((block) => ('toolUse' in block ? [block.toolUse] : []))
  const sentOf = sentCalls.parse(parseJson(calls_sent ?? ''))
  return made.map(({ toolUseId: id, name: tool, input }, at) => {
    const [afterMs, duration_ms] = times[at] ?? []
    const kept = results.get(id)
    const sent = sentOf[at] ?? {}
    return {
      ...{ id, tool, input: Object(input) as Record<string, unknown> },
      ...(afterMs !== undefined && {
        at: new Date(Date.parse(created_at) + afterMs).toISOString(),
      }),
      ...(duration_ms !== undefined && { duration_ms }),
      ...(kept !== undefined && resultOf(kept, sent)),
    }
  })
}

type Kept = Extract<
  TurnItem['messages'][number]['content'][number],
  { toolResult: unknown }
>['toolResult']

const sentCalls = z.array(z.record(z.string(), json)).catch([])

/** What was sent for each call, as JSON of at most so many bytes: the largest are left out first. */
export function sentWithin(sent: readonly Record<string, unknown>[], maxBytes: number): string {
  let left = maxBytes - 3 * sent.length
  const sizes = sent.map(sizeOf).toSorted((a, b) => a - b)
  const firstOver = sizes.find((size) => {
    left -= size
    return left < 0
  })
  return JSON.stringify(sent.map((one) => (sizeOf(one) < (firstOver ?? Infinity) ? one : {})))
}

function resultOf({ status, content: [part] }: Kept, sent: Record<string, Json>) {
  const result =
    part === undefined ? '' : 'json' in part ? withSent(resultIn(part.json), sent) : part.text
  const own: unknown = Object(result).status
  const said = own === 'ok' || own === 'partial' || own === 'error' ? own : undefined
  return { status: said ?? (status === 'error' ? 'error' : 'ok'), result } as const
}

const withSent = (result: Json, sent: Record<string, Json>): Json =>
  typeof result === 'object' && result !== null && !Array.isArray(result)
    ? { ...result, ...sent }
    : result
