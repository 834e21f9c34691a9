import type { Charge } from '../../agent/events.ts'

/** `AWS bills what was read: Cost Explorer 3 requests, $0.03`, without a newline. */
export function chargesLine(charges: readonly Charge[]): string {
  return `AWS bills what was read: ${chargesText(charges)}`
}

/** `Cost Explorer 3 requests, $0.03; Logs Insights 1.2 GB scanned, under $0.01` */
export function chargesText(charges: readonly Charge[]): string {
  return charges
    .map(({ service, count, unit, usd }) => `${service} ${counted(count, unit)}, ${dollars(usd)}`)
    .join('; ')
}

function counted(count: number, unit: string): string {
  const number = count.toLocaleString('en-US', { maximumFractionDigits: 1 })
  return `${number} ${unit}${count === 1 || unit.includes(' ') ? '' : 's'}`
}

const dollars = (usd: number): string => (usd < 0.01 ? 'under $0.01' : `$${usd.toFixed(2)}`)
