import { type Claim, claimOf } from './claims.ts'
import { stands } from './hold-names.ts'
import { isOrdinaryShown } from './ordinary.ts'
import type { Statement } from './statements.ts'
import { fewRowsOf, noRows, type Surroundings } from './surroundings.ts'
import { meets, memberOf } from './verdicts.ts'

/** Values and names that a sentence gives to one whose row has something else in their place. */
export function* valuedWrongly(
  statements: readonly Statement[],
  around: Surroundings,
): Generator<Claim> {
  for (const statement of statements) {
    if (statement.isCommand || statement.cells !== undefined) continue
    yield* saidOfOne(statement, around)
    yield* addedTo(statement, around)
    yield* cutShort(statement, around)
  }
}

/** `basket-db runs postgres`: whole values of another row, where its own has something else. */
function* saidOfOne(statement: Statement, around: Surroundings): Generator<Claim> {
  const { index, question } = around
  for (const { 0: all, 1: name = '', 2: word = '', index: at } of statement.text.matchAll(is)) {
    if (isOpen.test(statement.text.slice(0, at))) continue
    const value = word.toLowerCase()
    const rows = fewRowsOf(name, around)
    if (rows.size === 0 || !index.isValue(value) || stands(question, value)) continue
    const places = index.placesOf(value)
    const whole = places.filter((place) => index.textAt(place) === value)
    if (whole.length === 0 || places.some(({ row }) => rows.has(row))) continue
    const slots = new Set(whole.map((place) => memberOf(place, index)))
    const isElse = [...rows].every((row) =>
      index
        .textsOf(row)
        .some((one) => slots.has(memberOf(one, index)) && index.textAt(one) !== name.toLowerCase()),
    )
    if (isElse) yield claimOf(statement, word, at + all.length - word.length)
  }
}

const is =
  /(?<![\w./-])([a-z][\w.-]*\w) (?:runs(?: on)?|uses|is(?: in)?(?: the)?(?: state)?|has (?:the )?(?:engine|state|status|type)) ([A-Za-z][\w.-]*\w)(?=[.,;]|$)/g

/** `neither a nor b is running`, `once a is running`. */
const isOpen =
  /\b(?:no|not|neither|nor|none|if|when|once|until|unless|before|after|whether|while|was|were)\b[^.;:]*$/i

/** `mira.holt deployed cart-api and web`: the second is in no row with who did it, as the first is. */
function* addedTo(statement: Statement, around: Surroundings): Generator<Claim> {
  const match = doing.exec(statement.text)
  if (match === null) return
  const [all, who = '', one = '', other = ''] = match
  const { index } = around
  const [his, first, second] = [who, one, other].map((name) => index.rowsWith(name) ?? noRows)
  if (his === undefined || first === undefined || second === undefined) return
  if (!meets(his, first) || second.size === 0 || isOrdinaryShown(other)) return
  const time = /\bat (\d{2}:\d{2})\b/.exec(statement.text)?.[1]
  const isThen = (row: number) =>
    time === undefined ||
    index.moments.some(
      (each) => each.row === row && new Date(each.at).toISOString().slice(11, 16) === time,
    )
  const both = (some: ReadonlySet<number>) => [...some.intersection(his)].some(isThen)
  if (both(first) && !both(second))
    yield claimOf(statement, other, match.index + all.length - other.length, 'name')
}

const doing =
  /^([a-z][\w.@-]*\w) (?:last |first )?[a-z]+ed ([a-z][\w.-]*\w)(?:, | and )([a-z][\w.-]*\w)(?= (?:at|in|on|\()|[.,]|$)/

/** `zerume-db, staging-zerume-db`, where it is but the end of the other. */
function* cutShort(statement: Statement, around: Surroundings): Generator<Claim> {
  const { index, question } = around
  const list = /: ((?:[a-z][\w.-]*\w(?:, and |, | and |\.?$)){2,})/.exec(statement.text)
  if (list === null) return
  const names = (list[1] ?? '').match(/[a-z][\w.-]*\w/g) ?? []
  for (const name of names) {
    if (!names.some((one) => one !== name && one.endsWith(`-${name}`))) continue
    if (index.isValue(name) || stands(question, name)) continue
    const places = index.placesOf(name)
    if (!places.every((place) => index.textAt(place).includes(`-${name}`))) continue
    const from = statement.text.search(
      new RegExp(`(?<![\\w.-])${name.replaceAll('.', '\\.')}(?![\\w-])`),
    )
    yield claimOf(statement, name, from, 'name')
  }
}
