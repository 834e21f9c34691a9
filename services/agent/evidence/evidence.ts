import { apartFromMoment } from './at-moments.ts'
import type { Backing, Held } from './backing.ts'
import { holdValue, nowhere, valuesIn } from './cell-values.ts'
import type { ClaimKind } from './claim-kinds.ts'
import { type Claim, claimsIn } from './claims.ts'
import { falseExtremes } from './extremes.ts'
import { Facts } from './facts.ts'
import { holdFromAnswer } from './from-answer.ts'
import { Groups, type RowSet, wholeSets } from './groups.ts'
import { holdCount, isMoreThanAll } from './hold-counts.ts'
import { holdName, holdTime } from './hold-names.ts'
import { holdNumber, isOfOtherMember, totalsOf } from './hold-numbers.ts'
import { holdStated } from './hold-stated.ts'
import { namedElsewhere } from './in-region.ts'
import { labelledWrongly } from './labelled.ts'
import { listedWrongly } from './listed-by.ts'
import { holdOfNetwork } from './networks.ts'
import { holdOfMembers } from './of-members.ts'
import { holdOfNamed } from './of-named.ts'
import { holdOfSeries } from './of-series.ts'
import { isOfAnotherThing } from './other-things.ts'
import { ownLists } from './own-lists.ts'
import { outOfLine } from './parallel.ts'
import { ofOtherPart } from './parts.ts'
import { possibly } from './possible.ts'
import { countedElse } from './possible-counts.ts'
import { misquoted } from './quoted-lines.ts'
import type { ReadResult } from './read.ts'
import { ReadIndex } from './read-index.ts'
import { replacedInLists } from './replaced.ts'
import { restatedWrongly } from './restated.ts'
import { retoldWrongly } from './retold.ts'
import { saidFalsely } from './said-of.ts'
import { wrongSigns } from './signs.ts'
import { type Statement, statementsOf } from './statements.ts'
import { strangersAmong } from './strangers.ts'
import { type Surroundings, said, surroundingsOf } from './surroundings.ts'
import { ofOtherMoments } from './timelines.ts'
import { pairedWrongly } from './told-pairs.ts'
import { holdReckoned, reckonedWrongly } from './told-reckoned.ts'
import { sameWrongly } from './told-same.ts'
import { summedWrongly } from './told-sums.ts'
import { tabledWrongly } from './told-tables.ts'
import { valuedWrongly } from './told-values.ts'
import { wordedWrongly } from './told-words.ts'
import { wrongTotals } from './totals.ts'
import { isUndecided } from './undecided.ts'
import { plainWords, stem, wordsOf } from './words.ts'
import { holdWorkedOut } from './worked-out.ts'

/** How each claim of an answer stands, in the answer's order, each text once. */
export interface Evidence {
  claims: HeldClaim[]
}

export interface HeldClaim {
  kind: ClaimKind
  /** As the answer writes it. */
  text: string
  /** `asked`: it is of the question, or of what was called, and says nothing of the account. */
  status: 'found' | 'derived' | 'asked' | 'undecided' | 'unbacked'
  /** The id of the call whose result it stands in, or is derived from. */
  call?: string
  /** Within the result: `regions[0].items[3].State.Name`. */
  path?: string
  /** Of what is not there as it is: `sum of Size of the rows`. */
  how?: string
}

/**
 * Holds each id, name, address, number, amount, time and count of `answer` against what was read.
 * `question` is all that the person said. Deterministic and without I/O; results are read once.
 */
export function evidenceOf(
  answer: string,
  question: string,
  results: readonly ReadResult[],
  now: Date = new Date(),
): Evidence {
  const index = new ReadIndex()
  results.forEach((result, call) => {
    index.add(call, result)
  })
  index.settle()
  const operations = results.map(operationOf)
  const kinds = operations.map((operation) => new Set(wordsOf(operation).map(stem)))
  const things = new Set([...kinds.flatMap((words) => [...words]), ...said(question)])
  for (const word of [...plainWords, ...verbs]) things.delete(word)
  const statements = statementsOf(answer)
  const told = claimsIn(statements, { now, things })
  const claims = [...told, ...valuesIn(statements, told, index)]
  const facts = new Facts(index)
  const around = surroundingsOf(index, results, { question, now, claims, facts, statements })
  const held = heldOf(claims, around, { operations, kinds }).filter(isTelling)
  return { claims: distinct(held.map((one) => claimOf(one, results))) }
}

/** A state in prose, or a yes that is of no member, is a claim only where it is another's. */
const isTelling = ({ claim: { kind, statement }, backing }: Weighed): boolean =>
  kind !== 'value' ||
  backing === undefined ||
  (statement.cells !== undefined && !('place' in backing && backing.place === nowhere))

