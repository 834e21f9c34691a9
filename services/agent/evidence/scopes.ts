import type { Claim } from './claims.ts'
import type { ReadIndex } from './read-index.ts'
import type { Cell, Statement } from './statements.ts'
import { type Named, subjectOf } from './subjects.ts'

/** Which rows a claim must stand in. */
export interface Scope {
  rows: ReadonlySet<number>
  /**
   * `row`: a row of a table, or what stands in brackets behind a name: nothing else is meant.
   * `item`: an item of a list, which begins with what it is about.
   * `sentence`: it names these, and may be about more.
   */
  by: 'row' | 'item' | 'sentence' | 'nothing'
}

export interface Scopes {
  scopeOf(claim: Claim): Scope
  /** Of each name in its statement and those before it in the paragraph, the rows. */
  rowsBefore(claim: Claim): ReadonlySet<number>[]
  /** The one thing that a sentence says it of, and what is linked with that. */
  subjectOf(claim: Claim): { own: ReadonlySet<number>; linked: ReadonlySet<number> } | undefined
}

/** By the names and ids beside each claim. */
export function scopesOf(index: ReadIndex, claims: readonly Claim[]): Scopes {
  const statements = new Map<Statement, Named[]>()
  const ofStatement = (statement: Statement): Named[] => statements.get(statement) ?? []
  for (const [statement, some] of Map.groupBy(claims, (claim) => claim.statement)) {
    statements.set(statement, namedIn(index, some))
  }
  const around = new Map<string, ReadonlySet<number>>()
  /** With what other reads say of the same. */
  const withLinked = ({ text, rows }: Named): ReadonlySet<number> => {
    const known = around.get(text)
    if (known !== undefined) return known
    const made = index.withLinked(rows)
    around.set(text, made)
    return made
  }
  const union = (named: readonly Named[]) => new Set(named.flatMap((one) => [...withLinked(one)]))
  const blocks = Map.groupBy(
    [...statements].filter(([{ cells }]) => cells === undefined),
    ([{ block }]) => block,
  )
  const scopes = new Map<Claim, Scope>()
  const make = (claim: Claim): Scope => {
    const { statement } = claim
    const named = ofStatement(statement)
    const inBrackets = beforeBracket(index, claim, named)
    if (inBrackets !== undefined) return { rows: withLinked(inBrackets), by: 'row' }
    const headed = headedBy(index, claim)
    if (headed !== undefined) return { rows: withLinked(headed), by: 'row' }
    const key = statement.cells && keyOf(index, statement.cells, named)
    if (key !== undefined) {
      const rows = oneOf(index, key.rows, statement.cells ?? [])
      return { rows: withLinked({ ...key, text: `${key.text} ${[...rows]}`, rows }), by: 'row' }
    }
    if (named.length === 0) {
      const beside = statement.isItem && statement.cells === undefined
      const block = beside ? (blocks.get(statement.block) ?? []) : []
      const rows = union(block.flatMap(([, some]) => some))
      return { rows, by: rows.size > 0 ? 'item' : 'nothing' }
    }
    return { rows: union(named), by: statement.isItem ? 'item' : 'sentence' }
  }
  const scopeOf = (claim: Claim): Scope => {
    const known = scopes.get(claim)
    if (known !== undefined) return known
    const made = make(claim)
    scopes.set(claim, made)
    return made
  }
  const rowsBefore = ({ statement }: Claim): ReadonlySet<number>[] => {
    const block = blocks.get(statement.block) ?? []
    const until = block.findIndex(([one]) => one === statement)
    return block.slice(0, until + 1).flatMap(([, some]) => some.map(withLinked))
  }
  const subject = (claim: Claim) => {
    const block = blocks.get(claim.statement.block) ?? []
    const at = block.findIndex(([one]) => one === claim.statement)
    const own = subjectOf(claim, ofStatement, block[at - 1]?.[0])
    if (own === undefined || own.size === 0 || own.size > mostNamed) return undefined
    return { own, linked: withLinked({ text: [...own].join(), index: 0, rows: own }) }
  }
  return { scopeOf, rowsBefore, subjectOf: subject }
}

