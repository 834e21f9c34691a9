import type { Backing } from './backing.ts'
import { nextOf } from './beside-number.ts'
import type { Claim } from './claims.ts'
import type { Groups, RowSet } from './groups.ts'
import { numbersIn } from './numbers.ts'
import type { OwnList } from './own-lists.ts'
import type { Place } from './read.ts'
import type { ReadIndex } from './read-index.ts'
import { type Surroundings, shareWord } from './surroundings.ts'
import { plainWords, stem, wordsOf } from './words.ts'

interface Counting {
  whole: readonly RowSet[]
  groups: Groups
  /** Stems of what the rows of each call are. */
  operations: readonly ReadonlySet<string>[]
  ownList: (claim: Claim) => OwnList
}

/**
 * A count is what the answer lists behind it, what a result tells, or the number of rows that its words
 * name. Where those behind it name a value that rows have, it must be the number of such rows.
 */
export function holdCount(
  claim: Claim,
  around: Surroundings,
  counting: Counting,
): Backing | undefined {
  const { number } = claim
  if (number === undefined || isMoreThanAll(claim)) return undefined
  const list = counting.ownList(claim)
  if (list === 'contradicts') return undefined
  const told = toldIn(claim, around) ?? partToldIn(claim, around)
  if (told !== undefined) return { by: 'found', place: told }
  if (isAsked(claim, around)) return { by: 'asked', how: 'the question' }
  if (number.value === 0) return nothing(around.index)
  return (
    moreIn(claim, around.index, counting.whole) ??
    ofWords(claim, around, counting) ??
    inProse(claim, around) ??
    withinRow(claim, around) ??
    rowsOfHead(claim, around) ??
    (list && { by: 'derived', how: 'what the answer lists' })
  )
}

/** `orders-db: three nightly snapshots`: rows of one kind that have what heads the item. */
function rowsOfHead(
  { statement, number }: Claim,
  { whose, index }: Surroundings,
): Backing | undefined {
  const [head] = whose.namedOf(statement)
  if (number === undefined || !statement.isItem || head === undefined || head.index > 2)
    return undefined
  const kinds = Map.groupBy(head.rows, (row) => index.rows[row]?.kind)
  return [...kinds.values()].some(({ length }) => length > 1 && length === number.value)
    ? { by: 'derived', how: `rows of ${head.text}` }
    : undefined
}

/** `5 of 4`. */
export function isMoreThanAll({ statement, number }: Claim): boolean {
  const after = statement.text.slice((number?.index ?? 0) + (number?.text.length ?? 0))
  const all = /^ (?:out )?of (?:the |your |all )?(\d+)\b(?![.,]\d|%)/.exec(after)?.[1]
  return all !== undefined && Number(all) < (number?.value ?? 0)
}

/** In a sentence of a tool's, before the same words. */
function toldIn({ number, statement }: Claim, { index }: Surroundings): Place | undefined {
  if (number === undefined) return undefined
  const [first, second] = nextOf(statement.text, number)
  return index.prose.find(
    ({ value, unit, next }) =>
      value === number.value &&
      unit === 'none' &&
      (first === undefined
        ? next.length === 0
        : next.includes(first) && (first !== 'of' || next.includes(second ?? ''))),
  )
}

/** `1 of 17 roles`, where a tool says `1 role of 17`. */
function partToldIn({ number, statement }: Claim, { index }: Surroundings): Place | undefined {
  const said = [...statement.text.matchAll(/\b(\d+) of (?:the |your |all )?(\d+)\b/g)].find(
    ({ 0: all, index: at }) =>
      number !== undefined && number.index >= at && number.index < at + all.length,
  )
  if (said === undefined) return undefined
  const [part, whole] = [Number(said[1]), Number(said[2])]
  const wholes = index.prose.filter(({ value, unit }) => value === whole && unit === 'none')
  return index.prose.find(
    (one) =>
      one.value === part &&
      one.next.includes('of') &&
      wholes.some(
        (all) =>
          all.call === one.call &&
          all.path === one.path &&
          all.index > one.index &&
          all.index < one.index + 24,
      ),
  )
}

/** `eu-west-1, us-east-1 and 13 more`: all together are as many as a list has. */
function moreIn({ statement, number }: Claim, index: ReadIndex, whole: readonly RowSet[]) {
  if (number === undefined) return undefined
  const after = statement.text.slice(number.index + number.text.length)
  if (!/^ (?:more|others?)\b/.test(after)) return undefined
  const before = statement.text.slice(0, number.index)
  const listed = /(?:[^\s,:()]+(?: \([^()]*\))?, )*[^\s,:()]+(?: \([^()]*\))?,? and $/.exec(
    before,
  )?.[0]
  if (listed === undefined) return undefined
  const shown = listed.replaceAll(/\([^()]*\)/g, '').split(', ').length
  const size = shown + number.value
  const list = index.lists.find(({ length }) => length === size)
  const isWhole = whole.some(({ rows }) => rows.size === size) || index.regionsRead.size === size
  return list !== undefined || isWhole
    ? ({ by: 'derived', how: `the rest of ${size}`, ...(list && { place: list }) } as const)
    : undefined
}

