import type { Claim } from './claims.ts'
import type { ReadIndex } from './read-index.ts'
import type { Statement } from './statements.ts'

export interface Named {
  text: string
  /** Within the statement. */
  index: number
  rows: ReadonlySet<number>
}

/**
 * What a sentence says something of, where that is one thing: the names before a claim in its clause,
 * else the one thing that the sentence names, else that of the sentence before it (`It is …`).
 */
export function subjectOf(
  { statement, index: at, text, kind }: Claim,
  namedOf: (statement: Statement) => readonly Named[],
  before: Statement | undefined,
): ReadonlySet<number> | undefined {
  if (statement.cells !== undefined || at < 0 || isContrasting.test(statement.text))
    return undefined
  const said = statement.text.slice(0, at)
  if (kind !== 'time' && kind !== 'number' && startsClause.test(said))
    return said.trim() === '' && text.includes('.') && does.test(statement.text.slice(text.length))
      ? oneThing(namedOf(statement).filter((one) => one.text !== text))
      : undefined
  const back = () =>
    others.length > 0 || before === undefined || !refersBack.test(statement.text)
      ? undefined
      : oneThing(namedOf(before))
  const others = namedOf(statement).filter((one) => one.text !== text)
  const clause = said.length - (clauses.exec(said)?.[0].length ?? 0)
  const inClause = others.filter(({ index }) => index >= clause && index < at)
  // What one who is named has done has many times.
  if (kind === 'time') return allOf(others.filter(({ index }) => index < at)) ?? back()
  if (inClause.length > 0) return oneThing(inClause)
  // It is said of what was not read.
  if (/[a-z]-[0-9a-f]{8}/.test(said.slice(clause))) return undefined
  const all = others.filter(({ index }) => index < at)
  if (all.length > 0) return oneThing(all)
  return back()
}

/** The rows that all of the names stand in: several names of one thing. */
function oneThing(named: readonly Named[]): ReadonlySet<number> | undefined {
  const [first, ...rest] = named
  if (first === undefined) return undefined
  let rows = first.rows
  for (const other of rest) {
    const both = new Set([...rows].filter((row) => other.rows.has(row)))
    if (both.size === 0) return undefined
    rows = both
  }
  return rows
}

function allOf(named: readonly Named[]): ReadonlySet<number> | undefined {
  return named.length === 0 ? undefined : new Set(named.flatMap(({ rows }) => [...rows]))
}

/** Of the thing's own column another row has that, and the thing something else. */
export function isOfAnother(
  text: string,
  subject: ReadonlySet<number>,
  linked: ReadonlySet<number>,
  index: ReadIndex,
): boolean {
  const value = text.toLowerCase()
  // Who did it stands in the events that are linked with what it was done to.
  const byWhom = /^[a-z]+\.[a-z]+$/.test(value)
  let isOther = false
  for (const { groups, rows } of index.columns.values()) {
    const having = groups.get(value)
    if (having === undefined) continue
    if ([...having].some((row) => linked.has(row))) return false
    // Where each row has its own, it is what rows are called: another thing of the sentence.
    if (rows.size > 1 && groups.size === rows.size && /[a-z]-|^[a-z]+$/.test(value)) return false
    isOther ||= [...(byWhom ? linked : subject)].some((row) => rows.has(row))
  }
  return isOther
}

const clauses = /(?:(?!, |; |: | – | — | \(| and | or | but | while | whereas ).)*$/
const startsClause =
  /(?:^|[,;:(–—|]|\b(?:and|or|but|while|then|are|were|named|called|by user))\s*(?:the|an?|both|only)?\s*["'“(]*$/i
const does = /^ [a-z]+(?:ed|t) /
const refersBack = /^(?:it|its|he|she|his|her|this|that|the (?:\w+ )?\w+ (?:is|was|has|runs))\b/i
const isContrasting =
  /\b(?:not|never|none|nothing|no|other|others|than|unlike|except|besides|instead|whereas|compared|versus|vs|like|used to|both|respectively|would|if|between|same)\b|→|->/i
