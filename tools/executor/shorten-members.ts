import { isRecord, type Json, jsonBytes } from '../json.ts'
import { shorten } from './shorten.ts'

/**
 * An item in at most `maxBytes`: its small members stay whole, and its large ones share what room
 * those leave, each cut by itself and saying so.
 */
export function shortenMembers(item: Json, maxBytes: number): Json {
  if (!isRecord(item)) return shorten(item, maxBytes)
  const members = Object.entries(item).sort(([, a], [, b]) => jsonBytes(a) - jsonBytes(b))
  let left = maxBytes - jsonBytes(Object.fromEntries(members.map(([name]) => [name, 0])))
  const cut = new Map<string, Json>()
  for (const [index, [name, value]] of members.entries()) {
    const share = Math.floor(left / (members.length - index))
    const shown = jsonBytes(value) <= share ? value : shorten(value, share)
    left -= jsonBytes(shown)
    cut.set(name, shown)
  }
  const shorter: Json = Object.fromEntries(
    Object.keys(item).map((name) => [name, cut.get(name) ?? null]),
  )
  return jsonBytes(shorter) <= maxBytes ? shorter : shorten(item, maxBytes)
}
