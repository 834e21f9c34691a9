import type { NameFailure, ToolContext } from '../../tool.ts'
import { ToolError } from '../../tool-error.ts'
import type { About } from '../about.ts'
import { page, type RegionCall } from '../ask-region.ts'
import { largeBytes } from '../bound.ts'
import { bucketRegion } from '../bucket-region.ts'
import { checkedInput } from '../checked-input.ts'
import { type Collected, collect } from '../collect.ts'
import { type DescribedFailure, failureOf } from '../failure-of.ts'
import type { EachPosition, Position } from '../next-token.ts'
import type { RegionAnswer } from '../region-result.ts'
import { Pace, usualPace } from './pace.ts'
import { rowsOf } from './rows.ts'

export interface NamesCall extends RegionCall {
  parameter: string
}

/** Names to ask for in one region, and how to go on at each of them, and after the last. */
export interface Named {
  region: string
  shown: string
  names: readonly string[]
  positionOf: (index: number) => EachPosition
  /** Where in the first name to begin. */
  start: Position
  /** There are names beyond these. */
  more: boolean
}

type Outcome = { collected: Collected } | { failure: DescribedFailure }

/** Of all rows together, before they are bounded; a query may look at more. */
const bytesToShow = 64_000
const bytesToQuery = 4_000_000

/** The rows of all names, in their order, up to the bounds; names that fail stand beside them. */
export async function askNames(
  call: NamesCall,
  named: Named,
  context: ToolContext,
): Promise<RegionAnswer> {
  const outcomes = await outcomesOf(call, named, context)
  const last = outcomes.findLastIndex((outcome) => outcome !== undefined)
  const { names, region, positionOf } = named
  const rows = new Rows(call, named)
  for (const [index, name] of names.entries()) {
    const outcome = outcomes[index]
    if (index > last) return rows.end({ ...start(region), each: positionOf(index) })
    const isEnd = await rows.add(index, name, outcome)
    if (isEnd) return rows.end()
  }
  return named.more ? rows.end({ ...start(region), each: positionOf(names.length) }) : rows.end()
}

const start = (region: string): Position => ({ region, tokens: {}, skip: 0 })

/** What each name came to; none for those that the time or the bounds have no room for. */
async function outcomesOf(
  call: NamesCall,
  { names, region, start: begun }: Named,
  context: ToolContext,
): Promise<(Outcome | undefined)[]> {
  const pace = new Pace()
  const mostBytes = call.query === undefined ? bytesToShow : bytesToQuery
  const outcomes: (Outcome | undefined)[] = []
  let [next, rows, bytes] = [0, 0, 0]
  const worker = async () => {
    while (next < names.length && rows < call.maxItems && bytes < mostBytes) {
      const index = next
      next += 1
      const from = index === 0 ? begun : start(region)
      const ask = () => askName(call, { name: names[index] ?? '', from }, context)
      if (context.signal.aborted) return
      const outcome = await pace.run(ask, { isThrottled, signal: context.signal })
      outcomes[index] = outcome
      rows += 'collected' in outcome ? Math.max(1, outcome.collected.items.length) : 0
      bytes += 'collected' in outcome ? outcome.collected.bytes : 0
    }
  }
  await Promise.all(Array.from({ length: Math.min(usualPace.most, names.length) }, worker))
  return outcomes
}

const isThrottled = (outcome: Outcome): boolean =>
  'failure' in outcome && outcome.failure.code === 'throttled'

async function askName(
  { found, parameter, input, maxItems, query }: NamesCall,
  { name, from }: { name: string; from: Position },
  context: ToolContext,
): Promise<Outcome> {
  try {
    const own = checkedInput(found, { ...input, [parameter]: name })
    const isBucket = found.service === 's3' && parameter === 'Bucket'
    const region = isBucket ? await bucketRegion(name, from.region, context) : from.region
    const collected = await collect({
      ...{ found, input: own, start: from, maxItems, signal: context.signal },
      ...(query === undefined
        ? { maxBytes: bytesToShow, countedBytes: largeBytes }
        : { maxBytes: bytesToQuery }),
      send: (pageInput) => page(found, { input: pageInput, region }, context),
    })
    return { collected }
  } catch (error) {
    if (error instanceof ToolError && error.code === 'invalid_query') throw error
    return { failure: await failureOf(error, found) }
  }
}

/** Rows as they come together, each with the position after it. */
class Rows {
  readonly #call: NamesCall
  readonly #named: Named
  readonly #answer: RegionAnswer & { failures: { at: number; failure: NameFailure }[] }
  readonly #abouts: About = {}
  #cutOff: string | undefined

  constructor(call: NamesCall, named: Named) {
    this.#call = call
    this.#named = named
    const empty = { items: [], after: [], about: {}, pages: 0, bytes: 0, failures: [] }
    this.#answer = { region: named.shown, ...empty }
  }

  /** True where the bounds are reached within this name. */
  async add(index: number, name: string, outcome: Outcome | undefined): Promise<boolean> {
    const { items, after, failures } = this.#answer
    const { found, parameter, maxItems } = this.#call
    if (outcome === undefined || 'failure' in outcome) {
      const failure = outcome?.failure ?? outOfTime
      failures.push({ at: items.length, failure: { [parameter]: name, ...failure } })
      return false
    }
    const { collected } = outcome
    const each = this.#named.positionOf(index)
    const next = { ...start(this.#named.region), each: this.#named.positionOf(index + 1) }
    const isEmpty = collected.items.length === 0
    // Of a name that was not looked through, a row would say that it has none.
    const isUnknown = isEmpty && collected.end !== undefined
    const rows = isUnknown ? [] : await rowsOf(found, { parameter, name }, collected)
    const room = maxItems - items.length
    for (const [at, row] of rows.slice(0, room).entries()) {
      items.push(row)
      const isLast = at === rows.length - 1 && collected.end === undefined
      const within = collected.after[at]
      after.push(isLast || within === undefined ? next : { ...within, each })
    }
    this.#answer.pages += collected.pages
    if (!isEmpty && Object.keys(collected.about).length > 0) this.#abouts[name] = collected.about
    if (collected.cutOff !== undefined) this.#cutOff ??= name
    const isCut = rows.length > room
    if (collected.end !== undefined && !isCut) {
      this.#answer.end = { ...collected.end, each }
      if (collected.failure !== undefined) this.#answer.failure = collected.failure
      return true
    }
    const isLastName = index === this.#named.names.length - 1
    const isFull = isCut || (items.length >= maxItems && !isLastName)
    if (isFull) this.#answer.end = after.at(-1) ?? next
    return isFull
  }

  end(position?: Position): RegionAnswer {
    const cut = this.#cutOff
    return {
      ...this.#answer,
      about: this.#abouts,
      ...(position === undefined ? {} : { end: position }),
      ...(cut === undefined ? {} : { cutOff: 'no way on', hint: `Of ${cut} AWS gives no more.` }),
    }
  }
}

const outOfTime = { code: 'timeout' as const, message: 'The time was up before AWS answered.' }
