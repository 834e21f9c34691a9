import type { Operation } from '../catalogue/catalogue.ts'
import { type Json, jsonBytes } from '../json.ts'
import { applyQuery, type Queried } from './query.ts'
import { shorten } from './shorten.ts'

interface Bounded {
  shown: Json[]
  /** How many of the items `shown` is made of; the rest is for the next call. */
  used: number
  /** How many entries of what a query made of one item could not be shown. */
  lost: number
  /** What in the query finds nothing. */
  hint?: string
}

interface Limits {
  operation: Operation
  query: string | undefined
  maxBytes: number
}

/** As many items as fit after the query, each in one answer only. */
export async function bound(items: readonly Json[], limits: Limits): Promise<Bounded> {
  for (let used = items.length; ; used = Math.floor(used / 2)) {
    const { entries, ...hint } = await queried(items.slice(0, used), limits)
    if (jsonBytes(entries) <= limits.maxBytes) return { shown: entries, used, lost: 0, ...hint }
    if (used <= 1) return { ...cut(entries, limits.maxBytes), used, ...hint }
  }
}

const queried = async (items: Json[], { query, operation }: Limits): Promise<Queried> =>
  query === undefined ? { entries: items } : applyQuery(items, query, operation)

function cut(entries: readonly Json[], maxBytes: number): { shown: Json[]; lost: number } {
  const [first = null, ...others] = entries
  const shown = [shorten(first, maxBytes)]
  let bytes = jsonBytes(shown)
  for (const entry of others) {
    bytes += jsonBytes(entry) + 1
    if (bytes > maxBytes) break
    shown.push(entry)
  }
  return { shown, lost: entries.length - shown.length }
}
