import type { Backing, Held } from './backing.ts'
import type { Claim } from './claims.ts'
import { byLabel } from './labels.ts'
import { inBase, scalesOf, type WrittenNumber } from './numbers.ts'
import { holdOfGroups } from './of-groups.ts'
import { isNear, labelled } from './of-series.ts'
import type { NumberRead } from './read.ts'
import type { ReadIndex } from './read-index.ts'
import { servicesIn } from './services.ts'
import type { Statement } from './statements.ts'
import type { Surroundings } from './surroundings.ts'
import { namedThroughout } from './worked-out.ts'

/** Values of one member: of each row, of each service of a month, or what changed of these. */
interface Series {
  how: string
  place: NumberRead
  members: readonly { row: number; label: string; value: number }[]
}

/**
 * What some members of a series come to: those that the sentence, or the list before it, names; the others;
 * all without the largest. And bounds that a value meets, the time between two events, one figure by another.
 */
export function holdOfMembers(
  claim: Claim,
  held: readonly Held[],
  around: Surroundings,
): Backing | undefined {
  const { number } = claim
  if (number === undefined) return undefined
  if (claim.kind === 'count' && number.unit === 'none')
    return (
      (number.value >= 100 ? boundOf(claim, number, around) : undefined) ??
      holdOfGroups(claim, number, around)
    )
  return (
    elseOf(claim, number, { held, around }) ??
    ofNamed(claim, number, around) ??
    boundOf(claim, number, around) ??
    betweenEvents(claim, number, around) ??
    quotientOf(claim, number, around) ??
    holdOfGroups(claim, number, around)
  )
}

const derived = (how: string, place?: NumberRead): Backing => ({
  by: 'derived',
  how,
  ...(place && { place }),
})

/** `Everything else`: what a series comes to, without the other cells of the column. */
function elseOf(
  { statement, index: at }: Claim,
  number: WrittenNumber,
  { held, around }: { held: readonly Held[]; around: Surroundings },
): Backing | undefined {
  const { cells, block } = statement
  if (cells === undefined || !others.test(cells[0]?.text ?? '')) return undefined
  const column = cells.findLastIndex(({ index }) => index <= at)
  const beside = held.flatMap(({ claim: { statement: one, number: its, index } }) => {
    const isOf =
      one.block === block &&
      one !== statement &&
      one.cells?.findLastIndex((cell) => cell.index <= index) === column &&
      its?.unit === number.unit
    return isOf && !totals.test(one.cells?.[0]?.text ?? '') ? [signed(its, one)] : []
  })
  if (beside.length === 0) return undefined
  const listed = beside.reduce((sum, one) => sum + one, 0)
  const slack = number.slack * (beside.length + 1)
  for (const { members, how, place } of seriesOf(around.index)) {
    const rest = members.reduce((sum, { value }) => sum + value, 0) - listed
    if (Math.abs(Math.abs(rest) - number.value) <= slack)
      return derived(`${how}, without what is listed`, place)
  }
  return undefined
}

const others = /^(?:(?:everything|all|the) (?:else|others?|rest)|others?|rest|remaining)\b/i
const totals = /^(?:sum|total|all|overall|altogether)\b/i

const signed = (number: WrittenNumber, { text }: Statement): number =>
  /[-−–] ?$/.test(text.slice(0, number.index)) ? -number.value : number.value

