import type { Backing, Held } from './backing.ts'
import type { Claim } from './claims.ts'
import { factorsOf, inBase, scalesOf, type WrittenNumber } from './numbers.ts'

/** A difference, ratio or sum of values that the answer states, each of which stands. */
export function holdStated(
  { claim }: Held,
  held: readonly Held[],
  totals: readonly number[],
): Backing | undefined {
  const { number, statement } = claim
  if (number === undefined) return undefined
  if (claim.kind === 'count' && !saysOfOthers.test(statement.text)) return undefined
  const stated = held.filter(
    (one) =>
      one.backing !== undefined &&
      one.claim.number !== undefined &&
      isAlike(number, one.claim.number),
  )
  const inBlock = stated.filter((one) => one.claim.statement.block === statement.block)
  const beside = valuesOf(stated.filter((one) => one.claim.statement === statement))
  const [factor = 1] = scalesOf(number)
  const near = (one: number) => Math.abs(one - number.value * factor) <= number.slack * factor
  // One beside it is set against another of its paragraph, or against the largest: what all come to.
  const largest = Math.max(0, ...valuesOf(stated))
  const others = statement.cells === undefined ? valuesOf(inBlock) : beside
  const pair = (is: (one: number, other: number) => boolean) =>
    beside.some((one) => others.some((other) => is(one, other) || is(other, one)))
  const anywhere = valuesOf(stated)
  switch (number.unit) {
    case 'percent':
      return pair((one, other) => other > 0 && near(Math.abs(100 * (one / other - 1)))) ||
        [...beside, largest].some(
          (all) => all > 0 && beside.some((one) => one <= all && near((100 * one) / all)),
        ) ||
        isShareOfBlock(claim, inBlock, near) ||
        isShareOfList(claim, held, { beside, near }) ||
        (isOfAll.test(statement.text) &&
          totals.some((all) => beside.some((one) => one > 0 && near((100 * one) / all))))
        ? { by: 'derived', how: 'ratio of two values in the answer' }
        : undefined
    case 'times':
      return pair((one, other) => other > 0 && near(one / other)) || isRatioOfRow(stated, near)
        ? { by: 'derived', how: 'ratio of two values in the answer' }
        : undefined
    default:
      if (pair((one, other) => one > other && other > 0 && near(one - other)))
        return { by: 'derived', how: 'difference of two values in the answer' }
      if (isProduct(claim, held, near))
        return { by: 'derived', how: 'so many times a value in the answer' }
      if (number.unit === 'span' && isBetween(held, claim, near))
        return { by: 'derived', how: 'time between two moments in the answer' }
      if (isFarReaching(claim, { anywhere, beside }))
        return { by: 'derived', how: 'sum or difference of two values in the answer' }
      return ofTable(held, { near, claim }) ?? ofSum(valuesOf(inBlock), beside, near)
  }
}

/** `ten times the storage`: of two values that a row of the table before it sets side by side. */
function isRatioOfRow(stated: readonly Held[], near: (one: number) => boolean): boolean {
  const rows = Map.groupBy(stated, ({ claim }) => claim.statement)
  return [...rows.values()].some((some) => {
    const values = valuesOf(some)
    return (
      values.length <= 6 &&
      values.some((one) => values.some((other) => other > 0 && one > other && near(one / other)))
    )
  })
}

/** `64 % of it`: of what the paragraph has told. */
function isShareOfBlock(
  { statement }: Claim,
  inBlock: readonly Held[],
  near: (one: number) => boolean,
): boolean {
  if (statement.isItem) return false
  const units = Map.groupBy(inBlock, ({ claim: { number } }) => number?.unit)
  return [...units.values()].some((some) => {
    const values = valuesOf(some).slice(0, 8)
    return values.some((all) => values.some((one) => one < all && near((100 * one) / all)))
  })
}

/** `these five make up 98 % of it`: what the list before comes to, of a value beside it. */
function isShareOfList(
  { statement }: Claim,
  held: readonly Held[],
  { beside, near }: { beside: readonly number[]; near: (one: number) => boolean },
): boolean {
  const listed = held.filter(
    ({ claim: { statement: one, number }, backing }) =>
      backing !== undefined && number !== undefined && one.isItem && one.block < statement.block,
  )
  const last = listed.at(-1)?.claim.statement.block
  const units = Map.groupBy(
    listed.filter(({ claim }) => claim.statement.block === last),
    ({ claim: { number } }) => number?.unit,
  )
  return [...units.values()].some((some) => {
    const sum = valuesOf(some).reduce((all, one) => all + one, 0)
    return some.length > 1 && beside.some((all) => sum <= all && near((100 * sum) / all))
  })
}

const isOfAll = /\b(?:of|total|bill|spend\w*|overall)\b/i