interface Weighed extends Held {
  /** Rows or figures could come to it in some way: it is neither backed nor refuted. */
  isUndecided?: boolean
}

interface Kinds {
  operations: readonly string[]
  kinds: readonly ReadonlySet<string>[]
}

function heldOf(
  claims: readonly Claim[],
  around: Surroundings,
  { operations, kinds }: Kinds,
): Weighed[] {
  const { index, questionWords } = around
  const whole = wholeSets(index, operations)
  const groups = new Groups(index)
  const known = new Map<Statement, readonly RowSet[]>()
  const wholeFor = ({ statement }: Claim) => {
    const text = `${statement.text} ${statement.context} ${around.question}`
    return whole.filter(({ region }) => region === undefined || text.includes(region))
  }
  const named = namedRows(claims, around)
  const sets = (claim: Claim): readonly RowSet[] => {
    const { statement } = claim
    const before = known.get(statement)
    if (before !== undefined) return before
    const words = new Set([...around.wordsOf(statement), ...questionWords])
    const made = [...wholeFor(claim), ...groups.named(words), ...named]
    known.set(statement, made)
    return made
  }
  const ownList = ownLists(claims, around.statements)
  const countingOf = (claim: Claim) => ({
    ...{ whole: wholeFor(claim), groups, operations: kinds, ownList },
  })
  const { statements } = around
  const ofParts = ofOtherPart(claims, statements, around)
  const wrong = new Set([
    ...[
      ...outOfLine(claims, around),
      ...apartFromMoment(claims, around),
      ...restatedWrongly(claims),
      ...wrongSigns(claims),
      ...ofParts.claims,
      ...wrongTotals(claims, around),
      ...claims.filter((claim) => claim.kind === 'count' && ownList(claim) === 'contradicts'),
    ],
  ])
  const isRefuted = (claim: Claim): boolean => {
    if (!wrong.has(claim) && isOfAnotherThing(claim, around)) wrong.add(claim)
    return wrong.has(claim)
  }
  const hold = (claim: Claim): Backing | undefined => {
    if (isRefuted(claim)) return undefined
    switch (claim.kind) {
      case 'arn':
      case 'id':
      case 'name':
      case 'address':
      case 'region':
        return holdName(claim, around)
      case 'value':
        return holdValue(claim, around)
      case 'time':
        return holdTime(claim, around)
      case 'count':
        return (
          holdCount(claim, around, countingOf(claim)) ??
          (isLarge(claim) || around.scopeOf(claim).by === 'row'
            ? holdNumber(claim, around, sets)
            : undefined)
        )
      case 'money':
        if (ofParts.sums.has(claim)) return { by: 'derived', how: 'sum of all periods' }
        return holdNumber(claim, around, sets)
      case 'percentage':
        return holdNumber(claim, around, sets)
      case 'number':
        return (
          holdNumber(claim, around, sets) ??
          (inThousands(claim) && holdNumber(inThousands(claim) ?? claim, around, sets)) ??
          (isWhole(claim) && around.scopeOf(claim).by !== 'row' && !isOfOtherMember(claim, around)
            ? holdCount(claim, around, countingOf(claim))
            : undefined)
        )
    }
  }
  const totals = totalsOf(index)
  const held = claims.map((claim) => ({ claim, backing: hold(claim) }))
  const isOpen = ({ claim, backing }: Held) =>
    backing === undefined &&
    claim.kind === 'count' &&
    !wrong.has(claim) &&
    !isMoreThanAll(claim) &&
    ownList(claim) === undefined &&
    isUndecided(claim, around)
  const isUnknown = ({ claim, backing }: Held) =>
    claim.isSoft === true && backing === undefined && !wrong.has(claim)
  const tried = new Map<Claim, Backing | undefined>()
  const ofMembers = (claim: Claim, known: readonly Held[]) => {
    if (!tried.has(claim) && tried.size < mostTried)
      tried.set(claim, holdOfMembers(claim, known, around))
    return tried.get(claim)
  }
  const stated = (known: readonly Held[]) =>
    known.map((one) => ({
      ...one,
      backing:
        one.backing ??
        (wrong.has(one.claim)
          ? undefined
          : (holdStated(one, known, totals) ??
            holdOfNamed(one.claim, known, around) ??
            holdOfSeries(one.claim, around) ??
            ofMembers(one.claim, known) ??
            holdWorkedOut(one.claim, known, around) ??
            holdOfNetwork(one.claim, around) ??
            holdReckoned(one.claim, around) ??
            holdFromAnswer(one.claim, known, around))),
    }))
  const setsOf = (statement: Statement, only?: ReadonlySet<string>) => {
    if (only !== undefined) return groups.named(only)
    const words = new Set([...around.wordsOf(statement), ...questionWords])
    return [...whole, ...groups.named(words), ...named]
  }
  const said = [
    ...saidFalsely(statements, claims, around),
    ...falseExtremes(statements, around, setsOf),
    ...ofParts.said,
    ...strangersAmong(statements, around),
    ...ofOtherMoments(statements, claims, around),
    ...misquoted(statements, claims, around),
    ...replacedInLists(statements, around),
    ...retoldWrongly(statements, around),
    ...listedWrongly(statements, around),
    ...labelledWrongly(statements, around),
    ...pairedWrongly(statements, around),
    ...namedElsewhere(statements, around),
    ...tabledWrongly(statements, around),
    ...wordedWrongly(statements, around),
    ...valuedWrongly(statements, around),
    ...reckonedWrongly(statements, around),
    ...sameWrongly(statements, around),
    ...summedWrongly(statements, around),
  ]
  // A share may be of a sum that only the answer states.
  const all = stated(stated(held))
  const marked = new Set(said.map(({ statement, text }) => `${statement.block} ${text}`))
  let left = mostWeighed
  const weigh = (one: Held): Weighed => {
    const { claim, backing } = one
    if (backing !== undefined || wrong.has(claim) || left <= 0) return one
    if (marked.has(`${claim.statement.block} ${claim.text}`)) return one
    left -= 1
    const way =
      (ownList(claim) === 'contradicts' ? undefined : countedElse(claim, all, around)) ??
      possibly(claim, all, around)
    return way === 'undecided' ? { ...one, isUndecided: true } : { ...one, backing: way }
  }
  const first = all.map(weigh)
  // What follows from what is undecided is so too.
  const second = first.some(({ isUndecided }) => isUndecided)
    ? stated(
        first.map(({ claim, backing, isUndecided }) => ({
          claim,
          backing: isUndecided === true ? ({ by: 'derived', how: '' } as const) : backing,
        })),
      )
    : first
  const weighed = first.map((one, at): Weighed => {
    const isOpen = one.backing === undefined && second[at]?.backing !== undefined
    return isOpen ? { ...one, isUndecided: true } : one
  })
  return [
    ...weighed.filter((one) => !isOpen(one) && !isUnknown(one)),
    ...said.map((claim) => ({ claim, backing: undefined })),
  ]
}

