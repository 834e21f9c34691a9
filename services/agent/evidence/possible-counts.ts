import { aggregatesOf } from './aggregates.ts'
import type { Backing, Held } from './backing.ts'
import type { Claim } from './claims.ts'
import { numbersIn, spelledNumbersIn, type WrittenNumber } from './numbers.ts'
import type { Surroundings } from './surroundings.ts'
import { stem } from './words.ts'

/**
 * Whether rows come to a small count by what the answer itself names: what heads its row, the values that
 * the sentence has, a word before the bracket, how many of a whole are left, or how often an amount stands.
 */
export function countedElse(
  claim: Claim,
  held: readonly Held[],
  around: Surroundings,
): Backing | undefined {
  const { number } = claim
  if (number === undefined || !Number.isInteger(number.value) || number.value < 1) return undefined
  if (number.unit === 'times') return ofAmount(claim, number, around)
  if (number.unit !== 'none' || number.value >= 1000) return undefined
  return (
    ofRowHead(claim, number, around) ??
    ofEither(claim, number, { held, around }) ??
    beforeBracket(claim, number, around) ??
    perGroup(claim, number, around) ??
    withMember(claim, number, around) ??
    leftOver(claim, number, { held, around })
  )
}

interface With {
  held: readonly Held[]
  around: Surroundings
}

/** `| elena.rossi | 6 |`: rows that have it as a value, in one member. */
function ofRowHead(
  { statement: { cells }, index: at }: Claim,
  number: WrittenNumber,
  { facts, index }: Surroundings,
): Backing | undefined {
  const [first] = cells ?? []
  if (first === undefined || at < first.index + first.text.length) return undefined
  const name = first.text.toLowerCase()
  const some = facts.with(name).find(({ groups }) => groups.get(name)?.size === number.value)
  if (some !== undefined) {
    const [row = -1] = some.groups.get(name) ?? []
    return { by: 'derived', how: `rows with ${first.text}`, place: placeOf(row, index) }
  }
  const listed = cells?.find(
    (cell) => cell !== first && cell.text.split(', ').length === number.value,
  )
  return listed !== undefined && number.value > 1
    ? { by: 'derived', how: 'what the row lists' }
    : undefined
}

const placeOf = (row: number, index: Surroundings['index']) => ({
  ...{ call: index.rows[row]?.call ?? 0, path: '', row },
})

/** `three are on old runtimes (nodejs18.x and python3.9)`: rows with one of the values that the sentence has. */
function ofEither(
  { statement }: Claim,
  number: WrittenNumber,
  { held, around: { facts, index } }: With,
): Backing | undefined {
  const values = new Set(
    held.flatMap(({ claim }) =>
      claim.statement === statement &&
      (claim.kind === 'name' || claim.kind === 'value') &&
      facts.thing(claim.text) === undefined
        ? [claim.text.toLowerCase()]
        : [],
    ),
  )
  if (values.size < 2 || values.size > 8) return undefined
  for (const { groups, isName } of facts.all) {
    if (isName) continue
    const some = [...values].flatMap((value) => groups.get(value) ?? [])
    if (some.length < 2) continue
    const rows = new Set(some.flatMap((one) => [...one]))
    const [row = -1] = rows
    if (rows.size === number.value)
      return { by: 'derived', how: 'rows with one of these', place: placeOf(row, index) }
  }
  return undefined
}

/** `four per VPC`: as many rows as each group of a member has. */
function perGroup(
  { statement: { text } }: Claim,
  number: WrittenNumber,
  around: Surroundings,
): Backing | undefined {
  const after = text.slice(number.index + number.text.length)
  const noun = /^(?: [a-z]+)? (?:per|in each|for each|each|in every|every) ?([A-Za-z]+)?/.exec(
    after,
  )
  if (noun === null) return undefined
  const members = Map.groupBy(aggregatesOf(around).sharing, ({ member }) => member)
  const some = [...members.values()].find(
    (groups) => groups.length > 1 && groups.every(({ rows }) => rows.size === number.value),
  )
  return some && { by: 'derived', how: `rows of each ${some[0]?.member.split(' ').at(-1)}` }
}

