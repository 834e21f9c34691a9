import type { Backing } from './backing.ts'
import type { Claim } from './claims.ts'
import { labelOf } from './members.ts'
import type { ReadIndex } from './read-index.ts'
import type { Statement } from './statements.ts'
import type { Surroundings } from './surroundings.ts'

const truths = new Map([
  ...['yes', 'true', '✓', '✅', '✔', 'enabled', 'on'].map((word) => [word, true] as const),
  ...['no', 'false', '✗', '❌', '✘', 'disabled', 'off'].map((word) => [word, false] as const),
])

export const isTruth = (text: string): boolean => truths.has(text.toLowerCase())

/** Yes or no under a head that is a member of the row. */
export function truthsIn(statement: Statement): Claim[] {
  const words: ReadonlySet<string> = new Set()
  return (statement.cells ?? []).flatMap(({ text, index }): Claim[] =>
    isTruth(text) ? [{ kind: 'value', text, statement, index, words }] : [],
  )
}

/** Undefined where no row has such a member, or it is no yes or no. */
export function holdTruth(
  claim: Claim,
  { index, scopeOf }: Surroundings,
): Backing | 'not' | undefined {
  const truth = truths.get(claim.text.toLowerCase())
  const { rows, by } = scopeOf(claim)
  const label = labelOf(claim)
  if (truth === undefined || by !== 'row' || label.size === 0) return undefined
  const members = truthsOf(rows, label, index)
  if (members.length === 0) return undefined
  const is = members.find(({ value }) => value === truth)
  if (is === undefined) return 'not'
  return { by: 'found', place: { call: index.rows[is.row]?.call ?? 0, path: '', row: is.row } }
}

function truthsOf(rows: ReadonlySet<number>, label: ReadonlySet<string>, index: ReadIndex) {
  const found: { row: number; value: boolean }[] = []
  for (const { words, groups } of index.columns.values()) {
    if (!groups.has('true') && !groups.has('false')) continue
    if (![...label].every((word) => words.includes(word))) continue
    for (const value of [true, false]) {
      for (const row of groups.get(String(value)) ?? [])
        if (rows.has(row)) found.push({ row, value })
    }
  }
  return found
}
