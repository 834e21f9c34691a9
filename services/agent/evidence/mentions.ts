import type { Claim } from './claims.ts'
import type { Facts } from './facts.ts'
import { isOrdinaryShown } from './ordinary.ts'
import type { ReadIndex } from './read-index.ts'
import { servicesIn } from './services.ts'
import type { Statement } from './statements.ts'
import { isSingle } from './verdicts.ts'
import { stem, wordsOf } from './words.ts'

/** A name of something that was read, where a statement has it. */
export interface Named {
  text: string
  /** Within the statement. */
  index: number
  rows: ReadonlySet<number>
  /** Of kinds of which too many rows have it to say which is meant. */
  more?: ReadonlySet<number>
  /** As what was read has it, where people say it otherwise: `RDS`. */
  as?: string
}

/** What stands in more rows says nothing about which is meant. */
export const mostNamed = 12

/** Names, ids and addresses, and words like any others where something is called so. */
export function namedIn(
  statement: Statement,
  claims: readonly Claim[],
  { index, facts }: { index: ReadIndex; facts: Facts },
): Named[] {
  const told = claims
    .filter(
      ({ kind, text, index: at }) =>
        naming.has(kind) &&
        (!isValue(text, facts) ||
          (statement.isItem && at >= 0 && at <= 2 && isOfOneRow(text, facts))),
    )
    .map(({ text, index: at }) => ({ text, index: at, rows: index.rowsOf(text) }))
  const isTold = (at: number) =>
    told.some(({ index: from, text }) => from <= at && at < from + text.length)
  const { text } = statement
  // Words like any others may be what something is called: `metrics-dashboard`.
  const called = [...text.matchAll(/(?<![\w./-])[a-z]+(?:[-/][a-z]+)+(?![\w/-])/g)].flatMap(
    ({ 0: word, index: at }) => {
      const rows = index.rowsWith(word)
      return rows === undefined || isTold(at) ? [] : [{ text: word, index: at, rows }]
    },
  )
  // `Jonas Weber` is jonas.weber, and so is `Jonas`, if nobody else is called so.
  const people = [
    ...text.matchAll(/(?<![\w.])([A-Z][a-z]+)(?: ([A-Z][a-z]+))?(?![\w/-]|\.\w)/g),
  ].flatMap(({ 0: person, 1: first = '', 2: last = '', index: at }) => {
    const full = `${first}.${last}`.toLowerCase()
    const as = facts.thing(full) === undefined ? facts.person(first) : full
    const rows = as === undefined ? undefined : facts.thing(as)
    const said = as === full ? person : first
    return as === undefined || rows === undefined || isTold(at)
      ? []
      : [{ text: said, index: at, rows, as }]
  })
  const known = [...told, ...called, ...people]
  const single = [...text.matchAll(/(?<![\w./-])[A-Za-z][a-z\d]{2,}(?![\w/-]|\.\w)/g)].flatMap(
    ({ 0: word, index: at }) => {
      if (known.some((one) => one.index <= at && at < one.index + one.text.length)) return []
      const rows = facts.thing(word)
      return rows === undefined ||
        !(
          isListed(text, { word, at, facts }) ||
          isBesideKind(text, { word, at, kinds: kindsOf(rows, index) }) ||
          isNamePlace(statement, { word, at, known })
        )
        ? []
        : [{ text: word, index: at, rows }]
    },
  )
  const taken = [...known, ...single]
  const services = servicesOf(facts)
  const billed =
    services.size === 0 || statement.cells !== undefined
      ? []
      : servicesIn(text, [...services.keys()])
  const named = billed.flatMap(({ service, index: at, end }) =>
    taken.some((one) => one.index < end && at < one.index + one.text.length)
      ? []
      : [
          {
            text: text.slice(at, end),
            index: at,
            rows: services.get(service) ?? none,
            as: service,
          },
        ],
  )
  const all = [...taken, ...named]
    .map((one) => ofFewRows(one, index))
    .filter(({ rows }) => rows.size > 0 && rows.size <= mostNamed)
    .sort((one, other) => one.index - other.index)
  return isBesideRows(statement) ? narrowed(all) : all
}

