import type { Backing, Held } from './backing.ts'
import type { Claim } from './claims.ts'
import { factorsOf, inBase, scalesOf, type WrittenNumber } from './numbers.ts'
import { numberMember } from './other-things.ts'
import type { Statement } from './statements.ts'
import { type Surroundings, shareWord } from './surroundings.ts'
import { memberOf } from './verdicts.ts'
import { plainWords, wordsOf } from './words.ts'

/**
 * What a sentence works out of the things that it names: how old one is, what lies between two, what
 * they come to, and what all of a list come to.
 */
export function holdOfNamed(
  claim: Claim,
  held: readonly Held[],
  around: Surroundings,
): Backing | undefined {
  const { number } = claim
  if (number === undefined) return undefined
  return (
    ageOf(claim, number, around) ??
    betweenNamed(claim, number, held) ??
    between(clocks, claim, number, held) ??
    between(days, claim, number, held) ??
    betweenThings(claim, number, around) ??
    ofRow(claim, number, around) ??
    totalOf(claim, number, around)
  )
}

/** In a column such as `Age (days)`: since a moment of its row. */
function ageOf(claim: Claim, number: WrittenNumber, around: Surroundings): Backing | undefined {
  const { statement } = claim
  const head = statement.cells?.findLast(({ index }) => index <= number.index)?.head ?? ''
  const unit = /\b(?:minute|hour|day|week|month|year)s?\b/i.exec(head)?.[0]
  if (unit === undefined || number.unit !== 'none') return undefined
  const factors = factorsOf(unit)
  const now = around.now.getTime()
  const { rows } = around.scopeOf(claim)
  const place = around.index.moments.find(
    ({ row, at }) =>
      rows.has(row) &&
      factors.some((one) => Math.abs(Math.abs(now - at) / one - number.value) <= 1 + number.slack),
  )
  return place && { by: 'derived', how: 'time since a moment that was read', place }
}

/** `The gap between web and api is $12`: of two values of which the answer says elsewhere whose they are. */
function betweenNamed(
  { statement, kind }: Claim,
  number: WrittenNumber,
  held: readonly Held[],
): Backing | undefined {
  if (kind === 'count' || !relates.test(statement.text)) return undefined
  const own = new Set(wordsOf(statement.text).filter((word) => !plainWords.has(word)))
  const isRatio = number.unit === 'percent' || number.unit === 'times'
  const values = held.flatMap(({ claim, backing }) => {
    const { number: one, statement: other } = claim
    const isAlike = isRatio ? one?.unit !== 'percent' : one?.unit === number.unit
    if (one === undefined || backing === undefined || other === statement || !isAlike) return []
    const whose = whoseIs(one, other).filter((word) => own.has(word))
    return whose.length === 0 ? [] : [{ whose: whose.join(' '), value: inBase(one) }]
  })
  const [base = 1] = scalesOf(number)
  const near = (one: number) => Math.abs(one - number.value * base) <= number.slack * base * 2
  const is = (one: number, other: number) =>
    number.unit === 'percent'
      ? near(Math.abs(100 * (one / other - 1))) || near((100 * one) / other)
      : number.unit === 'times'
        ? near(one / other)
        : near(one - other) || near(one + other)
  const some = values.slice(0, mostValues)
  return some.some((one) =>
    some.some((other) => other.whose !== one.whose && is(one.value, other.value)),
  )
    ? { by: 'derived', how: 'of two values in the answer' }
    : undefined
}

const mostValues = 60

const relates =
  /\b(?:gap|difference|together|combined|both|sum|total|more|less|larger|smaller|bigger|higher|lower|cheaper|dearer|than|times|double|twice|half|compared|ahead|behind|between|added|plus|ratio)\b/i

/** The words right before a value, or those of the first cell of its row. */
function whoseIs({ index }: WrittenNumber, { text, cells }: Statement): string[] {
  if (cells !== undefined) return wordsOf(cells[0]?.text ?? '')
  const clause = /[^,;:.]*$/.exec(text.slice(Math.max(0, index - 40), index))?.[0] ?? ''
  const before = clause.trim() === '' ? text.slice(Math.max(0, index - 40), index) : clause
  return wordsOf(before).filter((word) => !plainWords.has(word))
}

interface Moment {
  day: string | undefined
  /** In ms, of the day or for ever. */
  at: number
}

interface Moments {
  /** Words by which a sentence tells what lies between two of them. */
  said: RegExp
  of: (time: NonNullable<Claim['time']>) => Moment | undefined
  slackMs: number
  what: string
}

/** `65 minutes before the latency`: times of the day that the answer says. */
const clocks: Moments = {
  said: /\b(?:before|after|later|earlier|between|apart|within|until)\b/i,
  of: ({ day, minuteOfDay }) =>
    minuteOfDay === undefined ? undefined : { day, at: minuteOfDay * 60_000 },
  slackMs: 60_000,
  what: 'moments',
}

