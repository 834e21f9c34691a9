import * as z from 'zod'
import { charge, price, stopReasons } from '../event-parts.ts'
import type { Evidence, Usage } from '../events.ts'
import { wellFormed } from '../text.ts'
import { storable } from './messages.ts'
import { readEvidence } from './stored-evidence.ts'

/*
 * What stands in the table was written by this version, by earlier ones, and during a deployment by
 * the next: the schemas of its items are their own, and not those of the API. They are strict about
 * what a conversation hangs on (keys, owner, turn numbers, version, status, messages); anything else
 * may be missing, or of a kind not known here, and what is not known is passed over.
 */

const turnPrefix = 'turn#'
const unknownTime = new Date(0).toISOString()
const time = z.iso.datetime().catch(unknownTime)

/** The item `meta` of a conversation: alone in carrying the attributes of the index `by_user`. */
export const metaItem = z.object({
  conversation_id: z.string(),
  item: z.literal('meta'),
  /** What its client calls it, where it chose the id: then `conversation_id` follows from it. */
  chosen_id: z.string().optional().catch(undefined),
  user_id: z.string(),
  title: z.string().catch('Untitled'),
  client_id: z.string().optional().catch(undefined),
  /** What the newest turn could call. */
  tools_available: z.array(z.string()).catch([]),
  created_at: time,
  updated_at: time,
  /** The number of the newest turn. */
  turns: z.number(),
  /** What came before it was cleared, and counts for nothing though an item may still be there. */
  first_turn: z.number().default(1),
  /** One more whenever turns begin or are cleared: whoever begins one names the version it read. */
  version: z.number(),
  /** Seconds since 1970, as DynamoDB expires items; reads ignore what is past it. */
  ttl: z.number(),
  /** Who runs a turn: nobody else may write until `busy_until` (ms since 1970). */
  lease_id: z.string().optional(),
  busy_until: z.number().optional(),
  /** Which turn, and for which request. Outlasts the lease: the request may not be stored yet. */
  lease_turn: z.number().optional(),
  lease_request: z.string().optional(),
  /** What that request asked, as a hash: until its turn has ended, it has no item of its own. */
  lease_hash: z.string().optional(),
})
export type MetaItem = z.infer<typeof metaItem>

/** A block of a kind not known here is not read: a model is told of what it can be told. */
const messages = z
  .array(z.looseObject({ role: z.enum(['user', 'assistant']), content: z.array(z.unknown()) }))
  .transform((read) => wellFormed(storable(read)))

const counter = z.number().catch(0)
const usage = z.object({
  input_tokens: counter,
  output_tokens: counter,
  cache_read_tokens: counter,
  cache_write_tokens: counter,
  model_calls: counter,
  tool_calls: counter,
  charges: z.array(charge).optional().catch(undefined),
  price: price.optional().catch(undefined),
} satisfies Record<keyof Usage, z.ZodType>)

/** `turn#000001` and on. Messages are one JSON string: item maps allow neither depth nor empty keys. */
export const turnItem = z
  .object({
    conversation_id: z.string(),
    item: z.string().startsWith(turnPrefix),
    request_id: z.string().catch(''),
    status: z.enum(['running', 'complete', 'interrupted']),
    messages: z.string(),
    usage: usage.optional().catch(undefined),
    stop_reason: z.enum(stopReasons).optional().catch(undefined),
    /** How the answer's claims stand, as one JSON string. */
    evidence: z.string().optional().catch(undefined),
    /** Of each tool call: how many ms after the turn began it was made, and how many it took. */
    call_times: z
      .array(z.tuple([z.int().min(0), z.int().min(0)]))
      .optional()
      .catch(undefined),
    /** What was sent for each of them, as one JSON string. */
    calls_sent: z.string().optional().catch(undefined),
    /** What is kept of the turns before this one, from which on they are read; one JSON string. */
    summary_before: z.string().optional().catch(undefined),
    /** A provider stopped this turn's answer, and would stop each that is made with it in view. */
    left_out: z.boolean().optional().catch(undefined),
    created_at: time,
    ttl: z.number().catch(Number.MAX_SAFE_INTEGER),
  })
  .transform(({ evidence, ...item }) => ({
    ...item,
    ...evidenceIn(evidence),
    turn: Number(item.item.slice(turnPrefix.length)),
    messages: messages.parse(JSON.parse(item.messages)),
    bytes: Buffer.byteLength(item.messages),
  }))
/** Of an answer that an earlier version stored there is none. */
function evidenceIn(stored: string | undefined): { evidence?: Evidence } {
  const evidence = readEvidence(stored)
  return evidence === undefined ? {} : { evidence }
}

export type TurnItem = z.output<typeof turnItem>

/** `request#<request_id>`: which turn a request became, and what it asked. */
export const requestItem = z.object({
  conversation_id: z.string(),
  item: z.string(),
  turn: z.number(),
  body_hash: z.string(),
  ttl: z.number(),
})
export type RequestItem = z.infer<typeof requestItem>

export const lastTurn = 999_999

export function turnKey(turn: number): string {
  return `${turnPrefix}${String(turn).padStart(6, '0')}`
}

export function requestKey(requestId: string): string {
  return `request#${requestId}`
}
