import type { LimitState } from '../api.ts'
import type { ModelConfig, QuotaLimit, Quotas } from '../config.ts'
import { ownerKey } from '../conversations/conversation-key.ts'
import type { Table } from '../conversations/table.ts'
import { usdOf as chargedUsd, noUsage, type Usage } from '../events.ts'
import { modelPrice } from '../prices/model-prices.ts'
import { modelUsd } from '../prices/turn-price.ts'
import {
  type Amount,
  type Counted,
  type Counter,
  counted,
  difference,
  type Hold,
  hold,
} from './counter.ts'
import { closingWords, type LimitName, refusalOf } from './quota-spent.ts'
import { dayOf, monthOf } from './windows.ts'

export interface QuotaOptions {
  table: Table
  limits: Quotas
  model: ModelConfig
  region: string | undefined
  now: () => Date
  /** Told of a turn whose count could not be corrected: what was held stays counted. */
  onUnsettled: (error: unknown) => void
}

export type Quota = ReturnType<typeof quota>

/** By limit, how much of it is counted by now: 100 is all of it. */
export type Shares = Partial<Record<LimitName, number>>

/** What of the limits one turn holds, until it has settled. */
export interface HeldTurn {
  /** Before a further model call, which may take what the last one took: words to end with where nothing is left. */
  closingWords(used: Usage): Promise<string | false>
  /** Counts what the turn took, where all its model calls have told it. Never throws; once settled, it stays so. */
  settle(used: Usage, isTold: boolean): Promise<Shares>
}

/** Limits of tokens and money by person and day, and by deployment and month. */
export function quota(options: QuotaOptions) {
  const { table, limits: configured, now } = options
  const usual = usualTurn(options)

  const countersOf = (owner: string): NamedCounter[] => {
    const at = now()
    const { personDay, month } = configured
    return [
      ...(personDay ? [counter('person_day', `spent_${ownerKey(owner)}`, personDay, at)] : []),
      ...(month ? [counter('deployment_month', 'spent_all', month, at)] : []),
    ]
  }

  return {
    /** Counts what a turn usually takes, before any model is asked; refuses where a limit is reached. */
    async hold(owner: string): Promise<HeldTurn> {
      const at = now()
      const counters = countersOf(owner)
      const found = await Promise.allSettled(
        counters.map(async (counter) => {
          const held = await hold(table, counter, within(usual.amount, counter.limit), at)
          if ('spent' in held) throw refusalOf(counter, held.spent, at)
          return { counter, held }
        }),
      )
      const held = found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
      const refused = found.find((one) => one.status === 'rejected')
      if (refused === undefined) return heldTurn(held, usual, options.onUnsettled)
      await settle(held, () => nothing, options.onUnsettled)
      throw refused.reason
    },

    /** What is counted of each limit that there is. */
    async state(owner: string): Promise<LimitState[]> {
      return Promise.all(
        countersOf(owner).map(async (one) => stateOf(one, await counted(table, one))),
      )
    },
  }
}

interface NamedCounter extends Counter {
  name: LimitName
  resetsAt: Date
}

interface HeldCounter {
  counter: NamedCounter
  held: Hold
}

function counter(name: LimitName, of: string, { tokens, usd }: QuotaLimit, at: Date): NamedCounter {
  const { item, resetsAt } = name === 'person_day' ? dayOf(at) : monthOf(at)
  return {
    name,
    key: { conversation_id: of, item },
    // A turn that began in it may end after it.
    ttl: Math.floor(resetsAt.getTime() / 1000) + 2 * 86_400,
    limit: {
      ...(tokens !== undefined && { tokens }),
      ...(usd !== undefined && { microUsd: Math.round(usd * 1e6) }),
    },
    resetsAt,
  }
}

