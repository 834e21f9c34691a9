import { type Aggregate, aggregatesOf, largest, type Member } from './aggregates.ts'
import type { Backing, Held } from './backing.ts'
import type { Claim } from './claims.ts'
import { conversions } from './hold-numbers.ts'
import { isIn, mayBeIn } from './member-units.ts'
import { inBase, numbersIn, scalesOf, type WrittenNumber } from './numbers.ts'
import type { Statement } from './statements.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * Whether what was read, or what the answer has said, could come to a figure in a way that nothing else
 * tries: what some rows of a member come to, and what two figures of the answer do. So many ways hit
 * anything, so a hit tells something only where few of them come near: what chance alone would hit, for
 * a figure as exact as this one, must be well below one.
 *
 * `derived` where the answer names what the rows share; else the claim is neither backed nor refuted.
 */
export function possibly(
  claim: Claim,
  held: readonly Held[],
  around: Surroundings,
): Backing | 'undecided' | undefined {
  const { number } = claim
  if (number === undefined || number.value === 0) return undefined
  if (claim.kind === 'count' && number.value < 100) return undefined
  if (number.unit === 'none' && Number.isInteger(number.value)) {
    if (isBetween(claim, number, { held, around })) return 'undecided'
    if (number.value < 100) return undefined
  }
  let isOpen = false
  for (const { hit, chance, most } of ways(claim, number, { held, around })) {
    if (hit === undefined || chance > most.open) continue
    if (chance <= most.backed) return { by: 'derived', ...hit }
    isOpen = true
  }
  return isOpen ? 'undecided' : undefined
}

/** A small whole number of no unit: what two figures or days of its paragraph come to, or how long one of these days is ago. */
function isBetween(
  { statement }: Claim,
  { value }: WrittenNumber,
  { held, around }: With,
): boolean {
  if (statement.cells !== undefined) return false
  const near = held.filter(
    ({ claim, backing }) =>
      backing !== undefined && Math.abs(claim.statement.block - statement.block) <= 1,
  )
  const days = near.flatMap(({ claim: { time } }) =>
    time?.day?.length === 10 ? [Date.parse(time.day) / dayMs] : [],
  )
  const today = Math.floor(around.now.getTime() / dayMs)
  if (days.some((one) => [...days, today].some((other) => Math.abs(other - one) === value)))
    return true
  const moments = near.flatMap(({ backing }) =>
    backing !== undefined &&
    'place' in backing &&
    backing.place !== undefined &&
    'at' in backing.place
      ? [Number(backing.place.at)]
      : [],
  )
  const minutes = (one: number) => Math.floor(Math.abs(around.now.getTime() - one) / 60_000)
  if (moments.some((one) => minutes(one) === value)) return true
  if (value >= 100) return false
  const figures = near.flatMap(({ claim: { number } }) =>
    number === undefined ? [] : [number.value],
  )
  return pairsOf(distinct(figures)).some(([one, other]) => Math.abs(one - other) === value)
}

const dayMs = 86_400_000

interface Way {
  hit: { how: string; place?: Aggregate['place'] } | undefined
  /** How many such figures would be hit by chance. */
  chance: number
  /** Up to which it backs the claim, and up to which it leaves it open. */
  most: { backed: number; open: number }
}

interface With {
  held: readonly Held[]
  around: Surroundings
}

function* ways(claim: Claim, number: WrittenNumber, { held, around }: With): Generator<Way> {
  yield* ofRows(claim, number, around)
  if (number.unit === 'percent') yield ofCounts(claim, number, held)
  if (number.unit === 'span') yield betweenTimes(claim, number, held)
  yield* ofColumns(claim, number, held)
  yield* ofPairs(claim, number, { held, around })
}

