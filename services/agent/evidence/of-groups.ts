import type { Backing } from './backing.ts'
import type { Claim } from './claims.ts'
import { byLabel } from './labels.ts'
import { mayBeIn } from './member-units.ts'
import { rowsByNamePart, short } from './name-parts.ts'
import { numbersIn, scalesOf, spelledNumbersIn, type WrittenNumber } from './numbers.ts'
import { regionsIn } from './places.ts'
import type { Place } from './read.ts'
import type { ReadIndex } from './read-index.ts'
import type { Statement } from './statements.ts'
import type { Surroundings } from './surroundings.ts'
import { memberOf } from './verdicts.ts'
import { plainWords } from './words.ts'

/** One value a row: of a member, or the time between two moments of it. */
interface Column {
  how: string
  words: readonly string[]
  isSpan: boolean
  values: readonly Value[]
  byRow: ReadonlyMap<number, readonly Value[]>
}

interface Value {
  row: number
  value: number
  place: Place
}

/**
 * What rows come to that share a word which the sentence, or the first cell of its row, has: how many they
 * are, their sum, average, longest, and the ratio of two such sums; weeks, and days of the week.
 */
export function holdOfGroups(
  claim: Claim,
  number: WrittenNumber,
  around: Surroundings,
): Backing | undefined {
  const { index } = around
  const { statement } = claim
  const heads = statement.cells?.findLast((cell) => cell.index <= number.index)?.head ?? ''
  const said = statement.cells === undefined ? `${statement.text} ${statement.context}` : heads
  const isSum =
    statement.cells !== undefined ||
    // `- a: 9.7 GB`
    (statement.isItem && statement.text.length < 50) ||
    sums.test(statement.text.slice(Math.max(0, number.index - 70), number.index + 60))
  const groups = groupsOf(claim, around)
  if (number.unit === 'none' && Number.isInteger(number.value)) {
    // In a sentence of those of one day alone: how many have a word is seldom told.
    const counted = groups.find(
      ({ word, rows }) =>
        rows.size === number.value &&
        rows.size > 1 &&
        (statement.cells !== undefined || /\d{4}-\d{2}-\d{2}/.test(word)),
    )
    if (counted !== undefined) return { by: 'derived', how: `count of rows with ${counted.word}` }
    if (
      / (?:hourly |daily )?(?:values|points|datapoints|days|hours|samples)\b/.test(statement.text)
    ) {
      const list = index.lists.find(({ length }) => length === number.value)
      if (list !== undefined) return { by: 'derived', how: `length of ${list.path}`, place: list }
    }
    const part = partOfStated(number, statement, groups, index)
    if (part !== undefined) return part
    if (number.value < 100) return undefined
  }
  const isAverage = averages.test(said)
  const isLongest = longest.test(said)
  const isOfWeek = /\bweek/i.test(said)
  for (const column of columnsOf(index)) {
    const near = nearnessOf(number, column)
    if (near === undefined) continue
    const all = figuresOf(column, undefined)
    for (const { word, rows } of [...groups, everything]) {
      const some = figuresOf(column, rows)
      const { size, sum, most, least, first } = some
      if (first === undefined) continue
      const back = (what: string): Backing => ({
        ...{ by: 'derived', how: `${what} of ${column.how} of ${word}`, place: first },
      })
      if (isLongest && size > 1 && (near(most) || near(least))) return back('extreme')
      if (number.unit === 'percent') {
        if (isAverage && size > 1 && near(sum / size)) return back('average')
        const isShare = rows !== undefined && size < all.size && all.size > 2
        if (isShare && all.sum > 0 && near((100 * sum) / all.sum)) return back('share')
        continue
      }
      if (isSum && size > 1 && near(sum)) return back('sum')
      if (isAverage && size > 1 && near(sum / size)) return back('average')
      if (isAverage && size > 3 && near((sum - most) / (size - 1)))
        return back('average without the largest')
      if (column.isSpan && size === 1 && near(sum)) return back('time')
    }
    if (isOfWeek && weeksOf(column, index).some(near))
      return { by: 'derived', how: `weeks of ${column.how}` }
    if (isRatio(number, { column, groups, near }))
      return { by: 'derived', how: `ratio of two sums of ${column.how}` }
  }
  return undefined
}

