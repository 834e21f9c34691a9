import type { Backing } from './backing.ts'
import type { Claim } from './claims.ts'
import type { RowSet } from './groups.ts'
import type { ReadIndex } from './read-index.ts'
import { type Surroundings, shareWord } from './surroundings.ts'
import { plainWords, stem, wordsOf } from './words.ts'

interface Counting {
  /** Lists as they were read, and groups of rows, that the words around a claim name. */
  meant: (claim: Claim) => { whole: readonly RowSet[]; groups: readonly RowSet[] }
  /** What is said behind a count names but some of these rows. */
  isNarrowed: (claim: Claim, set: RowSet) => boolean
  /** Stems of what the rows of each call are. */
  operations: readonly ReadonlySet<string>[]
  /** How many things the answer itself names in a block of it. */
  listed: (claim: Claim) => ReadonlySet<number>
}

/** A count is told by a result, or it is the number of rows that the words around it name. */
export function holdCount(
  claim: Claim,
  around: Surroundings,
  counting: Counting,
): Backing | undefined {
  const { number, words, statement } = claim
  if (number === undefined) return undefined
  const { value } = number
  const { index } = around
  if (contradicts(claim)) return undefined
  const told = index.prose.find(
    (one) =>
      one.value === value &&
      one.unit === 'none' &&
      (words.size === 0 || shareWord(words, one.words)),
  )
  if (told !== undefined) return { by: 'found', place: told }
  if (isAsked(claim, around)) return { by: 'asked', how: 'the question' }
  if (value === 0) return nothing(index)
  const named = around.wordsOf(statement)
  const rows = around.rowsOf(statement)
  const member = index
    .numbersNear(value, 0)
    .find(
      (one) =>
        (rows.has(one.row) || one.row === -1 || rows.size === 0) && shareWord(one.words, named),
    )
  if (member !== undefined) return { by: 'found', place: member }
  // What a query counted has no name, or a short one: `length(@)`, `count(*) as n`.
  const bare = index
    .numbersNear(value, 0)
    .find(({ words }) => words.every((word) => word === 'item' || counters.has(word)))
  if (bare !== undefined) return { by: 'found', place: bare }
  const isMeant = inRegion(claim, isOfKind(words, counting))
  const meant = counting.meant(claim)
  const whole = meant.whole.find(
    (set) => set.rows.size === value && isMeant(set, index) && !counting.isNarrowed(claim, set),
  )
  if (whole !== undefined) return ofRows(whole, index)
  const group = meant.groups.find((set) => set.rows.size === value && isMeant(set, index))
  if (group !== undefined) return ofRows(group, index)
  if (counting.listed(claim).has(value)) return { by: 'derived', how: 'what the answer lists' }
  const list = index.lists.find(
    (one) =>
      one.length === value &&
      (rows.size === 0 || rows.has(one.row)) &&
      shareWord(wordsOf(lastName(one.path)).map(stem), named),
  )
  if (list !== undefined) return { by: 'derived', how: `length of ${list.path}`, place: list }
  return distinct(claim, around) ?? beyond(claim, around)
}

/** `3 queues are full: a, b, c, d` lists another number of things. */
function contradicts({ statement, number }: Claim): boolean {
  if (number === undefined || statement.cells !== undefined) return false
  if (/\bof (?:the )?$/.test(statement.text.slice(0, number.index))) return false
  const after = statement.text.slice(number.index + number.text.length)
  const list = /^(?: of \d+)?[^:;,.()\d]*: ([^:;]+?)\.?$/.exec(after)?.[1]
  if (list === undefined || /\b(?:more|other|others|among|such as|including|e\.g)\b|…/.test(list)) {
    return false
  }
  const parts = list.replaceAll(/\([^()]*\)/g, '').split(/,(?: and)? | and /)
  const areNames = parts.every((part) => /^[\w./@:-]*[-_./\d][\w./@:-]*$/.test(part.trim()))
  return areNames && parts.length > 1 && parts.length !== number.value
}

const counters = new Set([
  'n',
  'c',
  'count',
  'cnt',
  'total',
  'length',
  'number',
  'num',
  'quantity',
  'size',
])

const lastName = (path: string): string => /([A-Za-z]+)[^A-Za-z]*$/.exec(path)?.[1] ?? ''

function isAsked({ number, words }: Claim, { asked, question }: Surroundings): boolean {
  return asked.some(
    (one) =>
      one.value === number?.value &&
      (words.size === 0 || shareWord(words, new Set(wordsOf(question.slice(one.index)).map(stem)))),
  )
}

