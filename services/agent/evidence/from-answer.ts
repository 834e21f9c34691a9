import type { Backing, Held } from './backing.ts'
import type { Claim } from './claims.ts'
import { inBase, numbersIn, scalesOf, spelledNumbersIn, type WrittenNumber } from './numbers.ts'
import { isNear, labelled } from './of-series.ts'
import type { NumberRead } from './read.ts'
import type { Statement } from './statements.ts'
import type { Surroundings } from './surroundings.ts'
import { plainWords, stem, wordsOf } from './words.ts'

/**
 * What an answer works out of what it has just said: how far a value lies from another of its row or its
 * column, what lies between two rows of its table, a share of a count before, and how many different
 * values a column of its table has.
 */
export function holdFromAnswer(
  claim: Claim,
  held: readonly Held[],
  around: Surroundings,
): Backing | undefined {
  const { number } = claim
  if (number === undefined || claim.statement.cells !== undefined) return undefined
  if (claim.kind === 'count') return differentIn(claim, number, around)
  return (
    distanceFrom(claim, number, { held, around }) ??
    betweenRows(claim, number, held) ??
    shareOfCountBefore(claim, number, around) ??
    shareOfLabels(claim, number, around) ??
    averageOfSaid(claim, number) ??
    shareOfSaid(claim, number, around)
  )
}

/** `in 52 and 51 minutes, 51.5 on average`: of the figures right before it. */
function averageOfSaid({ statement: { text } }: Claim, number: WrittenNumber): Backing | undefined {
  const beside = text.slice(Math.max(0, number.index - 30), number.index + number.text.length + 30)
  if (!/\b(?:average|mean)\b/i.test(beside)) return undefined
  const before = numbersIn(text.slice(0, number.index)).map(({ value }) => value)
  for (let size = 2; size <= before.length; size += 1) {
    const mean = before.slice(-size).reduce((sum, one) => sum + one, 0) / size
    if (Math.abs(mean - number.value) <= number.slack)
      return { by: 'derived', how: 'average of figures of the sentence' }
  }
  return undefined
}

/** `a with $1,820, b with $1,480 and c with $1,244. Those three make up 70.6 % of it.` */
function shareOfSaid(
  { statement }: Claim,
  number: WrittenNumber,
  { statements }: Surroundings,
): Backing | undefined {
  if (number.unit !== 'percent') return undefined
  if (!/^(?:those|these|they|the|both|all|together)\b/i.test(statement.text)) return undefined
  const at = statements.indexOf(statement)
  const amounts = (one: Statement | undefined) =>
    numbersIn(one?.text ?? '').flatMap((figure) =>
      figure.unit === 'money' || figure.unit === 'bytes' ? [inBase(figure)] : [],
    )
  const parts = amounts(statements[at - 1])
  const near = isNear(number)
  const sum = parts.reduce((all, one) => all + one, 0)
  const wholes = statements
    .filter(({ block }) => Math.abs(block - statement.block) <= 1)
    .flatMap(amounts)
  return parts.length > 1 && wholes.some((all) => all > sum && near((100 * sum) / all))
    ? { by: 'derived', how: 'share of what was just told' }
    : undefined
}

interface Said {
  held: readonly Held[]
  around: Surroundings
}

/** `40 connections, 75 below its average`, `dropped by 14 points to 28 %`: from a value that the sentence has. */
function distanceFrom(
  { statement }: Claim,
  number: WrittenNumber,
  { held, around: { index } }: Said,
): Backing | undefined {
  if (!distances.test(statement.text) || Number.isInteger(number.value)) return undefined
  const near = isNear(number)
  for (const { claim, backing } of held) {
    if (claim.statement !== statement || backing?.by !== 'found') continue
    const place = backing.place
    if (place === undefined || !isNumber(place)) continue
    const series = index.numbersByColumn.find((some) => some[0]?.column === place.column) ?? []
    const at = series.indexOf(place)
    // What was before it, or comes next.
    const beside = at === -1 ? [] : series.slice(Math.max(0, at - 1), at + 2)
    const others = [...index.numbersIn(new Set([place.row])), ...beside]
    if (others.some(({ value }) => value !== place.value && near(Math.abs(value - place.value))))
      return { by: 'derived', how: `difference to ${place.words.join(' ')}`, place }
  }
  return undefined
}

const distances =
  /\b(?:below|above|under|over|dropped|fell|fallen|rose|risen|grew|up|down|points?|higher|lower|more|less)\b/i

