import { isRecord, type Json } from '../json.ts'

/**
 * An SDK output as plain JSON: times as ISO text, big integers as numbers where they are exact,
 * bytes and streams as a marker with what is known of their size; text is well-formed Unicode.
 * `$metadata` is dropped.
 */
export function plain(value: unknown): Json {
  switch (typeof value) {
    case 'string':
      return value.toWellFormed()
    case 'boolean':
      return value
    case 'number':
      return Number.isFinite(value) ? value : String(value)
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
    case 'object':
      return value === null ? null : plainObject(value)
    default:
      return null
  }
}

function plainObject(value: object): Json {
  if (Array.isArray(value)) return value.map(plain)
  if (isRecord(value)) return plainMembers(value)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (ArrayBuffer.isView(value)) return `[binary: ${value.byteLength} bytes]`
  if (isStream(value)) return discard(value)
  return isBigDecimal(value) ? value.string : plainMembers(value)
}

/** One pass over the members, as each answer of AWS goes through here whole. */
function plainMembers(value: object): Json {
  const members: [string, Json][] = []
  for (const [name, member] of Object.entries(value)) {
    if (name === '$metadata' || member === undefined) continue
    members.push([name.toWellFormed(), plain(member)])
  }
  return Object.fromEntries(members)
}

const isStream = (value: object): boolean =>
  'pipe' in value || 'getReader' in value || Symbol.asyncIterator in value

/** Nobody reads it: let go of its connection. */
function discard(stream: object): string {
  if ('destroy' in stream && typeof stream.destroy === 'function') stream.destroy()
  return '[stream: not read]'
}

const isBigDecimal = (value: object): value is { string: string } =>
  'string' in value &&
  typeof value.string === 'string' &&
  'type' in value &&
  value.type === 'bigDecimal'
