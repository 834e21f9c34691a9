import * as z from 'zod'
import { charge, heldClaim, price, stopReasons } from './event-parts.ts'

/**
 * What `POST /stream` sends, one SSE message an event: `event:` is `type`, `data:` the rest as JSON.
 * Exactly one `done` or `error` ends a stream; `done` comes only after the turn is stored.
 * Receivers ignore events and fields that they do not know.
 */
export const agentEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    conversation_id: z.string(),
    request_id: z.string(),
    turn: z.int().positive(),
  }),
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({
    type: z.literal('tool_call'),
    id: z.string(),
    tool: z.string(),
    input: z.record(z.string(), z.unknown()),
  }),
  z.object({
    type: z.literal('tool_result'),
    id: z.string(),
    tool: z.string(),
    status: z.enum(['ok', 'partial', 'error']),
    duration_ms: z.number(),
    /** One line for a person: `9 items of ec2:DescribeVpcs from us-east-1`, or what went wrong. */
    summary: z.string(),
    /** True where `result` holds less than the tool returned. */
    truncated: z.boolean(),
    result: z.unknown(),
  }),
  z.object({ type: z.literal('notice'), code: z.string(), message: z.string() }),
  z.object({
    type: z.literal('usage'),
    input_tokens: z.int(),
    output_tokens: z.int(),
    cache_read_tokens: z.int(),
    cache_write_tokens: z.int(),
    model_calls: z.int(),
    tool_calls: z.int(),
    /** What AWS bills for what tools read, each kind once; absent where it bills nothing. */
    charges: z.array(charge).optional(),
    price: price.optional(),
  }),
  z.object({
    type: z.literal('error'),
    code: z.string(),
    message: z.string(),
    retryable: z.boolean(),
    retry_after_s: z.number().optional(),
  }),
  z.object({
    type: z.literal('done'),
    stop_reason: z.enum(stopReasons),
  }),
  /** A piece of what the model thinks before it speaks: no part of the answer, and not stored. */
  z.object({ type: z.literal('reasoning'), text: z.string() }),
  /** How the claims of the answer stand against what was read; before `usage`, where something was. */
  z.object({
    type: z.literal('evidence'),
    /** Of them `found`, `derived` and `asked`; the rest is `unbacked`. */
    claims: z.int(),
    found: z.int(),
    derived: z.int(),
    asked: z.int(),
    /** What stands in nothing that was read: empty where all stands. */
    unbacked: z.array(heldClaim.pick({ text: true, kind: true })),
    /** Figures that are not checked: what was read could come to them, in ways that are not told apart. In none of the counts. */
    undecided: z.array(heldClaim.pick({ text: true, kind: true })).optional(),
    /** Each claim once, in the answer's order; of a stored answer perhaps the first of them alone. */
    rows: z.array(heldClaim),
  }),
  /** How far a call is: each second of one that takes longer, and what a gateway that streams tells of it. */
  z.object({
    type: z.literal('tool_progress'),
    id: z.string(),
    tool: z.string(),
    elapsed_ms: z.number(),
    /** Parts that are done, as the tool counts them; absent where it does not say. */
    done: z.number().optional(),
    /** Of how many. */
    total: z.number().optional(),
    /** One line: the part, a name. */
    message: z.string().optional(),
  }),
])
