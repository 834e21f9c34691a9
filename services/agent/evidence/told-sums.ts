import { type Claim, claimOf } from './claims.ts'
import { numbersIn } from './numbers.ts'
import type { Statement } from './statements.ts'
import type { Surroundings } from './surroundings.ts'
import { keyOf } from './words.ts'

/** What is left of a whole, an average of what is listed, the share of a row: they must come to it. */
export function* summedWrongly(
  statements: readonly Statement[],
  around: Surroundings,
): Generator<Claim> {
  for (const [at, statement] of statements.entries()) {
    if (statement.isCommand) continue
    if (statement.cells !== undefined) {
      yield* shareOfRow(statement, around)
      continue
    }
    yield* missing(statement)
    yield* rateBetween(statement)
    yield* theOthers(statement, statements[at - 1])
    yield* oldOnAverage(statement, around)
    yield* moreThanListed(statement, statements)
  }
}

const small = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')
const wholeOf = (text: string): number => {
  const at = small.indexOf(text.toLowerCase())
  return at === -1 ? Number(text.replaceAll(',', '')) : at
}
const figure = `(\\d[\\d,]*|${small.slice(1).join('|')})`

/** `3 tasks of 6 desired, so 2 are missing`. */
function* missing(statement: Statement): Generator<Claim> {
  const match = short.exec(statement.text)
  if (match === null) return
  const [all, has = '', whole = '', left = ''] = match
  if (wholeOf(whole) - wholeOf(has) !== wholeOf(left))
    yield claimOf(statement, left, match.index + all.lastIndexOf(left), 'number')
}

const short = new RegExp(
  `\\b${figure} (?:[a-z]+ )?(?:out )?of (?:its |the )?${figure}\\b(?: [a-z]+){0,2}(?:,? (?:so|which leaves|thus|hence)|[:;]|, leaving) (?:that )?${figure}(?: [a-z]+)?(?: (?:is|are))? (?:missing|lacking|short|down|left|to go|not running|not there|absent|fewer)\\b`,
  'i',
)

/** `1,440 error lines, 24 a minute, in the last 60 minutes`. */
function* rateBetween(statement: Statement): Generator<Claim> {
  const told = rateAmid(statement)
  if (told?.isTrue === false) yield claimOf(statement, told.text, told.index, 'number')
}

export function rateAmid(statement: Statement) {
  const match = between.exec(statement.text)
  if (match === null) return undefined
  const [all, count = '', number = '', each = '', period = '1', unit = ''] = match
  const is = (wholeOf(count) * (minutes[each] ?? 1)) / (wholeOf(period) * (minutes[unit] ?? 1))
  const isTrue = Math.abs(is - wholeOf(number)) <= Math.max(0.51, 0.05 * is)
  return { isTrue, text: number, index: match.index + all.lastIndexOf(`${number} a`) }
}

const minutes: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440 }
const between =
  /\b(\d[\d,]*) [a-z]+(?: [a-z]+)?,? \(?(?:about |or |that is )?(\d[\d,]*(?:\.\d+)?) an? (minute|hour|day)\)?,? (?:in|over|within) the last (?:(\d+) )?(minute|hour|day)s?\b/

/** `5 buckets have it. The other 6 of our 10 have none.` */
function* theOthers(statement: Statement, before: Statement | undefined): Generator<Claim> {
  const match = others.exec(statement.text)
  if (match === null) return
  const [all, left = '', whole = ''] = match
  const lead = match.index > 20 ? statement.text.slice(0, match.index) : before?.text
  if (lead === before?.text && before?.block !== statement.block) return
  const first = leading.exec(lead ?? '')?.[1]
  if (first === undefined || wholeOf(first) + wholeOf(left) === wholeOf(whole)) return
  yield claimOf(statement, left, match.index + all.indexOf(left), 'number')
}

const others = new RegExp(
  `\\b(?:the )?(?:other|remaining) ${figure} of (?:the |our |your |all |its )?${figure}\\b`,
  'i',
)
const leading = new RegExp(`^\\W*(?:only |there are )?${figure} [a-z]`, 'i')

/** `4 access keys (790 days old on average)`: of all rows that have an age, or of those that the answer has in its table. */
function* oldOnAverage(
  statement: Statement,
  { index, statements }: Surroundings,
): Generator<Claim> {
  const match = averageAge.exec(statement.text)
  if (match === null) return
  const [all, number = ''] = match
  const ages = Map.groupBy(
    index.numbers.filter(({ words, row }) => row !== -1 && words.includes('age')),
    ({ words, call }) => `${call} ${words.join(' ')}`,
  )
  const named = new Set(
    statements.flatMap(({ cells }) => cells?.flatMap(({ text }) => [...index.rowsOf(text)]) ?? []),
  )
  const told = wholeOf(number)
  const means = [...ages.values()].flatMap((some) =>
    [some, some.filter(({ row }) => named.has(row))].flatMap((each) =>
      each.length > 1 ? [each.reduce((sum, { value }) => sum + value, 0) / each.length] : [],
    ),
  )
  // Of a part of them nobody said anything.
  if (
    means.length === 0 ||
    /\b(?:active|inactive|first|last|oldest|two|three)\b/i.test(
      statement.text.slice(Math.max(0, match.index - 24), match.index),
    )
  )
    return
  if (!means.some((one) => Math.abs(one - told) <= 1))
    yield claimOf(statement, number, match.index + all.indexOf(number), 'number')
}

const averageAge = /\(?\b(\d[\d,]*) days (?:old )?on average\b/

/** `3 of 5 databases have none: a, b and c.`, and a table of four below it. */
function* moreThanListed(statement: Statement, statements: readonly Statement[]): Generator<Claim> {
  const match = heading.exec(statement.text)
  if (match === null) return
  const [, few = '', whole = '', list = ''] = match
  const names = new Set(list.split(/, and |, | and /).map((one) => /^[^\s(]+/.exec(one)?.[0] ?? ''))
  const at = statements.indexOf(statement)
  const first = statements.slice(at + 1, at + 4).find(({ cells }) => cells !== undefined)
  const rows = statements.filter(
    ({ block, cells }) => cells !== undefined && block === first?.block,
  )
  if (names.size !== wholeOf(few) || rows.length <= names.size || rows.length >= wholeOf(whole))
    return
  for (const row of rows) {
    const name = row.cells?.[0]?.text ?? ''
    if (name !== '' && !names.has(name)) yield claimOf(row, name, 0, 'name')
  }
}

const heading = /^(\d+) of (\d+) [a-z][^:]*: ([^:]+?)\.?$/

/** `| Amazon S3 | $259 | 4 % |`, whose one row says 2 % in that member. */
function* shareOfRow(
  { cells = [], ...statement }: Statement,
  { index }: Surroundings,
): Generator<Claim> {
  const own = index.rowsWith(cells[0]?.text ?? '')
  if (own === undefined || own.size !== 1) return
  for (const { text, index: at, head } of cells) {
    if (!/^[\d,.]+ ?%$/.test(text)) continue
    const key = keyOf(head)
    const said = index.prose.filter(
      ({ row, path, unitText }) =>
        own.has(row) && unitText === '%' && keyOf(path.replace(/^.*\]\.?/, '')) === key,
    )
    const [mine] = numbersIn(text)
    if (
      said.length === 1 &&
      mine !== undefined &&
      Math.abs(mine.value - (said[0]?.value ?? 0)) > mine.slack + 0.01
    )
      yield claimOf({ ...statement, cells }, text, at, 'percentage')
  }
}
