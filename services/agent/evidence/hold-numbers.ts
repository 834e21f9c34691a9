import type { Backing } from './backing.ts'
import type { Claim } from './claims.ts'
import type { RowSet } from './groups.ts'
import { isIn, mayBeIn } from './member-units.ts'
import { labelOf } from './members.ts'
import { factorsOf, numbersIn, type WrittenNumber } from './numbers.ts'
import type { NumberRead, Place } from './read.ts'
import type { ReadIndex } from './read-index.ts'
import type { Scope } from './scopes.ts'
import { type Surroundings, shareWord } from './surroundings.ts'
import type { Thing } from './verdicts.ts'

/** A number that a result has, in its unit or another, or that the rows named come to. */
export function holdNumber(
  claim: Claim,
  around: Surroundings,
  sets: (claim: Claim) => readonly RowSet[],
): Backing | undefined {
  const { number } = claim
  if (number === undefined) return undefined
  if (isOfOtherMember(claim, around)) return undefined
  return (
    toldBack(claim, number, around) ??
    foundBack(claim, number, around) ??
    ageBack(claim, number, around) ??
    derivedBack(claim, number, { around, sets: sets(claim) })
  )
}

/** Its rows have a member of that name, and not with that value. */
export function isOfOtherMember(claim: Claim, around: Surroundings): boolean {
  const { number } = claim
  if (number === undefined) return false
  const { rows, by } = around.scopeOf(claim)
  const label = labelOf(claim)
  if (rows.size === 0 || label.size === 0 || (by !== 'row' && by !== 'item')) return false
  // `Visible` is not what is NotVisible.
  const its = around.index
    .numbersIn(rows)
    .filter(({ words }) => label.has('not') || !words.includes('not'))
  const shared = its.map((one) => ({
    value: one.value,
    words: one.words,
    size: one.words.filter((word) => label.has(word)).length,
  }))
  const most = Math.max(1, ...shared.map(({ size }) => size))
  const own = shared.filter(({ size }) => size === most)
  if (own.length === 0) return false
  const factors = conversions(number, claim.statement.text)
  return !own.some(({ value, words }) =>
    factors.some(
      (factor) =>
        mayBeIn(number, factor, words) &&
        Math.abs(value - number.value * factor) <= number.slack * factor,
    ),
  )
}

/** In a sentence of a tool's, or in the person's own. */
function toldBack(claim: Claim, number: WrittenNumber, around: Surroundings): Backing | undefined {
  const { index, asked, called } = around
  const isSame = (one: WrittenNumber) =>
    one.unit === number.unit &&
    (number.unit === 'none' ||
    number.unit === 'money' ||
    number.unit === 'percent' ||
    number.unit === 'times'
      ? Math.abs(one.value - number.value) <= number.slack
      : factorsOf(number.unitText).some((factor) =>
          factorsOf(one.unitText).some(
            (other) => Math.abs(one.value * other - number.value * factor) <= number.slack * factor,
          ),
        ))
  const named = around.wordsOf(claim.statement)
  const { rows, by } = around.scopeOf(claim)
  const isBound = rows.size > 0 && (by === 'row' || by === 'item')
  const told = index.prose.find(
    (one) =>
      isSame(one) &&
      (!isBound || rows.has(one.row) || (by === 'item' && one.row === -1)) &&
      (number.unit !== 'none' || isLarge(number) || shareWord(one.words, named)),
  )
  if (told !== undefined) return { by: 'found', place: told }
  if (asked.some(isSame)) return { by: 'asked', how: 'the question' }
  if (called.numbers.some((one) => one.value === number.value) && number.unit !== 'money') {
    return { by: 'asked', how: 'what a call asked for' }
  }
  return undefined
}

/** Of one thing its rows. */
export const oneOf = (things: readonly Thing[]): ReadonlySet<number> | undefined =>
  things.length === 1 ? things[0]?.own : undefined

/** Few other values are the same by chance. */
const isLarge = ({ value }: WrittenNumber): boolean => value >= 100 || !Number.isInteger(value)

