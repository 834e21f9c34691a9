import type { AgentEvent } from '../../../agent/events.ts'
import { ClientError } from '../../errors.ts'
import { oneLine } from '../../render/one-line.ts'
import { toolDataOf } from '../../render/tool-data.ts'

export interface Item {
  region: string
  item: unknown
}

interface Items {
  items: Item[]
  /** There are more than these. */
  isCut: boolean
}

interface ToolItems {
  take(event: AgentEvent): void
  /** Throws a ClientError where there are none. */
  found(): Items
}

/** Of the tool call that is `wanted`, counted from 1, among an answer's events; else of the last with any. */
export function toolItems(wanted: number | undefined): ToolItems {
  const calls = new Map<string, Items>()
  let failure = ''
  return {
    take(event) {
      if (event.type === 'tool_call') calls.set(event.id, { items: [], isCut: false })
      if (event.type !== 'tool_result') return
      calls.set(event.id, itemsOf(event.result, event.truncated))
      if (event.status === 'error') failure = ` ${oneLine(event.summary, 300)}`
    },
    found() {
      const all = [...calls.values()]
      const last = all.findLast(({ items }) => items.length > 0)
      const found = wanted === undefined ? last : all[wanted - 1]
      if (found !== undefined && found.items.length > 0) return found
      throw new ClientError(
        'no_items',
        `There is nothing for a table: ${why(all.length, wanted)}.${failure}`,
      )
    },
  }
}

function why(calls: number, wanted: number | undefined): string {
  if (calls === 0) return 'the answer made no tool call'
  if (wanted !== undefined && wanted > calls) {
    return `there is no tool call ${wanted}, the answer made ${calls}`
  }
  return wanted === undefined
    ? 'none of its tool calls has items'
    : `its tool call ${wanted} has no items`
}

function itemsOf(result: unknown, truncated: boolean): Items {
  const regions = toolDataOf(result)?.regions ?? []
  return {
    items: regions.flatMap(({ region, items }) => items.map((item) => ({ region, item }))),
    isCut: truncated || regions.some((region) => region.truncated),
  }
}
