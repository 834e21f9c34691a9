import type { Look } from './look.ts'
import { oneLine } from './one-line.ts'
import { cutTo, displayWidth, padTo } from './width.ts'

/**
 * Rows beneath their heads; the last column is cut to what the terminal's width leaves of it, and
 * stands in a line of its own where that is too little.
 */
export function columns(
  look: Look,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const table = [heads, ...rows].map((row) => row.map((cell) => oneLine(cell, longestCell)))
  const widths = heads.map((_, at) => Math.max(...table.map((row) => displayWidth(row[at] ?? ''))))
  const last = heads.length - 1
  const before = widths.slice(0, last).reduce((sum, width) => sum + width + gap.length, 0)
  const isNarrow = look.columns - before < leastRoom
  const room = look.columns - (isNarrow ? gap.length : before)
  const line = (row: readonly string[]) => {
    const cells = row.slice(0, last).map((text, at) => padTo(text, widths[at] ?? 0))
    const rest = cutTo(row[last] ?? '', room, look.symbols.ellipsis)
    return isNarrow
      ? `${cells.join(gap).trimEnd()}\n${gap}${rest}\n`
      : `${[...cells, rest].join(gap)}\n`
  }
  return table.map(line).join('')
}

const gap = '  '
const longestCell = 300
const leastRoom = 20