/** `Of the 35 nodes 14 are spot`: of a column whose sum stands beside it. */
function partOfStated(
  number: WrittenNumber,
  { text, cells }: Statement,
  groups: readonly Group[],
  index: ReadIndex,
): Backing | undefined {
  if (cells !== undefined) return undefined
  const beside = [...numbersIn(text), ...spelledNumbersIn(text)].filter(
    ({ unit, value }) => unit === number.unit && value > number.value,
  )
  if (beside.length === 0) return undefined
  for (const column of columnsOf(index)) {
    const { sum, size } = figuresOf(column, undefined)
    if (size < 3 || !beside.some(({ value }) => value === sum)) continue
    for (const { word, rows } of groups) {
      const own = figuresOf(column, rows)
      if (own.first !== undefined && own.sum === number.value)
        return { by: 'derived', how: `sum of ${column.how} of ${word}`, place: own.first }
    }
  }
  return undefined
}

const everything = { word: 'all', rows: undefined }

const averages =
  /\b(?:averages?|averaged|avg|mean|on average|typical\w*|takes?|usual\w*|idles?|stays?|(?:a|per|each|every) (?:day|week|month|hour|run|night)|daily|rate)\b/i
const sums =
  /\b(?:total\w*|together|altogether|sum|in all|overall|combined|comes? to|adds? up|amounts? to|spent|spend|ran|make up|worth|weeks?|all|hold|i\.e)\b|\bbetween (?:them|the)\b/i
const longest =
  /\b(?:longest|shortest|max\w*|min\w*|peak\w*|highest|lowest|slowest|quickest|largest)\b/i

interface Group {
  word: string
  rows: ReadonlySet<number>
}

const saidGroups = new WeakMap<Statement, Group[]>()

/** By the words of the sentence and those beside it; of a row by those of its first cell. */
function wordsGroups(statement: Statement, { index, facts, statements }: Surroundings): Group[] {
  const known = saidGroups.get(statement)
  if (known !== undefined) return known
  const { cells, text, block } = statement
  const at = statements.indexOf(statement)
  const beside = [statements[at - 1], statements[at + 1]].flatMap((one) =>
    one?.block === block && !one.isItem ? [one.text] : [],
  )
  const from = cells === undefined ? [text, ...beside].join(' ') : (cells[0]?.text ?? '')
  const words = new Set(
    (from.slice(0, 1500).match(/[A-Za-z][\w]*(?:[-_./][\w]+)*/g) ?? [])
      .map((word) => word.toLowerCase())
      .filter((word) => word.length > 2 && !plainWords.has(word)),
  )
  const made = [...words].slice(0, mostWords).flatMap((word) => {
    const rows = rowsWith(word, index)
    const called = setOf(`name ${word}`, index, () => rowsByNamePart(word, facts))
    return [
      ...(rows.size === 0 ? [] : [{ word, rows }]),
      ...(called.size === 0 || called.size === rows.size
        ? []
        : [{ word: `a name with ${word}`, rows: called }]),
    ]
  })
  for (const { region } of regionsIn(from)) {
    const rows = setOf(`region ${region}`, index, () => index.rowsIn(region))
    if (rows.size > 0) made.push({ word: region, rows })
  }
  saidGroups.set(statement, made)
  return made
}

const mostWords = 40

