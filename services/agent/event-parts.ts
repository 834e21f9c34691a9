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