function ofWords(claim: Claim, around: Surroundings, counting: Counting): Backing | undefined {
  const { statement, words, number } = claim
  const value = number?.value ?? 0
  const { index } = around
  const { rows } = around.scopeOf(claim)
  const isMeant = isOfKind(words, counting)
  const region = regionOf(claim)
  const fits = (set: RowSet): Backing | undefined => {
    if (!isMeant(set, index)) return undefined
    const some = region === undefined ? set.rows : inRegion(set.rows, region, index)
    return some.size === value ? ofRows({ ...set, rows: some }, index) : undefined
  }
  const member = index
    .numbersNear(value, 0)
    .find(
      (one) =>
        (rows.has(one.row) || one.row === -1 || rows.size === 0) &&
        shareWord(one.words, words.size > 0 ? words : around.wordsOf(statement)),
    )
  const isAll = /\bof (?:the |your |all )?$/.test(statement.text.slice(0, number?.index ?? 0))
  const own = (isAll ? [] : counting.groups.named(words)).filter(({ isOfValue }) => isOfValue)
  const beside = counting.groups.named(
    new Set([...around.wordsOf(statement), ...around.questionWords]),
  )
  if (own.some((set) => isMeant(set, index))) {
    return (
      first(own, fits) ??
      first(meets(own, [...beside, ...counting.whole]), fits) ??
      (member && { by: 'found', place: member })
    )
  }
  const bare = index
    .numbersNear(value, 0)
    .find(
      (one) =>
        one.words.every((word) => word === 'item' || counters.has(word)) && index.isAlone(one.row),
    )
  if (bare !== undefined) return { by: 'found', place: bare }
  const list = index.lists.find(
    (one) =>
      one.length === value &&
      (rows.size === 0 || rows.has(one.row)) &&
      shareWord(wordsOf(lastName(one.path)).map(stem), words),
  )
  return (
    first(counting.whole, fits) ??
    (member && { by: 'found', place: member }) ??
    first(beside, fits) ??
    (list && { by: 'derived', how: `length of ${list.path}`, place: list }) ??
    distinct(claim, around) ??
    beyond(claim, around) ??
    withNumber(claim, around) ??
    withWord(claim, around, counting) ??
    ofTheNamed(claim, around, counting)
  )
}

function first(
  sets: readonly RowSet[],
  fits: (set: RowSet) => Backing | undefined,
): Backing | undefined {
  for (const set of sets) {
    const backing = fits(set)
    if (backing !== undefined) return backing
  }
  return undefined
}

/** What the words behind a count name, of what the sentence is about. */
function meets(own: readonly RowSet[], others: readonly RowSet[]): RowSet[] {
  return own.slice(0, 20).flatMap((one) =>
    others.slice(0, 60).flatMap((other) => {
      const both = [...one.rows].filter((row) => other.rows.has(row))
      return both.length > 0 && both.length < one.rows.size
        ? [{ rows: new Set(both), how: `${one.how} and ${other.how}` }]
        : []
    }),
  )
}

function inRegion(
  rows: ReadonlySet<number>,
  region: string,
  index: ReadIndex,
): ReadonlySet<number> {
  return new Set(
    [...rows].filter((row) => {
      const of = index.regionsOf(row)
      return of.size === 0 || of.has(region)
    }),
  )
}