const none: ReadonlySet<number> = new Set()
const billed = new WeakMap<Facts, ReadonlyMap<string, ReadonlySet<number>>>()

/** What a bill calls a service, where each row is of one. */
function servicesOf(facts: Facts): ReadonlyMap<string, ReadonlySet<number>> {
  const known = billed.get(facts)
  if (known !== undefined) return known
  const made = new Map<string, ReadonlySet<number>>()
  for (const fact of facts.all) {
    if (fact.words.at(-1) !== 'service' || !isSingle(fact)) continue
    for (const [value, rows] of fact.groups)
      if (/^(?:amazon|aws) |^ec2 - /.test(value))
        made.set(value, rows.union(made.get(value) ?? none))
  }
  billed.set(facts, made)
  return made
}

/** Hourly figures of a thing are many rows, and not what it is. */
function ofFewRows(named: Named, index: ReadIndex): Named {
  if (named.rows.size <= mostNamed) return named
  const kinds = Map.groupBy(named.rows, (row) => index.rows[row]?.kind)
  const some = [...kinds.values()]
  const few = some.filter(({ length }) => length <= mostNamed)
  if (few.length === 0) return named
  const rows = new Set(few.flat())
  return { ...named, rows, more: named.rows.difference(rows) }
}

const isBesideRows = ({ isItem, cells }: Statement): boolean => isItem && cells === undefined

/** An item begins with one of several that its owner has: `AKIA… of dana.smith` is about that key. */
function narrowed(all: readonly Named[]): Named[] {
  const [head, ...rest] = all
  if (head === undefined || head.index > 2) return [...all]
  return [
    head,
    ...rest.map((one) => {
      const own = one.rows.intersection(head.rows)
      return own.size > 0 && own.size < one.rows.size ? { ...one, rows: own } : one
    }),
  ]
}

/** At the head of an item: a text that each row has another of, as a description may be. */
const isOfOneRow = (text: string, facts: Facts): boolean =>
  /[a-z]{3}.*[-_/]/i.test(text) &&
  facts
    .with(text)
    .some(
      ({ groups, rows }) => groups.size === rows.size && groups.get(text.toLowerCase())?.size === 1,
    )

/** `t3.small` says what something is, and not which; who did it may be what is told of. */
function isValue(text: string, facts: Facts): boolean {
  const having = facts.with(text)
  return (
    having.length > 0 &&
    facts.thing(text) === undefined &&
    !/^[a-z]+[.-][a-z]+$|^A[A-Z]IA|[a-z]-[0-9a-f]{8}/.test(text) &&
    !(/^\d+(?:\.\d+)+$/.test(text) && having.some(({ groups }) => groups.get(text)?.size === 1))
  )
}

export const naming: ReadonlySet<string> = new Set(['id', 'arn', 'name', 'address'])

