import type { Backing } from './backing.ts'
import type { Claim } from './claims.ts'
import { isOtherOfHead } from './members.ts'
import type { ReadIndex } from './read-index.ts'
import { holdTruth, isOtherState, isOtherTruth, isTruth, statesIn, truthsIn } from './states.ts'
import { isOfAnother } from './subjects.ts'
import type { Surroundings } from './surroundings.ts'

/** Cells of tables that are no claim by their form, and that some row read has as a value: `stopped`. */
export function valuesIn(claims: readonly Claim[], index: ReadIndex): Claim[] {
  const words: ReadonlySet<string> = new Set()
  const statements = Map.groupBy(claims, ({ statement }) => statement)
  const told = [...statements].flatMap(([statement, some]) => [
    ...truthsIn(statement),
    ...(statement.cells ?? []).flatMap((cell, nth): Claim[] => {
      const { text, index: at } = cell
      const isClaimed = some.some((one) => one.index >= at && one.index < at + text.length)
      if (nth === 0 || isTruth(text) || isClaimed || !isText(text) || !index.isValue(text))
        return []
      return [{ kind: 'value', text, statement, index: at, words }]
    }),
  ])
  const marked = [...statements].flatMap(([statement, some]) => {
    if (statement.cells !== undefined) return []
    return [...statement.text.matchAll(tokens)].flatMap(({ 0: text, index: at }): Claim[] => {
      const isClaimed = some.some((one) => one.index <= at && at < one.index + one.text.length)
      if (isClaimed || !index.isValue(text)) return []
      return [{ kind: 'value', text, statement, index: at, words }]
    })
  })
  return [...told, ...marked, ...statesIn(statements.keys())]
}

/** `gp2`, `io1`: too well known to be a name, and yet a value of one thing and not of another. */
const tokens = /(?<![\w./-])[a-z]+\d[a-z\d]*(?![\w/-]|\.\w)/g

const isText = (text: string) => /[a-z]/i.test(text) && text.length <= 200

/** Only where it is known which rows it is of: else it says nothing. */
export function holdValue(claim: Claim, around: Surroundings): Backing | undefined {
  const { index, scopeOf } = around
  const { rows, by } = scopeOf(claim)
  const truth = holdTruth(claim, around)
  if (truth !== undefined) return truth === 'not' ? undefined : truth
  if (
    claim.statement.cells === undefined &&
    (isOtherState(claim, around) || isOtherTruth(claim, around))
  )
    return undefined
  const subject = claim.statement.cells === undefined ? around.subjectOf(claim) : undefined
  if (subject && isOfAnother(claim.text, subject.own, subject.linked, index)) return undefined
  if (by === 'row' && isOtherOfHead(claim, rows, index)) return undefined
  const has = [...rows].find((row) => index.has(row, claim.text))
  const call = (row: number) => index.rows[row]?.call ?? 0
  if (has !== undefined) return { by: 'found', place: { call: call(has), path: '', row: has } }
  if (isTruth(claim.text)) return { by: 'found', place: nowhere }
  if (by !== 'row') return { by: 'found', place: index.placesOf(claim.text)[0] ?? nowhere }
  return undefined
}

/** Of what nothing can be said. */
export const nowhere = { call: 0, path: '', row: -1 }
