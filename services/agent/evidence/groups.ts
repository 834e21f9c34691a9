import type { Column } from './read.ts'
import type { ReadIndex } from './read-index.ts'
import { plainWords, stem, wordsOf } from './words.ts'

/** Some of the rows that were read, with what they have in common in words. */
export interface RowSet {
  rows: ReadonlySet<number>
  how: string
  /** They share a value. */
  isOfValue?: boolean
  /** Where they are no more than what one region has of a read of several. */
  region?: string
}

/** Lists as they were read: of a call, of one region of it, of all calls together of one kind. */
export function wholeSets(index: ReadIndex, operations: readonly string[]): RowSet[] {
  const sets = new Map<string, Set<number>>()
  index.rows.forEach(({ call, list }, row) => {
    for (const key of [`kind ${operations[call] ?? ''}`, `call ${call}`, `${call} ${list}`]) {
      const set = sets.get(key)
      if (set === undefined) sets.set(key, new Set([row]))
      else set.add(row)
    }
  })
  const seen = new Set<string>()
  return [...sets].flatMap(([name, rows]) => {
    const [first = 0] = rows
    const key = `${rows.size} ${first}`
    if (seen.has(key)) return []
    seen.add(key)
    const region = index.rows[first]?.region ?? ''
    const isPart = !/^(?:kind|call) /.test(name) && /-\d$/.test(region)
    return [{ rows, how: isPart ? `the rows of ${region}` : 'the rows', ...(isPart && { region }) }]
  })
}

interface Group extends RowSet {
  words: readonly string[]
  column: Column
  /** The words must say that it is not so. */
  isNot?: boolean
  /** The others of these are meant: they are told apart only where the words name them. */
  of?: ReadonlySet<number>
}

/** Rows that share a value which the words name; of booleans and of absent members those whose member they name. */
export class Groups {
  readonly #groups: Group[] = []

  constructor(index: ReadIndex) {
    const rowsOfCall = new Map<number, Set<number>>()
    index.rows.forEach(({ call }, row) => {
      const rows = rowsOfCall.get(call)
      if (rows === undefined) rowsOfCall.set(call, new Set([row]))
      else rows.add(row)
    })
    for (const column of [...index.columns.values(), ...joined(index, rowsOfCall)]) {
      const named = column.words.filter((word) => !plainWords.has(word))
      const all = rowsOfCall.get(column.call) ?? new Set()
      if (named.length > 0 && column.rows.size < all.size) {
        const how = named.join(' ')
        const absent = { rows: column.rows, of: all, words: named, column, isNot: true }
        this.#groups.push({ ...absent, how: `without ${how}` })
        this.#groups.push({ rows: column.rows, words: named, column, how: `with ${how}` })
      }
      if (isOfIds(column)) continue
      for (const [value, rows] of column.groups) {
        const isTruth = /^(?:true|false|yes|no|enabled|disabled|0)$/.test(value)
        const words = isTruth ? named : wordsOf(value).map(stem)
        // Where something is, and numbers, are looked at in ways of their own.
        const isWord = isTruth || (/[a-z]{2}/.test(value) && !/^[a-z]{2}-[a-z]+-\d$/.test(value))
        if (words.length === 0 || words.length > 6 || !isWord) continue
        const how = isTruth ? `${named.join(' ')} ${value}` : value
        this.#groups.push({ rows, words, column, how, isOfValue: true })
        if (rows.size === all.size) continue
        this.#groups.push({ rows, of: all, words, column, how: `not ${how}`, isNot: true })
      }
    }
  }

  /** Those that the words name, and where two or three of them meet. */
  named(words: ReadonlySet<string>): RowSet[] {
    const isNamed = (word: string) => words.has(word)
    const denies = negations.some(isNamed)
    const excepts = exceptions.some(isNamed)
    const meant = this.#groups
      .filter(
        ({ words: needed, rows, isNot = false }) =>
          rows.size > 0 &&
          (!isNot || (denies && (rows.size > 1 || excepts))) &&
          needed.every(isNamed),
      )
      .slice(0, 60)
      .map((group) =>
        group.of === undefined ? group : { ...group, rows: without(group.of, group.rows) },
      )
      .filter(({ rows }) => rows.size > 0)
    const met: RowSet[] = []
    meant.forEach((one, at) => {
      for (const other of meant.slice(at + 1)) {
        if (one.column.call !== other.column.call) continue
        const both = new Set([...one.rows].filter((row) => other.rows.has(row)))
        if (one.column === other.column) {
          met.push({
            rows: new Set([...one.rows, ...other.rows]),
            how: `${one.how} or ${other.how}`,
            isOfValue: one.isOfValue === true && other.isOfValue === true,
          })
        } else if (both.size > 0 && both.size < one.rows.size && both.size < other.rows.size) {
          const isOfValue = one.isOfValue === true || other.isOfValue === true
          met.push({ rows: both, how: `${one.how} and ${other.how}`, isOfValue })
        }
      }
    })
    return [...meant, ...met.slice(0, 200)]
  }
}

/** One column of several reads of one kind, of two regions say: `stopped` counts the rows of both. */
function joined(index: ReadIndex, rowsOfCall: Map<number, Set<number>>): Column[] {
  const calls = new Map<string, number>()
  const several = new Map<string, Set<number>>()
  for (const { kind, call } of index.rows)
    several.set(kind, (several.get(kind) ?? new Set()).add(call))
  const made = new Map<string, { column: Column; size: number }>()
  for (const [key, { call, words, groups, rows }] of index.columns) {
    const [first = -1] = rows
    const kind = index.rows[first]?.kind ?? ''
    if ((several.get(kind)?.size ?? 0) < 2) continue
    const name = `${kind} ${key.slice(key.indexOf(' '))}`
    // Below 0 no call is meant: all of the kind.
    const of = calls.get(kind) ?? -1 - calls.size
    calls.set(kind, of)
    const all = rowsOfCall.get(of) ?? new Set()
    rowsOfCall.set(of, all)
    for (const row of rowsOfCall.get(call) ?? []) {
      if (index.rows[row]?.kind === kind) all.add(row)
    }
    const known = made.get(name)
    const column = known?.column ?? { call: of, words, groups: new Map(), rows: new Set() }
    made.set(name, { column, size: (known?.size ?? 0) + 1 })
    for (const row of rows) column.rows.add(row)
    for (const [value, some] of groups) {
      const group = column.groups.get(value)
      column.groups.set(value, group === undefined ? some : group.union(some))
    }
  }
  return [...made.values()].filter(({ size }) => size > 1).map(({ column }) => column)
}

const without = (all: ReadonlySet<number>, rows: ReadonlySet<number>): Set<number> =>
  new Set([...all].filter((row) => !rows.has(row)))

/** Nearly each row has a value of its own, or there are too many to be what is counted. */
const isOfIds = ({ groups, rows }: Column): boolean =>
  groups.size > 200 || (rows.size > 12 && groups.size > rows.size * 0.9)

const exceptions = [
  'except',
  'other',
  'others',
  'beside',
  'besides',
  'without',
  'rest',
  'ignore',
  'exclude',
]
const negations =
  'no not none never without except other others rest less lack miss remain more un isn aren don doesn haven hasn nothing nobody neither beside besides ignore exclude untag unencrypt unattach unused un'.split(
    ' ',
  )
