import type { Look } from './look.ts'
import { oneLine } from './one-line.ts'
import { cutTo, displayWidth, padTo } from './width.ts'

/** Rows beneath their heads; the last column is cut to what the terminal's width leaves of it. */
export function columns(
  look: Look,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const table = [heads, ...rows].map((row) => row.map((cell) => oneLine(cell, longestCell)))
  const widths = heads.map((_, at) => Math.max(...table.map((row) => displayWidth(row[at] ?? ''))))
  const last = heads.length - 1
  const before = widths.slice(0, last).reduce((sum, width) => sum + width + gap.length, 0)
  const room = Math.max(look.columns - before, leastRoom)
  const cellOf = (text: string, at: number) =>
    at === last ? cutTo(text, room, look.symbols.ellipsis) : padTo(text, widths[at] ?? 0)
  return table.map((row) => `${row.map(cellOf).join(gap)}\n`).join('')
}

const gap = '  '
const longestCell = 300
/** A narrower window wraps the lines. */
const leastRoom = 20
