import type { Backing, Held } from './backing.ts'
import type { Claim } from './claims.ts'
import { inBase, numbersIn, scalesOf, spelledNumbersIn, type WrittenNumber } from './numbers.ts'
import { isNear, labelled } from './of-series.ts'
import type { NumberRead } from './read.ts'
import type { Statement } from './statements.ts'
import type { Surroundings } from './surroundings.ts'
import { timesIn } from './times.ts'
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
    averageOfSaid(claim, number, around) ??
    sumOfSaid(claim, number, around) ??
    betweenMoments(claim, number, around) ??
    shareOfSaid(claim, number, around)
  )
}

/** `in 52 and 51 minutes, 51.5 on average`: of the figures right before it. */
function averageOfSaid(
  { statement }: Claim,
  number: WrittenNumber,
  { statements }: Surroundings,
): Backing | undefined {
  const { text } = statement
  const beside = text.slice(Math.max(0, number.index - 30), number.index + number.text.length + 30)
  if (!/\b(?:average|mean)\b/i.test(beside)) return undefined
  const last = statements[statements.indexOf(statement) - 1]?.text ?? ''
  const before = [...numbersIn(last), ...numbersIn(text.slice(0, number.index))]
    .filter(({ unit }) => unit === number.unit || number.unit === 'none')
    .map(({ value }) => value)
  for (let size = 2; size <= before.length; size += 1) {
    const mean = before.slice(-size).reduce((sum, one) => sum + one, 0) / size
    if (Math.abs(mean - number.value) <= number.slack)
      return { by: 'derived', how: 'average of figures of the sentence' }
  }
  return undefined
}

/** `100, 50 and 20. They add up to 170`, `two of 500 GiB`: figures of the paragraph that come right after each other. */
function sumOfSaid(
  { statement }: Claim,
  number: WrittenNumber,
  { statements }: Surroundings,
): Backing | undefined {
  if (
    !/\b(?:total|together|in all|altogether|add(?:s|ing)? up|sum|combined|come to)\b/i.test(
      statement.text,
    )
  )
    return undefined
  const until = statements.indexOf(statement)
  const before = statements.filter(({ block }, at) => at < until && block >= statement.block - 1)
  const said = [...before.map(({ text }) => text), statement.text.slice(0, number.index)]
  const values = said.flatMap((text) =>
    numbersIn(text).flatMap((one) => {
      if (one.unit !== number.unit && one.unit !== 'none') return []
      const times = /\b(\w+) (?:of|with|at) $/.exec(text.slice(0, one.index))?.[1] ?? ''
      const [count] = [...spelledNumbersIn(times), ...numbersIn(times)]
      return [
        inBase({ ...one, unit: number.unit, unitText: number.unitText }) * (count?.value ?? 1),
      ]
    }),
  )
  const each = /\beach\b/i.test(statement.text)
    ? [...spelledNumbersIn(statement.text), ...numbersIn(statement.text)]
        .filter(({ unit }) => unit === 'none')
        .map(({ value }) => value)
    : []
  const near = isNear(number)
  for (let from = 0; from < values.length; from += 1) {
    let sum = values[from] ?? 0
    for (let to = from + 1; to < values.length; to += 1) {
      sum += values[to] ?? 0
      if ([1, ...each].some((times) => near(sum * times)))
        return { by: 'derived', how: 'sum of what was just told' }
    }
  }
  return undefined
}

/** `From 03:00 to 09:00 it grew by 8.3 points`: in one column, between rows of two moments that the sentence tells. */
function betweenMoments(
  { statement }: Claim,
  number: WrittenNumber,
  { index, now }: Surroundings,
): Backing | undefined {
  if (number.unit !== 'none' && number.unit !== 'percent') return undefined
  if (!/\b(?:points?|rose|risen|grew|fell|fallen|dropped|difference)\b/i.test(statement.text))
    return undefined
  const said = timesIn(statement.text.replace(/\bmidnight\b/i, '00:00   '), now).times
  const hours = [...statement.text.matchAll(/\b(\d{1,2}) o'clock/g)].map(([, hour]) => ({
    minuteOfDay: Number(hour) * 60,
  }))
  const times = [...said, ...hours].filter(({ minuteOfDay }) => minuteOfDay !== undefined)
  if (times.length < 2) return undefined
  const rows = new Set(
    index.moments.flatMap(({ at, row }) =>
      times.some(({ minuteOfDay }) => Math.floor(at / 60_000) % 1440 === minuteOfDay) ? [row] : [],
    ),
  )
  rows.delete(-1)
  if (rows.size < 2 || rows.size > 6) return undefined
  const near = isNear(number)
  for (const some of Map.groupBy(index.numbersIn(rows), ({ column }) => column).values())
    for (const one of some)
      if (some.some((other) => other.row !== one.row && near(Math.abs(one.value - other.value))))
        return { by: 'derived', how: `difference of ${one.words.join(' ')}`, place: one }
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
