import * as z from 'zod'
import { charge, heldClaim, price, stopReasons } from '../../agent/event-parts.ts'
import type { AgentEvent, AgentEventOf, Usage } from '../../agent/events.ts'

/**
 * An event as an agent of any version sends it: members that are not known here are passed over,
 * and one that is missing, or of another kind, has a value that claims nothing. `unreadable` is an
 * event without what it is about; undefined one of a kind that this version does not know.
 */
export function anyEvent(type: string, data: object): AgentEvent | 'unreadable' | undefined {
  if (!isKnown(type)) return undefined
  return anyEvents[type].safeParse({ ...data, type }).data ?? 'unreadable'
}

function isKnown(type: string): type is AgentEvent['type'] {
  return Object.hasOwn(anyEvents, type)
}

const text = z.string().catch('')
const count = z.number().catch(0)
const wait = z.number().optional().catch(undefined)
const usage = {
  input_tokens: count,
  output_tokens: count,
  cache_read_tokens: count,
  cache_write_tokens: count,
  model_calls: count,
  tool_calls: count,
  charges: z.array(charge).optional().catch(undefined),
  price: price.optional().catch(undefined),
} satisfies Record<keyof Usage, z.ZodType>

const anyEvents: { [T in AgentEvent['type']]: z.ZodType<AgentEventOf<T>> } = {
  start: z.object({
    type: z.literal('start'),
    conversation_id: z.string(),
    request_id: text,
    turn: z.number().catch(1),
  }),
  text: z.object({ type: z.literal('text'), text: z.string() }),
  tool_call: z.object({
    type: z.literal('tool_call'),
    id: z.string(),
    tool: z.string().catch('tool'),
    input: z.record(z.string(), z.unknown()).catch({}),
  }),
  tool_result: z.object({
    type: z.literal('tool_result'),
    id: z.string(),
    tool: z.string().catch('tool'),
    status: z.enum(['ok', 'partial', 'error']).catch('partial'),
    duration_ms: count,
    summary: text,
    truncated: z.boolean().catch(false),
    result: z.unknown().default(null),
  }),
  notice: z.object({ type: z.literal('notice'), code: text, message: z.string() }),
  usage: z.object({ type: z.literal('usage'), ...usage }),
  error: z.object({
    type: z.literal('error'),
    code: z.string().catch('internal'),
    message: z.string().catch('The agent failed to answer.'),
    retryable: z.boolean().catch(false),
    retry_after_s: wait,
  }),
  evidence: z.object({
    type: z.literal('evidence'),
    claims: count,
    found: count,
    derived: count,
    asked: count,
    unbacked: z.array(heldClaim.pick({ text: true }).extend({ kind: text })),
    undecided: z
      .array(heldClaim.pick({ text: true }).extend({ kind: text }))
      .optional()
      .catch(undefined),
    rows: z.array(heldClaim).catch([]),
  }),
  tool_progress: z.object({
    type: z.literal('tool_progress'),
    id: z.string(),
    tool: text,
    elapsed_ms: count,
    done: wait,
    total: wait,
    message: z.string().optional().catch(undefined),
  }),
  reasoning: z.object({ type: z.literal('reasoning'), text: z.string() }),
  // Whatever else it says, it ends the stream.
  done: z.object({ type: z.literal('done'), stop_reason: z.enum(stopReasons).catch('end_turn') }),
}
