import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { getItem, type Table, updateItem } from '../conversations/table.ts'

/** What turns take; dollars in millionths, as whole numbers add up exactly. */
export interface Amount {
  tokens: number
  microUsd: number
}

/** One item of the table, and how much may be counted in it. */
export interface Counter {
  key: { conversation_id: string; item: string }
  /** Seconds since 1970, when nobody asks for it any more. */
  ttl: number
  limit: Partial<Amount>
}

/** What is counted, with all that is held. */
export interface Counted extends Amount {
  /** Of it, for turns that run, or that ended without a word. */
  held: Amount
}

/**
 * A turn's part of a counter: counted before the model is asked, corrected when the turn ends. Each
 * write names the hold and what it was, so that one that the SDK repeats counts once. A hold that nobody
 * settles stays counted: what a process that died had spent is not known.
 */
export interface Hold {
  readonly amount: Amount
  /** Holds so much in place of what it held; false where nothing is left. */
  raise(amount: Amount): Promise<boolean>
  /** Counts what was spent in place of what was held; all there is then, where it was not counted before. */
  settle(spent: Amount): Promise<Counted | undefined>
}

/** A hold where anything is left; else what is counted, and nothing is written. */
export async function hold(
  table: Table,
  counter: Counter,
  amount: Amount,
  now: Date,
): Promise<Hold | { spent: Counted }> {
  const name = `hold_${randomBytes(8).toString('hex')}`
  const at = Math.floor(now.getTime() / 1000)
  const written = await updateItem(table, counter.key, {
    update: `SET ${added}, #ttl = :ttl, #${name} = :hold`,
    if: `attribute_not_exists(#${name})${underLimit(counter)}`,
    values: {
      ...change(amount),
      ...limits(counter),
      ':zero': 0,
      ':ttl': counter.ttl,
      ':hold': stored(amount, at),
    },
  })
  if (written === undefined) {
    const found = await read(table, counter)
    // Repeated by the SDK, which had lost the first answer.
    if (!(name in found.holds)) return { spent: found.counted }
  }
  return running(table, counter, { name, amount, at })
}

/** What is counted by now: nothing, where nobody asked yet. */
export async function counted(table: Table, counter: Counter): Promise<Counted> {
  return (await read(table, counter)).counted
}

function running(table: Table, counter: Counter, of: { name: string; amount: Amount; at: number }) {
  const { name, at } = of
  let { amount } = of
  const held: Hold = {
    get amount() {
      return amount
    },
    async raise(to) {
      const written = await updateItem(table, counter.key, {
        update: `SET ${added}, #${name} = :hold`,
        if: `#${name}.#tokens = :before AND #${name}.#micro_usd = :beforeUsd${underLimit(counter)}`,
        values: {
          ...change(difference(to, amount)),
          ...limits(counter),
          ':zero': 0,
          ':hold': stored(to, at),
          ':before': amount.tokens,
          ':beforeUsd': amount.microUsd,
        },
      })
      const isRaised = written !== undefined || isSame((await read(table, counter)).holds[name], to)
      if (isRaised) amount = to
      return isRaised
    },
    async settle(spent) {
      const written = await updateItem(table, counter.key, {
        update: `SET ${added} REMOVE #${name}`,
        if: `attribute_exists(#${name})`,
        values: { ...change(difference(spent, amount)), ':zero': 0 },
      })
      return written === undefined ? undefined : itemOf(written).counted
    },
  }
  return held
}

const added =
  '#tokens = if_not_exists(#tokens, :zero) + :tokens, ' +
  '#micro_usd = if_not_exists(#micro_usd, :zero) + :micro_usd'

function change({ tokens, microUsd }: Amount) {
  return { ':tokens': tokens, ':micro_usd': microUsd }
}

/** While anything is left a turn may begin: what it takes is not known before. */
function underLimit({ limit }: Counter): string {
  const under = (name: string, value: string) =>
    ` AND (attribute_not_exists(#${name}) OR #${name} < ${value})`
  return (
    (limit.tokens === undefined ? '' : under('tokens', ':limit')) +
    (limit.microUsd === undefined ? '' : under('micro_usd', ':limitUsd'))
  )
}

function limits({ limit }: Counter) {
  return {
    ...(limit.tokens !== undefined && { ':limit': limit.tokens }),
    ...(limit.microUsd !== undefined && { ':limitUsd': limit.microUsd }),
  }
}

export function difference(to: Amount, from: Amount): Amount {
  return { tokens: to.tokens - from.tokens, microUsd: to.microUsd - from.microUsd }
}

function isSame(one: Amount | undefined, other: Amount): boolean {
  return one?.tokens === other.tokens && one.microUsd === other.microUsd
}

function stored({ tokens, microUsd }: Amount, at: number) {
  return { tokens, micro_usd: microUsd, at }
}

const amount = z
  .object({ tokens: z.number().catch(0), micro_usd: z.number().catch(0) })
  .transform(({ tokens, micro_usd }): Amount => ({ tokens, microUsd: micro_usd }))

async function read(table: Table, { key }: Counter) {
  return itemOf(await getItem(table, key))
}

/** Of an item that is not there, nothing. */
function itemOf(item: unknown): { counted: Counted; holds: Record<string, Amount> } {
  const attributes = z.record(z.string(), z.unknown()).catch({}).parse(item)
  const holds = Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => {
      const parsed = name.startsWith('hold_') ? amount.safeParse(value).data : undefined
      return parsed === undefined ? [] : [[name, parsed] as const]
    }),
  )
  const held = { tokens: 0, microUsd: 0 }
  for (const { tokens, microUsd } of Object.values(holds)) {
    held.tokens += tokens
    held.microUsd += microUsd
  }
  return { counted: { ...amount.parse(attributes), held }, holds }
}