/** `Lambda (8 groups)`: rows in which the word stands. */
function beforeBracket(
  { statement: { text } }: Claim,
  number: WrittenNumber,
  { index }: Surroundings,
): Backing | undefined {
  const word = /([A-Za-z][\w.-]*)[:*]* \((?:all |the |about )?$/.exec(
    text.slice(0, number.index),
  )?.[1]
  if (word === undefined) return undefined
  const rows = new Set(index.placesOf(word).map(({ row }) => row))
  rows.delete(-1)
  for (const some of Map.groupBy(rows, (row) => index.rows[row]?.kind).values()) {
    if (some.length === number.value)
      return { by: 'derived', how: `rows with ${word}`, place: placeOf(some[0] ?? -1, index) }
  }
  return undefined
}

/** `the other nine services`: of a whole that was read or told, without what the table or the list has. */
function leftOver(
  { statement }: Claim,
  number: WrittenNumber,
  { held, around: { statements, index } }: With,
): Backing | undefined {
  const { text } = statement
  const beside = `${text.slice(Math.max(0, number.index - 24), number.index)}#${text.slice(number.index + number.text.length, number.index + number.text.length + 16)}`
  if (
    !/\b(?:other|remaining|rest|else|further)\b[^#]*#|# (?:others?|more|remaining|further)\b/i.test(
      beside,
    )
  )
    return undefined
  const items = statements.filter((one) => one.isItem && one !== statement)
  const lists = [...Map.groupBy(items, ({ block }) => block)]
    .filter(([block]) => Math.abs(block - statement.block) <= 2)
    .map(([, some]) => some.length)
  const told = held.flatMap(({ claim: { kind, number: one }, backing }) =>
    backing !== undefined && kind === 'count' && one !== undefined ? [one.value] : [],
  )
  const kinds = Map.groupBy(index.rows.keys(), (row) => index.rows[row]?.kind)
  const wholes = new Set([...told, ...[...kinds.values()].map(({ length }) => length)])
  const counts = new Set([...lists, ...told, ...numbersBefore(text, number)])
  return [...wholes].some((all) => counts.has(all - number.value))
    ? { by: 'derived', how: 'what is left of a count' }
    : undefined
}

/** `Six of the eight have a password`: rows that have a member of that name. */
function withMember(
  { statement: { text } }: Claim,
  number: WrittenNumber,
  { facts }: Surroundings,
): Backing | undefined {
  const after = text.slice(number.index + number.text.length)
  const noun =
    /^[^.;:,]{0,40}?\b(?:have|has|with|carry|carries) (?:an? |any |the )?([a-z]{4,})\b/.exec(
      after,
    )?.[1]
  if (noun === undefined) return undefined
  const some = facts.all.find(
    ({ words, rows }) => words.includes(stem(noun)) && rows.size === number.value,
  )
  return some && { by: 'derived', how: `rows with ${some.words.join(' ')}` }
}

const numbersBefore = (text: string, { index }: WrittenNumber): number[] =>
  [...numbersIn(text.slice(0, index)), ...spelledNumbersIn(text.slice(0, index))]
    .filter(({ unit }) => unit === 'none')
    .map(({ value }) => value)

/** `4 × $4,141`: so many rows have that amount. */
function ofAmount(
  { statement: { text } }: Claim,
  number: WrittenNumber,
  { index }: Surroundings,
): Backing | undefined {
  const [amount] = numbersIn(text.slice(number.index + number.text.length))
  if (amount === undefined || amount.index > 2) return undefined
  const near = index.numbersNear(amount.value, amount.slack)
  const columns = Map.groupBy(near, ({ column }) => column)
  const some = [...columns.values()].find(({ length }) => length === number.value)
  const [place] = some ?? []
  return place && { by: 'derived', how: `rows with ${amount.text}`, place }
}
