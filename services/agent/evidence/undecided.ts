import { type Claim, nouns } from './claims.ts'
import { spelledNumbersIn } from './numbers.ts'
import type { ReadIndex } from './read-index.ts'
import type { Surroundings } from './surroundings.ts'
import { plainWords, stem, wordsOf } from './words.ts'

/**
 * Whether a small count is of something that no member tells in these words: `two routes that write money`.
 * Nothing refutes it then, and it is not taken for a claim.
 */
export function isUndecided(claim: Claim, { index, whose }: Surroundings): boolean {
  const { number, statement } = claim
  if (number === undefined || number.value >= 100 || statement.cells !== undefined) return false
  if (index.rows.length === 0) return false
  if (isDecided(claim, index)) return false
  const known = vocabularyOf(index)
  const [noun = ''] = claim.words
  const isWithin =
    !operationsOf(index).has(noun) &&
    [...index.columns.values()].some(({ words }) => words.includes(noun))
  // `a has two of three targets healthy`: how what was read of them hangs together is not worked out.
  const isOfNamed = whose.namedOf(statement).some((one) => one.index < claim.index)
  if (isOfNamed && !/^(?:of|are|is|in)$/.test(noun)) return true
  // How many ports, nodes or rules several rows have in all is not worked out.
  if (isWithin || /\b(?:these|those|same|other) $/.test(statement.text.slice(0, claim.index)))
    return true
  return wordsOf(clauseAround(claim, index)).some(
    (word) =>
      !/^\d/.test(word) &&
      !saysNothing.has(word) &&
      spelledNumbersIn(word).length === 0 &&
      !known.has(stem(word)),
  )
}

/** `two of your seven functions`, `there are four clusters.`, `three are healthy`, `19 critical across all`. */
function isDecided(
  { statement: { text }, index: at, text: said }: Claim,
  index: ReadIndex,
): boolean {
  const before = text.slice(0, Math.max(0, at))
  const after = text.slice(Math.max(0, at) + said.length)
  const [, adjective = '', noun = ''] =
    /^ (?:((?:registered|existing|EC2|RDS|IAM|SQS|ECS|S3|EKS|Lambda|EBS|ACM|DynamoDB) ))?([a-z]{3,}s)\b/.exec(
      after,
    ) ?? []
  const isOfKind = noun !== '' && operationsOf(index).has(stem(noun))
  const rest = after.slice(1 + adjective.length + noun.length)
  const isEnd = /^(?:$|[.,;:)]| (?:in|are|is|has|have|run|there|altogether|were|was)\b)/.test(rest)
  if (isOfKind && /\b(?:of (?:the|your|our|all)|of|your|across (?:the|all)) $/i.test(before))
    return isEnd
  if (isOfKind && /\b(?:have|has|are|is|see|found|find) (?:just |only |exactly )?$/i.test(before))
    return /^(?:$|[.;:])/.test(rest)
  const value =
    /^ (?:are|is|were|was) (?:still |currently |now )?([a-z][a-z ]{2,20}?)(?:$|[.,;:)]| and\b| but\b)/.exec(
      after,
    )?.[1]
  return value !== undefined && isState(value, index)
}

/** Several rows share it, and others have something else there. */
const isState = (value: string, index: ReadIndex): boolean =>
  [...index.columns.values()].some(
    ({ groups, words }) =>
      groups.size > 1 &&
      groups.size <= 8 &&
      /^(?:stat(?:e|us)|health|mode|eligibility)$/.test(words.at(-1) ?? '') &&
      groups.has(value),
  )

/** Names and what stands in brackets are no condition. */
function clauseAround(
  { statement: { text }, index: at, text: said }: Claim,
  index: ReadIndex,
): string {
  const before = /(?:[^.;:,|()–—]|[.:](?=\w))*$/.exec(text.slice(0, Math.max(0, at)))?.[0] ?? ''
  const after = /^(?:[^.;:,|()–—]|[.:](?=\w))*/.exec(text.slice(Math.max(0, at) + said.length))
  return `${before} ${after?.[0] ?? ''}`.replaceAll(/[\w./]+[-_./@][\w./-]+/g, (name) =>
    index.placesOf(name).length > 0 ? ' ' : name,
  )
}

const operationsOf = (index: ReadIndex): ReadonlySet<string> =>
  new Set(
    [...new Set(index.rows.map(({ call }) => call))].flatMap((call) =>
      wordsOf(index.operationOf(call)).map(stem),
    ),
  )

const vocabularies = new WeakMap<ReadIndex, ReadonlySet<string>>()

/** Words of operations, members and of values that several rows may share. */
function vocabularyOf(index: ReadIndex): ReadonlySet<string> {
  const known = vocabularies.get(index)
  if (known !== undefined) return known
  const made = new Set<string>([...nouns, ...plainWords])
  const add = (text: string) => {
    for (const word of wordsOf(text)) made.add(stem(word))
  }
  for (const call of new Set(index.rows.map((row) => row.call))) add(index.operationOf(call))
  for (const { words, groups } of index.columns.values()) {
    for (const word of words) made.add(word)
    if (groups.size <= 40) for (const value of groups.keys()) if (value.length <= 40) add(value)
  }
  vocabularies.set(index, made)
  return made
}

const saysNothing = new Set(
  `there here so yes also just only then now still currently today altogether total overall both they them we us your our you
  have has had having do does did can could be been being will would may might i me my their one ones other others rest
  more than less fewer least most very about around roughly nearly almost over under above below up down out off into through
  with without across between within among per against by as if because since while and or but nor not no none nothing neither
  all any each every some many much few several single again back together listed shown found named called following these those
  this that which who whose what where when how same different such include includes including contain contains make makes use
  uses using used run runs running hold holds carry carries carrying show shows come comes go goes get gets see report reports
  in on at to of for from is are was were the a an its it list lists exist exists account aws amazon`
    .split(/\s+/)
    .filter((word) => word !== ''),
)
