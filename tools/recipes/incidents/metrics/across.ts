import { inParallel } from '../../../executor/in-parallel.ts'
import { timeText } from '../../evidence/say.ts'
import { aboutAll } from '../../evidence/whole.ts'
import { counted, listed, said, sentences } from '../../evidence/wording.ts'
import { pluralOf, type Thing } from '../../inventory/things.ts'
import type { Evidence } from '../../recipe.ts'
import { figuresOf, measuresCalled, type Wanted } from './figures.ts'
import type { Measured } from './measures.ts'
import { isShare } from './share.ts'

interface Across extends Wanted {
  things: readonly Thing[]
}

const most = 60

/** What was measured of all things of a kind, the highest first. */
export async function acrossAll(how: Measured, { things, ...wanted }: Across) {
  const { metric, when, percentile, asksShift, ask } = wanted
  const called = measuresCalled(how, metric)
  const measures = called.length > 0 ? called : how.measures.slice(0, 1)
  const own = { ...how, measures }
  if (things.length > most)
    ask.missed(`${things.length - most} of ${things.length} ${how.noun}s`, 'Name the one you mean.')
  const figures = await inParallel(things.slice(0, most), 4, (thing) =>
    figuresOf({ thing, how: own }, wanted),
  )
  const ranked = figures
    .map((one) => ({ ...one, first: one.values.toSorted((a, b) => b.value - a.value)[0] }))
    .toSorted((a, b) => (b.first?.value ?? 0) - (a.first?.value ?? 0))
  if (asksShift === true) return shifted()
  const having = ranked.filter(({ first }) => (first?.value ?? 0) > 0)
  const kind = things[0]?.kind
  const many = kind === undefined ? `${how.noun}s` : pluralOf(kind)
  const isOne = measures.length === 1 || isShare(metric)
  const what = isShare(metric)
    ? `an ${metric.replace('share', 'rate')}`.replace('an s', 'a s')
    : listed(
        measures.map(({ label, statistic }) =>
          percentile === undefined || statistic === 'Sum'
            ? label.toLowerCase()
            : `a ${percentile} of the ${label.toLowerCase()}`,
        ),
        3,
      )
  const time = timeText(when, ask.now)
  const summary =
    having.length === 0
      ? aboutAll(
          ask.whole(),
          `None of the ${counted(things.length, how.noun, many)} in ${ask.where} has ${what} ${time}.`,
          `CloudWatch told of no ${what} ${time}.`,
        )
      : sentences(
          `${having.length} of ${counted(things.length, how.noun, many)} in ${ask.where} ${having.length === 1 ? 'has' : 'have'} ${what} ${time}: ${listed(having.map(told), 10)}.`,
        )
  return {
    summary,
    evidence: (having.length > 0 ? having : ranked).flatMap(({ rows }): Evidence[] => rows),
  }

  /** Those that came to another level, with when they did. */
  function shifted() {
    const moved = ranked.filter(({ shifts }) => shifts.some((one) => one !== undefined))
    const others = ranked.length - moved.length
    const all = things[0] === undefined ? `${how.noun}s` : pluralOf(things[0].kind)
    const each = moved.map(
      (one) => `**${said(one.thing.name)}** (${one.thing.place.region}): ${one.told.join(', ')}.`,
    )
    const none = `${moved.length === 0 ? `None of the ${counted(others, how.noun, all)}` : `None of the other ${others}`} came to another level ${timeText(when, ask.now)}.`
    return {
      summary: sentences(...each, others === 0 ? '' : none),
      evidence: (moved.length > 0 ? moved : ranked).flatMap(({ rows }): Evidence[] => rows),
    }
  }

  function told({ thing, values }: (typeof having)[number]): string {
    const shown = values
      .filter(({ value }) => value > 0)
      .map((one) => (isOne ? one.shown : `${one.label.toLowerCase()} ${one.shown}`))
    const place = ask.places.length > 1 ? `, ${thing.place.region}` : ''
    return `**${said(thing.name)}** (${shown.join(', ')}${place})`
  }
}
