import type { Backing } from './backing.ts'
import type { Claim } from './claims.ts'
import { numbersIn, scalesOf, spelledNumbersIn, type WrittenNumber } from './numbers.ts'
import type { NumberRead } from './read.ts'
import type { ReadIndex } from './read-index.ts'
import type { Surroundings } from './surroundings.ts'
import { plainWords } from './words.ts'

/**
 * What is said of figures that stand beside a name in a text (`web BucketSizeBytes`), of a row's own
 * series of figures, and of parts that periods tell by the same label: their growth and their shares.
 */
export function holdOfSeries(claim: Claim, around: Surroundings): Backing | undefined {
  const { number } = claim
  if (number === undefined) return undefined
  return (
    besideName(claim, number, around) ??
    ofLabels(claim, number, around.index) ??
    shareOfNamed(claim, number, around) ??
    shareOfCounts(claim, number) ??
    versionOf(claim, number, around) ??
    medianOf(claim, number, around) ??
    ofWindow(claim, number, around)
  )
}

/** `In the seven intervals since that adds up to 3,244`: so many rows in a row come to it, or do on average. */
function ofWindow(
  { statement: { text } }: Claim,
  number: WrittenNumber,
  { index }: Surroundings,
): Backing | undefined {
  if (number.unit === 'percent' || number.text.replaceAll(/\D/g, '').length < 3) return undefined
  const sizes = [...spelledNumbersIn(text), ...numbersIn(text)]
    .filter(({ unit, value }) => unit === 'none' && Number.isInteger(value))
    .flatMap(({ value }) => (value > 1 && value <= 60 ? [value] : []))
  if (sizes.length === 0) return undefined
  const near = isNear(number)
  const series = [
    ...index.numbersByColumn.filter(([one]) => one?.row !== -1),
    ...labelled(index).flatMap((labels) => [...labels.values()].map((rows) => [...rows.values()])),
  ]
  for (const some of series) {
    if (some.length > 400) continue
    for (const size of sizes) {
      let sum = some.slice(0, size).reduce((all, { value }) => all + value, 0)
      for (let from = 0; from + size <= some.length; from += 1) {
        const place = some[from]
        if (place !== undefined && (near(sum) || near(sum / size)))
          return { by: 'derived', how: `${size} of ${place.words.join(' ')} in a row`, place }
        sum += (some[from + size]?.value ?? 0) - (some[from]?.value ?? 0)
      }
    }
  }
  return undefined
}

/** `three of five answer (60 %)`. */
function shareOfCounts({ statement }: Claim, number: WrittenNumber): Backing | undefined {
  if (number.unit !== 'percent') return undefined
  const near = isNear(number)
  const counts = [...spelledNumbersIn(statement.text), ...numbersIn(statement.text)]
    .filter(({ unit, value }) => unit === 'none' && Number.isInteger(value))
    .map(({ value }) => value)
    .slice(0, 12)
  const wholes = [...counts, counts.reduce((sum, one) => sum + one, 0)]
  return counts.some((one) =>
    wholes.some((all) => all > 0 && one <= all && near((100 * one) / all)),
  )
    ? { by: 'derived', how: 'ratio of two counts in the sentence' }
    : undefined
}

/** `The median is 384 MB`, of a member that the sentence or its paragraph speaks of. */
function medianOf(
  { statement }: Claim,
  number: WrittenNumber,
  { index }: Surroundings,
): Backing | undefined {
  if (!/\bmedian\b/i.test(statement.text)) return undefined
  for (const some of index.numbersByColumn) {
    const values = some.map(({ value }) => value).sort((one, other) => one - other)
    const [place] = some
    const half = values.length / 2
    const median = ((values[Math.ceil(half) - 1] ?? 0) + (values[Math.floor(half)] ?? 0)) / 2
    const units = number.unit === 'bytes' ? [...scalesOf(number), 1] : scalesOf(number)
    if (place === undefined || place.row === -1 || values.length < 3) continue
    if (units.some((one) => Math.abs(median - number.value * one) <= number.slack * one))
      return { by: 'derived', how: `median of ${place.words.join(' ')}`, place }
  }
  return undefined
}

/** `Python 3.8` is `python3.8`. */
function versionOf(
  { statement }: Claim,
  number: WrittenNumber,
  { index }: Surroundings,
): Backing | undefined {
  const word = /([A-Za-z]\w*)[ .]$/.exec(statement.text.slice(0, number.index))?.[1]
  if (number.unit !== 'none' || word === undefined) return undefined
  const [place] = index.placesOf(`${word}${number.text}`)
  return place && { by: 'found', place }
}

/** Rows in whose texts the name stands that is nearest before a claim, or at the head of its row. */
function rowsBeside({ statement }: Claim, { index: at }: WrittenNumber, { index }: Surroundings) {
  const { text, cells } = statement
  const before = cells === undefined ? text.slice(0, at) : (cells[0]?.text ?? '')
  const names = (before.match(/[A-Za-z][\w]*(?:[-_./][\w]+)+|\b[a-z]\w{3,}\b/g) ?? []).filter(
    (name) => !plainWords.has(name.toLowerCase()),
  )
  for (const name of names.toReversed()) {
    const rows = new Set(index.placesOf(name).flatMap(({ row }) => (row === -1 ? [] : [row])))
    if (rows.size > 0 && rows.size <= 12) return rows
  }
  return new Set<number>()
}

