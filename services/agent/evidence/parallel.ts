import type { Claim } from './claims.ts'
import type { Fact, Facts } from './facts.ts'
import { conversions, oneOf } from './hold-numbers.ts'
import { mayBeIn } from './member-units.ts'
import { numberMember } from './other-things.ts'
import type { Place } from './read.ts'
import type { Surroundings } from './surroundings.ts'
import { isMoment, type WrittenTime } from './times.ts'
import { isSingle, memberOf } from './verdicts.ts'
import { stem, wordsOf } from './words.ts'

/**
 * What is told side by side of several things is one member of theirs: `14 days (a), 7 days (b) and 1 day
 * (c)`, or a column. Found are the claims that have something else there, where all others agree.
 */
export function outOfLine(claims: readonly Claim[], around: Surroundings): Set<Claim> {
  const found = new Set<Claim>()
  const told = claims.filter(
    ({ number, kind, text, statement, isSoft }) =>
      !statement.isCommand &&
      isSoft !== true &&
      kind !== 'percentage' &&
      !/^\d{1,3}\.\d{3}\b/.test(text) &&
      !(number && isAge(statement.text.slice(number.index + number.text.length))),
  )
  for (const some of linesOf(told).values()) {
    if (some.length < 3 || some.length > 60) continue
    const members = some.map((claim) => ({ claim, ...membersOf(claim, around) }))
    const own = members.filter(({ has }) => has.size > 0)
    if (own.length < 3 || new Set(own.map(({ of }) => of)).size < own.length) continue
    const counts = new Map<string, number>()
    for (const { fits } of own) for (const one of fits) counts.set(one, (counts.get(one) ?? 0) + 1)
    const most = Math.max(0, ...counts.values())
    if (most !== own.length - 1) continue
    const words = wordsAround(some, around)
    const tied = [...counts.keys()].filter((name) => counts.get(name) === most)
    const scores = tied.map((name) => sharedWords(name, words))
    const best = tied.filter((_, at) => scores[at] === Math.max(...scores))
    for (const { claim, has, fits } of own) {
      if (best.every((name) => has.has(name) && !fits.has(name))) found.add(claim)
    }
  }
  return found
}

/** `two days ago`: it is no member's. */
const isAge = (after: string): boolean => /^ (?:ago|old|later|earlier|before|after)\b/.test(after)

/** Of the paragraph, and of what heads it. */
function wordsAround(some: readonly Claim[], around: Surroundings): ReadonlySet<string> {
  const { statement } = some[0] ?? {}
  const near = around.statements.filter(({ block }) => block === statement?.block)
  return new Set([...near.flatMap((one) => [...around.wordsOf(one)]), ...around.questionWords])
}

const sharedWords = (member: string, words: ReadonlySet<string>): number =>
  wordsOf(/[^.\s]*$/.exec(member)?.[0] ?? '').filter((word) => words.has(stem(word))).length

/** Side by side: in one sentence or one column, in one unit; in items the nth of such. */
function linesOf(claims: readonly Claim[]): Map<string, Claim[]> {
  const lines = new Map<string, Claim[]>()
  const sizes = new Map<string, number>()
  for (const claim of claims) {
    const { statement, number, index: at, kind } = claim
    const { cells, isItem, block } = statement
    if (number === undefined && (cells === undefined || at < 0)) continue
    const unit = number?.unit ?? (kind === 'time' ? 'time' : 'text')
    const column = cells?.findLastIndex(({ index }) => index <= at)
    const isWhole = cells?.[column ?? 0]?.text === claim.text
    if (number === undefined && (column === 0 || (kind !== 'time' && !isWhole))) continue
    const place = column !== undefined ? `${column}` : isItem ? 'item' : statement.text
    const of = `${place} ${unit}`
    // Of texts in one cell the first ones are side by side.
    const nth = number === undefined ? countIn(sizes, `${statement.text} ${of}`) : 0
    const key = `${block} ${of} ${nth}`
    const line = lines.get(key)
    if (line === undefined) lines.set(key, [claim])
    else line.push(claim)
  }
  return lines
}

function countIn(sizes: Map<string, number>, key: string): number {
  const size = sizes.get(key) ?? 0
  sizes.set(key, size + 1)
  return size
}

interface Members {
  fits: Set<string>
  has: Set<string>
  /** Its rows. */
  of: string
}

/** Members of the one thing that it is said of: those with the value, and all. */
function membersOf(claim: Claim, around: Surroundings): Members {
  const { number, statement, time } = claim
  const { index } = around
  const fits = new Set<string>()
  const has = new Set<string>()
  const rows =
    statement.cells === undefined ? oneOf(around.whose.nearest(claim)) : around.scopeOf(claim).rows
  if (rows === undefined || rows.size > 30) return { fits, has, of: '' }
  const of = [...rows].join()
  if (number === undefined)
    return time === undefined ? textsOf(claim, rows, around) : timesOf(time, rows, around)
  const factors = conversions(number, statement.text)
  for (const one of index.numbersIn(rows)) {
    const name = numberMember(one, index)
    has.add(name)
    const isFitting = factors.some(
      (factor) =>
        mayBeIn(number, factor, one.words) &&
        Math.abs(one.value - number.value * factor) <= number.slack * factor,
    )
    if (isFitting) fits.add(name)
  }
  return { fits, has, of }
}

function timesOf(time: WrittenTime, rows: ReadonlySet<number>, { index }: Surroundings): Members {
  const its = index.moments.filter(({ row }) => rows.has(row))
  const member = (place: Place) => memberOf(place, index)
  return {
    has: new Set(its.map(member)),
    fits: new Set(its.filter(({ at }) => isMoment(time, at)).map(member)),
    of: [...rows].join(),
  }
}

/** Members of which each row has one value: a group that it is in may name several. */
function textsOf({ text }: Claim, rows: ReadonlySet<number>, { facts }: Surroundings): Members {
  const fits = new Set<string>()
  const has = new Set<string>()
  const name = text.toLowerCase()
  const ofRow = singlesOf(facts)
  for (const row of rows) {
    for (const { groups, key } of ofRow.get(row) ?? []) {
      has.add(key)
      if (groups.get(name)?.has(row)) fits.add(key)
    }
  }
  return { fits, has, of: [...rows].join() }
}

interface Single {
  groups: Fact['groups']
  key: string
}

const singles = new WeakMap<Facts, ReadonlyMap<number, readonly Single[]>>()

/** By row, of all facts once: a table asks for each of its cells. */
function singlesOf(facts: Facts): ReadonlyMap<number, readonly Single[]> {
  const known = singles.get(facts)
  if (known !== undefined) return known
  const made = new Map<number, Single[]>()
  for (const fact of facts.all) {
    if (!isSingle(fact)) continue
    const one = { groups: fact.groups, key: `${fact.kind} ${fact.words.join(' ')}` }
    for (const row of fact.rows) {
      const some = made.get(row)
      if (some === undefined) made.set(row, [one])
      else some.push(one)
    }
  }
  singles.set(facts, made)
  return made
}
