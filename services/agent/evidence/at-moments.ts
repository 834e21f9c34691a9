import type { Claim } from './claims.ts'
import { conversions } from './hold-numbers.ts'
import { mayBeIn } from './member-units.ts'
import type { Surroundings } from './surroundings.ts'
import { isMoment } from './times.ts'
import { meets } from './verdicts.ts'

/**
 * `a peak of 49.6 % at 15:00`: both are of one row, where rows of the thing have such a value and such a
 * moment, and none has both.
 */
export function apartFromMoment(claims: readonly Claim[], around: Surroundings): Set<Claim> {
  const found = new Set<Claim>()
  const { index, whose } = around
  const byStatement = Map.groupBy(claims, ({ statement }) => statement)
  for (const [{ text, cells }, some] of byStatement) {
    if (cells !== undefined) continue
    for (const claim of some) {
      const { number, index: at } = claim
      if (number === undefined || Number.isInteger(number.value) || claim.isSoft) continue
      const then = some.find(
        (one) =>
          one.time !== undefined &&
          (one.index > at
            ? behind.test(text.slice(at + claim.text.length, one.index))
            : isBefore(text, one, at)),
      )
      if (then?.time === undefined) continue
      const { time } = then
      const factors = conversions(number, text)
      const valued = new Set(
        factors.flatMap((factor) =>
          index
            .numbersNear(number.value * factor, number.slack * factor)
            .filter(({ words, row }) => row !== -1 && mayBeIn(number, factor, words))
            .map(({ row }) => row),
        ),
      )
      const timed = new Set(
        index.moments.filter(({ at: moment }) => isMoment(time, moment)).map(({ row }) => row),
      )
      timed.delete(-1)
      if (valued.size === 0 || timed.size === 0) continue
      const things = whose.nearest(claim)
      const own = things.length === 1 ? things[0]?.linked : undefined
      const both = valued.intersection(timed)
      if (both.size === 0 || (own !== undefined && meets(own, valued) && !meets(own, both)))
        found.add(claim)
    }
  }
  return found
}

/** `% at`, ` ms on average at`, `%, in the hour from`. */
const behind =
  /^(?: ?%| [a-z]+){0,3},? \(?(?:(?:at|on) (?:about )?|in the (?:hour|minute|period)s? (?:from|of|after) )$/
/** `At 07:00 the hourly average was`. */
const isBefore = (text: string, { text: time, index }: Claim, at: number): boolean =>
  /(?:^|[;,] |\band )(?:at|on) $/i.test(text.slice(0, index)) &&
  /^(?: UTC)?,? [^,;:\d]{3,50} (?:was|were|stood|reached|averaged|hit|is)(?: at)? (?:about )?$/.test(
    text.slice(index + time.length, at),
  )
