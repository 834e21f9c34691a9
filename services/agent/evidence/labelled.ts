import { type Claim, claimOf } from './claims.ts'
import type { Fact } from './facts.ts'
import { stands } from './hold-names.ts'
import type { Statement } from './statements.ts'
import type { Surroundings } from './surroundings.ts'
import { isSingle, meets } from './verdicts.ts'
import { commonEnds, keyOf, plainWords } from './words.ts'

/** What stands behind the name of a member of what was read, and no row has there. */
export function* labelledWrongly(
  statements: readonly Statement[],
  around: Surroundings,
): Generator<Claim> {
  const members = membersOf(around)
  for (const statement of statements) {
    if (statement.cells !== undefined) yield* inTable(statement, members, around)
    if (statement.cells !== undefined || statement.isCommand) continue
    yield* inRecord(statement, members, around)
    yield* inWords(statement, members, around)
    yield* inBreath(statement, members)
    yield* ofEach(statement, members, around)
    yield* ofTasks(statement, around)
  }
}

type Members = ReadonlyMap<string, readonly Fact[]>

const known = new WeakMap<object, Members>()

/** By the words of their names. */
function membersOf({ facts }: Surroundings): Members {
  const before = known.get(facts)
  if (before !== undefined) return before
  const made = Map.groupBy(facts.all, ({ words }) => words.join(' '))
  known.set(facts, made)
  return made
}

/** `- Cluster: staging`: one word, and that member has it in no row. */
function* inRecord(
  statement: Statement,
  members: Members,
  { index, question }: Surroundings,
): Generator<Claim> {
  const match = /^([A-Z][A-Za-z]*(?: [A-Za-z]+){0,2}): ([a-z][a-z\d._-]{2,})$/.exec(statement.text)
  if (!statement.isItem || match === null) return
  const [all, label = '', value = ''] = match
  const some = (members.get(keyOf(label)) ?? []).filter(isSingle)
  if (some.length === 0 || truths.test(value) || stands(question, value)) return
  // As the tool writes it, and not in words of the answer's own.
  const isWritten = some.every(({ groups }) => [...groups.keys()].every((one) => !/ /.test(one)))
  if (!isWritten || some.some(({ groups }) => groups.has(value))) return
  if (some.some(({ groups }) => [...groups.keys()].some((one) => one.endsWith(`/${value}`)))) return
  if (index.isValue(value)) return
  yield claimOf(statement, value, all.length - value.length)
}

/** `- Description: temporary, vendor access`, `- Running P instances (eu-west-1): …`: what was read has other words there. */
function* inWords(
  statement: Statement,
  members: Members,
  { facts, index, question }: Surroundings,
): Generator<Claim> {
  const { text, isItem } = statement
  const match = isItem ? (labelledText.exec(text) ?? placedText.exec(text)) : null
  if (match === null) return
  const [, label = '', value = ''] = match
  const written = value.toLowerCase()
  if (stands(question, written) || index.placesOf(written).length > 0) return
  const some = label === '' ? facts.all : (members.get(keyOf(label)) ?? [])
  const mine = value.split(' ')
  for (const { groups } of some)
    for (const its of groups.keys()) {
      const other = its.includes(' ') ? otherWords(mine, its.split(' ')) : []
      const strange = other.find((word) => index.placesOf(word).length === 0)
      if (strange === undefined || other.some((word) => plainWords.has(word.toLowerCase())))
        continue
      yield claimOf(statement, strange, text.indexOf(value) + value.indexOf(strange))
      return
    }
}

const labelledText =
  /^([A-Z][A-Za-z]*(?: [A-Za-z]+){0,2}): ([A-Za-z][A-Za-z, -]+ [A-Za-z, -]*[A-Za-z])$/
const placedText = /^()([A-Z][A-Za-z]+ [A-Za-z -]*[A-Za-z]) \([a-z]{2}-[a-z]+-\d\)/

/** The words between those that both begin and end with, where they have other ones. */
function otherWords(mine: readonly string[], its: readonly string[]): readonly string[] {
  const { from, left } = commonEnds(mine, its, (one, other) => one.toLowerCase() === other)
  const size = mine.length - from - left
  const isShort = size > 0 && size <= 3 && its.length - from - left <= 3
  return isShort && from + left > 0 && its.length > from + left
    ? mine.slice(from, mine.length - left)
    : []
}

/** A cell below the name of a member: what its row has there, but for one number in it. */
function* inTable(
  { cells = [], ...statement }: Statement,
  members: Members,
  { index }: Surroundings,
): Generator<Claim> {
  const [first, second] = cells
  const all = first && index.rowsWith(first.text)
  if (all === undefined || all.size === 0 || all.size > 12) return
  const both = second && index.rowsWith(second.text)?.intersection(all)
  const own = both === undefined || both.size === 0 ? all : both
  for (const { text, head, index: at } of cells.slice(1)) {
    const its = (members.get(keyOf(head)) ?? []).filter(({ rows }) => meets(rows, own))
    const values = its.flatMap(({ groups }) =>
      [...groups].flatMap(([value, rows]) => (meets(rows, own) ? [value] : [])),
    )
    const written = text.toLowerCase()
    if (values.length === 0 || values.length > 4 || values.includes(written)) continue
    const wrong = values.map((value) => onlyOther(written, value))
    const [token] = wrong
    if (token === undefined || wrong.includes(undefined)) continue
    const from = text.toLowerCase().indexOf(token)
    yield claimOf({ cells, ...statement }, text.slice(from, from + token.length), at + from)
  }
}