/** Where a name stands in the same clause, of its rows alone. */
function groupsOf(claim: Claim, around: Surroundings): Group[] {
  const { index } = around
  const { cells, text } = claim.statement
  const groups = wordsGroups(claim.statement, around)
  const clause = cells === undefined ? clauseAround(claim) : ''
  const near = groups
    .filter(({ word }) => /[-_.\d]/.test(word) && clause.includes(word))
    .slice(0, 4)
  const isOfDay = /\b(?:night|today|yesterday|days?)\b/i.test(text)
  const some = near.length > 0 ? near : groups
  const places = groups.filter(({ word }) => isRegion.test(word)).slice(0, 3)
  return [
    ...some,
    ...places.flatMap((one) => groups.slice(0, 16).map((other) => both(one, other, index))),
    ...near.flatMap((one) => groups.slice(0, 16).map((other) => both(one, other, index))),
    ...(isOfDay
      ? lastDays(index).flatMap((day) => [day, ...some.map((one) => both(one, day, index))])
      : []),
  ]
}

const isRegion = /^[a-z]{2}-(?:[a-z]+-){1,2}\d$/

/** `5.3 minutes for manifest-import, 35 minutes for …`. */
function clauseAround({ statement: { text }, index: at, text: said }: Claim): string {
  const before = text
    .slice(Math.max(0, at - 120), Math.max(0, at))
    .split(/, | and |; /)
    .at(-1)
  const end = Math.max(0, at) + said.length
  return `${before} ${text.slice(end, end + 120).split(/, | and |; /)[0]}`.toLowerCase()
}

const sets = new WeakMap<ReadIndex, Map<string, ReadonlySet<number>>>()

/** The same set each time. */
function setOf(
  key: string,
  index: ReadIndex,
  make: () => ReadonlySet<number>,
): ReadonlySet<number> {
  const known = sets.get(index) ?? new Map<string, ReadonlySet<number>>()
  sets.set(index, known)
  const before = known.get(key)
  if (before !== undefined) return before
  const made = make()
  known.set(key, made)
  return made
}

const both = (one: Group, other: Group, index: ReadIndex): Group => {
  const word = `${one.word} and ${other.word}`
  return { word, rows: setOf(word, index, () => one.rows.intersection(other.rows)) }
}

const days = new WeakMap<ReadIndex, Group[]>()

/** The last three days of which something was read. */
function lastDays(index: ReadIndex): Group[] {
  const known = days.get(index)
  if (known !== undefined) return known
  const rowsOf = new Map<string, Set<number>>()
  for (const { row, at } of index.moments) {
    if (row === -1) continue
    const day = new Date(at).toISOString().slice(0, 10)
    rowsOf.set(day, (rowsOf.get(day) ?? new Set()).add(row))
  }
  const made = [...rowsOf]
    .sort(([one], [other]) => (one < other ? 1 : -1))
    .slice(0, 3)
    .map(([word, rows]) => ({ word, rows }))
  days.set(index, made)
  return made
}

const rowsWith = (word: string, index: ReadIndex): ReadonlySet<number> =>
  setOf(`word ${word}`, index, () => {
    const forms = new Set([word, word.replace(/s$/, ''), `${word}s`, ...(short.get(word) ?? [])])
    const rows = new Set([...forms].flatMap((form) => index.placesOf(form).map(({ row }) => row)))
    rows.delete(-1)
    return rows
  })

interface Figures {
  size: number
  sum: number
  most: number
  least: number
  first: Place | undefined
  /** The first few. */
  values: readonly number[]
}

const figures = new WeakMap<Column, Map<ReadonlySet<number> | undefined, Figures>>()

function figuresOf(column: Column, rows: ReadonlySet<number> | undefined): Figures {
  const known = figures.get(column) ?? new Map<ReadonlySet<number> | undefined, Figures>()
  figures.set(column, known)
  const before = known.get(rows)
  if (before !== undefined) return before
  const some =
    rows === undefined
      ? column.values
      : rows.size < column.values.length
        ? [...rows].flatMap((row) => column.byRow.get(row) ?? [])
        : column.values.filter(({ row }) => rows.has(row))
  const values = some.map(({ value }) => value)
  const made = {
    size: values.length,
    sum: values.reduce((all, one) => all + one, 0),
    most: values.reduce((most, one) => Math.max(most, one), -Infinity),
    least: values.reduce((least, one) => Math.min(least, one), Infinity),
    first: some[0]?.place,
    values: values.slice(0, 8),
  }
  known.set(rows, made)
  return made
}

