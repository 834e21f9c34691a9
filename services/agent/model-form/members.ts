import type { Json } from '../tool-result.ts'

export type JsonRecord = { [name: string]: Json }

export function recordOf(value: Json | undefined): JsonRecord | undefined {
  return isRecord(value) ? value : undefined
}

const isRecord = (value: Json | undefined): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What lies at a dotted path, as `columns` of a result have it: into lists too, and to a tag by its key. */
export function valueAt(item: JsonRecord, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((value, step) => memberOf(value, step), item)
}

function memberOf(value: Json | undefined, step: string): Json | undefined {
  if (!Array.isArray(value)) {
    const of = recordOf(value)
    return of !== undefined && Object.hasOwn(of, step) ? of[step] : undefined
  }
  const entries = value.map(recordOf)
  const tag = entries.find((entry) => entry !== undefined && (entry.Key ?? entry.key) === step)
  if (tag !== undefined) return tag.Value ?? tag.value
  const found = entries.flatMap((entry) => (entry && memberOf(entry, step)) ?? [])
  return found.length === 0 ? undefined : found
}

/** Nothing is said by it: null, an empty text, an empty list or record. */
export function isAbsent(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** The same without members that say nothing; entries of lists keep their places. */
export function withoutAbsent(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutAbsent)
  const of = recordOf(value)
  if (of === undefined) return value
  const members = Object.entries(of).map(([name, member]) => [name, withoutAbsent(member)] as const)
  return Object.fromEntries(members.filter(([, member]) => !isAbsent(member)))
}