/** `4 instances at $4,141 each`. */
function isProduct(
  { statement, number }: Claim,
  held: readonly Held[],
  near: (one: number) => boolean,
): boolean {
  if (statement.cells !== undefined || number === undefined) return false
  const own = held.filter(({ claim }) => claim.statement === statement)
  const counts = valuesOf(own.filter(({ claim: { kind } }) => kind === 'count'))
  const alike = own.filter(({ claim, backing }) => backing && claim.number?.unit === number.unit)
  const [, decimal = 1] = number.unit === 'bytes' ? factorsOf(number.unitText) : []
  const isDecimal = (size: number) =>
    number.unit === 'bytes' &&
    alike.some(({ claim: { number: other } }) => {
      const one = (other?.value ?? 0) * (factorsOf(other?.unitText ?? '')[1] ?? 1)
      return Math.abs(size * one - number.value * decimal) <= number.slack * decimal
    })
  const values = valuesOf(alike)
  const isYear = /\ba year\b|\bannual|\bper year\b|\byearly\b/i.test(statement.text)
  return (
    counts.some(
      (size) => size > 1 && (isDecimal(size) || values.some((one) => near(size * one))),
    ) ||
    (isYear && number.unit === 'money' && values.some((one) => near(12 * one)))
  )
}

const dayMs = 86_400_000

/** `827 days between the two launches`. */
function isBetween(
  held: readonly Held[],
  { statement }: Claim,
  near: (one: number) => boolean,
): boolean {
  const days = held.flatMap(({ claim: { time, statement: other }, backing }) =>
    time?.day?.length === 10 && backing && other.block === statement.block
      ? [Date.parse(time.day) + (time.minuteOfDay ?? 0) * 60_000]
      : [],
  )
  const some = days.slice(0, 12)
  return some.some((one) =>
    some.some((other) => other < one && (near(one - other) || near(one - other + dayMs))),
  )
}

/** Amounts of three digits and more: what two of the answer come to, each of which may be rounded. */
function isFarReaching(
  { number, statement }: Claim,
  { anywhere, beside }: { anywhere: readonly number[]; beside: readonly number[] },
): boolean {
  if (number === undefined || statement.isItem) return false
  if (number.unit !== 'money' && number.unit !== 'bytes') return false
  if (number.text.replaceAll(/\D/g, '').length < 3) return false
  const [factor = 1] = scalesOf(number)
  const near = (one: number) => Math.abs(one - number.value * factor) <= 2.5 * number.slack * factor
  const some = anywhere.slice(0, 12)
  return (
    some.some((one) => some.some((other) => other < one && near(one - other))) ||
    beside.some((one) => some.some((other) => other !== one && near(one + other)))
  )
}

/** A count is seldom one more or less than another that stands beside it. */
const saysOfOthers =
  /\b(?:total|all|together|altogether|sum|others?|rest|remain\w*|left|more|fewer|less|difference|both)\b/i

/** Of what a number may be the ratio, the difference or the sum: `3.6 times` may be of two percentages. */
const isAlike = (number: WrittenNumber, other: WrittenNumber) =>
  number.unit === 'times'
    ? other.unit !== 'times'
    : isRatio(number)
      ? !isRatio(other)
      : other.unit === number.unit

const isRatio = ({ unit }: WrittenNumber) => unit === 'percent' || unit === 'times'

const valuesOf = (held: readonly Held[]): number[] =>
  [...new Set(held.flatMap(({ claim: { number } }) => (number ? [inBase(number)] : [])))].slice(
    0,
    mostStated,
  )

const mostStated = 40

function ofSum(
  values: readonly number[],
  beside: readonly number[],
  near: (sum: number) => boolean,
): Backing | undefined {
  const isTwo = beside.some((one, at) => beside.slice(at + 1).some((other) => near(one + other)))
  const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0)
  const isAll = [values, beside].some((all) => all.length > 2 && near(sum(all)))
  return isTwo || isAll ? { by: 'derived', how: 'sum of values in the answer' } : undefined
}

/** The sum of a column of the answer's own table, or of its list's figures. */
function ofTable(
  held: readonly Held[],
  { near, claim }: { near: (sum: number) => boolean; claim: Held['claim'] },
): Backing | undefined {
  const cells = held.filter(
    ({ claim: { number, statement }, backing }) =>
      number !== undefined &&
      backing !== undefined &&
      statement.isItem &&
      statement !== claim.statement,
  )
  const columns = Map.groupBy(cells, ({ claim: { statement, number } }) => {
    const cell = statement.cells?.findLast(({ index }) => index <= (number?.index ?? 0))
    return `${statement.block} ${cell?.head ?? ''} ${number?.unit}`
  })
  const isSum = [...columns.values()].some(
    (some) =>
      some.length > 1 &&
      near(some.reduce((sum, { claim: { number } }) => sum + (number ? inBase(number) : 0), 0)),
  )
  return isSum ? { by: 'derived', how: 'sum of a column in the answer' } : undefined
}
