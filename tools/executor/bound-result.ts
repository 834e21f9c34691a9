import { jsonBytes } from '../json.ts'
import type { RegionResult, ToolResult } from '../tool.ts'
import { boundParts, type Part } from './bound.ts'
import { overallStatus } from './overall-status.ts'
import type { AnsweredCall } from './region-result.ts'

/** Left for what is said beside the regions once they are bounded: a plan, columns, suggestions. */
const reservedBytes = 2_000

/** The result of all regions together, in at most `maxBytes`; those without anything are one list. */
export async function boundResult(
  parts: readonly Part[],
  call: AnsweredCall,
  { maxBytes, ...frame }: Omit<ToolResult, 'status' | 'regions'> & { maxBytes: number },
): Promise<ToolResult> {
  const isFolded = parts.map(hasNothing)
  // One is shown in full in any case: there is always somebody who answered.
  if (!isFolded.includes(false)) isFolded[0] = false
  const empty_regions = parts.flatMap((part, at) =>
    isFolded[at] && 'answer' in part ? [part.answer.region] : [],
  )
  const rest = {
    ...frame,
    ...(empty_regions.length === 0 ? {} : { empty_regions }),
  }
  const room = maxBytes - reservedBytes - jsonBytes({ ...rest, status: 'partial', regions: [] })
  const shown = parts.filter((_, at) => !isFolded[at])
  const regions = await boundParts(shown, call, room)
  return { status: statusOf(regions, empty_regions), ...inOrder(rest, regions) }
}

function hasNothing(part: Part): boolean {
  if ('failed' in part) return false
  const { items, about, absent, end, cutOff, failures = [], hint } = part.answer
  const isEmpty = items.length === 0 && Object.keys(about).length === 0 && failures.length === 0
  return isEmpty && absent === undefined && end === undefined && cutOff === undefined && !hint
}

/** Empty regions have answered, too. */
const statusOf = (regions: readonly RegionResult[], empty: readonly string[]) =>
  overallStatus([
    ...regions,
    ...empty.map((region) => ({ region, status: 'ok' as const, items: [], truncated: false })),
  ])

const inOrder = (
  { empty_regions, notice, ...frame }: Omit<ToolResult, 'status' | 'regions'>,
  regions: RegionResult[],
) => ({
  ...frame,
  ...(notice === undefined ? {} : { notice }),
  regions,
  ...(empty_regions === undefined ? {} : { empty_regions }),
})