function nothing(index: ReadIndex): Backing | undefined {
  const empty = index.lists.find(({ length }) => length === 0)
  if (empty !== undefined) return { by: 'derived', how: 'an empty list', place: empty }
  const zero = index.numbersNear(0, 0)[0]
  return zero && { by: 'found', place: zero }
}

function ofRows({ rows, how }: RowSet, index: ReadIndex): Backing {
  const [row = 0] = rows
  const call = index.rows[row]?.call ?? 0
  return { by: 'derived', how: `count of ${how}`, place: { call, path: '', row } }
}

type IsMeant = (set: RowSet, index: ReadIndex) => boolean

/** `11 in us-east-1` counts rows of there. */
function inRegion({ statement, number }: Claim, isMeant: IsMeant): IsMeant {
  const after = statement.text.slice((number?.index ?? 0) + (number?.text.length ?? 0))
  const region = /^[^\d,;:.()]{0,40}? in ([a-z]{2}-(?:[a-z]+-){1,2}\d)\b/.exec(after)?.[1]
  if (region === undefined) return isMeant
  return (set, index) =>
    isMeant(set, index) &&
    [...set.rows].every((row) => {
      const of = index.rows[row]?.region ?? ''
      return of === region || !/^[a-z]{2}-(?:[a-z]+-){1,2}\d$/.test(of)
    })
}

/** `9 buckets` counts rows of what lists buckets, where some call does. */
function isOfKind(words: ReadonlySet<string>, { operations }: Counting) {
  const kinds = [...words].filter(
    (word) => !plainWords.has(word) && operations.some((some) => some.has(word)),
  )
  return ({ rows }: RowSet, index: ReadIndex): boolean => {
    if (kinds.length === 0) return true
    const [row = 0] = rows
    const operation = operations[index.rows[row]?.call ?? 0]
    return operation !== undefined && kinds.some((word) => operation.has(word))
  }
}

/** `in 3 regions`, `5 owners`: how many values a column has. */
function distinct({ number, words, statement }: Claim, around: Surroundings): Backing | undefined {
  const { index } = around
  const named = around.wordsOf(statement)
  for (const column of index.columns.values()) {
    const { groups } = column
    if (groups.size !== number?.value || groups.size === column.rows.size) continue
    const [rows] = groups.values()
    const said = column.words.filter((word) => word !== 'name' && word !== 'id')
    const isSaid = said.every((word) => words.has(word) || named.has(word))
    if (!isSaid || groups.has('true') || groups.has('false')) continue
    if (![...words].slice(0, 2).includes(said.at(-1) ?? '')) continue
    const [row = -1] = rows ?? []
    return {
      by: 'derived',
      how: `different values of ${column.words.join(' ')}`,
      place: { call: column.call, path: '', row },
    }
  }
  return undefined
}

/** `5 volumes over 100 GB`, `2 keys older than 90 days`: rows beyond a bound that answer or question name. */
function beyond({ number, statement }: Claim, around: Surroundings): Backing | undefined {
  const { index, asked, now } = around
  const bounds = [...asked, ...boundsIn(statement.text)].slice(0, 6)
  const columns = Map.groupBy(
    index.numbers.filter(({ row }) => row !== -1),
    ({ column }) => column,
  )
  for (const { value: bound } of bounds) {
    for (const some of columns.values()) {
      for (const isBeyond of beyonds) {
        const rows = new Set(
          some.filter(({ value }) => isBeyond(value, bound)).map(({ row }) => row),
        )
        if (rows.size === number?.value) return ofRows({ rows, how: `rows beyond ${bound}` }, index)
      }
    }
    const limit = now.getTime() - bound * 86_400_000
    for (const isBefore of [true, false]) {
      const rows = new Set(
        index.moments
          .filter(({ at, row }) => row !== -1 && at < limit === isBefore)
          .map(({ row }) => row),
      )
      if (rows.size === number?.value)
        return ofRows(
          { rows, how: `rows ${isBefore ? 'before' : 'since'} ${bound} days ago` },
          index,
        )
    }
  }
  return undefined
}

const beyonds: readonly ((value: number, bound: number) => boolean)[] = [
  (value, bound) => value > bound,
  (value, bound) => value >= bound,
  (value, bound) => value < bound,
  (value, bound) => value <= bound,
]

function boundsIn(text: string): { value: number }[] {
  const bounds = text.matchAll(
    /\b(?:over|under|above|below|than|least|most|exceed\w*|beyond|within|last|past)\s+(?:the )?(?:last )?(\d[\d,]*(?:\.\d+)?)/gi,
  )
  return [...bounds].map(([, value = '']) => ({ value: Number(value.replaceAll(',', '')) }))
}
