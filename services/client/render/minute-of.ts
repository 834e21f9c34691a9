/** `2026-01-31 14:05`, by the clock of whoever reads it. */
export function minuteOf(timestamp: string): string {
  return new Date(timestamp).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' })
}