/** `110 days older`: days that the answer says of what it compares. */
const days: Moments = {
  said: /\b(?:older|newer|younger|earlier|later|apart|longer than|less than|more than)\b/i,
  of: ({ day }) => (day?.length === 10 ? { day: undefined, at: Date.parse(day) } : undefined),
  slackMs: 86_400_000,
  what: 'days',
}

/** What lies between two moments of a kind that the answer says. */
function between(
  { said, of, slackMs, what }: Moments,
  { statement }: Claim,
  number: WrittenNumber,
  held: readonly Held[],
): Backing | undefined {
  if (number.unit !== 'span' || !said.test(statement.text)) return undefined
  const moments = held.flatMap(({ claim: { time }, backing }) =>
    time === undefined || backing === undefined ? [] : (of(time) ?? []),
  )
  return areApart(moments, number, slackMs)
    ? { by: 'derived', how: `time between two ${what} in the answer` }
    : undefined
}

/** `The bastion is 67 days older`: days between two that are named there, or right before. */
function betweenThings(
  { statement }: Claim,
  number: WrittenNumber,
  { index, whose, statements }: Surroundings,
): Backing | undefined {
  if (number.unit !== 'span' || !compares.test(statement.text)) return undefined
  const at = statements.indexOf(statement)
  const near = statements
    .slice(Math.max(0, at - 4), at + 1)
    .filter(({ block }) => block >= statement.block - 1)
  const named = near.flatMap((one) => whose.namedOf(one)).slice(-12)
  const rows = new Set(named.flatMap((one) => [...one.rows]))
  const factors = scalesOf(number)
  const moments = index.moments.filter(({ row }) => rows.has(row))
  for (const some of Map.groupBy(moments, (one) => memberOf(one, index)).values())
    for (const [nth, one] of some.slice(0, 40).entries())
      for (const other of some.slice(nth + 1, 40)) {
        const span = Math.abs(one.at - other.at)
        if (factors.some((factor) => Math.abs(span - number.value * factor) <= 0.6 * factor))
          return { by: 'derived', how: 'time between two things', place: one }
      }
  return undefined
}

const compares =
  /\b(?:older|newer|younger|earlier|later|apart|longer|shorter|between|after|before|followed)\b/i

/** Whether two of the first moments, of one day where they say of which, lie so far apart. */
function areApart(moments: readonly Moment[], number: WrittenNumber, slackMs: number): boolean {
  const factors = scalesOf(number)
  const some = moments.slice(0, 24)
  return some.some((one) =>
    some.some(
      (other) =>
        (one.day === undefined || other.day === undefined || one.day === other.day) &&
        factors.some(
          (factor) =>
            Math.abs(one.at - other.at - number.value * factor) <= slackMs + number.slack * factor,
        ),
    ),
  )
}

/** `5 of 8`: both stand in the row that the sentence names. */
function ofRow(claim: Claim, number: WrittenNumber, around: Surroundings): Backing | undefined {
  if (number.unit !== 'none') return undefined
  const { text } = claim.statement
  const said = [...text.matchAll(/\b(\d+) (?:out )?of (\d+)\b/g)].find(
    ({ 0: all, index }) => number.index >= index && number.index < index + all.length,
  )
  if (said === undefined) return undefined
  const { rows } = around.scopeOf(claim)
  const has = (row: number, value: number) =>
    around.index.numbersIn(new Set([row])).find((one) => one.value === value)
  const all = around.index.numbersNear(Number(said[2]), 0).map(({ row }) => row)
  for (const row of [...[...rows].slice(0, 8), ...all.slice(0, 40)]) {
    if (row === -1) continue
    const place = has(row, number.value)
    if (place !== undefined && has(row, Number(said[1])) && has(row, Number(said[2])))
      return { by: 'found', place }
  }
  return undefined
}

/** `In total 27 of 31 tasks run`: what all rows of a list have in one member. */
function totalOf(
  { statement, kind }: Claim,
  number: WrittenNumber,
  around: Surroundings,
): Backing | undefined {
  const { index } = around
  if (!totals.test(statement.text)) return undefined
  if (kind !== 'count' && (number.unit !== 'none' || kind !== 'number')) return undefined
  // A list by each cluster is read in a call for each.
  const members = Map.groupBy(
    index.numbers.filter(({ row }) => row !== -1),
    (one) => numberMember(one, index),
  )
  const said = around.wordsOf(statement)
  const joined = [...members.values()].filter((some) => shareWord(some[0]?.words ?? [], said))
  for (const some of [...index.numbersByColumn, ...joined]) {
    if (some.length < 2 || some.length > 500) continue
    const sum = some.reduce((all, { value }) => all + value, 0)
    const [place] = some
    if (place !== undefined && place.row !== -1 && Math.abs(sum - number.value) <= number.slack)
      return { by: 'derived', how: `sum of ${place.words.join(' ')} of all rows`, place }
  }
  return undefined
}

const totals = /\b(?:in total|altogether|in all|all in all|together|total(?:s|ling)?)\b/i
