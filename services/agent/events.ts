import * as z from 'zod'

export const stopReasons = [
  'end_turn',
  'max_tokens',
  'tool_limit',
  'token_limit',
  'cancelled',
] as const

/** What AWS bills for reads of one kind; comes from tools, so it is held to what it may be. */
export const charge = z.object({
  /** `Cost Explorer` */
  service: z.string().regex(/^[\w .-]{1,40}$/),
  count: z.number().min(0),
  /** `request`, `metric`, `GB scanned` */
  unit: z.string().regex(/^[\w .-]{1,40}$/),
  usd: z.number().min(0),
})
export type Charge = z.infer<typeof charge>

/** How one claim of an answer stands: an id, a name, a number, a time. */
export const heldClaim = z.object({
  /** `arn`, `id`, `name`, `address`, `region`, `time`, `money`, `percentage`, `count`, `number`. */
  kind: z.string(),
  /** As the answer writes it. */
  text: z.string(),
  /** `asked`: it is of the question or of the call, and says nothing of the account. */
  status: z.enum(['found', 'derived', 'asked', 'unbacked']),
  /** The id of the call whose result it stands in, or is derived from; `turn 2` is an earlier answer. */
  call: z.string().optional(),
  /** Within the result: `regions[0].items[3].InstanceId`. */
  path: z.string().optional(),
  /** Of what does not stand there as it is: `sum of Size of the rows`. */
  how: z.string().optional(),
})
export type HeldClaim = z.infer<typeof heldClaim>

/** Of a turn, in dollars by lists of prices, before discounts and free tiers. */
export const price = z.object({
  /** Of the parts that are known. */
  usd: z.number().min(0),
  /** `model`, `lambda`, `gateway`, `table`, `reads` (what `charges` are together). */
  parts: z.record(z.string(), z.number().min(0)),
  /** Parts that cost something, and nobody here knows what. */
  unknown: z.array(z.string()),
  /** The day on which the older of the lists was last compared. */
  as_of: z.string(),
})
export type Price = z.infer<typeof price>

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

export type AgentEvent = z.infer<typeof agentEvent>
export type AgentEventOf<T extends AgentEvent['type']> = Extract<AgentEvent, { type: T }>
export type Usage = Omit<AgentEventOf<'usage'>, 'type'>
export type Evidence = Omit<AgentEventOf<'evidence'>, 'type'>
export type StopReason = AgentEventOf<'done'>['stop_reason']

/** Of the agent's notices, and of those that the client puts between its events; receivers take any. */
export type NoticeCode =
  | 'answer_restarted'
  | 'model_loading'
  | 'nothing_read'
  | 'older_turns_left_out'
  | 'retrying'
  | 'tools_unavailable'
  | 'unreadable_event'
  | 'versions_differ'

export function noticeOf(code: NoticeCode, message: string): AgentEventOf<'notice'> {
  return { type: 'notice', code, message }
}

export function isNotice(event: AgentEvent, code: NoticeCode): boolean {
  return event.type === 'notice' && event.code === code
}

export const noUsage: Readonly<Usage> = {
  input_tokens: 0,
  output_tokens: 0,
  cache_read_tokens: 0,
  cache_write_tokens: 0,
  model_calls: 0,
  tool_calls: 0,
}

/** Both together, each kind once. */
export function addCharges(one: readonly Charge[], other: readonly Charge[]): Charge[] {
  const sums = new Map<string, Charge>()
  for (const { service, count, unit, usd } of [...one, ...other]) {
    const sum = sums.get(`${service} ${unit}`) ?? { service, count: 0, unit, usd: 0 }
    sums.set(`${service} ${unit}`, {
      ...sum,
      count: exact(sum.count + count),
      usd: exact(sum.usd + usd),
    })
  }
  return [...sums.values()]
}

export const usdOf = (charges: readonly Charge[]): number =>
  exact(charges.reduce((sum, { usd }) => sum + usd, 0))

/** Sums of decimals, without what binary adds to them. */
const exact = (value: number): number => Math.round(value * 1e6) / 1e6

/** Both together: what is unknown of one is unknown of both. */
export function addPrices(one: Price | undefined, other: Price | undefined): Price | undefined {
  if (one === undefined || other === undefined) return one ?? other
  const names = new Set([...Object.keys(one.parts), ...Object.keys(other.parts)])
  const parts = [...names].map(
    (name) => [name, (one.parts[name] ?? 0) + (other.parts[name] ?? 0)] as const,
  )
  return {
    usd: one.usd + other.usd,
    parts: Object.fromEntries(parts),
    unknown: [...new Set([...one.unknown, ...other.unknown])],
    as_of: one.as_of < other.as_of ? one.as_of : other.as_of,
  }
}
