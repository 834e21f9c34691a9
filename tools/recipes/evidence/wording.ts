import { ellipsis } from '../../text.ts'
import type { ToolError } from '../../tool-error.ts'

/** Why a read failed, and what would help, as sentences. */
export function whyMissed({ message, details }: ToolError): string {
  const why = `${message.replace(/\.$/, '')}.`
  return details.hint === undefined ? why : `${why} ${details.hint}`
}

/** `1 volume`, `3 volumes`, `no volumes`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  if (count === 0) return `no ${plural}`
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : plural}`
}

/** The first few of a list, and how many more there are. */
export function listed(names: readonly string[], most = 6): string {
  const shown = names.slice(0, most)
  const left = names.length - shown.length
  if (left > 0) return `${shown.join(', ')} and ${left} more`
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

/** Text that came from AWS, for a sentence: one bounded line without marks of Markdown. */
export function said(text: string, most = 120): string {
  const line = text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/[`*[\]<>|]/g, '')
    .trim()
  return ellipsis(line, most)
}

/** In the currency that AWS gives: `$1,234`, `1,234 CNY`. */
export function money(amount: number, currency: string): string {
  if (currency === 'USD') return usd(amount)
  return `${usd(amount).replace('$', '')} ${currency}`
}

export function usd(amount: number): string {
  const digits = Math.abs(amount) >= 100 ? 0 : 2
  const shown = Math.abs(amount).toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return `${amount < 0 ? '-' : ''}$${shown}`
}

/** `2026-03-09`, in UTC. */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10)

/** `2026-03-09 14:25 UTC`, of AWS's ISO text. */
export const minuteOf = (time: string): string => `${time.slice(0, 16).replace('T', ' ')} UTC`

export const sentences = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' ')

export const isAre = (count: number): string => (count === 1 ? 'is' : 'are')

/** `0 volumes`, `1 volume`: where “no volumes” would say too much. */
export const numbered = (count: number, noun: string, plural = `${noun}s`): string =>
  count === 0 ? `0 ${plural}` : counted(count, noun, plural)
