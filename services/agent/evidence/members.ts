import type { Claim } from './claims.ts'
import type { ReadIndex } from './read-index.ts'
import type { Statement } from './statements.ts'
import { plainWords, stem, wordsOf } from './words.ts'

/** What heads a claim's column, or stands before the colon of its item: `Timeout s`, `- Memory: 512`. */
export function labelOf({ statement, index }: Claim): ReadonlySet<string> {
  const text = labelText(statement, index)
  return new Set(
    wordsOf(text)
      .map(stem)
      .filter((word) => !plainWords.has(word) || word === 'count'),
  )
}

/** Of what the head of a cell's column names, its rows have something else; another row has that. */
export function isOtherOfHead(
  { statement: { cells }, index: at, text }: Claim,
  rows: ReadonlySet<number>,
  index: ReadIndex,
): boolean {
  const head = cells?.findLast((cell) => cell.index <= at)?.head ?? ''
  const words = wordsOf(head).map(stem)
  if (words.length === 0 || words.every((word) => word === 'name' || word === 'id')) return false
  let isOther = false
  for (const column of index.columns.values()) {
    if (!words.every((word) => column.words.includes(word))) continue
    const own = [...rows].filter((row) => column.rows.has(row))
    const having = column.groups.get(text.toLowerCase())
    if (own.some((row) => having?.has(row))) return false
    if (own.length > 0 && having !== undefined) isOther = true
  }
  return isOther
}

function labelText({ cells, text, isItem }: Statement, index: number): string {
  if (cells !== undefined) return cells.findLast((cell) => cell.index <= index)?.head ?? ''
  if (!isItem) return ''
  const label = /^([A-Za-z][\w ,%/()-]{1,40}): /.exec(text)?.[1] ?? ''
  return index > label.length ? label : ''
}
