import type { Claim } from './claims.ts'
import type { ReadIndex } from './read-index.ts'
import type { Statement } from './statements.ts'
import type { Surroundings } from './surroundings.ts'
import { isMoment } from './times.ts'

/** `06:30:11 ERROR timeout after 5000 ms`: a line that a log has, but for a word or its time. */
export function* misquoted(
  statements: readonly Statement[],
  claims: readonly Claim[],
  { index }: Surroundings,
): Generator<Claim> {
  for (const statement of statements) {
    const { text, cells } = statement
    const head = /^(?:\d{4}-\d{2}-\d{2}[T ])?\d{2}:\d{2}:\d{2}(?:\.\d+)?Z? {1,4}/.exec(text)?.[0]
    if (head === undefined || cells !== undefined) continue
    const tokens = [...text.slice(head.length).matchAll(/[A-Za-z\d][\w./:-]*[A-Za-z\d]|\d/g)].map(
      ({ 0: word, index: at }) => ({ word, index: head.length + at, rows: rowsWith(word, index) }),
    )
    const counts = new Map<number, number>()
    for (const { rows } of tokens)
      for (const row of rows) counts.set(row, (counts.get(row) ?? 0) + 1)
    const most = Math.max(0, ...counts.values())
    if (tokens.length < 4 || most < tokens.length * 0.7) continue
    const best = new Set([...counts].filter(([, count]) => count === most).map(([row]) => row))
    const time = claims.find(
      (one) => one.statement === statement && one.time && one.index === 0,
    )?.time
    const its = index.moments.filter(({ row }) => best.has(row))
    const isThen =
      time === undefined || its.length === 0 || its.some(({ at }) => isMoment(time, at))
    const wrong = tokens.filter(({ rows }) => ![...best].some((row) => rows.has(row)))
    const found = isThen ? wrong : [{ word: text.slice(0, head.trimEnd().length), index: 0 }]
    for (const { word, index: at } of found)
      yield { kind: 'value', text: word, statement, index: at, words: new Set<string>() } as const
  }
}

const rowsWith = (word: string, index: ReadIndex): ReadonlySet<number> => {
  const rows = new Set(index.placesOf(word).map(({ row }) => row))
  rows.delete(-1)
  return rows
}
