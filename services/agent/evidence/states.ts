import type { Backing } from './backing.ts'
import type { Claim } from './claims.ts'
import { labelOf } from './members.ts'
import type { ReadIndex } from './read-index.ts'
import type { Statement } from './statements.ts'
import type { Surroundings } from './surroundings.ts'

/** Words that exclude each other, and how else they are said; the first is what AWS answers. */
const families: readonly (readonly (readonly string[])[])[] = [
  [['running'], ['stopped'], ['stopping'], ['pending'], ['terminated'], ['shutting-down']],
  [['available'], ['in-use', 'in use', 'attached']],
  [['ok'], ['alarm'], ['insufficient_data', 'insufficient data']],
  [['active'], ['inactive'], ['failed']],
  [['internet-facing'], ['internal']],
  [['enabled'], ['disabled']],
]

const spoken = new Map(
  families.flatMap((family) =>
    family.flatMap(([state = '', ...others]) =>
      [state, ...others].map(
        (word) => [word, { state, family: family.map(([one]) => one) }] as const,
      ),
    ),
  ),
)

const said = new RegExp(
  `\\b(?:is|are|has|have been|has been|been|currently|still|all|in|to)(?: (?:now|still|currently|all|again|both|recovered to))* (?:the )?(${[...spoken.keys()].join('|')})\\b(?![-/])`,
  'gi',
)

/** `it is running`, `is OK`: what a sentence says of the state of one thing. */
export function statesIn(statements: Iterable<Statement>): Claim[] {
  return [...statements].flatMap((statement) => [...copulas(statement), ...adjectives(statement)])
}

function adjectives(statement: Statement): Claim[] {
  if (statement.cells !== undefined) return []
  return [...statement.text.matchAll(adjective)].map(({ 0: text, index }) => ({
    ...{ kind: 'value', text, statement, index, words: new Set<string>() },
  }))
}

const adjective = /\b(?:(?:not |un)?encrypted|(?:multi|single)-az)\b/gi

/** `unencrypted` of one thing that is encrypted. */
export function isOtherTruth(claim: Claim, around: Surroundings): boolean {
  const [found] = claim.text.toLowerCase().match(/encrypted|az$/) ?? []
  const own = around.subjectOf(claim)?.own
  if (found === undefined || own === undefined) return false
  const label = new Set(found === 'az' ? ['multi', 'az'] : ['encrypt'])
  const members = truthsOf(own, label, around.index)
  const is = !/^(?:not |un|single)/i.test(claim.text)
  return members.length > 0 && members.every(({ value }) => value !== is)
}

function copulas(statement: Statement): Claim[] {
  const words: ReadonlySet<string> = new Set()
  return [statement].flatMap((statement) =>
    statement.cells !== undefined
      ? []
      : [...statement.text.matchAll(said)].flatMap(({ 0: all, 1: text = '', index }): Claim[] => {
          if (denies.test(statement.text.slice(0, index + all.length))) return []
          const at = index + all.length - text.length
          return [{ kind: 'value', text, statement, index: at, words }]
        }),
  )
}

const denies = /\b(?:not|never|no longer|none|nothing|if|when|until|should|would)\b|n't\b/i

const isOfMany = ({ statement: { isItem, text } }: Claim): boolean =>
  isItem || /\b(?:are|were)\b/.test(text)

/** The thing has another state of the same family, and not that. */
export function isOtherState(claim: Claim, { index, subjectOf, scopeOf }: Surroundings): boolean {
  const known = spoken.get(claim.text.toLowerCase())
  if (known === undefined) return false
  const { rows, by } = scopeOf(claim)
  const own =
    subjectOf(claim)?.own ??
    (isOfMany(claim) && rows.size <= 24 && by !== 'nothing' ? rows : undefined)
  if (own === undefined) return false
  const has = (state = '') => [...own].some((row) => index.hasText(row, state))
  return !has(known.state) && known.family.some((state) => state !== known.state && has(state))
}

const truths = new Map([
  ...['yes', 'true', '✓', '✅', '✔', 'enabled', 'on'].map((word) => [word, true] as const),
  ...['no', 'false', '✗', '❌', '✘', 'disabled', 'off'].map((word) => [word, false] as const),
])

export const isTruth = (text: string): boolean => truths.has(text.toLowerCase())

/** Yes or no under a head that is a member of the row. */
export function truthsIn(statement: Statement): Claim[] {
  const words: ReadonlySet<string> = new Set()
  return (statement.cells ?? []).flatMap(({ text, index }): Claim[] =>
    isTruth(text) ? [{ kind: 'value', text, statement, index, words }] : [],
  )
}

/** Undefined where no row has such a member, or it is no yes or no. */
export function holdTruth(
  claim: Claim,
  { index, scopeOf }: Surroundings,
): Backing | 'not' | undefined {
  const truth = truths.get(claim.text.toLowerCase())
  const { rows, by } = scopeOf(claim)
  const label = labelOf(claim)
  if (truth === undefined || by !== 'row' || label.size === 0) return undefined
  const members = truthsOf(rows, label, index)
  if (members.length === 0) return undefined
  const is = members.find(({ value }) => value === truth)
  if (is === undefined) return 'not'
  return { by: 'found', place: { call: index.rows[is.row]?.call ?? 0, path: '', row: is.row } }
}

function truthsOf(rows: ReadonlySet<number>, label: ReadonlySet<string>, index: ReadIndex) {
  const found: { row: number; value: boolean }[] = []
  for (const { words, groups } of index.columns.values()) {
    if (!groups.has('true') && !groups.has('false')) continue
    if (![...label].every((word) => words.includes(word))) continue
    for (const value of [true, false]) {
      for (const row of groups.get(String(value)) ?? [])
        if (rows.has(row)) found.push({ row, value })
    }
  }
  return found
}
