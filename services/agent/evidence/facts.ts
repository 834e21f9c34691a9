import type { Column } from './read.ts'
import type { ReadIndex } from './read-index.ts'
import { stem, wordsOf } from './words.ts'

/** A member that rows of one kind have, in all reads of that kind: its values, and the rows with each. */
export interface Fact {
  /** Of the member, as stems. */
  words: readonly string[]
  /** Of the operation that lists such rows. */
  kind: string
  groups: ReadonlyMap<string, ReadonlySet<number>>
  rows: ReadonlySet<number>
  /** Each row has its own, and it is what the row is called. */
  isName: boolean
}

/** What is said of rows, by member; and the other way round, from a value to the members that have it. */
export class Facts {
  readonly all: readonly Fact[]
  readonly #having = new Map<string, readonly Fact[]>()
  readonly #things = new Map<string, ReadonlySet<number>>()
  #people: Map<string, string[]> | undefined

  constructor(index: ReadIndex) {
    this.all = merged(index)
    for (const { groups, isName } of this.all) {
      if (!isName) continue
      for (const [value, rows] of groups) for (const name of namesOf(value)) this.#call(name, rows)
    }
  }

  with(value: string): readonly Fact[] {
    const name = value.toLowerCase()
    const known = this.#having.get(name)
    if (known !== undefined) return known
    const made = this.all.filter(({ groups }) => groups.has(name))
    this.#having.set(name, made)
    return made
  }

  /** The rows that are called so. */
  thing(name: string): ReadonlySet<number> | undefined {
    return this.#things.get(name.toLowerCase())
  }

  /** The one who is called so by the first name: `elena` of elena.rossi. */
  person(first: string): string | undefined {
    this.#people ??= Map.groupBy(
      [...this.#things.keys()].filter((name) => /^[a-z]{2,}\.[a-z]{2,}$/.test(name)),
      (name) => name.slice(0, name.indexOf('.')),
    )
    const all = this.#people.get(first.toLowerCase()) ?? []
    return all.length === 1 ? all[0] : undefined
  }

  #call(name: string, rows: ReadonlySet<number>): void {
    const known = this.#things.get(name)
    this.#things.set(name, known === undefined ? rows : known.union(rows))
  }
}

/** An ARN, an address and a path end with a name; that of a host begins with one. */
function namesOf(value: string): string[] {
  const last = /^(?:(?:arn:|https?:\/\/).*[/:]|[\w-]+\/)([\w.-]+)$/.exec(value)?.[1]
  const host = /^([a-z][\w-]{2,})(?:\.[a-z][\w-]+)+\.?$/.exec(value)?.[1]
  const domain = value.length > 3 && value.endsWith('.') ? [value.slice(0, -1)] : []
  return [
    value,
    ...domain,
    ...(last === undefined ? [] : [last]),
    ...(host === undefined ? [] : [host]),
  ]
}

/** Of several reads of one kind the columns are one. */
function merged(index: ReadIndex): Fact[] {
  const columns = Map.groupBy(
    index.columns,
    ([key, { call }]) => `${index.operationOf(call)} ${key.slice(key.indexOf(' ') + 1)}`,
  )
  return [...columns.values()].map((some) => {
    const [[, { call, words }]] = some as [(typeof some)[0]]
    const kind = index.operationOf(call)
    const made = { words, kind, ...joinedOf(some.map(([, column]) => column)) }
    return { ...made, isName: isNaming(made) }
  })
}

function joinedOf(columns: readonly Column[]): Pick<Fact, 'groups' | 'rows'> {
  const [only, ...more] = columns
  if (only !== undefined && more.length === 0) return only
  const groups = new Map<string, ReadonlySet<number>>()
  for (const column of columns) {
    for (const [value, rows] of column.groups) {
      const known = groups.get(value)
      groups.set(value, known === undefined ? rows : known.union(rows))
    }
  }
  return { groups, rows: new Set(columns.flatMap(({ rows }) => [...rows])) }
}

const isNaming = ({ words, groups, rows, kind }: Omit<Fact, 'isName'>): boolean => {
  const last = words.at(-1) ?? ''
  if (!naming.has(last) || words.some((word) => ofOthers.has(word))) return false
  const noun = words.slice(0, -1)
  const listed = new Set(wordsOf(kind).map(stem))
  const isOwn = noun.length === 0 || noun.some((word) => listed.has(word))
  return isOwn ? groups.size * 2 >= rows.size : groups.size >= rows.size * 0.8 && rows.size > 2
}

/** `item` where the rows are texts. */
const naming = new Set(['name', 'id', 'identifier', 'arn', 'url', 'item'])
const ofOthers = new Set(
  'metric event key engine host zone master account owner resource image vpc subnet kms parent profile'.split(
    ' ',
  ),
)
