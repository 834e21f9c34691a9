import { isRecord } from '../../json.ts'
import type { ForEach, NameFailure, RegionResult, ToolContext } from '../../tool.ts'
import { page, type RegionCall } from '../ask-region.ts'
import type { Part } from '../bound.ts'
import { checkedInput } from '../checked-input.ts'
import { collect } from '../collect.ts'
import { failureOf } from '../failure-of.ts'
import type { FoundOperation } from '../find-operation.ts'
import { inParallel } from '../in-parallel.ts'
import type { EachPosition, Position } from '../next-token.ts'
import { withOwnAccount } from '../own-account.ts'
import { pace } from '../pace.ts'
import type { RegionAnswer } from '../region-result.ts'
import { timeShare } from '../time-share.ts'
import { askNames, type Named } from './ask-names.ts'
import type { Each } from './each-of.ts'
import { failuresWithin } from './failures.ts'
import type { Listing } from './listing.ts'

/** Of one tool call: names, in all regions together. */
export const maxNames = 500
/** Of the names that failed, where all did: in all regions together. */
const failureBytes = 4_000

interface EachCall {
  found: FoundOperation
  each: Each
  call: RegionCall
  starts: readonly { start: Position; shown: string }[]
  regionsAtOnce: number
  timeMs: number
}

interface Answered {
  parts: Part[]
  forEach: ForEach
}

/** What each of many names answers, in each region: rows with the name, and failures beside them. */
export async function runForEach(request: EachCall, context: ToolContext): Promise<Answered> {
  const { each, call, starts, regionsAtOnce, timeMs } = request
  await learnBuckets(each, call, context)
  const named = await inParallel(starts, regionsAtOnce, (start) => namesIn(each, start, context))
  const shared = withinLimit(named)
  const time = timeShare(shared.length, regionsAtOnce, timeMs)
  const paced = pace(regionsAtOnce)
  const parts = await inParallel(shared, paced, async (part): Promise<Part> => {
    if ('failed' in part) return part
    const signal = time.next(context.signal)
    const answer = await askNames({ ...call, parameter: each.parameter }, part, {
      ...context,
      pace: paced,
      signal,
    })
    return partOf(answer, part, Math.floor(failureBytes / shared.length))
  })
  const names = shared.reduce((sum, part) => sum + ('names' in part ? part.names.length : 0), 0)
  const listed = isListing(each.names) ? { listed_by: each.names.found.fullName } : {}
  return {
    parts: isListing(each.names) ? parts : withoutElsewhere(parts, each.parameter),
    forEach: { parameter: each.parameter, names, ...listed },
  }
}

const isListing = (names: Each['names']): names is Listing => 'nameOf' in names

/** The parameters of the whole, as a result and its next_token know the call. */
export const asGiven = ({ parameter, names, others }: Each): Record<string, unknown> => ({
  ...others,
  [parameter]: isListing(names) ? 'all' : [...names],
})

/** All that can be said of the parameters before any call; a ToolError says what is wrong. */
export function checkEach(found: FoundOperation, { parameter, names, others }: Each): void {
  const samples = isListing(names) ? ['name'] : names
  for (const name of samples) checkedInput(found, { ...others, [parameter]: name })
}

type Names = Named | { failed: RegionResult }

async function namesIn(
  { names }: Each,
  { start, shown }: { start: Position; shown: string },
  context: ToolContext,
): Promise<Names> {
  const { region, each, ...within } = start
  const begun: Position = { region, ...within }
  if (!isListing(names)) {
    const at = each !== undefined && 'at' in each ? each.at : 0
    const positionOf = (index: number): EachPosition => ({ at: at + index })
    const rest = { names: names.slice(at), more: false }
    return { region, shown, ...rest, positionOf, start: begun }
  }
  const from =
    each !== undefined && 'list' in each ? each.list : { tokens: {}, skip: 0, page: undefined }
  try {
    const { page: size, ...rest } = from
    const position = { region, ...rest, ...(size === undefined ? {} : { page: size }) }
    const listed = await listedBy(names, { from: position, most: maxNames }, context)
    const positionOf = (index: number): EachPosition => {
      const position = index === 0 ? from : (listed.after[index - 1] ?? from)
      const { tokens, skip, page } = position
      return { list: { tokens, skip, page } }
    }
    const found = listed.items.map((item) => names.nameOf(item) ?? '')
    return {
      ...{ region, shown, names: found, more: listed.end !== undefined, positionOf },
      start: begun,
    }
  } catch (error) {
    return { failed: { region: shown, status: 'error', ...(await failureOf(error, names.found)) } }
  }
}

