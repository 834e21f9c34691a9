import type { Backing } from './backing.ts'
import { type Claim, claimOf } from './claims.ts'
import { numbersIn } from './numbers.ts'
import type { Statement } from './statements.ts'
import type { Surroundings } from './surroundings.ts'
import { timesIn } from './times.ts'
import { rateAmid } from './told-sums.ts'
import { stem, wordsOf } from './words.ts'

/** What a sentence reckons from the one before, or calls this month: it must come to that. */
export function* reckonedWrongly(
  statements: readonly Statement[],
  around: Surroundings,
): Generator<Claim> {
  for (const [at, statement] of statements.entries()) {
    if (statement.isCommand || statement.cells !== undefined) continue
    const before = statements[at - 1]
    yield* inEach(statement, before)
    yield* agoOf(statement, before, around)
    yield* ofOtherMonth(statement, around)
    yield* oneOfMany(statement, around)
    yield* atMost(statement, around)
  }
}

const minuteMs = 60_000
const spans = new Map([
  ['second', 1_000],
  ['minute', minuteMs],
  ['hour', 60 * minuteMs],
  ['day', 1440 * minuteMs],
])

/** What the sentence before says, with this one's own beginning. */
const toldBefore = (
  { text, block }: Statement,
  before: Statement | undefined,
  at: number,
): string =>
  at > 40
    ? text.slice(0, at)
    : before?.block === block && before.cells === undefined
      ? `${before.text} ${text.slice(0, at)}`
      : ''

/** `1,440 lines in the last 60 minutes. That is 24 a minute.` */
function* inEach(statement: Statement, before: Statement | undefined): Generator<Claim> {
  const told = rateIn(statement, before)
  if (told?.isTrue === false) yield claimOf(statement, told.text, told.index, 'number')
}

/** What the sentence before comes to in each of its minutes is so. */
export function holdReckoned(
  { statement, text, index }: Claim,
  { statements }: Surroundings,
): Backing | undefined {
  const amid = rateAmid(statement)
  if (amid?.isTrue === true && amid.index === index && text.startsWith(amid.text))
    return { by: 'derived', how: 'a rate of what the answer states' }
  if (!rate.test(statement.text)) return undefined
  const told = rateIn(statement, statements[statements.indexOf(statement) - 1])
  const isIt = told?.isTrue === true && told.index === index && text.startsWith(told.text)
  return isIt ? { by: 'derived', how: 'a rate of what the answer states' } : undefined
}

function rateIn(statement: Statement, before: Statement | undefined) {
  const match = rate.exec(statement.text)
  if (match === null) return undefined
  const [all, about, number = '', each = ''] = match
  const said = numbersIn(toldBefore(statement, before, match.index))
  const counts = said.filter(({ unit, value }) => unit === 'none' && value > 12)
  const periods = said.filter(({ unit }) => unit === 'span')
  const [count] = counts
  const [period] = periods
  const [told] = numbersIn(number)
  const size = period && spanOf(period)
  const unit = spans.get(each.toLowerCase())
  // Of several nobody knows which is meant.
  if (count === undefined || counts.length > 1 || periods.length !== 1) return undefined
  if (told === undefined || size === undefined || unit === undefined) return undefined
  const is = (count.value * unit) / size
  const slack = about === undefined ? told.slack + 0.01 * is : 0.1 * is + 0.5
  const isTrue = Math.abs(is - told.value) <= Math.max(slack, 0.51)
  return { isTrue, text: told.text, index: match.index + all.lastIndexOf(number) }
}

const rate =
  /\b(?:[Tt]hat is|[Tt]hat makes|i\.e\.) (about |around |roughly |nearly |almost |some |over |more than )?([\d,]+(?:\.\d+)?) (?:[a-z]+ )?(?:an?|each|per|every) (second|minute|hour|day)\b/

function spanOf({ value, unitText }: { value: number; unitText: string }): number | undefined {
  const unit = /^(s|min|h|d)/.exec(unitText.toLowerCase())?.[1]
  const name = { s: 'second', min: 'minute', h: 'hour', d: 'day' }[unit ?? '']
  const size = spans.get(name ?? '')
  return size === undefined || unitText === 'ms' ? undefined : value * size
}

