import { type Claim, claimOf } from './claims.ts'
import type { Statement } from './statements.ts'
import type { Surroundings } from './surroundings.ts'
import { keyOf } from './words.ts'

/** What a table says beside its cells, and those that begin its rows. */
export function* tabledWrongly(
  statements: readonly Statement[],
  around: Surroundings,
): Generator<Claim> {
  yield* twiceInTable(statements, around)
  yield* strangeHeads(statements, around)
  for (const [at, statement] of statements.entries()) {
    if (statement.cells !== undefined) yield* lessThanNothing(statement, around)
    else {
      yield* sameForAll(statement, statements.slice(0, at), around)
      yield* moreThanRows(statement, statements, around)
    }
  }
}

/** `Old access keys (5)` above four rows, where nothing has five of anything. */
function* moreThanRows(
  statement: Statement,
  statements: readonly Statement[],
  { index }: Surroundings,
): Generator<Claim> {
  const match = /^[A-Z][^.:;|()]{2,60} \((\d{1,2})\)$/.exec(statement.text)
  if (match === null || statement.isItem) return
  const rows = statements.filter(
    ({ block, cells }) => cells !== undefined && block === statement.block + 1,
  )
  const size = Number(match[1])
  if (rows.length < 2 || rows.length >= size) return
  const kinds = Map.groupBy(index.rows, ({ kind }) => kind)
  const isRead =
    index.lists.some(({ length }) => length === size) ||
    [...kinds.values()].some(({ length }) => length === size) ||
    index.prose.some(({ value, unit }) => value === size && unit === 'none') ||
    index.numbersNear(size, 0).some(({ row }) => row === -1)
  if (!isRead) yield claimOf(statement, match[1] ?? '', statement.text.lastIndexOf('(') + 1)
}

/** `| -454 |`: below nothing, which its row has not in the member that heads the column. */
function* lessThanNothing(statement: Statement, around: Surroundings): Generator<Claim> {
  for (const { text, index, head } of statement.cells ?? []) {
    if (!/^[-−]\d+(?:\.\d+)?$/.test(text)) continue
    const value = -Number(text.slice(1))
    const { rows, by } = around.scopeOf(claimOf(statement, text, index, 'number'))
    const named = keyOf(head)
    const its = around.index.numbersIn(rows).filter(({ words }) => words.join(' ') === named)
    if (by === 'row' && its.length > 0 && !its.some((one) => Math.abs(one.value - value) < 0.5))
      yield claimOf(statement, text.slice(1), index + 1, 'number')
  }
}

/** Two rows of a table begin with a value that one row alone has. */
function* twiceInTable(
  statements: readonly Statement[],
  { index }: Surroundings,
): Generator<Claim> {
  const rows = statements.filter(({ cells }) => cells !== undefined)
  for (const table of Map.groupBy(rows, ({ block }) => block).values()) {
    const seen = new Set<string>()
    for (const statement of table) {
      const text = statement.cells?.[0]?.text ?? ''
      const own = index.rowsWith(text)
      if (seen.has(text) && own?.size === 1) yield claimOf(statement, text, 0)
      seen.add(text)
    }
  }
}

/** A period that heads a column, and is none of those that were read. */
function* strangeHeads(
  statements: readonly Statement[],
  { index }: Surroundings,
): Generator<Claim> {
  const rows = statements.filter(({ cells }) => cells !== undefined)
  const isRead = [...index.members].some((one) => period.test(one))
  for (const [statement] of Map.groupBy(rows, ({ block }) => block).values()) {
    if (statement === undefined) continue
    for (const { head, index: at } of statement.cells ?? [])
      if (isRead && period.test(head) && !index.members.has(head.toLowerCase()))
        yield claimOf(statement, head, at, 'time')
  }
}

const period = /^\d{4}-\d{2}-\d{2} to \d{4}-\d{2}-\d{2}$/

/** `The same for all: region eu-west-1`, and the rows of the table before are of another. */
function* sameForAll(
  statement: Statement,
  before: readonly Statement[],
  { index }: Surroundings,
): Generator<Claim> {
  const match = /^The same for all: (?:.*, )?region ([a-z]{2}-[a-z]+-\d)\b/.exec(statement.text)
  if (match === null) return
  const [all, region = ''] = match
  const last = before.findLast(({ cells }) => cells !== undefined)?.block
  const rows = before.filter(({ block, cells }) => cells !== undefined && block === last)
  const isElse = rows.some(({ cells }) => {
    const own = [...(index.rowsWith(cells?.[0]?.text ?? '') ?? [])]
    const regions = own.map((row) => index.regionsOf(row))
    return own.length > 0 && regions.every((some) => some.size > 0 && !some.has(region))
  })
  if (isElse) yield claimOf(statement, region, all.length - region.length, 'region')
}