/** An answer that is made up has many figures, and no answer so many that somebody worked out. */
const mostTried = 60
const mostWeighed = 24

/** `1.000 GiB`, as it is written in other tongues. */
function inThousands(claim: Claim): Claim | undefined {
  const { number, text } = claim
  if (number === undefined || !/^\d{1,3}\.\d{3}\b/.test(text)) return undefined
  return { ...claim, number: { ...number, value: number.value * 1000, slack: 0.5 } }
}

/** Under a heading, or where the words about it are not known, it may count something. */
const isWhole = ({ number }: Claim): boolean =>
  number?.unit === 'none' && Number.isInteger(number.value)

/** It is seldom the same by chance: `port 5432` counts no ports. */
const isLarge = ({ number }: Claim): boolean => (number?.value ?? 0) >= 100

/** The rows that the answer names, all together. */
function namedRows(claims: readonly Claim[], { scopeOf }: Surroundings): RowSet[] {
  const rows = new Set(claims.flatMap((claim) => [...scopeOf(claim).rows]))
  return rows.size > 1 ? [{ rows, how: 'the rows that are named' }] : []
}

/** Of questions and operations: what is done with things. */
const verbs =
  'show list describe get find give tell read operation recipe do does did please can could would want need check see'.split(
    ' ',
  )

function operationOf({ tool, input, result }: ReadResult): string {
  const { operation } = Object(result) as { operation?: unknown }
  return `${tool} ${String(operation ?? input.operation ?? '')}`
}

function claimOf(
  { claim: { kind, text }, backing, isUndecided }: Weighed,
  results: readonly ReadResult[],
): HeldClaim {
  if (backing === undefined)
    return { kind, text, status: isUndecided === true ? 'undecided' : 'unbacked' }
  const { by } = backing
  if (by === 'asked') return { kind, text, status: by, how: backing.how }
  const { place, how } = backing
  const call = place && results[place.call]?.id
  return {
    ...{ kind, text, status: by },
    ...(call !== undefined && { call }),
    ...(place !== undefined && place.path !== '' && { path: place.path }),
    ...(how !== undefined && { how }),
  }
}

/** A text that stands once is not marked for standing nowhere in another place. */
function distinct(claims: readonly HeldClaim[]): HeldClaim[] {
  const seen = new Map<string, HeldClaim>()
  for (const claim of claims) {
    const key = `${claim.text} ${claim.status === 'unbacked'}`
    if (!seen.has(key)) seen.set(key, claim)
  }
  return [...seen.values()]
}