const listedBy = (
  { found, parameters }: Listing,
  { from, most }: { from: Position; most: number },
  context: ToolContext,
) =>
  collect({
    ...{ found, start: from, maxItems: most, maxBytes: 10_000_000, signal: context.signal },
    input: checkedInput(found, withOwnAccount(found, parameters, context)),
    send: (input) => page(found, { input, region: from.region }, context),
  })

/** A list of buckets tells the regions of all, where each would be asked for its own. */
async function learnBuckets({ names, parameter }: Each, call: RegionCall, context: ToolContext) {
  if (isListing(names) || names.length < 5 || parameter !== 'Bucket') return
  const { findOperation } = await import('../find-operation.ts')
  const found = await findOperation('ListBuckets', ['s3'])
  if (call.found.service !== 's3') return
  const listing = { found, parameters: {}, nameOf: () => undefined }
  const from = { region: context.defaultRegion, tokens: {}, skip: 0 }
  await listedBy(listing, { from, most: 5_000 }, context).catch(() => undefined)
}

/** A region with few names leaves its share of the limit to those with more. */
function withinLimit(all: readonly Names[]): Names[] {
  const counts = all.map((part) => ('names' in part ? part.names.length : 0))
  const byCount = counts.map((count, at) => ({ count, at })).sort((a, b) => a.count - b.count)
  const allowed: number[] = []
  let left = maxNames
  for (const [index, { count, at }] of byCount.entries()) {
    const share = Math.min(count, Math.floor(left / (byCount.length - index)))
    allowed[at] = share
    left -= share
  }
  return all.map((part, at) => {
    const most = allowed[at] ?? 0
    if ('failed' in part || part.names.length <= most) return part
    return { ...part, names: part.names.slice(0, most), more: true }
  })
}

/** A region in which no name could be answered has failed. */
function partOf(answer: RegionAnswer, { shown, names }: Named, maxBytes: number): Part {
  const { items, end, failures = [] } = answer
  const [first] = failures
  const isFailed = first !== undefined && items.length === 0 && end === undefined
  if (!isFailed) return { answer }
  const { code, message, hint } = first.failure
  const said =
    names.length === 1 ? message : `None of ${names.length} could be answered: ${message}`
  return {
    failed: {
      ...{ region: shown, status: 'error', code, message: said },
      ...(hint === undefined ? {} : { hint }),
      failures: failuresWithin(
        failures.map(({ failure }) => failure),
        maxBytes,
      ),
    },
  }
}

/** A name that is found in one of the regions is not missed in the others. */
function withoutElsewhere(parts: readonly Part[], parameter: string): Part[] {
  if (parts.length < 2) return [...parts]
  const answered = new Set(
    parts.flatMap((part) =>
      'answer' in part
        ? part.answer.items.map((row) => (isRecord(row) ? String(row[parameter]) : ''))
        : [],
    ),
  )
  const isMissed = (failure: NameFailure) =>
    failure.code !== 'not_found' || !answered.has(String(failure[parameter]))
  return parts.map((part): Part => {
    if ('answer' in part) {
      const failures = part.answer.failures?.filter(({ failure }) => isMissed(failure)) ?? []
      return { answer: { ...part.answer, failures } }
    }
    const { failed } = part
    if (failed.status === 'ok' || failed.failures === undefined) return part
    if (failed.failures.some(isMissed)) return part
    const nothing = { items: [], after: [], about: {}, pages: 0, bytes: 0 }
    return { answer: { region: failed.region, ...nothing } }
  })
}
