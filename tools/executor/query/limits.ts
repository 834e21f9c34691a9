import type { Json } from '../../json.ts'

/**
 * What one value may grow to while a query is evaluated. A thread's heap has a bound of its own, but
 * one large allocation beyond it ends the whole process: these are refused before they are made.
 */
const most = { entries: 250_000, members: 50_000, letters: 4_000_000 } as const

export class TooLarge extends Error {
  override name = 'TooLarge'
}

/** Throws where a list, an object or a text of this size may not be made. */
export function checkSize(kind: keyof typeof most, size: number): void {
  if (size > most[kind]) throw new TooLarge(`makes more than ${most[kind]} ${kind}`)
}

/** Its length as JSON, in letters; more than `limit` is any number above it. */
export function jsonLength(value: Json, limit: number): number {
  if (typeof value === 'string') {
    // Only as much is written as must be known.
    return value.length > limit ? value.length : JSON.stringify(value).length
  }
  if (typeof value !== 'object' || value === null) return String(value).length
  let length = 2
  for (const [name, member] of Object.entries(value)) {
    length += jsonLength(member, limit - length) + (Array.isArray(value) ? 1 : name.length + 4)
    if (length > limit) return length
  }
  return length
}