/** `the search target group`, `on the load balancer payments`: beside what its rows are lists of. */
function isBesideKind(
  text: string,
  { word, at, kinds }: { word: string; at: number; kinds: ReadonlySet<string> },
): boolean {
  const after = /^["”]? ([a-z]+)/i.exec(text.slice(at + word.length))?.[1]
  const before = /([a-z]+) ["“]?$/i.exec(text.slice(0, at))?.[1]
  const isThe = /\b(?:the|its|of|in|on) ["“]?$/i.test(text.slice(0, at))
  if (isThe && after !== undefined && kinds.has(stem(after))) return true
  return before !== undefined && /[^s]$/.test(before) && kinds.has(stem(before))
}

/** What the operations list that rows are of: `target`, `group`. */
function kindsOf(rows: ReadonlySet<number>, index: ReadIndex): ReadonlySet<string> {
  const words = [...rows].flatMap((row) => {
    const operation =
      index
        .operationOf(index.rows[row]?.call ?? -1)
        .split(':')
        .at(-1) ?? ''
    return wordsOf(operation).map(stem)
  })
  return new Set(words.filter((word) => !asking.has(word)))
}

const asking = new Set(['describe', 'list', 'get', 'lookup', 'recipe', 'read', 'operation', 'all'])

/** Beside another word that is a name: `for sessions, shipments and payouts`. */
function isListed(
  text: string,
  { word, at, facts }: { word: string; at: number; facts: Facts },
): boolean {
  if (isOrdinaryShown(word)) return false
  const before = /([A-Za-z][\w-]*)(?:,| and|, and| or) $/.exec(text.slice(0, at))?.[1]
  const after = /^(?:,| and|, and| or) ([A-Za-z][\w-]*)/.exec(text.slice(at + word.length))?.[1]
  return [before, after].some((one) => one !== undefined && facts.thing(one) !== undefined)
}

/** A single word is a name in marks, at the head of an item, beside another name or behind its kind. */
function isNamePlace(
  { text, shown, isItem, cells }: Statement,
  { word, at, known }: { word: string; at: number; known: readonly Named[] },
): boolean {
  if (shown.includes(word)) return true
  if (isOrdinaryShown(word) && !isItem) return false
  const before = text.slice(0, at)
  const after = text.slice(at + word.length)
  if (cells !== undefined) return false
  if (isItem && before === '' && /^(?:$|,|:| \(| [-–—] )/.test(after)) return true
  if (before === '' && /^(?: \(|,| (?:is|has|was|runs|had|uses|and)\b)/.test(after)) return true
  if (
    /(?:[.!?]|, and|, but|, while| while| whereas) $/.test(before) &&
    /^ (?:is|has|was|had|runs)\b/.test(after)
  )
    return true
  if (/[;,] $/.test(before) && /^(?::| (?!and\b|or\b)[a-z]+)/.test(after)) return true
  const isBeside = known.some(
    (one) =>
      /^(?:, | and |, and | or )$/.test(before.slice(one.index + one.text.length)) ||
      (one.index > at &&
        /^(?:, | and |, and | or )$/.test(text.slice(at + word.length, one.index))),
  )
  return isBeside || /\b(?:named|called|than|with|by|is|are|come|comes) $/.test(before)
}

/** Names that are told together: `a`, `b (x) and c`. */
export function coordinated(text: string, named: readonly Named[]): Named[][] {
  const groups: Named[][] = []
  for (const one of named) {
    const last = groups.at(-1)?.at(-1)
    const between = last && text.slice(last.index + last.text.length, one.index)
    if (between !== undefined && joins.test(between) && formOf(one) === formOf(last))
      groups.at(-1)?.push(one)
    else groups.push([one])
  }
  return groups
}

/** An id or an address is never told together with a name. */
const formOf = (named: Named | undefined): string =>
  /[a-z]-[0-9a-f]{8}|^A[A-Z]IA/.test(named?.text ?? '')
    ? 'id'
    : /^\d[\d./]+$/.test(named?.text ?? '')
      ? 'address'
      : 'name'

const joins =
  /^(?: \([^()]*\))?(?:,? (?:and|or|&|through|to)(?: then)?(?: the| its)? |, |\/| \/ | – )$/

/** Several names that rows share are of one thing; else each is a thing of its own. */
export function thingsOf(group: readonly Named[]): ReadonlySet<number>[] {
  const things: ReadonlySet<number>[] = []
  for (const { rows } of group) {
    const at = things.findIndex((one) => [...rows].some((row) => one.has(row)))
    const known = things[at]
    if (known === undefined) things.push(rows)
    else things[at] = new Set([...known].filter((row) => rows.has(row)))
  }
  return things
}