/** Those named in the sentence, else in the list or table right before it. */
function ofNamed(
  { statement }: Claim,
  number: WrittenNumber,
  around: Surroundings,
): Backing | undefined {
  const { text } = statement
  const beside = text.slice(Math.max(0, number.index - 70), number.index + number.text.length + 45)
  if (statement.cells !== undefined || !relates.test(beside)) return undefined
  const near = isNear(number)
  for (const some of [[statement], listBefore(statement, around)]) {
    if (some.length === 0) continue
    const rows = new Set(some.flatMap((one) => rowsOf(one, around)))
    const told = some.map((one) => one.text).join('\n')
    for (const { members, how, place } of seriesOf(around.index)) {
      const named = namedOf(members, { rows, text: told })
      const all = sumOf(members)
      const back = (what: string) => derived(`${what} of ${how}`, place)
      if (isWithout.test(statement.text)) {
        const largest = members.map(({ value }) => value).sort((one, other) => other - one)
        const counts = [1, 2, 3, 4, 5].filter((size) => size < members.length - 1)
        const top = (size: number) => largest.slice(0, size).reduce((sum, one) => sum + one, 0)
        const isAverage = counts.some((size) => near((all - top(size)) / (members.length - size)))
        if (isAverage) return back('average without the largest')
      }
      if (named.length === 0 || named.length >= members.length) continue
      const part = sumOf(named)
      if (number.unit === 'percent') {
        if (all > 0 && named.length > 1 && near((100 * part) / all)) return back('share')
        continue
      }
      if (named.length > 1 && near(Math.abs(part))) return back('sum')
      if (near(Math.abs(all - part))) return back('sum of the others')
      if (near((all - part) / (members.length - named.length))) return back('average of the others')
    }
  }
  return undefined
}

const relates =
  /\b(?:together|altogether|in all|in total|sum|total|combined|account\w*|make up|makes up|responsible|share|rest|others?|else|remain\w*|without|excluding|except|average|mean|all|both|these|those)\b|%/i
const isWithout = /\b(?:without|excluding|except|leaving out|ignoring|apart from)\b/i

const sumOf = (members: readonly { value: number }[]): number =>
  members.reduce((sum, { value }) => sum + value, 0)

function namedOf(
  members: Series['members'],
  { rows, text }: { rows: ReadonlySet<number>; text: string },
): Series['members'] {
  const labels = members.map(({ label }) => label).filter((label) => label !== '')
  if (labels.length === 0) return members.filter(({ row }) => rows.has(row))
  const said = new Set(servicesIn(text, labels).map(({ service }) => service))
  return members.filter(({ label }) => said.has(label))
}

const rowsOf = (statement: Statement, { whose }: Surroundings): number[] =>
  whose.namedOf(statement).flatMap(({ rows }) => [...whose.thingOf(rows).linked])

/** Its items or rows; of an item, those before it. */
function listBefore(statement: Statement, { statements }: Surroundings): Statement[] {
  const at = statements.indexOf(statement)
  const before = statements.slice(0, at).filter(({ isItem }) => isItem)
  const block = before.at(-1)?.block
  return block === undefined || block < statement.block - 1
    ? []
    : before.filter((one) => one.block === block)
}

const known = new WeakMap<ReadIndex, readonly Series[]>()

function seriesOf(index: ReadIndex): readonly Series[] {
  const before = known.get(index)
  if (before !== undefined) return before
  const made: Series[] = []
  for (const some of index.numbersByColumn) {
    if (some.length > 500) continue
    for (const own of [some, ...byLabel(some, index)]) {
      const [place] = own
      if (place === undefined || place.row === -1 || own.length < 2) continue
      if (new Set(own.map(({ row }) => row)).size < own.length) continue
      made.push({
        how: place.words.join(' '),
        place,
        members: own.map(({ row, value }) => ({ row, label: '', value })),
      })
    }
  }
  for (const labels of labelled(index)) {
    const rows = new Set([...labels.values()].flatMap((some) => [...some.keys()]))
    const of = (row: number) =>
      [...labels].flatMap(([label, some]) => {
        const one = some.get(row)
        return one === undefined ? [] : [{ row, label, value: one.value }]
      })
    const [place] = [...labels.values()].flatMap((some) => [...some.values()])
    if (place === undefined) continue
    const how = place.words.join(' ')
    for (const row of rows) made.push({ how, place, members: of(row) })
    const order = [...rows]
    for (const [at, row] of order.slice(1).entries()) {
      const last = new Map(of(order[at] ?? -1).map(({ label, value }) => [label, value]))
      const members = of(row).map((one) => ({
        ...one,
        value: one.value - (last.get(one.label) ?? 0),
      }))
      made.push({ how: `changes of ${how}`, place, members })
    }
  }
  known.set(index, made)
  return made
}