function* ofRows(claim: Claim, number: WrittenNumber, around: Surroundings): Generator<Way> {
  const { members } = aggregatesOf(around)
  const text = toldAround(claim.statement, around)
  const own = claim.statement.text.toLowerCase()
  const isNamed = (value: string) =>
    value === largest ? saysLargest.test(own) : isSaid(value, text)
  const family = familyOf(claim, number)
  const near = new Map<Aggregate, boolean>()
  const isOfBytes = numbersIn(claim.statement.text).some(({ unit }) => unit === 'bytes')
  for (const member of members) {
    // `96 % of the 1.16 TB` is of no count of items.
    if (number.unit === 'percent' && isOfBytes && !isIn('bytes', member.words)) continue
    for (const factor of factorsFor(number, member, claim.statement.text)) {
      const value = number.value * factor
      for (const one of within(member[family], value / spread, value * spread))
        if (near.get(one) !== true)
          near.set(one, Math.abs(one.value - value) <= number.slack * factor)
    }
  }
  const heads = headsOf(claim)
  const tiers = [
    {
      is: ({ by }: Aggregate) => by.length > 0 && by.every((value) => isSaid(value, heads)),
      most: { backed: 0.15, open: 0.3 },
    },
    { is: ({ by }: Aggregate) => by.every(isNamed), most: { backed: 0.1, open: 0.3 } },
    {
      is: ({ by }: Aggregate) => by.some(isNamed),
      most: { backed: 0, open: number.unit === 'percent' ? 0.05 : 0.1 },
    },
    { is: ({ by }: Aggregate) => !by.includes(largest), most: { backed: 0, open: 0.02 } },
  ]
  for (const { is, most } of tiers) {
    const some = [...near].filter(([one]) => is(one))
    const hit = some.find(([, isHit]) => isHit)?.[0]
    const chance = some.length * shareHit(number)
    yield { hit: hit && { how: hit.how, place: hit.place }, chance, most }
  }
}

/** What heads the row and the column of a cell. */
function headsOf({ statement: { cells }, index: at }: Claim): string {
  const head = cells?.findLast(({ index }) => index <= at)?.head ?? ''
  return `${cells?.[0]?.text ?? ''} ${head}`.toLowerCase()
}

const saysLargest =
  /\b(?:top|largest|biggest|first|leading|together|these|they|rest|others?|remain\w*|else|next)\b/

/** `unattached` is `available`, and `encrypted` may be what is so, or not. */
const isSaid = (value: string, text: string): boolean =>
  (/[a-z]{2}/.test(value) && !truths.has(value) && text.includes(value)) ||
  alsoCalled.some(([one, pattern]) => one === value && pattern.test(text))

const truths = new Set(['true', 'false', 'yes', 'no'])
const alsoCalled: readonly (readonly [string, RegExp])[] = [
  ['available', /\b(?:un|not |de)attached|\bdetached|\battached to nothing|\bunused|\borphan/],
  ['in-use', /\bin use|\battached/],
  ['running', /\bup\b|\bactive\b/],
  ['stopped', /\bidle\b|\boff\b|\bdown\b/],
]

const spread = 2

/** Which share of the figures about as large a figure as exact as this would take for its own; a round one is less exact. */
function shareHit({ value, slack, text }: WrittenNumber): number {
  const digits = text.replaceAll(/[^\d.]/g, '')
  const zeros = digits.includes('.') ? 0 : (/0*$/.exec(digits)?.[0].length ?? 0)
  const ends = zeros === 0 && /5$/.test(digits) && digits.length > 1 ? 2.5 : 0.5
  const coarse = Math.min(value / 4, zeros === 0 ? ends : 0.5 * 10 ** zeros)
  return (2 * Math.max(slack, digits.includes('.') ? 0 : coarse)) / (value * (spread - 1 / spread))
}

const familyOf = ({ statement: { text } }: Claim, { unit }: WrittenNumber) =>
  unit === 'percent' ? 'shares' : isAverage.test(text) ? 'averages' : 'sums'
const isAverage = /\b(?:average|averag\w+|avg|mean|typical\w*|per|each)\b/i

