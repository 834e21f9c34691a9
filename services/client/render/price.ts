import type { Price } from '../../agent/events.ts'
import { oneLine } from './one-line.ts'

/** `$0.0132 (model $0.0121, lambda $0.0011), by list prices of 2026-10-24; the model's is unknown`. */
export function priceText({ usd, parts, unknown, as_of }: Price): string {
  const known = Object.entries(parts).map(([part, of]) => `${oneLine(part, 20)} ${dollars(of)}`)
  const names = unknown.map((part) => oneLine(part, 20))
  if (known.length === 0) return `unknown (${names.join(', ')})`
  const shares = known.length > 1 || names.length > 0 ? ` (${known.join(', ')})` : ''
  const rest = names.length === 0 ? '' : `; unknown: ${names.join(', ')}`
  return `${dollars(usd)}${shares}, by list prices of ${oneLine(as_of, 10)}${rest}`
}

/** A turn costs cents, and most parts of it less. */
function dollars(usd: number): string {
  if (usd > 0 && usd < 0.0001) return 'under $0.0001'
  return `$${usd.toFixed(usd < 1 ? 4 : 2)}`
}