/** Within its rounding, in what its unit may mean. */
export const isNear = (number: WrittenNumber) => {
  const all = scalesOf(number)
  return (value: number) =>
    all.some((one) => Math.abs(value - number.value * one) <= number.slack * one)
}

function besideName(
  claim: Claim,
  number: WrittenNumber,
  around: Surroundings,
): Backing | undefined {
  if (number.unit === 'none' && number.value < 100) return undefined
  const near = isNear(number)
  const rows = rowsBeside(claim, number, around)
  const read = around.index.numbersIn(rows)
  const place = read.find(({ value }) => near(value))
  if (place !== undefined) return { by: 'found', place }
  for (const some of Map.groupBy(read, ({ row, column }) => `${row} ${column}`).values()) {
    if (some.length < 3) continue
    const values = some.map(({ value }) => value)
    const sum = values.reduce((all, one) => all + one, 0)
    const [first] = some
    if (first !== undefined && near(sum / values.length))
      return { by: 'derived', how: `average of ${first.words.join(' ')}`, place: first }
  }
  return undefined
}

/** Figures of parts by label: `Groups[3]` of one period and `Groups[5]` of the next have the same key. */
export function labelled(index: ReadIndex): readonly Map<string, Map<number, NumberRead>>[] {
  const known = series.get(index)
  if (known !== undefined) return known
  const columns = Map.groupBy(
    index.numbers.filter(({ row, path }) => row !== -1 && ofPart.test(path)),
    ({ column }) => column,
  )
  const made = [...columns.values()].flatMap((some) => {
    const labels = new Map<string, Map<number, NumberRead>>()
    for (const one of some) {
      const part = one.path.slice(0, one.path.lastIndexOf(']') + 1)
      const label = index
        .textsOf(one.row)
        .find(({ path }) => path.startsWith(part) && !path.startsWith(one.path))
      const key = label === undefined ? '' : index.textAt(label)
      if (key === '') continue
      labels.set(key, (labels.get(key) ?? new Map()).set(one.row, one))
    }
    return labels.size > 1 ? [labels] : []
  })
  series.set(index, made)
  return made
}

/** Within a list of a row: `regions[0].items[1].Groups[3].Metrics.UnblendedCost.Amount`. */
const ofPart = /^(?:regions\[\d+\]\.|(?!regions\[))[^[\]]+\[\d+\][^[\]]*\[\d+\]\.[^[\]]+$/

const series = new WeakMap<ReadIndex, readonly Map<string, Map<number, NumberRead>>[]>()

/** Growth, differences and shares of parts that have one label in several rows, and of all parts. */
function ofLabels({ kind }: Claim, number: WrittenNumber, index: ReadIndex): Backing | undefined {
  if (number.unit !== 'percent' && number.unit !== 'money') return undefined
  if (kind === 'count') return undefined
  const near = isNear(number)
  for (const labels of labelled(index)) {
    const totals = new Map<number, number>()
    for (const rows of labels.values())
      for (const [row, { value }] of rows) totals.set(row, (totals.get(row) ?? 0) + value)
    const parts = [...labels.values()].map((rows) => [...rows.values()])
    const place = parts[0]?.[0]
    const backed = (how: string): Backing => ({ by: 'derived', how, ...(place && { place }) })
    const changes = [...parts.map((some) => some.map(({ value }) => value)), [...totals.values()]]
    const isChange = changes.some((values) =>
      values.some((one) =>
        values.some((other) =>
          number.unit === 'money'
            ? one > other && near(one - other)
            : other > 0 && one !== other && near(Math.abs(100 * (one / other - 1))),
        ),
      ),
    )
    if (isChange) return backed('change of one part between two rows')
    const isShare =
      number.unit === 'percent' &&
      parts.some((some) =>
        some.some(({ row, value }) => near((100 * value) / (totals.get(row) ?? Infinity))),
      )
    if (isShare) return backed('share of one part in all')
    const whole = [...totals.values()].reduce((sum, one) => sum + one, 0)
    const sums = parts.map((some) => some.reduce((sum, { value }) => sum + value, 0))
    const isOfWhole = sums.some((sum) =>
      number.unit === 'percent' ? near((100 * sum) / whole) : near(sum),
    )
    if (isOfWhole) return backed('sum of one part over all rows')
  }
  return undefined
}

/** `these two cause 86 % of all errors`: of the rows whose names the sentence has parts of. */
function shareOfNamed(
  { statement }: Claim,
  number: WrittenNumber,
  { index }: Surroundings,
): Backing | undefined {
  if (number.unit !== 'percent') return undefined
  const rows = new Set(
    (statement.text.match(/\b[a-z][\w-]{4,}\b/gi) ?? []).flatMap((word) => {
      const some = new Set(index.placesOf(word).map(({ row }) => row))
      return some.size === 1 ? [...some].filter((row) => row !== -1) : []
    }),
  )
  if (rows.size === 0) return undefined
  const near = isNear(number)
  for (const all of index.numbersByColumn) {
    const own = all.filter(({ row }) => rows.has(row))
    const [place] = own
    if (place === undefined || own.length !== rows.size || all.length <= own.length) continue
    const sum = (some: readonly NumberRead[]) => some.reduce((total, { value }) => total + value, 0)
    if (near((100 * sum(own)) / sum(all)))
      return { by: 'derived', how: `share of ${place.words.join(' ')}`, place }
  }
  return undefined
}