function namedIn(index: ReadIndex, claims: readonly Claim[]): Named[] {
  const told = claims
    .filter(({ kind }) => naming.has(kind))
    .map(({ text, index: at }) => ({ text, index: at, rows: index.rowsOf(text) }))
  const { text = '' } = claims[0]?.statement ?? {}
  // Words like any others may be what something is called: `metrics-dashboard`.
  const called = [...text.matchAll(/(?<![\w./-])[a-z]+(?:-[a-z]+)+(?![\w/-])/g)]
    .map(({ 0: word, index: at }) => ({ text: word, index: at, rows: index.rowsWith(word) }))
    .flatMap(({ rows, ...one }) =>
      rows === undefined || told.some(({ index: at }) => at === one.index)
        ? []
        : [{ ...one, rows }],
    )
  return [...told, ...called]
    .filter(({ rows }) => rows.size > 0 && rows.size <= mostNamed)
    .sort((one, other) => one.index - other.index)
}

/** Of a table that sets things side by side, a thing heads each column. */
function headedBy(index: ReadIndex, { statement: { cells }, index: at }: Claim): Named | undefined {
  if (cells === undefined || index.rowsWith(cells[0]?.text ?? '') !== undefined) return undefined
  const head = cells.findLast((cell) => cell.index <= at)?.head ?? ''
  const rows = /[a-z][-_.\d]/i.test(head) ? index.rowsWith(head) : undefined
  if (rows === undefined || rows.size === 0 || rows.size > mostNamed) return undefined
  return { text: head, index: at, rows }
}

/** What a row of a table is about: its first cell that some of the rows read have as a value. */
function keyOf(
  index: ReadIndex,
  cells: NonNullable<Statement['cells']>,
  named: readonly Named[],
): Named | undefined {
  for (const cell of cells) {
    const rows = index.rowsWith(cell.text) ?? named.find(({ text }) => text === cell.text)?.rows
    if (rows !== undefined && rows.size > 0 && rows.size <= mostNamed) return { ...cell, rows }
  }
  return ofMonth(index, cells[0])
}

/** `February 2026` heads what was read from its first day on. */
function ofMonth(index: ReadIndex, cell: Cell | undefined): Named | undefined {
  const month = /^(?:[A-Z][a-z]{2,8}\.? \d{4}|\d{4}-\d{2})$/.exec(cell?.text ?? '')
  const start = month === null ? Number.NaN : Date.parse(`${month[0].replace('-', '/')} 1 UTC`)
  if (cell === undefined || Number.isNaN(start)) return undefined
  const begins = index.moments.filter(({ at, path }) => at === start && /start$/i.test(path))
  const rows = new Set(begins.map(({ row }) => row))
  return rows.size > 0 && rows.size <= mostNamed ? { ...cell, rows } : undefined
}

/**
 * Several rows of one kind may have the name that a row of the answer begins with: it is about the one
 * that has most of its other cells, and every cell must stand there.
 */
function oneOf(
  index: ReadIndex,
  rows: ReadonlySet<number>,
  cells: NonNullable<Statement['cells']>,
): ReadonlySet<number> {
  const kinds = Map.groupBy(rows, (row) => index.rows[row]?.kind)
  const chosen = [...kinds.values()].map((some) => {
    if (some.length === 1) return some
    const scores = some.map((row) => cells.filter(({ text }) => index.has(row, text)).length)
    const most = Math.max(...scores)
    return some.filter((_, at) => scores[at] === most)
  })
  return new Set(chosen.flat())
}

const naming = new Set(['id', 'arn', 'name', 'address'])
/** What stands in more rows says nothing about which is meant. */
const mostNamed = 12

/** `orders-1 (m5.large, us-east-1)`: what stands in brackets is about the name before them. */
function beforeBracket(
  index: ReadIndex,
  { statement: { text, cells }, index: from }: Claim,
  named: readonly Named[],
): Named | undefined {
  if (cells !== undefined || from < 0) return undefined
  let depth = 0
  for (let at = from - 1; at >= 0; at -= 1) {
    const sign = text.charAt(at)
    if (sign === ')') depth += 1
    if (sign === '(') depth -= 1
    if (depth < 0) {
      const inside = text.slice(at, from + 80)
      if (/→|->/.test(inside)) return undefined
      const known = named.find((one) => one.index >= 0 && one.index + one.text.length === at - 1)
      return known ?? wordBefore(index, text.slice(0, at - 1))
    }
  }
  return undefined
}

/** A single word is a name where rows have it as a value, and not many of them. */
function wordBefore(index: ReadIndex, text: string): Named | undefined {
  if (/\bin [\w-]+$/.test(text)) return undefined
  const word = /(?<![\w-])[\w.-]+$/.exec(text)?.[0]
  const rows = word === undefined ? undefined : index.rowsWith(word)
  if (word === undefined || rows === undefined || rows.size > mostNamed) return undefined
  return { text: word, index: text.length - word.length, rows }
}