function heldTurn(
  all: readonly HeldCounter[],
  usual: UsualTurn,
  onUnsettled: (error: unknown) => void,
): HeldTurn {
  let settled: Promise<Shares> | undefined
  let before = nothing
  return {
    async closingWords(used) {
      const spent = amountOf(used, usual)
      const next = difference(spent, before)
      before = spent
      const words = all.map(async ({ counter, held }) => {
        if (isWithin(sum(spent, next), held.amount)) return false
        const room = sum(spent, most(next, usual.amount))
        return (await held.raise(most(room, held.amount))) ? false : closingWords(counter)
      })
      return (await Promise.all(words)).find((each) => each !== false) ?? false
    },
    settle(used, isTold) {
      const spent = amountOf(used, usual)
      // A model call that never said what it took is not free.
      const took = (held: Hold) => (isTold ? spent : most(spent, held.amount))
      settled ??= settle(all, took, onUnsettled)
      return settled
    },
  }
}

async function settle(
  all: readonly HeldCounter[],
  took: (held: Hold) => Amount,
  onUnsettled: (error: unknown) => void,
): Promise<Shares> {
  const shares = all.map(async ({ counter, held }) => {
    try {
      const counted = await held.settle(took(held))
      return counted === undefined ? [] : [[counter.name, shareOf(counter, counted)] as const]
    } catch (error) {
      onUnsettled(error)
      return []
    }
  })
  return Object.fromEntries((await Promise.all(shares)).flat())
}

interface UsualTurn {
  amount: Amount
  usdOf: (usage: Usage) => number
}

/** Of a model without a known price only tokens, and what else has one. */
function usualTurn({ model, region }: QuotaOptions): UsualTurn {
  const price = modelPrice(model, region)
  const usdOf = (usage: Usage) =>
    usage.price?.usd ?? (modelUsd(usage, price) ?? 0) + chargedUsd(usage.charges ?? [])
  const usage = { ...noUsage, input_tokens: 18_000, output_tokens: 2_000 }
  return { amount: amountOf(usage, { usdOf }), usdOf }
}

function amountOf(usage: Usage, { usdOf }: Pick<UsualTurn, 'usdOf'>): Amount {
  const { input_tokens, output_tokens, cache_read_tokens, cache_write_tokens } = usage
  return {
    tokens: input_tokens + output_tokens + cache_read_tokens + cache_write_tokens,
    microUsd: Math.round(usdOf(usage) * 1e6),
  }
}

const nothing: Amount = { tokens: 0, microUsd: 0 }

/** Of a small limit a turn holds all there is at most: one at a time. */
function within(amount: Amount, limit: Partial<Amount>): Amount {
  return {
    tokens: Math.min(amount.tokens, limit.tokens ?? amount.tokens),
    microUsd: Math.min(amount.microUsd, limit.microUsd ?? amount.microUsd),
  }
}

function sum(one: Amount, other: Amount): Amount {
  return { tokens: one.tokens + other.tokens, microUsd: one.microUsd + other.microUsd }
}

function most(one: Amount, other: Amount): Amount {
  return {
    tokens: Math.max(one.tokens, other.tokens),
    microUsd: Math.max(one.microUsd, other.microUsd),
  }
}

function isWithin(one: Amount, other: Amount): boolean {
  return one.tokens <= other.tokens && one.microUsd <= other.microUsd
}

function stateOf({ name, limit, resetsAt }: NamedCounter, { held, ...all }: Counted): LimitState {
  const usd = (microUsd: number) => microUsd / 1e6
  return {
    limit: name,
    resets_at: resetsAt.toISOString(),
    ...(limit.tokens !== undefined && {
      tokens: { limit: limit.tokens, spent: all.tokens, held: held.tokens },
    }),
    ...(limit.microUsd !== undefined && {
      usd: { limit: usd(limit.microUsd), spent: usd(all.microUsd), held: usd(held.microUsd) },
    }),
  }
}

function shareOf({ limit }: Counter, { tokens, microUsd }: Counted): number {
  const shares = [
    ...(limit.tokens === undefined ? [] : [tokens / limit.tokens]),
    ...(limit.microUsd === undefined ? [] : [microUsd / limit.microUsd]),
  ]
  return Math.round(Math.max(...shares) * 1_000) / 10
}