/** `11 in us-east-1` counts rows of there. */
function regionOf({ statement, number }: Claim): string | undefined {
  const after = statement.text.slice((number?.index ?? 0) + (number?.text.length ?? 0))
  return /^[^\d,;:.()]{0,40}? in ([a-z]{2}-(?:[a-z]+-){1,2}\d)\b/.exec(after)?.[1]
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

/** `11 keep logs for 7 days`: rows with the other number, in a member that the words name. */
function withNumber({ statement, number, index: at }: Claim, around: Surroundings) {
  const { index } = around
  const named = around.wordsOf(statement)
  const others = numbersIn(statement.text).filter((other) => other.index !== at)
  for (const other of others.slice(0, 4)) {
    const same = around.facts
      .with(other.text)
      .map(({ groups }) => groups.get(other.text.toLowerCase()))
      .find((rows) => rows?.size === number?.value)
    if (same !== undefined) return ofRows({ rows: same, how: `rows with ${other.text}` }, index)
    const near = index.numbersNear(other.value, other.slack).filter(({ row }) => row !== -1)
    for (const some of Map.groupBy(near, ({ column }) => column).values()) {
      const rows = new Set(some.map(({ row }) => row))
      const said = some[0]?.words ?? []
      if (rows.size === number?.value && shareWord(said, named))
        return ofRows({ rows, how: `rows with ${other.text}` }, index)
    }
  }
  return undefined
}

/** `the six ECS groups`: rows in whose values the words behind it stand. */
function withWord(
  { statement, number }: Claim,
  { index }: Surroundings,
  { whole }: Counting,
): Backing | undefined {
  const from = (number?.index ?? 0) + (number?.text.length ?? 0)
  const clause =
    /^(?:[^.;:,|()\n]|\.(?=\w))*/.exec(statement.text.slice(from, from + 60))?.[0] ?? ''
  const words = clause.toLowerCase().match(/[a-z][a-z\d]{2,}(?:\.js)?/g) ?? []
  for (const word of words.slice(0, 5)) {
    if (plainWords.has(word)) continue
    const forms = [word, word.replace(/s$/, ''), word.replace(/\.js$/, 'js')]
    const having = new Set(forms.flatMap((form) => index.placesOf(form).map(({ row }) => row)))
    for (const { rows, how } of whole) {
      const some = new Set([...rows].filter((row) => having.has(row)))
      if (some.size === number?.value && some.size < rows.size)
        return ofRows({ rows: some, how: `${how} with ${word}` }, index)
    }
  }
  return undefined
}

/** An alarm's reason tells how many errors it saw. */
function inProse(claim: Claim, { index, scopeOf, whose }: Surroundings): Backing | undefined {
  const { rows: own, by } = scopeOf(claim)
  const [thing, ...more] = by === 'sentence' ? whose.nearest(claim) : []
  const rows = by === 'sentence' ? thing?.own : own
  if (rows === undefined || more.length > 0 || by === 'nothing') return undefined
  const told = index.prose.find(
    ({ row, value, unit }) => rows.has(row) && value === claim.number?.value && unit === 'none',
  )
  return told && { by: 'found', place: told }
}

/** `six of eight instances are in service`: of a list within a row those that share a value which the sentence has. */
function withinRow(
  { number, statement, index: at }: Claim,
  around: Surroundings,
): Backing | undefined {
  const { index } = around
  const words = around.wordsOf(statement)
  const near = around.statements.filter(({ block }) => block === statement.block)
  const rows = new Set(
    near.flatMap((one) => around.whose.namedOf(one).flatMap(({ rows }) => [...rows])),
  )
  if (at < 0 || rows.size > 40) return undefined
  for (const row of rows) {
    const counts = Map.groupBy(
      index.textsOf(row).filter(({ path }) => /\]\.[^\]]+\[\d+\]\./.test(path)),
      (place) => `${place.path.replaceAll(/\d+/g, '')} ${index.textAt(place)}`,
    )
    for (const places of counts.values()) {
      const [place] = places
      if (places.length !== number?.value || place === undefined) continue
      const said = wordsOf(index.textAt(place)).map(stem)
      // `in service` is InService.
      const joined = statement.text.toLowerCase().replaceAll(/[^a-z]/g, '')
      if (said.every((word) => words.has(word) || joined.includes(word)))
        return { by: 'derived', how: 'count within a row', place }
    }
    const list = index.lists.find((one) => one.row === row && one.length === number?.value)
    if (list !== undefined && shareWord(wordsOf(lastName(list.path)).map(stem), words))
      return { by: 'derived', how: `length of ${list.path}`, place: list }
  }
  return undefined
}

/** `Two volumes belong to it`: rows of that kind that are linked to what the paragraph names. */
function ofTheNamed(claim: Claim, around: Surroundings, counting: Counting): Backing | undefined {
  const { index } = around
  const isMeant = isOfKind(claim.words, counting)
  const kinds = around
    .rowsBefore(claim)
    .flatMap((rows) => [...Map.groupBy(rows, (row) => index.rows[row]?.kind).values()])
  for (const some of kinds) {
    const rows = new Set(some)
    if (rows.size === claim.number?.value && isMeant({ rows, how: '' }, index))
      return ofRows({ rows, how: 'what belongs to it' }, index)
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
  const spans = text.matchAll(
    /\b(?:than|within|last|past|over)(?: the)?(?: last| past)? (?:an? )?(day|week|month|year)\b/gi,
  )
  return [
    ...[...bounds].map(([, value = '']) => ({ value: Number(value.replaceAll(',', '')) })),
    ...[...spans].map(([, span = '']) => ({ value: daysOf.get(span.toLowerCase()) ?? 0 })),
  ]
}

const daysOf = new Map([
  ['day', 1],
  ['week', 7],
  ['month', 30],
  ['year', 365],
])
