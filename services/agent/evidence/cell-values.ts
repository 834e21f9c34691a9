import type { Backing } from './backing.ts'
import type { Claim } from './claims.ts'
import type { ReadIndex } from './read-index.ts'
import type { Surroundings } from './surroundings.ts'

/** Cells of tables that are no claim by their form, and that some row read has as a value: `stopped`. */
export function valuesIn(claims: readonly Claim[], index: ReadIndex): Claim[] {
  const words: ReadonlySet<string> = new Set()
  return [...Map.groupBy(claims, ({ statement }) => statement)].flatMap(([statement, some]) =>
    (statement.cells ?? []).flatMap((cell, nth): Claim[] => {
      const { text, index: at } = cell
      const isClaimed = some.some((one) => one.index >= at && one.index < at + text.length)
      if (nth === 0 || isClaimed || !isText(text) || !index.isValue(text)) return []
      return [{ kind: 'value', text, statement, index: at, words }]
    }),
  )
}

const isText = (text: string) => /[a-z]/i.test(text) && text.length <= 200

/** Only where it is known which rows it is of: else it says nothing. */
export function holdValue(claim: Claim, { index, scopeOf }: Surroundings): Backing | undefined {
  const { rows, by } = scopeOf(claim)
  const has = [...rows].find((row) => index.has(row, claim.text))
  const call = (row: number) => index.rows[row]?.call ?? 0
  if (has !== undefined) return { by: 'found', place: { call: call(has), path: '', row: has } }
  if (by !== 'row') return { by: 'found', place: index.placesOf(claim.text)[0] ?? nowhere }
  return undefined
}

const nowhere = { call: 0, path: '', row: -1 }
