import type { NumberRead } from './read.ts'
import type { ReadIndex } from './read-index.ts'
import type { Surroundings } from './surroundings.ts'

/** What some rows of a member come to: those that share a value, those that do not, the largest. */
export interface Aggregate {
  value: number
  /** The values that these rows share; where none, it needs no naming. */
  by: readonly string[]
  how: string
  place: NumberRead
}

export interface Member {
  words: readonly string[]
  /** By value, the smallest first. */
  sums: readonly Aggregate[]
  averages: readonly Aggregate[]
  /** In per cent of all rows' sum. */
  shares: readonly Aggregate[]
}

/** Rows of one kind that share a value of a member, a part of their name or their region. */
export interface Sharing {
  value: string
  rows: ReadonlySet<number>
  /** All of that kind. */
  all: ReadonlySet<number>
  /** Of which member it is: groups of one are disjoint. */
  member: string
}

const known = new WeakMap<ReadIndex, { members: readonly Member[]; sharing: readonly Sharing[] }>()

/** Worked out once: as many as a short time allows. */
export function aggregatesOf(around: Surroundings) {
  const { index } = around
  const before = known.get(index)
  if (before !== undefined) return before
  const sharing = [...sharingOf(around)]
  const columns = Map.groupBy(
    index.numbers.filter(({ row, path }) => row !== -1 && !path.endsWith(']')),
    ({ row, column }) => `${index.rows[row]?.kind} ${column.slice(column.indexOf(' '))}`,
  )
  const made = { members: [...membersOf([...columns.values()], sharing)], sharing }
  known.set(index, made)
  return made
}

/** Stands for: these are the largest, or all but these. */
export const largest = '\u0000largest'

/** Groups of more would be one for nearly each row. */
const mostGroups = 14
const mostSharing = 160

function* sharingOf({ index, facts }: Surroundings): Generator<Sharing> {
  const kinds = Map.groupBy(index.rows.keys(), (row) => index.rows[row]?.kind ?? '')
  let left = mostSharing
  for (const [kind, list] of kinds) {
    const all = new Set(list)
    if (all.size < 2 || all.size > 1000) continue
    const regions = Map.groupBy(list, (row) => index.rows[row]?.region ?? '')
    if (regions.size > 1 && regions.size <= mostGroups)
      for (const [value, rows] of regions)
        yield { value, rows: new Set(rows), all, member: `${kind} region` }
    for (const { groups, isName, words } of facts.all) {
      if (left <= 0) break
      const [[, first] = [undefined, new Set<number>()]] = groups
      if (!all.has([...first][0] ?? -1)) continue
      if (isName || groups.size < 1 || groups.size > mostGroups) continue
      const member = `${kind} ${words.join(' ')}`
      const having = new Set<number>()
      for (const [value, rows] of groups) {
        for (const row of rows) having.add(row)
        if (rows.size === all.size || left <= 0 || value.length > 80) continue
        left -= 1
        yield { value, rows, all, member }
      }
      if (having.size < all.size) yield { value: '', rows: all.difference(having), all, member }
    }
  }
}

const mostMembers = 24

function* membersOf(
  columns: readonly (readonly NumberRead[])[],
  sharing: readonly Sharing[],
): Generator<Member> {
  let left = mostMembers
  for (const column of columns) {
    const [place] = column
    if (place === undefined || column.length < 2 || column.length > 1000) continue
    if (column.every(({ value }) => value === place.value) && column.length > 40) continue
    // Moments in milliseconds, ports and flags come to nothing.
    if (column.some(({ value }) => value > 1e12) || column.every(({ value }) => value === 0))
      continue
    left -= 1
    if (left < 0) return
    const member = place.words.join(' ')
    const values = new Map(column.map(({ row, value }) => [row, value]))
    const whole = sumOf(values.values())
    const sums: Aggregate[] = []
    const averages: Aggregate[] = []
    const shares: Aggregate[] = []
    const add = (some: readonly number[], by: readonly string[], how: string) => {
      if (some.length === 0) return
      const sum = sumOf(some)
      const made = { by, place, how: `${member} of ${how}` }
      if (some.length > 1) sums.push({ ...made, value: sum, how: `sum of ${made.how}` })
      if (some.length > 1 && by[0] !== largest)
        averages.push({ ...made, value: sum / some.length, how: `average of ${made.how}` })
      if (whole > 0 && some.length < values.size)
        shares.push({ ...made, value: (100 * sum) / whole, how: `share of ${made.how}` })
    }
    add([...values.values()], [], 'all')
    const ordered = [...values.values()].sort((one, other) => other - one)
    for (const size of [2, 3, 4, 5]) {
      if (size >= ordered.length) break
      add(ordered.slice(0, size), [largest], `the ${size} largest`)
      add(ordered.slice(size), [largest], `all but the ${size} largest`)
    }
    if (ordered.length > 2) add(ordered.slice(1), [largest], 'all but the largest')
    const own = sharing.filter(({ rows, all }) => all.has(place.row) && rows.size > 0)
    for (const one of own) {
      const among = [...one.rows].flatMap((row) => values.get(row) ?? [])
      add(among, [one.value], one.value === '' ? 'rows without one' : one.value)
      const others = [...one.all].flatMap((row) =>
        one.rows.has(row) ? [] : (values.get(row) ?? []),
      )
      add(others, [one.value], `all but ${one.value}`)
    }
    for (const [one, other] of crossed(own)) {
      const both = [...one.rows].flatMap((row) =>
        other.rows.has(row) ? (values.get(row) ?? []) : [],
      )
      add(both, [one.value, other.value], `${one.value} and ${other.value}`)
    }
    const byValue = (one: Aggregate, other: Aggregate) => one.value - other.value
    yield {
      words: place.words,
      sums: sums.sort(byValue),
      averages: averages.sort(byValue),
      shares: shares.sort(byValue),
    }
  }
}

/** A region with another value: what a summary by region has. */
function* crossed(own: readonly Sharing[]): Generator<[Sharing, Sharing]> {
  for (const one of own.filter(({ member }) => / region$/.test(member)).slice(0, 6))
    for (const other of own.slice(0, 24)) if (one.member !== other.member) yield [one, other]
}

function sumOf(values: Iterable<number>): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}
