import type { Period } from '../../../questions/time/period.ts'
import { rounded, timeText } from '../../evidence/say.ts'
import { said, sentences } from '../../evidence/wording.ts'
import type { Ask, Evidence } from '../../recipe.ts'
import type { Figures } from './figures.ts'

interface Times {
  when: Period
  other: Period
  ask: Ask
}

/** The figures of one time beside those of another: more, less or about the same. */
export function heldAgainst(
  figures: readonly Figures[],
  before: readonly Figures[],
  { when, other, ask }: Times,
) {
  const [now, then] = [when, other].map((time) => timeText(time, ask.now))
  const pairs = figures.flatMap((one, at) =>
    one.values.flatMap((value) => {
      const earlier = before[at]?.values.find(({ label }) => label === value.label)
      return earlier === undefined ? [] : [{ thing: one.thing, value, earlier }]
    }),
  )
  if (pairs.length === 0)
    return { summary: `CloudWatch has no data of both times, ${now} and ${then}.`, evidence: [] }
  const summary = sentences(
    ...pairs.map(({ thing, value, earlier }) => {
      const place = ask.places.length > 1 ? `, ${thing.place.region}` : ''
      return `${value.label} of the ${thing.kind.noun} **${said(thing.name)}**${place}: ${value.shown} ${now}, ${earlier.shown} ${then}: ${differenceSaid(value, earlier, lengths())}.`
    }),
  )
  return {
    summary,
    evidence: pairs.map(
      ({ thing, value, earlier }): Evidence => ({
        evidence: 'Metric then and now',
        Name: thing.name,
        Kind: thing.kind.noun,
        Region: thing.place.region,
        Measure: value.label,
        Now: rounded(value.value),
        Then: rounded(earlier.value),
      }),
    ),
  }

  function lengths() {
    const [own, its] = [when, other].map(({ start, end }) => end.getTime() - start.getTime())
    return (its ?? 1) / (own ?? 1)
  }
}

/** Totals over times of other lengths are held against each other as rates. */
function differenceSaid(
  now: Figures['values'][number],
  then: Figures['values'][number],
  longer: number,
): string {
  const expected = now.isTotal ? then.value / longer : then.value
  const per = now.isTotal && Math.abs(longer - 1) > 0.1 ? ', for the same length of time' : ''
  if (expected === 0)
    return now.value === 0 ? 'none then and none now' : `more, as there was none then`
  const ratio = now.value / expected
  if (ratio > 0.9 && ratio < 1.1) return `about the same${per}`
  if (ratio >= 2) return `${rounded(ratio)} times as much${per}`
  const percent = Math.round(Math.abs(ratio - 1) * 100)
  return `${percent} % ${ratio > 1 ? 'more' : 'less'}${per}`
}
