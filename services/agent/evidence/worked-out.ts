import type { Backing, Held } from './backing.ts'
import type { Claim } from './claims.ts'
import { isNear } from './of-series.ts'
import { numberMember } from './other-things.ts'
import type { NumberRead } from './read.ts'
import type { Statement } from './statements.ts'
import { type Surroundings, shareWord } from './surroundings.ts'

/** What rows come to that name a thing, and values of a member that the paragraph tells of others. */
export function holdWorkedOut(
  claim: Claim,
  held: readonly Held[],
  around: Surroundings,
): Backing | undefined {
  const { number } = claim
  if (number === undefined || number.unit === 'percent' || number.unit === 'times') return undefined
  return ofWhatNamesIt(claim, around) ?? ofSameMember(claim, held, around)
}

/** `25` nodes of a cluster: what the node groups come to that name it. */
function ofWhatNamesIt(claim: Claim, around: Surroundings): Backing | undefined {
  const { statement, number } = claim
  if (number === undefined) return undefined
  const { index, whose } = around
  const near = isNear(number)
  const { cells } = statement
  const names =
    cells === undefined ? whose.namedOf(statement).map(({ text }) => text) : [cells[0]?.text ?? '']
  const named = around.wordsOf(statement)
  for (const name of new Set(names.slice(0, 6))) {
    const rows = index.rowsOf(name)
    if (rows.size < 2 || rows.size > 60) continue
    for (const some of Map.groupBy(rows, (row) => index.rows[row]?.kind).values()) {
      if (some.length < 2) continue
      const isCount = cells !== undefined && number.unit === 'none'
      if (isCount && some.length === number.value)
        return { by: 'derived', how: `count of what names ${name}` }
      const columns = Map.groupBy(index.numbersIn(new Set(some)), ({ column }) =>
        column.slice(column.indexOf(' ')),
      )
      for (const values of columns.values()) {
        const [place] = values
        const isSaid = cells !== undefined || shareWord(place?.words ?? [], named)
        if (values.length < 2 || !isSaid) continue
        const sum = values.reduce((all, { value }) => all + value, 0)
        if (place !== undefined && near(sum))
          return { by: 'derived', how: `sum of ${place.words.join(' ')} of ${name}`, place }
      }
    }
  }
  return undefined
}

/** `47 and 50 left`: of the member that other numbers of the paragraph are of. */
function ofSameMember(
  claim: Claim,
  held: readonly Held[],
  { index, whose }: Surroundings,
): Backing | undefined {
  const { statement, number, kind } = claim
  if (number?.unit !== 'none' || kind !== 'number' || statement.cells !== undefined)
    return undefined
  const members = new Set(
    held.flatMap(({ claim, backing }) =>
      claim.statement.block === statement.block &&
      backing?.by === 'found' &&
      backing.place !== undefined &&
      isNumber(backing.place)
        ? [numberMember(backing.place, index)]
        : [],
    ),
  )
  // What it is said of has something else there.
  for (const { own } of whose.nearest(claim))
    for (const one of index.numbersIn(own)) members.delete(numberMember(one, index))
  if (members.size === 0) return undefined
  const place = index
    .numbersNear(number.value, number.slack)
    .find((one) => one.row !== -1 && members.has(numberMember(one, index)))
  return place && { by: 'found', place }
}

const isNumber = (place: object): place is NumberRead => 'column' in place && 'value' in place

/** Rows of all that a statement names, by name or by a word that something is called. */
export function namedThroughout(
  statement: Statement,
  { facts, whose }: Surroundings,
): ReadonlySet<number> {
  const words = statement.text.match(/[A-Za-z][\w.-]+\w/g) ?? []
  return new Set([
    ...whose.namedOf(statement).flatMap(({ rows }) => [...rows]),
    ...words.flatMap((word) => {
      const rows = facts.thing(word)
      return rows === undefined || rows.size > 12 ? [] : [...rows]
    }),
  ])
}
