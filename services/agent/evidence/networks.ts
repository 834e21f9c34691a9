import type { Backing } from './backing.ts'
import type { Claim } from './claims.ts'
import { oneOf } from './hold-numbers.ts'
import type { Surroundings } from './surroundings.ts'
import { namedThroughout } from './worked-out.ts'

/** How many addresses a range has, those that AWS keeps left out, and how full it is. */
export function holdOfNetwork(claim: Claim, around: Surroundings): Backing | undefined {
  const { number, statement } = claim
  if (number === undefined || (number.unit !== 'none' && number.unit !== 'percent'))
    return undefined
  const { index } = around
  const nearest = oneOf(around.whose.nearest(claim))
  const rows = nearest ?? namedThroughout(statement, around)
  const read = [...rows].flatMap((row) => index.textsOf(row).map((place) => index.textAt(place)))
  const sizes = [statement.text, ...read].flatMap(sizesIn)
  const near = (value: number) => Math.abs(value - number.value) <= number.slack
  if (number.unit === 'none')
    return sizes.some((size) => near(size))
      ? { by: 'derived', how: 'the size of an address range' }
      : undefined
  const place = index
    .numbersIn(rows)
    .filter(({ words }) => words.includes('address') || words.includes('ip'))
    .find(({ value }) =>
      sizes.some((size) => near((100 * value) / size) || near(100 - (100 * value) / size)),
    )
  return place && { by: 'derived', how: 'share of an address range', place }
}

/** With those that AWS keeps of each subnet, and without. */
const sizesIn = (text: string): number[] =>
  [...text.matchAll(/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}\/(\d{1,2})(?!\d)/g)].flatMap(([, bits]) => {
    const size = 2 ** (32 - Number(bits))
    return [size, size - 5]
  })