function foundBack(claim: Claim, number: WrittenNumber, around: Surroundings): Backing | undefined {
  const { index } = around
  const { statement } = claim
  const { rows, by } = around.scopeOf(claim)
  const named = around.wordsOf(statement)
  const isBound = rows.size > 0 && by !== 'sentence'
  const subject =
    by === 'sentence' && claim.kind !== 'count' ? oneOf(around.whose.nearest(claim)) : undefined
  const its = new Set(subject && index.numbersIn(subject).map(({ column }) => column))
  for (const factor of conversions(number, statement.text)) {
    const value = number.value * factor
    const slack = number.slack * factor
    // `fell by $6.79` is read as -$6.79.
    const less = number.unit === 'money' && value > 0 ? index.numbersNear(-value, slack) : []
    const near = [...index.numbersNear(value, slack), ...less].filter(({ words }) =>
      mayBeIn(number, factor, words),
    )
    const inRow = near.find(({ row }) => rows.has(row))
    if (inRow !== undefined) return { by: 'found', place: inRow, ...converted(factor) }
    const free = near.find(
      (one) =>
        (!isBound || (one.row === -1 && by !== 'row')) &&
        !its.has(one.column) &&
        (shareWord(one.words, named) ||
          shareWord(one.words, claim.words) ||
          ((claim.kind !== 'count' || number.value >= 1000) && isTelling(number, one))),
    )
    if (free !== undefined) return { by: 'found', place: free, ...converted(factor) }
  }
  const spelled = inSpelledUnit(number, index, rows)
  if (spelled !== undefined) return { by: 'found', place: spelled }
  const version = versionIn(claim, number, index, rows)
  if (version !== undefined) return { by: 'found', place: version }
  if (!Number.isInteger(number.value) || number.value < 100 || claim.kind === 'count')
    return undefined
  const inText = index.placesOf(number.text.replaceAll(/[^\d.]/g, ''))
  const place = inText.find(({ row }) => rows.has(row)) ?? (isBound ? undefined : inText[0])
  return place && { by: 'found', place }
}

/** `50 TiB` where another member of its row says that it is in TiB. */
const inSpelledUnit = (
  { unit, unitText, value, slack }: WrittenNumber,
  index: ReadIndex,
  rows: ReadonlySet<number>,
): Place | undefined =>
  unit === 'none' || unit === 'money' || unitText === ''
    ? undefined
    : index
        .numbersNear(value, slack)
        .find(
          ({ row }) =>
            row !== -1 && (rows.size === 0 || rows.has(row)) && index.hasText(row, unitText),
        )

/** `MySQL 5.7` of 5.7.44, `revision 18` of `web:18`. */
function versionIn(
  { statement: { text } }: Claim,
  { unit, text: said, index: at }: WrittenNumber,
  index: ReadIndex,
  rows: ReadonlySet<number>,
): Place | undefined {
  if (unit !== 'none' || !/^\d+(?:\.\d+)?$/.test(said)) return undefined
  const before = text.slice(0, at)
  // `search-2.11 and 2.9`: the name that ends so.
  if (said.includes('.') && /\b(?:and|or|,) $/.test(before.replace(/, $/, ' , '))) {
    const ending = new RegExp(`[-_:/]v?${said.replace('.', '\\.')}$`)
    const place = index.placesOf(said).find((one) => ending.test(index.textAt(one)))
    if (place !== undefined) return place
  }
  const isRevision =
    /\b(?:revision|version|build|release) $/i.test(before) ||
    (/\b(?:revision|version|build|release)s?\b/i.test(text) && /\b(?:on|at|is) $/.test(before))
  if (!isRevision && !/\b[A-Z][A-Za-z]+(?:SQL|DB|[a-z]) $/.test(before)) return undefined
  return index
    .placesOf(said)
    .find(
      (place) =>
        (rows.size === 0 || rows.has(place.row)) &&
        new RegExp(`(?:^|[a-z:v -])${said.replace('.', '\\.')}(?:$|[.])`).test(index.textAt(place)),
    )
}

const converted = (factor: number) => (factor === 1 ? {} : { how: 'in another unit' })

const isTelling = (number: WrittenNumber, one: NumberRead): boolean =>
  isLarge(number) ||
  (number.unit !== 'none' && one.value >= 100) ||
  (number.unit !== 'none' && one.words.some((word) => unitWords.has(word)))

const unitWords = new Set(
  'age amount average avg byte capacity cost day gb gib hour maximum mb mib memory minimum minute ms percent rate second size storage sum timeout total usd utilization volume'.split(
    ' ',
  ),
)

/** What a value that was read may have been multiplied with, the other way round. */
export function conversions({ unit, unitText }: WrittenNumber, text: string): readonly number[] {
  switch (unit) {
    case 'none':
    case 'times':
      return [1]
    case 'percent':
      return [1, 0.01]
    case 'money':
      return /\b(?:year|annual|month|week|day|daily|hour)/i.test(text)
        ? [
            1,
            1 / 12,
            12,
            1 / 30,
            1 / 30.4,
            30,
            1 / 365,
            1 / 730,
            1 / 24,
            ...(/\b(?:per|a|each) day\b|\bdaily\b/i.test(text) ? [28, 31] : []),
          ]
        : [1]
    case 'bytes':
      return factorsOf(unitText)
        .flatMap((factor) => [
          ...[0, 1, 2, 3].flatMap((power) => [factor / 1024 ** power, factor / 1000 ** power]),
        ])
        .filter((factor) => factor >= 1 / 1024)
    case 'span':
      return factorsOf(unitText).flatMap((factor) =>
        [1, 1000, 60_000, 3_600_000, 86_400_000].map((ms) => factor / ms),
      )
  }
}