/** `more than $930`, `above 80 %`: some value of what is spoken of is a little beyond it. */
function boundOf(claim: Claim, number: WrittenNumber, around: Surroundings): Backing | undefined {
  const before = claim.statement.text.slice(Math.max(0, number.index - 24), number.index)
  const isOver = over.test(before)
  if (!isOver && !under.test(before)) return undefined
  if (number.value === 0) return undefined
  const { rows } = around.scopeOf(claim)
  const all = around.index.numbers.filter(({ row }) => rows.size === 0 || rows.has(row))
  for (const factor of scalesOf(number)) {
    for (const scale of [1, factor]) {
      const bound = number.value * scale
      const place = all.find(({ value }) =>
        isOver ? value >= bound && value <= bound * 1.2 : value <= bound && value >= bound / 1.2,
      )
      if (place !== undefined) return derived('a bound that it meets', place)
    }
  }
  return undefined
}

const over =
  /\b(?:between|more than|over|above|at least|exceed\w*|beyond|past|upwards of) (?:US)?$/i
const under =
  /\b(?:less than|under|below|at most|up to|fewer than|just under|close to|almost|nearly|within|between \S+ and) (?:US)?$/i

/** `12 minutes after that`: between two moments of what is named here and right before. */
function betweenEvents(
  { statement }: Claim,
  number: WrittenNumber,
  around: Surroundings,
): Backing | undefined {
  if (number.unit !== 'span' || !apart.test(statement.text)) return undefined
  const at = around.statements.indexOf(statement)
  const near = around.statements.slice(Math.max(0, at - 1), at + 1)
  const rows = new Set(near.flatMap((one) => [...namedThroughout(one, around)]))
  const moments = around.index.moments.filter(({ row }) => rows.has(row)).slice(0, 40)
  const span = inBase(number)
  const [unit = 1] = scalesOf(number)
  const place = moments.find((one) =>
    moments.some((other) => {
      const passed = one.at - other.at
      return passed > 0 && Math.abs(passed - span) <= Math.max(0.6 * unit, number.slack * unit)
    }),
  )
  return place && { by: 'derived', how: 'time between two events', place }
}

const apart =
  /\b(?:after|later|before|earlier|older|newer|younger|apart|between|within|until|took|lasted)\b/i

/** One figure by another that stands beside the same name: `web BucketSizeBytes`, `web NumberOfObjects`. */
function ofLabels(
  words: readonly string[],
  near: (value: number) => boolean,
  { index }: Surroundings,
): Backing | undefined {
  for (const word of new Set(words.filter((one) => /[-_.\d]/.test(one)))) {
    const rows = new Set(index.placesOf(word).map(({ row }) => row))
    if (rows.size < 2 || rows.size > 12) continue
    const numbers = index.numbersIn(rows).slice(0, 24)
    const place = numbers.find((one) =>
      numbers.some(
        (other) => other.row !== one.row && other.value > 1 && near(one.value / other.value),
      ),
    )
    if (place !== undefined) return derived(`a figure of ${word} by another`, place)
  }
  return undefined
}

/** `an average item has 2.3 kB`: one figure of a row by another. */
function quotientOf(
  claim: Claim,
  number: WrittenNumber,
  around: Surroundings,
): Backing | undefined {
  const isShare = number.unit === 'percent'
  if (!isShare && !/\b(?:average|mean|per|each)\b/i.test(claim.statement.text)) return undefined
  const near = isNear(number)
  const is = (one: number, other: number) =>
    isShare ? one <= other && near((100 * one) / other) : near(one / other)
  const words = claim.statement.text.match(/[\w.-]*[a-z][\w.-]+\w/gi) ?? []
  const rows = new Set(words.flatMap((word) => [...(around.facts.thing(word) ?? [])]))
  const ofName = ofLabels(words, near, around)
  if (ofName !== undefined) return ofName
  for (const row of [...rows].slice(0, 6)) {
    const numbers = around.index.numbersIn(new Set([row])).slice(0, 30)
    const place = numbers.find((one) =>
      numbers.some((other) => other.value > 1 && other !== one && is(one.value, other.value)),
    )
    if (place !== undefined) return derived(`${place.words.join(' ')} by another of its row`, place)
  }
  return undefined
}
