import type { StoredCall } from '../api.ts'
import { untrustedData } from '../tool-result.ts'
import type { TurnItem } from './items.ts'

/** The tool calls of a turn with what is kept of their results, in the order in which they were made. */
export function storedCalls({
  messages,
  call_times: times = [],
  created_at,
}: Pick<TurnItem, 'messages' | 'call_times' | 'created_at'>): StoredCall[] {
  const blocks = messages.flatMap(({ content }) => content)
  const results = new Map(
    blocks.flatMap((block) =>
      'toolResult' in block ? [[block.toolResult.toolUseId, block.toolResult] as const] : [],
    ),
  )
  const made = blocks.flatMap((block) => ('toolUse' in block ? [block.toolUse] : []))
  return made.map(({ toolUseId: id, name: tool, input }, at) => {
    const [afterMs, duration_ms] = times[at] ?? []
    const kept = results.get(id)
    return {
      ...{ id, tool, input: Object(input) as Record<string, unknown> },
      ...(afterMs !== undefined && {
        at: new Date(Date.parse(created_at) + afterMs).toISOString(),
      }),
      ...(duration_ms !== undefined && { duration_ms }),
      ...(kept !== undefined && resultOf(kept)),
    }
  })
}

type Kept = Extract<
  TurnItem['messages'][number]['content'][number],
  { toolResult: unknown }
>['toolResult']

function resultOf({ status, content: [part] }: Kept) {
  const result = part === undefined ? '' : 'json' in part ? untrustedData(part.json) : part.text
  const own: unknown = Object(result).status
  const said = own === 'ok' || own === 'partial' || own === 'error' ? own : undefined
  return { status: said ?? (status === 'error' ? 'error' : 'ok'), result } as const
}