/** `3 days ago`, `for 2 hours`: from a moment until now, or between two of one row. */
function ageBack(
  claim: Claim,
  { unit, value, unitText, slack }: WrittenNumber,
  { index, now, scopeOf, called, whose }: Surroundings,
): Backing | undefined {
  const { statement } = claim
  if (unit !== 'span' || value === 0 || /^m(?:s|illi)/i.test(unitText)) return undefined
  const { rows, by } = scopeOf(claim)
  // `The oldest one is 1,127 days old; the newest, of a, 27`: what is named later is not meant.
  const isBound =
    rows.size > 0 &&
    (by !== 'sentence' || whose.namedOf(statement).some((one) => one.index < claim.index))
  const [factor = 1] = factorsOf(unitText)
  // Of a span people say as well what has passed of the next one.
  const isSpan = (ms: number) =>
    Math.abs(ms / factor - value) <=
    (Number.isInteger(value)
      ? Math.max(1, value * 0.03) + Math.min(1, 120_000 / factor)
      : Math.max(slack, 0.06))
  const moments = index.moments.filter(({ row }) => !isBound || row === -1 || rows.has(row))
  const age = moments.find(({ at }) => isSpan(Math.abs(now.getTime() - at)))
  if (age !== undefined) return { by: 'derived', how: 'time from then to now', place: age }
  const isPeriod = (ms: number) => Math.abs(ms / factor - value) <= 0.1 + 120_000 / factor
  if (called.moments.some((at) => isPeriod(now.getTime() - at))) {
    return { by: 'asked', how: 'the period of a call' }
  }
  const byRow = Map.groupBy(moments.slice(0, 400), ({ row }) => row)
  for (const some of byRow.values()) {
    for (const one of some.slice(0, 12)) {
      if (some.slice(0, 12).some(({ at }) => isSpan(Math.abs(at - one.at)))) {
        return { by: 'derived', how: 'time between two moments', place: one }
      }
    }
  }
  return undefined
}

interface Deriving {
  around: Surroundings
  sets: readonly RowSet[]
}

/** Sum, average, extreme or share within one column, over the rows that the words name. */
function derivedBack(
  claim: Claim,
  number: WrittenNumber,
  { around, sets }: Deriving,
): Backing | undefined {
  if (number.unit === 'span' && number.value < 2) return undefined
  const { index } = around
  const scope = around.scopeOf(claim)
  const isRow = scope.by === 'row'
  const near = (one: number) => Math.abs(one - number.value) <= number.slack
  const factors = conversions(number, claim.statement.text)
  const isTold = toldBeside(claim)
  const own = oneOf(around.whose.nearest(claim)) ?? new Set()
  for (const column of columnsOf(index.numbers)) {
    for (const { rows, how } of sets) {
      const among = isRow && number.unit !== 'percent' ? scope.rows : rows
      const values = column
        .filter(({ row }) => rows.has(row) && among.has(row))
        .map(({ value }) => value)
      if (values.length < 2) continue
      const sum = values.reduce((total, one) => total + one, 0)
      const of = `${nameOf(column[0])} of ${how}`
      const place = column[0]
      if (number.unit === 'percent') {
        const about = scope.rows
        const some = column.filter(
          ({ row }) => rows.has(row) && (about.size === 0 || about.has(row)),
        )
        if (sum > 0 && some.some(({ value }) => near((100 * value) / sum) && isTold(value)))
          return share(of, place)
        continue
      }
      const fitting = factors.filter((factor) => mayBeIn(number, factor, place?.words ?? []))
      const isOfOne = [...own].some((row) => rows.has(row) && column.some((one) => one.row === row))
      if (isOfOne && !saysAll.test(claim.statement.text)) continue
      if (fitting.some((factor) => near(sum / factor))) return derived(`sum of ${of}`, place)
      const average = sum / values.length
      if (fitting.some((factor) => near(average / factor)) && isAverage.test(claim.statement.text))
        return derived(`average of ${of}`, place)
    }
  }
  const inOne = ofOneRow(claim, number, { index, factors, near, isTold, scope })
  if (inOne !== undefined) return inOne
  if (number.unit !== 'percent' || isRow) return undefined
  const wholes = sets.filter(({ how }) => how === 'the rows')
  const isShare = sets.some(
    ({ rows, how }) =>
      how !== 'the rows' &&
      wholes.some(
        (all) =>
          near((100 * rows.size) / all.rows.size) && [...rows].every((row) => all.rows.has(row)),
      ),
  )
  return isShare ? derived('share of the rows') : undefined
}

