/** At most so many UTF-16 units from the beginning of a text, and no half of a character. */
export function beginningOf(text: string, length: number): string {
  const last = text.charCodeAt(length - 1)
  const isHalf = length < text.length && last >= 0xd800 && last <= 0xdbff
  return text.slice(0, isHalf ? length - 1 : length)
}

/** The same for a size in bytes of UTF-8. */
export function beginningWithin(text: string, bytes: number): string {
  const whole = Buffer.from(text)
  // In a stream the decoder keeps what is no whole character yet.
  return whole.length <= bytes
    ? text
    : new TextDecoder().decode(whole.subarray(0, bytes), { stream: true })
}

/** A value as JSON has it, each of its texts well-formed: neither models nor tables take a half character. */
export function wellFormed<T>(value: T): T {
  // Most have none, and large results would keep everybody waiting.
  return halfCharacter.test(JSON.stringify(value) ?? '')
    ? JSON.parse(JSON.stringify(value), reviveWellFormed)
    : value
}

/** `JSON.stringify` escapes a half of a surrogate pair, and nothing but that, so. */
const halfCharacter = /\\ud[89a-f][0-9a-f]{2}/

function reviveWellFormed(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed()
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const entries = Object.entries(value)
  return entries.every(([name]) => name.isWellFormed())
    ? value
    : Object.fromEntries(entries.map(([name, member]) => [name.toWellFormed(), member]))
}
