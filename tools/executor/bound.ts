import type { Operation } from '../catalogue/catalogue.ts'
import { type Json, jsonBytes } from '../json.ts'
import { applyQuery, invalidQuery } from './query.ts'
import { shorten } from './shorten.ts'
import { withinTime } from './within-time.ts'

interface Bounded {
  shown: Json[]
  /** How many of the items `shown` is made of; the rest is for the next call. */
  used: number
  /** How many entries of what a query made of one item could not be shown. */
  lost: number
}

interface Limits {
  operation: Operation
  query: string | undefined
  maxBytes: number
}

/** A short query can ask for more than any machine computes. */
const queryMs = 1_000

/** As many items as fit after the query, each in one answer only. */
export function bound(items: readonly Json[], limits: Limits): Bounded {
  if (limits.query === undefined) return fitting(items, limits)
  return withinTime(() => fitting(items, limits), queryMs) ?? tooLong()
}

const tooLong = () => {
  throw invalidQuery(`query takes longer than ${queryMs} ms`)
}

function fitting(items: readonly Json[], limits: Limits): Bounded {
  for (let used = items.length; ; used = Math.floor(used / 2)) {
    const shown = queried(items.slice(0, used), limits)
    if (jsonBytes(shown) <= limits.maxBytes) return { shown, used, lost: 0 }
    if (used <= 1) return { ...cut(shown, limits.maxBytes), used }
  }
}

const queried = (items: Json[], { query, operation }: Limits): Json[] =>
  query === undefined ? items : applyQuery(items, query, operation)

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
