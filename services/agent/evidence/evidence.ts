import type { Backing, Held } from './backing.ts'
import { type Claim, type ClaimKind, claimsIn } from './claims.ts'
import { Groups, type RowSet, wholeSets } from './groups.ts'
import { holdCount } from './hold-counts.ts'
import { holdName, holdTime } from './hold-names.ts'
import { holdNumber } from './hold-numbers.ts'
import { holdStated } from './hold-stated.ts'
import { ReadIndex, type ReadResult } from './read-index.ts'
import type { Statement } from './statements.ts'
import { type Surroundings, said, surroundingsOf } from './surroundings.ts'
import { plainWords, stem, wordsOf } from './words.ts'

/** How each claim of an answer stands, in the answer's order, each text once. */
export interface Evidence {
  claims: HeldClaim[]
}

export interface HeldClaim {
  kind: ClaimKind
  /** As the answer writes it. */
  text: string
  /** `asked`: it is of the question, or of what was called, and says nothing of the account. */
  status: 'found' | 'derived' | 'asked' | 'unbacked'
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
  const claims = claimsIn(answer, { now, things })
  const around = surroundingsOf(index, results, { question, now, claims })
  const held = heldOf(claims, around, { operations, kinds })
  return { claims: distinct(held.map((one) => claimOf(one, results))) }
}

interface Kinds {
  operations: readonly string[]
  kinds: readonly ReadonlySet<string>[]
}

function heldOf(
  claims: readonly Claim[],
  around: Surroundings,
  { operations, kinds }: Kinds,
): Held[] {
  const { index, questionWords } = around
  const whole = wholeSets(index, operations)
  const groups = new Groups(index)
  const listed = listedIn(claims)
  const known = new Map<Statement, { whole: readonly RowSet[]; groups: readonly RowSet[] }>()
  const meant = ({ statement }: Claim) => {
    const before = known.get(statement)
    if (before !== undefined) return before
    const text = `${statement.text} ${statement.context} ${around.question}`
    const made = {
      whole: whole.filter(({ region }) => region === undefined || text.includes(region)),
      groups: groups.named(new Set([...around.wordsOf(statement), ...questionWords])),
    }
    known.set(statement, made)
    return made
  }
  const isNarrowed = ({ words }: Claim, { rows }: RowSet) => groups.narrows(words, rows)
  const counting = { meant, isNarrowed, operations: kinds, listed }
  const named = namedRows(claims, around)
  const sets = (claim: Claim): RowSet[] => [...meant(claim).whole, ...meant(claim).groups, ...named]
  const hold = (claim: Claim): Backing | undefined => {
    switch (claim.kind) {
      case 'arn':
      case 'id':
      case 'name':
      case 'address':
      case 'region':
        return holdName(claim, around)
      case 'time':
        return holdTime(claim, around)
      case 'count':
        return (
          holdCount(claim, around, counting) ??
          (isLarge(claim) ? holdNumber(claim, around, sets) : undefined)
        )
      case 'money':
      case 'percentage':
        return holdNumber(claim, around, sets)
      case 'number':
        return (
          holdNumber(claim, around, sets) ??
          (isWhole(claim) ? holdCount(claim, around, counting) : undefined)
        )
    }
  }
  const held = claims.map((claim) => ({ claim, backing: hold(claim) }))
  return held.map((one) => ({ ...one, backing: one.backing ?? holdStated(one, held) }))
}

/** Under a heading, or where the words about it are not known, it may count something. */
const isWhole = ({ number }: Claim): boolean =>
  number?.unit === 'none' && Number.isInteger(number.value)

/** It is seldom the same by chance: `port 5432` counts no ports. */
const isLarge = ({ number }: Claim): boolean => (number?.value ?? 0) >= 100

/** The rows that the answer names, all together. */
function namedRows(claims: readonly Claim[], { rowsOf }: Surroundings): RowSet[] {
  const rows = new Set(claims.flatMap(({ statement }) => [...rowsOf(statement)]))
  return rows.size > 1 ? [{ rows, how: 'the rows that are named' }] : []
}

/** How many rows or items each block has, and names each sentence. */
function listedIn(claims: readonly Claim[]): (claim: Claim) => ReadonlySet<number> {
  const items = new Map<number, Set<unknown>>()
  const named = new Map<unknown, Set<string>>()
  for (const { statement, kind, text } of claims) {
    if (statement.isItem)
      items.set(statement.block, (items.get(statement.block) ?? new Set()).add(statement))
    if (kind === 'name' || kind === 'id' || kind === 'arn' || kind === 'address')
      named.set(statement, (named.get(statement) ?? new Set()).add(text))
  }
  return ({ statement }) => {
    const sizes = new Set<number>()
    const inSentence = named.get(statement)?.size
    if (inSentence !== undefined && !statement.isItem) sizes.add(inSentence)
    for (const block of [statement.block, statement.block + 1, statement.block + 2]) {
      const size = items.get(block)?.size
      if (size !== undefined) sizes.add(size)
    }
    return sizes
  }
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
  { claim: { kind, text }, backing }: Held,
  results: readonly ReadResult[],
): HeldClaim {
  if (backing === undefined) return { kind, text, status: 'unbacked' }
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
