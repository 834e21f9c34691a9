import type { Backing, Held } from './backing.ts'
import { factorsOf, type WrittenNumber } from './numbers.ts'

/** A difference, ratio or sum of values that the answer states, each of which stands. */
export function holdStated({ claim }: Held, held: readonly Held[]): Backing | undefined {
  const { number, statement } = claim
  if (number === undefined) return undefined
  if (claim.kind === 'count' && !saysOfOthers.test(statement.text)) return undefined
  const stated = held.filter(
    (one) =>
      one.backing !== undefined &&
      one.claim.number !== undefined &&
      (isRatio(number) ? !isRatio(one.claim.number) : one.claim.number.unit === number.unit),
  )
  const inBlock = stated.filter((one) => one.claim.statement.block === statement.block)
  const beside = valuesOf(stated.filter((one) => one.claim.statement === statement))
  const [factor = 1] =
    number.unit === 'bytes' || number.unit === 'span' ? factorsOf(number.unitText) : []
  const near = (one: number) => Math.abs(one - number.value * factor) <= number.slack * factor
  // One beside it is set against another of its paragraph, or against the largest: what all come to.
  const largest = Math.max(0, ...valuesOf(stated))
  const others = statement.cells === undefined ? valuesOf(inBlock) : beside
  const pair = (is: (one: number, other: number) => boolean) =>
    beside.some((one) => others.some((other) => is(one, other) || is(other, one)))
  switch (number.unit) {
    case 'percent':
      return pair((one, other) => other > 0 && near(Math.abs(100 * (one / other - 1)))) ||
        [...beside, largest].some(
          (all) => all > 0 && beside.some((one) => one <= all && near((100 * one) / all)),
        )
        ? { by: 'derived', how: 'ratio of two values in the answer' }
        : undefined
    case 'times':
      return pair((one, other) => other > 0 && near(one / other))
        ? { by: 'derived', how: 'ratio of two values in the answer' }
        : undefined
    default:
      if (pair((one, other) => one > other && other > 0 && near(one - other)))
        return { by: 'derived', how: 'difference of two values in the answer' }
      return ofTable(held, { near, claim }) ?? ofSum(valuesOf(inBlock), beside, near)
  }
}

/** A count is seldom one more or less than another that stands beside it. */
const saysOfOthers =
  /\b(?:total|all|together|altogether|sum|others?|rest|remain\w*|left|more|fewer|less|difference|both)\b/i

const isRatio = ({ unit }: WrittenNumber) => unit === 'percent' || unit === 'times'

const valuesOf = (held: readonly Held[]): number[] =>
  [...new Set(held.flatMap(({ claim: { number } }) => (number ? [inBase(number)] : [])))].slice(
    0,
    mostStated,
  )

const mostStated = 40

const inBase = (number: WrittenNumber): number =>
  number.unit === 'bytes' || number.unit === 'span'
    ? number.value * (factorsOf(number.unitText)[0] ?? 1)
    : number.value

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
