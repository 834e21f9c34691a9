import type { Backing } from './backing.ts'
import type { Claim } from './claims.ts'
import { mayBeIn } from './member-units.ts'
import { scalesOf, type WrittenNumber } from './numbers.ts'
import type { Place } from './read.ts'
import type { ReadIndex } from './read-index.ts'
import type { Surroundings } from './surroundings.ts'
import { memberOf } from './verdicts.ts'
import { plainWords } from './words.ts'

/** One value a row: of a member, or the time between two moments of it. */
interface Column {
  how: string
  words: readonly string[]
  isSpan: boolean
  values: readonly { row: number; value: number; place: Place }[]
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
    const counted = groups.find(({ rows }) => rows.size === number.value && rows.size > 1)
    if (counted !== undefined && statement.cells !== undefined)
      return { by: 'derived', how: `count of rows with ${counted.word}` }
    if (
      / (?:hourly |daily )?(?:values|points|datapoints|days|hours|samples)\b/.test(statement.text)
    ) {
      const list = index.lists.find(({ length }) => length === number.value)
      if (list !== undefined) return { by: 'derived', how: `length of ${list.path}`, place: list }
    }
    if (number.value < 100) return undefined
  }
  for (const column of columnsOf(index)) {
    const near = nearnessOf(number, column)
    const all = column.values
    for (const { word, rows } of [...groups, { word: 'all', rows: undefined }]) {
      const some = rows === undefined ? all : all.filter(({ row }) => rows.has(row))
      const [first] = some
      if (first === undefined) continue
      const back = (what: string): Backing => ({
        ...{ by: 'derived', how: `${what} of ${column.how} of ${word}`, place: first.place },
      })
      const sum = sumOf(some)
      if (some.length > 1 && longest.test(said)) {
        const values = some.map(({ value }) => value)
        if (near(Math.max(...values)) || near(Math.min(...values))) return back('extreme')
      }
      if (number.unit === 'percent') {
        const isShare = rows !== undefined && some.length < all.length && all.length > 2
        if (isShare && sumOf(all) > 0 && near((100 * sum) / sumOf(all))) return back('share')
        continue
      }
      if (isSum && some.length > 1 && near(sum)) return back('sum')
      if (averages.test(said) && some.length > 1 && near(sum / some.length)) return back('average')
      if (averages.test(said) && some.length > 3) {
        const most = Math.max(...some.map(({ value }) => value))
        if (near((sum - most) / (some.length - 1))) return back('average without the largest')
      }
      if (column.isSpan && some.length === 1 && near(sum)) return back('time')
    }
    if (/\bweek/i.test(said) && isOfWeeks(column, near, index))
      return { by: 'derived', how: `weeks of ${column.how}` }
    if (isRatio(number, { column, groups, near }))
      return { by: 'derived', how: `ratio of two sums of ${column.how}` }
  }
  return undefined
}

const averages =
  /\b(?:average|averages|avg|mean|on average|typical\w*|takes?|usual\w*|idles?|stays?|(?:a|per|each|every) (?:day|week|month|hour|run|night)|daily|rate)\b/i
const sums =
  /\b(?:total\w*|together|altogether|sum|in all|overall|combined|comes? to|adds? up|amounts? to|spent|spend|ran|make up|worth|weeks?|all|i\.e)\b/i
const longest =
  /\b(?:longest|shortest|max\w*|min\w*|peak\w*|highest|lowest|slowest|quickest|largest)\b/i

interface Group {
  word: string
  rows: ReadonlySet<number>
}

/** Of the paragraph; of a row its first cell. */
function groupsOf(claim: Claim, { index, statements }: Surroundings): Group[] {
  const { statement } = claim
  const { cells, text, block } = statement
  const beside = () =>
    statements.filter((one) => one.block === block && !one.isItem).map((one) => one.text)
  const from = cells === undefined ? [text, ...beside()].join(' ') : (cells[0]?.text ?? '')
  const words = new Set(
    (from.match(/[A-Za-z][\w]*(?:[-_./][\w]+)*/g) ?? [])
      .map((word) => word.toLowerCase())
      .filter((word) => word.length > 2 && !plainWords.has(word)),
  )
  const groups = [...words].slice(0, 40).flatMap((word) => {
    const rows = rowsWith(word, index)
    return rows.size === 0 ? [] : [{ word, rows }]
  })
  const near = cells === undefined ? groups.filter(({ word }) => isNear(word, claim)) : []
  if (near.length > 0)
    return [
      ...near,
      ...ofDays(near, index),
      ...near.flatMap((one) =>
        groups.map((other) => ({
          word: `${one.word} and ${other.word}`,
          rows: one.rows.intersection(other.rows),
        })),
      ),
    ]
  if (!/\b(?:night|today|yesterday|days?)\b/i.test(text)) return groups
  return [...groups, ...ofDays(groups, index)]
}

