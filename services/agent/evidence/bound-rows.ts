import type { Claim } from './claims.ts'
import type { ReadIndex } from './read-index.ts'
import type { Statement } from './statements.ts'

/** The rows that each statement is about, by the names and ids in it. */
export function boundRows(index: ReadIndex, claims: readonly Claim[]): Map<Statement, Set<number>> {
  const bound = new Map<Statement, Set<number>>()
  for (const [statement, some] of Map.groupBy(claims, (claim) => claim.statement)) {
    const named = some
      .filter(({ kind }) => naming.has(kind))
      .map(({ text }) => rowsWith(index, text))
      .filter((rows) => rows.size > 0 && rows.size <= mostNamed)
    if (named.length === 0) continue
    bound.set(statement, statement.cells === undefined ? union(named) : ofKey(index, named))
  }
  return bound
}

const naming = new Set(['id', 'arn', 'name', 'address'])
/** What stands in more rows says nothing about which is meant. */
const mostNamed = 12

function rowsWith(index: ReadIndex, text: string): Set<number> {
  const rows = new Set(index.placesOf(text).map(({ row }) => row))
  rows.delete(-1)
  return rows
}

const union = (sets: readonly Set<number>[]): Set<number> =>
  new Set(sets.flatMap((rows) => [...rows]))

/**
 * A row of a table is about what it names first: about the rows with that, those with what else it
 * names if that stands there too, and those of other reads that share an id with them.
 */
function ofKey(index: ReadIndex, named: readonly Set<number>[]): Set<number> {
  const [key = new Set<number>(), ...others] = named
  const rows = new Set(key)
  for (let size = 0; size !== rows.size; ) {
    size = rows.size
    for (const other of others) {
      if ([...other].some((row) => rows.has(row))) for (const row of other) rows.add(row)
    }
  }
  for (let hop = 0; hop < 2; hop += 1) {
    for (const row of [...rows]) for (const linked of index.linkedTo(row)) rows.add(linked)
  }
  return rows
}
