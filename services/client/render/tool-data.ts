import { z } from 'zod'
import type { AgentEventOf } from '../../agent/events.ts'

export type ToolCall = AgentEventOf<'tool_call'>
export type ToolResult = AgentEventOf<'tool_result'>

/** What the tools of AWS answer with; a region that failed has no items. */
const toolData = z.object({
  operation: z.string().optional(),
  regions: z
    .array(
      z.object({
        region: z.string(),
        items: z.array(z.unknown()).default([]),
        truncated: z.boolean().default(false),
        status: z.string(),
      }),
    )
    .min(1),
})

export type ToolData = z.infer<typeof toolData>

/** Undefined for the result of a tool of another kind, and for one that asked AWS nothing. */
export function toolDataOf(result: unknown): ToolData | undefined {
  return toolData.safeParse(result).data
}
