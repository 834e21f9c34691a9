import type { z } from 'zod'
import type { agentEvent } from './agent-event.ts'
import type { charge, heldClaim, price } from './event-parts.ts'

export type Charge = z.infer<typeof charge>
export type HeldClaim = z.infer<typeof heldClaim>
export type Price = z.infer<typeof price>

/** One event of a stream, as `agent-event.ts` says it: the agent itself never parses one. */
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