function factorsFor(number: WrittenNumber, { words }: Member, text: string): readonly number[] {
  if (number.unit === 'percent') return [1]
  return conversions(number, text).filter((factor) => mayBeIn(number, factor, words))
}

/** Of values in order those between two bounds. */
const within = (all: readonly Aggregate[], low: number, high: number): readonly Aggregate[] =>
  all.slice(lowerBound(all, low), lowerBound(all, high))

function lowerBound(all: readonly Aggregate[], value: number): number {
  let low = 0
  let high = all.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((all[middle]?.value ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** The statement with its heading, what leads to its list, and the sentence before. */
function toldAround(statement: Statement, { statements }: Surroundings): string {
  const before = statements[statements.indexOf(statement) - 1]
  const cells = statement.cells?.map(({ head }) => head).join(' ') ?? ''
  return `${statement.context} ${cells} ${before?.text ?? ''} ${statement.text}`.toLowerCase()
}

/** Of the largest count that the paragraph, the one before or its table tells: `9 of 20`, then `55 %`. */
function ofCounts({ statement }: Claim, number: WrittenNumber, held: readonly Held[]): Way {
  const counts = new Set(
    held.flatMap(({ claim: { number: one, statement: its }, backing }) =>
      backing !== undefined &&
      one?.unit === 'none' &&
      Number.isInteger(one.value) &&
      one.value > 0 &&
      one.value < 1000 &&
      Math.abs(its.block - statement.block) <= 2
        ? [one.value]
        : [],
    ),
  )
  const all = Math.max(0, ...counts)
  const shares = [...counts].flatMap((one) => (one < all ? [one, all - one] : []))
  const isHit = shares.some((one) => Math.abs((100 * one) / all - number.value) <= number.slack)
  return {
    hit: isHit ? { how: 'ratio of two counts in the answer' } : undefined,
    chance: (new Set(shares).size * 2 * number.slack) / 100,
    most: { backed: 0.05, open: 0.25 },
  }
}

/** `4 minutes from deploy to alarm`: between two times of the answer. */
function betweenTimes({ statement }: Claim, number: WrittenNumber, held: readonly Held[]): Way {
  const minutes = distinct(
    held.flatMap(({ claim: { time }, backing }) =>
      backing !== undefined && time?.minuteOfDay !== undefined ? [time.minuteOfDay] : [],
    ),
  )
  const span = inBase(number) / minuteMs
  const [unit = 1] = scalesOf(number)
  const slack = Math.max(0.6, (number.slack * unit) / minuteMs)
  const apart = pairsOf(minutes).map(([one, other]) => Math.abs(one - other))
  const some = apart.filter((one) => one > span / spread && one < span * spread)
  const isSaid = /\b(?:between|after|before|from|later|earlier|within|apart|gap|took|lag)\b/i.test(
    statement.text,
  )
  return {
    hit: apart.some((one) => Math.abs(one - span) <= slack)
      ? { how: 'time between two moments in the answer' }
      : undefined,
    chance: (some.length * 2 * slack) / (span * (spread - 1 / spread)),
    most: { backed: isSaid ? 0.3 : 0, open: 0.6 },
  }
}

const minuteMs = 60_000

/** What a column of the answer's table, or the figures of its list, come to on average. */
function* ofColumns(claim: Claim, number: WrittenNumber, held: readonly Held[]): Generator<Way> {
  const { statement } = claim
  if (!isAverage.test(statement.text)) return
  const [scale = 1] = scalesOf(number)
  const columns = Map.groupBy(
    held.filter(
      ({ claim: one, backing }) =>
        backing !== undefined &&
        one.statement !== statement &&
        one.statement.isItem &&
        one.number !== undefined &&
        (one.number.unit === number.unit || one.number.unit === 'none'),
    ),
    ({ claim: { statement: one, number: its } }) => {
      const cell = one.cells?.findLastIndex(({ index }) => index <= (its?.index ?? 0))
      return `${one.block} ${cell} ${its?.unit}`
    },
  )
  let tried = 0
  let hit: string | undefined
  for (const some of columns.values()) {
    if (some.length < 2) continue
    const sum = some.reduce((all, { claim: { number: one } }) => {
      if (one === undefined) return all
      return all + (one.unit === 'none' ? one.value * scale : inBase(one))
    }, 0)
    tried += 1
    if (Math.abs(sum / some.length - number.value * scale) <= number.slack * scale)
      hit = 'average of a column in the answer'
  }
  yield {
    hit: hit === undefined ? undefined : { how: hit },
    chance: tried * shareHit(number),
    most: { backed: 0.1, open: 0.3 },
  }
}

/** What lies between two figures of the paragraph and what stands beside it, or how many times one is the other. */
function* ofPairs(claim: Claim, number: WrittenNumber, { held, around }: With): Generator<Way> {
  if (number.unit === 'percent') return
  // What an item or a row tells of its own thing is no figure of two others.
  const { by } = around.scopeOf(claim)
  if (by === 'row' || by === 'item') return
  // What things come to that it names is worked out: else it is wrong.
  if (/\b(?:together|combined|both)\b/i.test(claim.statement.text)) return
  const stated = held.flatMap(({ claim: one, backing }) =>
    backing !== undefined &&
    one !== claim &&
    one.number !== undefined &&
    (number.unit === 'times' ? !isRatio(one.number) : one.number.unit === number.unit)
      ? [{ value: inBase(one.number), block: one.statement.block }]
      : [],
  )
  const near = stated.filter(({ block }) => Math.abs(block - claim.statement.block) <= 1)
  const [scale = 1] = scalesOf(number)
  const value = number.value * scale
  yield betweenRead(claim, number, { held, around })
  const made = pairsOf(distinct(near.map((one) => one.value))).map(([one, other]) =>
    number.unit === 'times'
      ? Math.max(one, other) / Math.max(1e-9, Math.min(one, other))
      : Math.abs(one - other),
  )
  const some = made.filter((one) => one > value / spread && one < value * spread)
  yield {
    hit: some.some((one) => Math.abs(one - value) <= number.slack * scale)
      ? { how: 'two values in the answer' }
      : undefined,
    chance: some.length * shareHit(number),
    most: { backed: 0, open: 0.04 },
  }
}

/** `SageMaker missed the list by $3.53`: what lies between a figure beside it and another of its member. */
function betweenRead(claim: Claim, number: WrittenNumber, { held, around: { index } }: With): Way {
  const columns = new Map(index.numbersByColumn.map((some) => [some[0]?.column, some]))
  const made = held.flatMap(({ claim: one, backing }) => {
    if (one === claim || one.statement.block !== claim.statement.block) return []
    const place = backing?.by === 'found' ? backing.place : undefined
    if (place === undefined || !('column' in place && 'value' in place)) return []
    const { column, value, row } = place as Aggregate['place']
    const others =
      columns.get(column)?.filter((other) => other.row === row || !other.path.endsWith(']')) ?? []
    return others.length > 60 ? [] : others.map((other) => Math.abs(other.value - value))
  })
  const some = distinctOf(made).filter(
    (one) => one > number.value / spread && one < number.value * spread,
  )
  return {
    hit: some.some((one) => Math.abs(one - number.value) <= number.slack)
      ? { how: 'difference of two values of a member' }
      : undefined,
    chance: some.length * shareHit(number),
    most: { backed: 0, open: 0.05 },
  }
}

const distinctOf = (values: readonly number[]): number[] => [...new Set(values)]

const isRatio = ({ unit }: WrittenNumber): boolean => unit === 'percent' || unit === 'times'

const mostValues = 24
const distinct = (values: readonly number[]): number[] => [...new Set(values)].slice(0, mostValues)

const pairsOf = (values: readonly number[]): [number, number][] =>
  values.flatMap((one, at) => values.slice(at + 1).map((other): [number, number] => [one, other]))