/** `… at 03:28 UTC. That was 64 minutes ago.` */
function* agoOf(
  statement: Statement,
  before: Statement | undefined,
  { now }: Surroundings,
): Generator<Claim> {
  const match = ago.exec(statement.text)
  if (match === null) return
  const [all, number = '', each = ''] = match
  const unit = spans.get(each.toLowerCase())
  const { times } = timesIn(toldBefore(statement, before, match.index), now)
  if (unit === undefined || times.length === 0) return
  if (times.some(({ isElsewhere, isOfAnyYear }) => isElsewhere || isOfAnyYear === true)) return
  const isTrue = times.some(({ day, minuteOfDay }) => {
    if (minuteOfDay === undefined && each !== 'day') return true
    const at = Date.parse(`${day ?? now.toISOString().slice(0, 10)}T00:00Z`)
    const passed = now.getTime() - at - (minuteOfDay ?? 0) * minuteMs
    const since = day === undefined && passed < 0 ? passed + 1440 * minuteMs : passed
    return Math.abs(since / unit - Number(number)) <= 1.01
  })
  if (!isTrue)
    yield claimOf(statement, `${number} ${each}s`, match.index + all.indexOf(number), 'number')
}

const ago = /\b[Tt]hat (?:was|is) (\d{1,4}) (minute|hour|day)s ago\b/

/** `This month cost …`, where nothing later than the last one was asked for. */
function* ofOtherMonth(statement: Statement, { called, now }: Surroundings): Generator<Claim> {
  const { text } = statement
  const match = month.exec(text)
  if (match === null || !/[$€]\d/.test(text) || called.moments.length < 2) return
  if (/\b(?:not|no|yet|nothing|so far|forecast|expected|will|would)\b/i.test(text)) return
  const begin = Date.UTC(now.getUTCFullYear(), now.getUTCMonth())
  const isThis = /^this/i.test(match[0])
  const isOther = called.moments.every((at) => (isThis ? at <= begin : at >= begin))
  if (isOther) yield claimOf(statement, match[0], match.index, 'time')
}

const month = /\b(?:this|last) month\b/i

/** `It is one of 3 alarms that are firing`: so many were listed, or have something in common. */
function* oneOfMany(
  statement: Statement,
  { facts, index, results }: Surroundings,
): Generator<Claim> {
  const match = oneOf.exec(statement.text)
  if (match === null) return
  const [all, number = '', noun = ''] = match
  const word = stem(noun)
  const listed = results.flatMap(({ result }, call) => {
    const isOfNoun = wordsOf(index.operationOf(call)).map(stem).includes(word)
    return isOfNoun && result !== null ? [call] : []
  })
  if (listed.length === 0 || index.prose.some(({ value }) => value === Number(number))) return
  const calls = new Set(listed.map((call) => index.operationOf(call)))
  const sizes = listed.map((call) => index.rows.filter((row) => row.call === call).length)
  const shared = facts.all
    .filter(({ kind }) => calls.has(kind))
    .flatMap(({ groups }) => [...groups.values()].map(({ size }) => size))
  if (![...sizes, ...shared].includes(Number(number)))
    yield claimOf(statement, number, match.index + all.indexOf(number), 'count')
}

const oneOf = /\bone of (?:the )?(\d{1,3}) (?:[a-z]+ )?([a-z]+s) (?:that|which) (?:are|have)\b/

/** `now has at most 2`, as a log has `pool max 2`. */
function* atMost(statement: Statement, { index }: Surroundings): Generator<Claim> {
  const match = most.exec(statement.text)
  if (match === null) return
  const [all, number = ''] = match
  const told = index
    .placesOf('max')
    .flatMap((place) => /\bmax(?:imum)?[ =:]+(\d+)\b/.exec(index.textAt(place))?.[1] ?? [])
  const isRead = index.numbersNear(Number(number), 0).length > 0
  if (told.length > 0 && !told.includes(number) && !isRead)
    yield claimOf(statement, number, match.index + all.length - number.length, 'number')
}

const most = /\bhas at most (\d{1,4})(?=[.,;]|$)/