const rowsOf = (values: readonly Value[]) => Map.groupBy(values, ({ row }) => row)

const columns = new WeakMap<ReadIndex, readonly Column[]>()

function columnsOf(index: ReadIndex): readonly Column[] {
  const known = columns.get(index)
  if (known !== undefined) return known
  const made: Column[] = []
  for (const some of index.numbersByColumn) {
    const [first] = some
    if (first === undefined || first.row === -1 || some.length > 2000) continue
    const how = first.words.join(' ')
    for (const own of [some, ...byLabel(some, index)]) {
      const values = own.map((place) => ({ row: place.row, value: place.value, place }))
      made.push({ how, words: first.words, isSpan: false, values, byRow: rowsOf(values) })
    }
  }
  made.push(...spansOf(index))
  columns.set(index, made)
  return made
}

/** From each moment of a row to the others of it. */
function spansOf(index: ReadIndex): Column[] {
  const spans = new Map<string, Value[]>()
  if (index.moments.length > 2000) return []
  for (const [row, moments] of Map.groupBy(index.moments, (one) => one.row)) {
    if (row === -1 || moments.length < 2 || moments.length > 5) continue
    for (const one of moments) {
      for (const other of moments) {
        if (other.at <= one.at) continue
        const how = `time from ${memberOf(one, index)} to ${memberOf(other, index)}`
        const some = spans.get(how) ?? []
        spans.set(how, some)
        some.push({ row, value: other.at - one.at, place: other })
      }
    }
  }
  return [...spans].map(([how, values]) => ({
    ...{ how, words: [], isSpan: true, values },
    byRow: rowsOf(values),
  }))
}

function nearnessOf(number: WrittenNumber, { isSpan, words }: Column) {
  const { value, slack, unit } = number
  if (isSpan && unit !== 'span') return undefined
  const factors = isSpan
    ? scalesOf(number)
    : unit === 'bytes' || unit === 'span'
      ? scalesOf(number)
          .flatMap((factor) => [factor, factor / 1000, factor / 1024, factor / 1024 ** 3])
          .filter((factor) => mayBeIn(number, factor, words))
      : [1]
  return (one: number) =>
    one !== 0 && factors.some((factor) => Math.abs(one - value * factor) <= slack * factor + 1e-9)
}

const weeks = new WeakMap<Column, readonly number[]>()

/** What each seven days on end come to, and the averages of weekdays and weekends. */
function weeksOf(column: Column, index: ReadIndex): readonly number[] {
  const known = weeks.get(column)
  if (known !== undefined) return known
  const { values } = column
  const firsts = new Map<number, number>()
  for (const { row, at } of index.moments) if (!firsts.has(row)) firsts.set(row, at)
  const sum = (some: readonly Value[]) => some.reduce((all, { value }) => all + value, 0)
  const sevens = values.slice(6).map((_, at) => sum(values.slice(at, at + 7)))
  const parts = Map.groupBy(values, ({ row }) =>
    [0, 6].includes(new Date(firsts.get(row) ?? 0).getUTCDay()),
  )
  const made =
    values.length < 7
      ? []
      : [...sevens, ...[...parts.values()].map((some) => sum(some) / some.length)]
  weeks.set(column, made)
  return made
}

interface Ratio {
  column: Column
  groups: readonly Group[]
  near: (one: number) => boolean
}

/** `an error rate of 0.05 %`, `four times as much`: of the rows with two of the words, or that share one. */
function isRatio({ unit }: WrittenNumber, { column, groups, near }: Ratio): boolean {
  if (unit !== 'percent' && unit !== 'times') return false
  const scale = unit === 'percent' ? 100 : 1
  const some = groups.map(({ rows }) => figuresOf(column, rows))
  const is = (values: readonly number[]) =>
    values.some((one) => values.some((all) => all > 0 && one !== all && near((scale * one) / all)))
  return (
    is(some.slice(0, 8).map(({ sum }) => sum)) ||
    some.some(({ size, values }) => size > 1 && size <= 6 && is(values))
  )
}
