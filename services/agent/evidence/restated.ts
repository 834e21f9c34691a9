import type { Claim } from './claims.ts'
import { factorsOf, type WrittenNumber } from './numbers.ts'

/** `2,500 GiB (≈ 2.4 TiB)`, `1 hour (3600 seconds)`: what stands in brackets is the same, or is wrong. */
export function restatedWrongly(claims: readonly Claim[]): Set<Claim> {
  const found = new Set<Claim>()
  const numbers = claims.filter(({ number }) => isMeasure(number))
  for (const some of Map.groupBy(numbers, ({ statement }) => statement).values()) {
    for (const [at, claim] of some.entries()) {
      const before = some[at - 1]
      const [one, other] = [before?.number, claim.number]
      if (one === undefined || other === undefined || one.unit !== other.unit) continue
      const { text } = claim.statement
      const gap = text.slice(one.index + one.text.length, other.index)
      const lead = lead_.exec(gap)
      if (lead === null || !/^\)/.test(text.slice(other.index + other.text.length))) continue
      if (lead[1] === '' && !/^[≈~]/.test(other.text) && one.unitText === other.unitText) continue
      if (!isSame(one, other)) found.add(claim)
    }
  }
  return found
}

const lead_ =
  /^[^.,;()\d]{0,24}\(((?:≈|~|=|about|roughly|around|i\.e\.,?|that is|or|nearly|almost)? ?)$/

const isMeasure = (number: WrittenNumber | undefined): boolean =>
  number?.unit === 'bytes' || number?.unit === 'span'

function isSame(one: WrittenNumber, other: WrittenNumber): boolean {
  return factorsOf(one.unitText).some((factor) =>
    factorsOf(other.unitText).some((its) => {
      const apart = Math.abs(one.value * factor - other.value * its)
      return (
        apart <=
        Math.max(other.value * its * 0.025, other.unitText === 'd' ? 0 : closeness(other) * its) +
          one.slack * factor
      )
    }),
  )
}

/** As far as its own digits go. */
const closeness = ({ text }: WrittenNumber): number => {
  const fraction = /\.(\d+)/.exec(text)?.[1]
  return 0.51 / 10 ** (fraction?.length ?? 0)
}