/** A row may have a list with figures of its own: the services of a month come to what the month cost. */
function ofOneRow(
  claim: Claim,
  { unit }: WrittenNumber,
  { index, factors, near, isTold, scope }: Sums,
): Backing | undefined {
  for (const column of columnsOf(index.numbers)) {
    const { rows, by } = scope
    const sums =
      by === 'row'
        ? new Map([...sumsOfRows(column)].filter(([row]) => rows.has(row)))
        : sumsOfRows(column)
    const place = column[0]
    const of = nameOf(place)
    if (unit === 'percent') {
      const part = column.find(({ row, value }) => {
        const sum = sums.get(row) ?? 0
        return sum > 0 && value > 0 && near((100 * value) / sum) && isTold(value)
      })
      if (part !== undefined) return share(`${of} of one row`, part)
      continue
    }
    if ([...sums.values()].some((sum) => factors.some((factor) => near(sum / factor))))
      return derived(`sum of ${of} within one row`, place)
    const all = [...sums.values()].reduce((total, one) => total + one, 0)
    if (
      sums.size > 1 &&
      isAverage.test(claim.statement.text) &&
      factors.some((factor) => near(all / sums.size / factor))
    )
      return derived(`average of the sums of ${of}`, place)
  }
  return undefined
}

/** Where amounts stand beside a share, it is of one of them. */
function toldBeside({ statement, number }: Claim): (value: number) => boolean {
  const amounts = numbersIn(statement.text).filter(
    ({ index, unit }) => index !== number?.index && (unit === 'money' || unit === 'bytes'),
  )
  return (value) =>
    amounts.length === 0 ||
    amounts.some((one) => one.unit === 'bytes' || Math.abs(one.value - value) <= one.slack)
}

const saysAll = /\b(?:total|all|together|altogether|sum|overall|combined|average|mean)\b/i

interface Sums {
  scope: Scope
  isTold: (value: number) => boolean
  index: ReadIndex
  factors: readonly number[]
  near: (one: number) => boolean
}

const sumsOf = new WeakMap<readonly NumberRead[], ReadonlyMap<number, number>>()

/** Of rows that have several values of the column. */
function sumsOfRows(column: readonly NumberRead[]): ReadonlyMap<number, number> {
  const known = sumsOf.get(column)
  if (known !== undefined) return known
  const made = new Map<number, number>()
  for (const [row, some] of Map.groupBy(column, ({ row }) => row)) {
    if (some.length > 1)
      made.set(
        row,
        some.reduce((sum, { value }) => sum + value, 0),
      )
  }
  sumsOf.set(column, made)
  return made
}

/** What whole columns come to, and lists within a row: what a share is of. */
export function totalsOf(index: ReadIndex): number[] {
  const within = columnsOf(index.numbers).flatMap((column) => {
    const sums = [...sumsOfRows(column).values()]
    return sums.length > 0 ? [...sums, sums.reduce((total, one) => total + one, 0)] : []
  })
  const sizes = Map.groupBy(
    index.numbers.filter(({ row, words }) => row !== -1 && isIn('bytes', words)),
    ({ row, column }) => `${index.rows[row]?.kind} ${column.slice(column.indexOf(' '))}`,
  )
  const stored = [...sizes.values()].map((some) => some.reduce((sum, { value }) => sum + value, 0))
  // In bytes too, as values with units are held.
  return [...within, ...stored.flatMap((sum) => [sum, sum * 1024 ** 2, sum * 1024 ** 3])]
}

const isAverage = /\b(?:average|avg|mean|on average|typical)/i
const nameOf = (one: NumberRead | undefined): string =>
  /[^.[\]]+$/.exec(one?.column ?? '')?.[0] ?? ''
const derived = (how: string, place?: Place): Backing => ({
  by: 'derived',
  how,
  ...(place && { place }),
})
const share = (of: string, place?: Place): Backing => derived(`share within ${of}`, place)

const columns = new WeakMap<readonly NumberRead[], NumberRead[][]>()

function columnsOf(numbers: readonly NumberRead[]): NumberRead[][] {
  const known = columns.get(numbers)
  if (known !== undefined) return known
  const inRows = numbers.filter(({ row }) => row !== -1)
  const made = [...Map.groupBy(inRows, ({ column }) => column).values()].filter(
    (some) => some.length > 1,
  )
  columns.set(numbers, made)
  return made
}
