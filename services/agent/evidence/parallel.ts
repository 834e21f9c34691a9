import type { Claim } from './claims.ts'
import { conversions, oneOf } from './hold-numbers.ts'
import { mayBeIn } from './member-units.ts'
import { numberMember } from './other-things.ts'
import type { Surroundings } from './surroundings.ts'
import { stem, wordsOf } from './words.ts'

/**
 * What is told side by side of several things is one member of theirs: `14 days (a), 7 days (b) and 1 day
 * (c)`, or a column. Found are the claims that have something else there, where all others agree.
 */
export function outOfLine(claims: readonly Claim[], around: Surroundings): Set<Claim> {
  const found = new Set<Claim>()
  const numbers = claims.filter(
    ({ number, kind, text, statement, isSoft }) =>
      number !== undefined &&
      isSoft !== true &&
      kind !== 'percentage' &&
      !/^\d{1,3}\.\d{3}\b/.test(text) &&
      !isAge(statement.text.slice(number.index + number.text.length)),
  )
  for (const some of Map.groupBy(numbers, lineOf).values()) {
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
function lineOf({ statement, number, index: at }: Claim): string {
  const { cells, isItem, block } = statement
  const kind = number?.unit === 'none' ? 'none' : number?.unit
  if (cells !== undefined) {
    const column = cells.findLastIndex(({ index }) => index <= at)
    return `${block} ${column} ${kind}`
  }
  return isItem ? `${block} item ${kind}` : `${block} ${statement.text} ${kind}`
}

interface Members {
  fits: Set<string>
  has: Set<string>
  /** Its rows. */
  of: string
}

/** Members of the one thing that it is said of: those with the value, and all. */
function membersOf(claim: Claim, around: Surroundings): Members {
  const { number, statement } = claim
  const { index } = around
  const fits = new Set<string>()
  const has = new Set<string>()
  const rows =
    statement.cells === undefined ? oneOf(around.whose.nearest(claim)) : around.scopeOf(claim).rows
  if (number === undefined || rows === undefined || rows.size > 30) return { fits, has, of: '' }
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
  return { fits, has, of: [...rows].join() }
}
