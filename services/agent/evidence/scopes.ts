import type { Claim } from './claims.ts'
import type { Facts } from './facts.ts'
import { mostNamed, type Named, namedIn, naming } from './mentions.ts'
import type { ReadIndex } from './read-index.ts'
import type { Cell, Statement } from './statements.ts'
import { isMoment } from './times.ts'
import type { Thing } from './verdicts.ts'
import { type Whose, whoseOf } from './whose.ts'

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
  whose: Whose
}

interface Asked {
  claims: readonly Claim[]
  question: readonly { statement: Statement; claims: readonly Claim[] }[]
  statements: readonly Statement[]
}

/** By the names and ids beside each claim. */
export function scopesOf(
  { index, facts }: { index: ReadIndex; facts: Facts },
  { claims, question, statements: all }: Asked,
): Scopes {
  const statements = new Map<Statement, Named[]>()
  const ofStatement = (statement: Statement): Named[] => statements.get(statement) ?? []
  const byStatement = Map.groupBy(claims, (claim) => claim.statement)
  for (const statement of all) {
    const some = byStatement.get(statement) ?? []
    statements.set(statement, namedIn(statement, some, { index, facts }))
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
    if (isOfGroup(claim, named)) return { rows: new Set(), by: 'nothing' }
    const inBrackets = beforeBracket(index, claim, named)
    if (inBrackets !== undefined) return { rows: withLinked(inBrackets), by: 'row' }
    const headed = headedBy(index, claim)
    if (headed !== undefined) return { rows: withLinked(headed), by: 'row' }
    const key = statement.cells && keyOf(index, statement.cells, named)
    if (key !== undefined) {
      const rows = oneOf(index, key.rows, statement.cells ?? [])
      return { rows: withLinked({ ...key, text: `${key.text} ${[...rows]}`, rows }), by: 'row' }
    }
    const head = statement.isItem ? headTime(byStatement.get(statement) ?? []) : undefined
    if (head !== undefined && statement.cells !== undefined && claim.index > 0) {
      // A row that begins with a moment is what was read of it.
      const rows = index.moments.filter(({ at, row }) => row !== -1 && isMoment(head, at))
      const own = new Set(rows.map(({ row }) => row))
      if (own.size > 0 && own.size <= mostNamed) return { rows: own, by: 'row' }
    }
    const then = statement.cells === undefined ? head : undefined
    if (then) {
      // `20:41 – web runs out of memory`: what happened at that moment, and not all that is told of web.
      const rows = index.moments.filter(({ at }) => isMoment(then, at)).map(({ row }) => row)
      return { rows: new Set([...rows, ...union(named)]), by: 'sentence' }
    }
    if (named.length === 0) {
      // Where an item is that names nothing known, the others of its list do not tell.
      const isAside = /\($/.test(statement.text.slice(0, Math.max(0, claim.index)))
      if (claim.kind === 'region' && isAside) return { rows: new Set(), by: 'nothing' }
      const beside = statement.isItem && statement.cells === undefined
      const labelled = beside ? rowsOfLabel(index, statement.text) : undefined
      if (labelled !== undefined) return { rows: labelled, by: 'item' }
      const coded = beside ? rowsOfCodes(index, statement.text) : undefined
      if (coded !== undefined) return { rows: coded, by: 'item' }
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
  const things = new Map<ReadonlySet<number>, Thing>()
  const order = [...statements.keys()]
  const whose = whoseOf({
    namedOf: ofStatement,
    strangersIn: (statement) =>
      (byStatement.get(statement) ?? []).flatMap(({ kind, text, index: at }) =>
        naming.has(kind) && index.rowsOf(text).size === 0 ? [at] : [],
      ),
    labelledWith: (name) => index.labelledWith(name),
    before: (statement) => leadingTo(statement, order),
    listBefore: (statement) => listBefore(statement, order, ofStatement),
    isIn: ({ rows }, region) => [...rows].some((row) => index.regionsOf(row).has(region)),
    asked: question.flatMap(({ statement, claims: some }) =>
      namedIn(statement, some, { index, facts }),
    ),
    thingOf(own) {
      const known = things.get(own)
      if (known !== undefined) return known
      const made = { own, linked: index.withLinked(own) }
      things.set(own, made)
      return made
    },
  })
  return { scopeOf, rowsBefore, whose }
}

/** `Running On-Demand G and VT instances in eu-west-1: …`: a value of several words that rows have. */
function rowsOfLabel(index: ReadIndex, text: string): ReadonlySet<number> | undefined {
  const label = /^(.*?)(?: in [a-z]{2}-[a-z]+-\d|:|,| \()/.exec(text)?.[1] ?? ''
  const rows = label.includes(' ') ? index.rowsWith(label) : undefined
  return rows !== undefined && rows.size > 0 && rows.size <= mostNamed ? rows : undefined
}

/** `PaymentCaptureError … status=502`: rows in which a word stands that is none of everyday. */
function rowsOfCodes(index: ReadIndex, text: string): ReadonlySet<number> | undefined {
  for (const [word] of text.matchAll(/(?<![\w./-])[A-Za-z]+(?:[a-z][A-Z]|_)[A-Za-z_]+/g)) {
    const rows = new Set(index.placesOf(word).map(({ row }) => row))
    rows.delete(-1)
    if (rows.size > 0 && rows.size <= 3) return rows
  }
  return undefined
}

/** The moment that an item begins with. */
const headTime = (claims: readonly Claim[]) =>
  claims.find(({ time, index }) => time !== undefined && index === 0)?.time

/** `7 days for a; 35 days for both ledger databases`: of others than an item names. */
function isOfGroup({ statement, index: at, number }: Claim, named: readonly Named[]): boolean {
  const { text, isItem, cells } = statement
  if (!isItem || cells !== undefined || number === undefined) return false
  const from = Math.max(text.lastIndexOf(';', at), text.lastIndexOf(': ', at)) + 1
  const to = text.indexOf(';', at) === -1 ? text.length : text.indexOf(';', at)
  if (from === 0 && to === text.length) return false
  return (
    !named.some(({ index }) => index >= from && index < to) &&
    /\b(?:both|all|the (?:two|three|four|five|six|other|rest|remaining)|others?|every) /.test(
      text.slice(from, to),
    )
  )
}

/** The sentences before it in its paragraph, the nearest first; of an item what leads to its list. */
function leadingTo(statement: Statement, order: readonly Statement[]): Statement[] {
  const at = order.indexOf(statement)
  const found: Statement[] = []
  for (let before = at - 1; before >= 0 && found.length < 4; before -= 1) {
    const one = order[before]
    if (one === undefined || one.block < statement.block - 1) break
    if (one.cells !== undefined || (statement.isItem && one.isItem)) continue
    found.push(one)
  }
  return found
}

/** What the items of the list or the rows of the table right before it begin with. */
function listBefore(
  statement: Statement,
  order: readonly Statement[],
  namedOf: (one: Statement) => readonly Named[],
): Named[] {
  if (statement.isItem) return []
  const before = order.slice(0, order.indexOf(statement))
  const last = before.findLast(({ isItem }) => isItem)
  if (last === undefined || last.block < statement.block - 1) return []
  const items = before.filter(({ isItem, block }) => isItem && block === last.block)
  const heads = items.flatMap((item) => namedOf(item).find(({ index }) => index < 3) ?? [])
  return heads.length === items.length ? heads : []
}

/** Of a table that sets things side by side, a thing heads each column. */
function headedBy(index: ReadIndex, { statement: { cells }, index: at }: Claim): Named | undefined {
  if (cells === undefined || index.rowsWith(cells[0]?.text ?? '') !== undefined) return undefined
  const head = cells.findLast((cell) => cell.index <= at)?.head ?? ''
  const rows =
    /[a-z][-_.\d]/i.test(head) || /^[a-z]{3,}$/.test(head) ? index.rowsWith(head) : undefined
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
    // Few of them have a moment: what stands in all says nothing about which is meant.
    const weights = cells.map(({ text }) => {
      const having = some.filter((row) => index.has(row, text)).length
      return having === 0 ? 0 : 1 / having + (/\d:\d{2}/.test(text) ? 0.5 : 0)
    })
    const scores = some.map((row) =>
      cells.reduce((sum, { text }, at) => sum + (index.has(row, text) ? (weights[at] ?? 0) : 0), 0),
    )
    const most = Math.max(...scores)
    return some.filter((_, at) => scores[at] === most)
  })
  return new Set(chosen.flat())
}

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
      if (/→|->|\b(?:against|vs|versus|compared)\b/.test(inside)) return undefined
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
