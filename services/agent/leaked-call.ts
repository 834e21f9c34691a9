import * as z from 'zod'
import { parseJson } from './json.ts'

/**
 * True for a tool call that a model wrote and its server did not read: markers of models' own
 * templates at the beginning, or nothing but JSON that names a tool which the model could call.
 */
export function isToolCall(text: string, toolNames: readonly string[]): boolean {
  const bare = text.replace(/^```\w*\s*|\s*```$/g, '').trim()
  const marked = markers.exec(bare)
  if (marked !== null) return toolNames.some((name) => bare.includes(name))
  if (!/^[[{]/.test(bare)) return false
  const [first] = [parseJson(bare)].flat()
  const call = namedCall.safeParse(first).data
  return toolNames.includes(call?.name ?? call?.function?.name ?? '')
}

const markers = /^(<\|?(tool_call|function|python_tag)|\[TOOL_CALLS\]|<\u{ff5c}tool)/iu

const namedCall = z.object({
  name: z.string().optional(),
  function: z.object({ name: z.string() }).optional().catch(undefined),
})
