import { type Json, jsonBytes } from '../json.ts'
import { cutText } from '../text.ts'

/** One item that is too large by itself: its long texts and lists are cut until it fits. */
export function shorten(item: Json, maxBytes: number): Json {
  for (const [text, entries] of steps) {
    const shorter = shortenTo(item, { text, entries })
    if (jsonBytes(shorter) <= maxBytes) return shorter
  }
  return `[cut: an item of ${jsonBytes(item)} bytes; ask for parts of it with query]`
}

const steps: readonly (readonly [number, number])[] = [
  ...[[4000, 500] as const, [1000, 100] as const, [300, 30] as const, [100, 8] as const],
]

interface Limits {
  text: number
  entries: number
}

function shortenTo(value: Json, limits: Limits): Json {
  if (typeof value === 'string') return shortenText(value, limits.text)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const kept = value.slice(0, limits.entries).map((entry) => shortenTo(entry, limits))
    const cut = value.length - kept.length
    return cut === 0 ? kept : [...kept, `[cut: ${cut} more entries]`]
  }
  const members = Object.entries(value)
  const kept = members.slice(0, limits.entries)
  const shorter = Object.fromEntries(
    kept.map(([name, member]) => [name, shortenTo(member, limits)]),
  )
  const cut = members.length - kept.length
  return cut === 0 ? shorter : { ...shorter, '[cut]': `${cut} more members` }
}

const shortenText = (text: string, length: number): string =>
  text.length <= length ? text : cutTo(text, length)

function cutTo(text: string, length: number): string {
  const kept = cutText(text, length)
  return `${kept}… [cut: ${text.length - kept.length} more characters]`
}
