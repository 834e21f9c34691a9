import * as z from 'zod'
import type { AgentEventOf } from '../../agent/events.ts'

export type ToolCall = AgentEventOf<'tool_call'>
export type ToolResult = AgentEventOf<'tool_result'>

const members = z.record(z.string(), z.unknown())

/** What the tools of AWS answer with; a region that failed has no items. */
const toolData = z.object({
  status: z.string().optional(),
  operation: z.string().optional(),
  call: z
    .object({ operation: z.string(), parameters: members.optional(), query: z.string().optional() })
    .optional()
    .catch(undefined),
  cli_query: z.string().optional().catch(undefined),
  calls: z
    .array(
      z.object({
        service: z.string(),
        operation: z.string(),
        region: z.string(),
        parameters: members.optional(),
      }),
    )
    .catch([]),
  for_each: z.object({ parameter: z.string() }).optional().catch(undefined),
  regions: z
    .array(
      z.object({
        region: z.string(),
        items: z.array(z.unknown()).default([]),
        failures: z.array(z.unknown()).default([]),
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