const isNumber = (place: object): place is NumberRead => 'column' in place && 'value' in place

/** `The two keys of a were made 17 days apart`: rows of the answer that name what the sentence does. */
function betweenRows(
  { statement }: Claim,
  number: WrittenNumber,
  held: readonly Held[],
): Backing | undefined {
  if (!/\b(?:apart|between|older|younger|newer|later|earlier)\b/i.test(statement.text))
    return undefined
  const names = new Set(
    held.flatMap(({ claim, backing }) =>
      claim.statement === statement && backing !== undefined && claim.kind === 'name'
        ? [claim.text]
        : [],
    ),
  )
  const values = held.flatMap(({ claim: { statement: row, number: one }, backing }) => {
    const isOfName = row.cells?.some(({ text }) => names.has(text)) ?? false
    if (!isOfName || one?.unit !== number.unit || backing === undefined) return []
    return scalesOf(one)
      .slice(0, 1)
      .map((scale) => ({ row, value: one.value * scale }))
  })
  const near = isNear(number)
  return values.some((one) =>
    values.some((other) => other.row !== one.row && near(one.value - other.value)),
  )
    ? { by: 'derived', how: 'difference of two rows of the answer' }
    : undefined
}

/** `(5): … That is 50 % of them`: of counts that the sentences right before it tell. */
function shareOfCountBefore(
  { statement }: Claim,
  number: WrittenNumber,
  { statements }: Surroundings,
): Backing | undefined {
  if (number.unit !== 'percent') return undefined
  if (!/^(?:so|that|this|which|hence|thus)\b|\bof (?:them|these|those)\b/i.test(statement.text))
    return undefined
  const at = statements.indexOf(statement)
  const counts = (text: string) =>
    [...numbersIn(text), ...spelledNumbersIn(text)]
      .filter(({ unit, value }) => unit === 'none' && Number.isInteger(value) && value > 0)
      .map(({ value }) => value)
  const before = statements
    .slice(0, at)
    .filter(({ cells, isItem }) => cells === undefined && !isItem)
    .slice(-3)
    .flatMap(({ text }) => counts(text))
  const all = [...before, ...counts(statement.text)].slice(0, 12)
  const near = isNear(number)
  return all.some((part) => all.some((whole) => part <= whole && near((100 * part) / whole)))
    ? { by: 'derived', how: 'ratio of two counts that were just told' }
    : undefined
}

/** `The two Multi-AZ lines make 60 % of December`: of parts whose labels have a word of the sentence. */
function shareOfLabels(
  { statement }: Claim,
  number: WrittenNumber,
  { index }: Surroundings,
): Backing | undefined {
  if (number.unit !== 'percent') return undefined
  const near = isNear(number)
  const said = (statement.text.match(/[A-Za-z][\w]*(?:[-_.][\w]+)*/g) ?? []).filter(
    (word) => word.length > 3 && !plainWords.has(word.toLowerCase()),
  )
  for (const labels of labelled(index)) {
    for (const word of said.slice(0, 20)) {
      const own = [...labels].filter(([label]) => label.toLowerCase().includes(word.toLowerCase()))
      if (own.length < 2 || own.length === labels.size) continue
      const rows = new Set(own.flatMap(([, values]) => [...values.keys()]))
      for (const row of rows) {
        const sum = (some: Iterable<Map<number, NumberRead>>) =>
          [...some].reduce((total, values) => total + (values.get(row)?.value ?? 0), 0)
        const place = own.find(([, values]) => values.has(row))?.[1].get(row)
        if (near((100 * sum(own.map(([, values]) => values))) / sum(labels.values())))
          return { by: 'derived', how: `share of what is called ${word}`, ...(place && { place }) }
      }
    }
  }
  return undefined
}

/** `Eight services in three clusters`, above a table with a column of that name. */
function differentIn(
  { words }: Claim,
  number: WrittenNumber,
  { statements }: Surroundings,
): Backing | undefined {
  const [noun = ''] = words
  const values = new Set(
    statements.flatMap(({ cells }) =>
      (cells ?? []).flatMap(({ head, text }) =>
        wordsOf(head ?? '')
          .map(stem)
          .join(' ') === noun
          ? [text]
          : [],
      ),
    ),
  )
  return values.size > 1 && values.size === number.value
    ? { by: 'derived', how: 'different values of a column of the answer' }
    : undefined
}
