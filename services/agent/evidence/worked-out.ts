import type { Backing, Held } from './backing.ts'
import type { Claim } from './claims.ts'
import { numbersIn, spelledNumbersIn } from './numbers.ts'
import { isNear } from './of-series.ts'
import { numberMember } from './other-things.ts'
import type { NumberRead } from './read.ts'
import type { ReadIndex } from './read-index.ts'
import type { Statement } from './statements.ts'
import { type Surroundings, shareWord } from './surroundings.ts'
import { plainWords } from './words.ts'

/** What rows come to that name a thing, and values of a member that the paragraph tells of others. */
export function holdWorkedOut(
  claim: Claim,
  held: readonly Held[],
  around: Surroundings,
): Backing | undefined {
  const { number } = claim
  if (number === undefined || number.unit === 'times') return undefined
  if (number.unit === 'percent')
    return ratioInRow(claim, held, around) ?? partOfSeries(claim, around)
  return (
    sumInRow(claim, around) ?? ofWhatNamesIt(claim, around) ?? ofSameMember(claim, held, around)
  )
}

/** `Lambda is at 21 % of its 1,000`: of two figures of a row that the sentence speaks of, or of one moment. */
function ratioInRow(
  { statement, number }: Claim,
  held: readonly Held[],
  { index }: Surroundings,
): Backing | undefined {
  if (number === undefined) return undefined
  const words = statement.text.toLowerCase().match(/[a-z][a-z\d-]{3,}/g) ?? []
  const rows = new Set([
    ...words.flatMap((word) => {
      const some = new Set(index.placesOf(word).map(({ row }) => row))
      return some.size <= 3 && !plainWords.has(word) ? [...some] : []
    }),
    ...held.flatMap(({ claim, backing }) =>
      claim.statement === statement && backing?.by === 'found' && backing.place !== undefined
        ? [backing.place.row]
        : [],
    ),
  ])
  rows.delete(-1)
  const near = isNear(number)
  for (const row of [...rows].slice(0, 12)) {
    const numbers = index.numbersIn(new Set([row])).filter(({ path }) => !path.endsWith(']'))
    if (numbers.length > 8) continue
    const place = numbers.find((one) =>
      numbers.some((all) => all.value > 0 && one !== all && near((100 * one.value) / all.value)),
    )
    if (place !== undefined) return { by: 'derived', how: 'ratio of two figures of a row', place }
  }
  const series = seriesOf(index)
  for (const one of series)
    for (const other of series) {
      if (one === other || one.length !== other.length || !areCounts(one) || !areCounts(other))
        continue
      const at = one.findIndex(({ value }, nth) => {
        const all = other[nth]?.value ?? 0
        return all > 0 && value <= all && near((100 * value) / all)
      })
      const [place] = at === -1 ? [] : [one[at]]
      if (place !== undefined)
        return { by: 'derived', how: 'ratio of two figures of one time', place }
    }
  return undefined
}

/** `944 of 5,965 requests`: what two figures of a row that the sentence names come to. */
function sumInRow({ statement, number }: Claim, around: Surroundings): Backing | undefined {
  if (number === undefined || number.unit !== 'none' || number.value < 100) return undefined
  for (const row of [...namedThroughout(statement, around)].slice(0, 8)) {
    const numbers = around.index.numbersIn(new Set([row])).slice(0, 12)
    const place = numbers.find((one) =>
      numbers.some(
        (other) => other !== one && other.value > 0 && one.value + other.value === number.value,
      ),
    )
    if (place !== undefined) return { by: 'derived', how: 'sum of two figures of a row', place }
  }
  return undefined
}

/** `93 % of all errors fall into three hours`: of so many values on end, or of the largest. */
function partOfSeries({ statement, number }: Claim, { index }: Surroundings): Backing | undefined {
  if (number === undefined) return undefined
  const sizes = new Set(
    [...numbersIn(statement.text), ...spelledNumbersIn(statement.text)]
      .map(({ value }) => value)
      .filter((value) => Number.isInteger(value) && value > 1 && value < 100),
  )
  const near = isNear(number)
  const isChange = /\b(?:before|previous|than|up|down|rose|fell|grew|dropped)\b/i.test(
    statement.text,
  )
  for (const some of seriesOf(index)) {
    const values = some.map(({ value }) => value)
    const [first] = some
    const at = values.findIndex((value, nth) => {
      const last = values[nth - 1] ?? 0
      return last > 0 && near(Math.abs(100 * (value / last - 1)))
    })
    if (isChange && at !== -1 && first !== undefined)
      return { by: 'derived', how: 'change from one value of a series to the next', place: first }
    const sum = (part: readonly number[]) => part.reduce((all, one) => all + one, 0)
    const all = sum(values)
    const is = (part: readonly number[]) => all > 0 && near((100 * sum(part)) / all)
    for (const size of [...sizes].slice(0, 4)) {
      if (size >= values.length) continue
      const isPart =
        values.slice(size - 1).some((_, at) => is(values.slice(at, at + size))) ||
        is(values.toSorted((one, other) => other - one).slice(0, size))
      const [place] = some
      if (isPart && place !== undefined)
        return { by: 'derived', how: `share of ${size} values of a series`, place }
    }
  }
  return undefined
}

const areCounts = (some: readonly NumberRead[]) =>
  some.every(({ value }) => Number.isInteger(value))

const known = new WeakMap<ReadIndex, readonly (readonly NumberRead[])[]>()

/** Rows that have several values of one member, as they come. */
function seriesOf(index: ReadIndex): readonly (readonly NumberRead[])[] {
  const before = known.get(index)
  if (before !== undefined) return before
  const rows = Map.groupBy(
    index.numbers.filter(({ row, path }) => row !== -1 && path.endsWith(']')),
    ({ row, column }) => `${row} ${column}`,
  )
  const made = [...rows.values()]
    .filter(({ length }) => length > 2 && length <= 200)
    .slice(0, mostSeries)
  known.set(index, made)
  return made
}

const mostSeries = 24

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
  { index, whose, scopeOf }: Surroundings,
): Backing | undefined {
  const { statement, number, kind } = claim
  if (scopeOf(claim).by === 'row') return undefined
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
