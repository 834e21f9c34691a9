import { stripVTControlCharacters } from 'node:util'
import { graphemes } from '../render/graphemes.ts'
import { displayWidth } from '../render/width.ts'

/** What a prompt looks like: rows as wide as the window at most, and the cursor among them. */
export interface Layout {
  rows: Row[]
  cursor: { row: number; column: number }
}

interface Row {
  text: string
  width: number
}

interface Shown {
  /** May hold colours; what is typed on further lines stands as far to the right as on the first. */
  prompt: string
  text: string
  cursor: number
}

interface Window {
  columns: number
  /** Of a longer text, the rows around the cursor show. */
  rows: number
}

export function layOut({ prompt, text, cursor }: Shown, window: Window): Layout {
  const start = displayWidth(stripVTControlCharacters(prompt))
  const rows: Row[] = [{ text: prompt, width: start }]
  const indent = Math.min(start, Math.floor(window.columns / 2))
  let place = { row: 0, column: start }
  for (const { segment, index } of graphemes(text)) {
    if (segment === '\n') {
      if (index === cursor) place = endOf(rows)
      rows.push({ text: ' '.repeat(indent), width: indent })
      continue
    }
    const width = displayWidth(segment)
    if (lastOf(rows).width + width > window.columns) rows.push({ text: '', width: 0 })
    if (index === cursor) place = endOf(rows)
    append(rows, segment, width)
  }
  if (cursor >= text.length) {
    // A cursor behind a full row stands where the next character goes.
    if (lastOf(rows).width >= window.columns) rows.push({ text: '', width: 0 })
    place = endOf(rows)
  }
  return around(place, rows, window.rows)
}

const lastOf = (rows: readonly Row[]): Row => rows.at(-1) ?? { text: '', width: 0 }

const endOf = (rows: readonly Row[]) => ({ row: rows.length - 1, column: lastOf(rows).width })

function append(rows: Row[], segment: string, width: number): void {
  const last = lastOf(rows)
  rows[rows.length - 1] = { text: last.text + segment, width: last.width + width }
}

function around(place: Layout['cursor'], rows: readonly Row[], most: number): Layout {
  const first = Math.max(0, Math.min(place.row - Math.floor(most / 2), rows.length - most))
  return {
    rows: rows.slice(first, first + most),
    cursor: { row: place.row - first, column: place.column },
  }
}
