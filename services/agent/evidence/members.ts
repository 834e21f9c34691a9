import type { Claim } from './claims.ts'
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

function labelText({ cells, text, isItem }: Statement, index: number): string {
  if (cells !== undefined) return cells.findLast((cell) => cell.index <= index)?.head ?? ''
  if (!isItem) return ''
  const label = /^([A-Za-z][\w ,%/()-]{1,40}): /.exec(text)?.[1] ?? ''
  return index > label.length ? label : ''
}