/** The one token of a text that another has otherwise: a whole number, or one among other words. */
function onlyOther(text: string, value: string): string | undefined {
  if (/^\d{1,6}$/.test(text)) return /^\d{1,6}$/.test(value) ? text : undefined
  const [mine, its] = [text.split(/[\s()]+/), value.split(/[\s()]+/)]
  if (mine.length < 3 || mine.length !== its.length) return undefined
  const others = mine.filter((one, at) => one !== its[at])
  return others.length === 1 && /\d/.test(others[0] ?? '') ? others[0] : undefined
}

const truths =
  /^(?:yes|no|none|true|false|on|off|enabled|disabled|never|unknown|global|today|[a-z]{2}-[a-z]+-\d[a-z]?)$/

/** `min size 2, max size 7`: no row has that there. */
function* inBreath(statement: Statement, members: Members): Generator<Claim> {
  for (const { 0: all, 1: label = '', 2: number = '', index } of statement.text.matchAll(labels)) {
    const words = label.split(' ')
    const key = [3, 2]
      .map((size) => keyOf(words.slice(-size).join(' ')))
      .find((one) => one.includes(' ') && members.has(one))
    const some = key === undefined ? [] : (members.get(key) ?? [])
    if (some.length === 0 || !some.every(isNumeric)) continue
    if (some.some(({ groups }) => groups.has(number))) continue
    yield claimOf(statement, number, index + all.length - number.length)
  }
}

const labels = /\b([a-z]+(?: [a-z]+){1,3}):? (\d{1,6})(?![\w.,:%-]*\w)/gi

const isNumeric = ({ groups }: Fact): boolean =>
  groups.size > 0 && [...groups.keys()].every((one) => /^\d+$/.test(one))

/** `running count: web (prod) 3, web (staging) 1`: each is that of the row with both names. */
function* ofEach(
  statement: Statement,
  members: Members,
  { facts, index }: Surroundings,
): Generator<Claim> {
  const label = /^([a-z]+(?: [a-z]+){0,5}): /.exec(statement.text)
  if (!statement.isItem || label === null) return
  const words = (label[1] ?? '').split(' ')
  const key = words
    .map((_, from) => keyOf(words.slice(from).join(' ')))
    .find((one) => members.has(one))
  const some = key === undefined ? [] : (members.get(key) ?? [])
  if (some.length === 0) return
  const from = label[0].length
  for (const part of statement.text.slice(from).matchAll(parts)) {
    const { 0: all, 1: name = '', 2: aside, 3: value = '', index: at } = part
    const rows = facts.thing(name)
    if (rows === undefined) continue
    const beside = aside === undefined ? undefined : index.placesOf(aside).map(({ row }) => row)
    const own = beside === undefined ? rows : rows.intersection(new Set(beside))
    const its = some.filter((fact) => meets(fact.rows, own))
    if (its.length === 0 || own.size === 0) continue
    if (its.some(({ groups }) => meets(groups.get(value.toLowerCase()), own))) continue
    yield claimOf(statement, value, from + at + all.length - value.length)
  }
}

const parts = /(?<=^|, )([a-z][\w.-]+)(?: \(([a-z][\w.-]*)\))? (\d+|true|false)(?=$|,)/g

/** `runs 3 tasks of 6 desired`: what is spoken of has both numbers in one row. */
function* ofTasks(statement: Statement, { facts, index, whose }: Surroundings): Generator<Claim> {
  const match = /\bruns? (\d+)(?: tasks?)? (?:out )?of (\d+)\b/.exec(statement.text)
  if (match === null) return
  const [all, running = '', desired = ''] = match
  const at = match.index + all.indexOf(running)
  const things = whose.nearest({ statement, index: at, text: running })
  const own = things.flatMap((thing) => [...thing.own])
  const having = (word: string) =>
    facts.all.filter(({ words }) => words[0] === word && words.length < 3)
  const [run, desire] = [having('run'), having('desir')]
  const its = own.filter((row) =>
    [run, desire].every((some) => some.some(({ rows }) => rows.has(row))),
  )
  const has = (row: number, some: readonly Fact[], value: string) =>
    some.some(({ groups }) => groups.get(value)?.has(row) === true)
  const isRead = its.length > 0 && new Set(its.map((row) => index.rows[row]?.kind)).size > 0
  if (isRead && !its.some((row) => has(row, run, running) && has(row, desire, desired)))
    yield claimOf(statement, running, at)
}