/** A name in the same clause: `5.3 minutes for manifest-import, 35 minutes for …`. */
function isNear(word: string, { statement: { text }, index: at, text: said }: Claim): boolean {
  if (!/[-_.\d]/.test(word)) return false
  const before = /(?:(?!, | and |; ).)*$/.exec(text.slice(0, Math.max(0, at)))?.[0] ?? ''
  const after = /^(?:(?!, | and |; ).)*/.exec(text.slice(Math.max(0, at) + said.length))?.[0] ?? ''
  return `${before} ${after}`.toLowerCase().includes(word)
}

/** Of the last three days, and of those each group. */
function ofDays(groups: readonly Group[], index: ReadIndex): Group[] {
  const days = new Map<string, Set<number>>()
  for (const { row, at } of index.moments) {
    if (row === -1) continue
    const day = new Date(at).toISOString().slice(0, 10)
    days.set(day, (days.get(day) ?? new Set()).add(row))
  }
  const last = [...days].sort(([one], [other]) => (one < other ? 1 : -1)).slice(0, 3)
  return last.flatMap(([day, rows]) => [
    { word: day, rows },
    ...groups.map((one) => ({ word: `${one.word} of ${day}`, rows: rows.intersection(one.rows) })),
  ])
}

const found = new WeakMap<ReadIndex, Map<string, ReadonlySet<number>>>()

function rowsWith(word: string, index: ReadIndex): ReadonlySet<number> {
  const known = found.get(index) ?? new Map<string, ReadonlySet<number>>()
  found.set(index, known)
  const before = known.get(word)
  if (before !== undefined) return before
  const forms = new Set([word, word.replace(/s$/, ''), `${word}s`])
  const rows = new Set([...forms].flatMap((form) => index.placesOf(form).map(({ row }) => row)))
  rows.delete(-1)
  known.set(word, rows)
  return rows
}

const columns = new WeakMap<ReadIndex, readonly Column[]>()

function columnsOf(index: ReadIndex): readonly Column[] {
  const known = columns.get(index)
  if (known !== undefined) return known
  const made: Column[] = []
  for (const some of index.numbersByColumn) {
    const [first] = some
    if (first === undefined || first.row === -1 || some.length > 2000) continue
    made.push({
      how: first.words.join(' '),
      words: first.words,
      isSpan: false,
      values: some.map((place) => ({ row: place.row, value: place.value, place })),
    })
  }
  made.push(...spansOf(index))
  columns.set(index, made)
  return made
}

/** From each moment of a row to the others of it. */
function spansOf(index: ReadIndex): Column[] {
  const spans = new Map<string, { row: number; value: number; place: Place }[]>()
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
  return [...spans].map(([how, values]) => ({ how, words: [], isSpan: true, values }))
}

function nearnessOf(number: WrittenNumber, { isSpan, words }: Column) {
  const { value, slack, unit } = number
  if (isSpan !== (unit === 'span')) {
    if (isSpan) return () => false
  }
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

const sumOf = (some: readonly { value: number }[]): number =>
  some.reduce((sum, { value }) => sum + value, 0)

/** Seven days on end, and the average of weekdays or weekends. */
function isOfWeeks({ values }: Column, near: (one: number) => boolean, index: ReadIndex): boolean {
  if (values.length < 7) return false
  for (let at = 0; at + 7 <= values.length; at += 1)
    if (near(sumOf(values.slice(at, at + 7)))) return true
  const days = new Map<number, number>()
  for (const { row, at } of index.moments) if (!days.has(row)) days.set(row, at)
  const parts = Map.groupBy(values, ({ row }) =>
    [0, 6].includes(new Date(days.get(row) ?? 0).getUTCDay()),
  )
  return [...parts.values()].some((some) => near(sumOf(some) / some.length))
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
  const valuesOf = (rows: ReadonlySet<number>) => column.values.filter(({ row }) => rows.has(row))
  const sums = groups.map(({ rows }) => sumOf(valuesOf(rows)))
  const single = groups
    .map(({ rows }) => valuesOf(rows))
    .filter((some) => some.length > 1 && some.length <= 6)
  const is = (some: readonly number[]) =>
    some.some((one) => some.some((all) => all > 0 && one !== all && near((scale * one) / all)))
  return is(sums.slice(0, 8)) || single.some((some) => is(some.map(({ value }) => value)))
}
