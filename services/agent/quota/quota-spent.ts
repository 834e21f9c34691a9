import type { LimitState } from '../api.ts'
import { Refusal } from '../problem.ts'
import type { Amount, Counted, Counter } from './counter.ts'

/** Over which limits a turn may go no further. */
export type LimitName = LimitState['limit']

interface ReachedLimit extends Pick<Counter, 'limit'> {
  name: LimitName
  resetsAt: Date
}

/** A turn that was refused before any model was asked; nothing of it is stored. */
export class QuotaSpent extends Refusal {
  readonly limit: LimitName

  constructor(limit: LimitName, detail: string, retryAfterS: number) {
    super('quota_spent', detail, { retryAfterS })
    this.limit = limit
  }
}

/** Which limit, what of it is spent, and when it begins anew. */
export function refusalOf(counter: ReachedLimit, counted: Counted, at: Date): QuotaSpent {
  const { limit, resetsAt } = counter
  const { held } = counted
  const reached = (['tokens', 'microUsd'] as const).filter(
    (kind) => counted[kind] >= (limit[kind] ?? Number.POSITIVE_INFINITY),
  )
  const kind = reached[0] ?? 'tokens'
  const inWords = words[kind]
  const whose = `${limits[counter.name]} of ${inWords(limit[kind] ?? 0)}`
  const resets = `It begins anew at ${inMinutes(resetsAt)}.`
  if (reached.every((kind) => counted[kind] - held[kind] < (limit[kind] ?? 0))) {
    const detail = `${whose} is taken up by answers that are still running: ${inWords(counted[kind] - held[kind])} spent, ${inWords(held[kind])} held for them. Ask again when they have ended. ${resets}`
    return new QuotaSpent(counter.name, detail, heldRetryS)
  }
  const detail = `${whose} is spent: ${inWords(counted[kind])} by now. ${resets}`
  return new QuotaSpent(counter.name, detail, Math.ceil((resetsAt.getTime() - at.getTime()) / 1000))
}

const heldRetryS = 5

const limits: Record<LimitName, string> = {
  person_day: 'Your limit for a day',
  deployment_month: 'The limit of this deployment for a month',
}

const words: Record<keyof Amount, (value: number) => string> = {
  tokens: (tokens) => `${tokens.toLocaleString('en')} tokens`,
  microUsd: (microUsd) => `$${(microUsd / 1e6).toFixed(2)}`,
}

/** Of a turn that has begun. */
export function closingWords({ name, limit, resetsAt }: ReachedLimit): string {
  const all = [
    ...(limit.tokens === undefined ? [] : [words.tokens(limit.tokens)]),
    ...(limit.microUsd === undefined ? [] : [words.microUsd(limit.microUsd)]),
  ]
  const which = `${limits[name]} (${all.join(', ')})`
  return `I stopped here: ${which} is spent. It begins anew at ${inMinutes(resetsAt)}.`
}

/** `2026-11-29 00:00 UTC`. */
function inMinutes(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
