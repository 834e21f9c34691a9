import type { Service } from '../catalogue/services.ts'
import { isRecord } from '../json.ts'
import type { ForEach, ToolContext, ToolResult } from '../tool.ts'
import { refusal, ToolError } from '../tool-error.ts'
import { allow } from './allow.ts'
import { askRegion, type RegionCall } from './ask-region.ts'
import type { Part } from './bound.ts'
import { boundResult } from './bound-result.ts'
import { checkedInput } from './checked-input.ts'
import { type FoundOperation, findOperation } from './find-operation.ts'
import { type Each, eachOf } from './for-each/each-of.ts'
import { inParallel } from './in-parallel.ts'
import { isInsightsQuery } from './logs-insights.ts'
import { withOwnAccount } from './own-account.ts'
import { pace } from './pace.ts'
import { checkQuery } from './query.ts'
import { regionNotice } from './region-notice.ts'
import { sentCall } from './sent-call.ts'
import { startsOf } from './starts.ts'
import { timeShare } from './time-share.ts'

export interface Call {
  /** The services among which the operation is looked for. */
  services: readonly Service[]
  operation: string
  /** An object, or the JSON text of one. */
  parameters?: unknown
  /** One, several (a list, or separated by commas) or `all` enabled ones. */
  region?: string | readonly string[]
  /** JMESPath. */
  query?: string
  maxItems?: number
  nextToken?: string
}

export const limits = {
  /**
   * Without a query. With one, all are looked at up to `maxItems`, since few are shown; a query of
   * Logs Insights has its own limit.
   */
  defaultItems: 50,
  maxItems: 1000,
  /** Of the whole result. */
  resultBytes: 32_000,
  timeMs: 20_000,
  /** As many as regions there are; fewer where AWS throttles. */
  regionsAtOnce: 32,
} as const

/** Runs one read operation; whatever the caller can act on comes back as a result. */
export async function execute(call: Call, context: ToolContext): Promise<ToolResult> {
  try {
    const found = await findOperation(call.operation, call.services)
    return await runFound(found, call, context)
  } catch (error) {
    if (error instanceof ToolError) return refusal(error)
    throw error
  }
}

async function runFound(found: FoundOperation, call: Call, context: ToolContext) {
  try {
    await allow(found, context)
    const signal = AbortSignal.any([context.signal, AbortSignal.timeout(limits.timeMs)])
    return await run(found, call, { ...context, signal })
  } catch (error) {
    if (error instanceof ToolError) return { ...refusal(error), operation: found.fullName }
    throw error
  }
}

async function run(found: FoundOperation, call: Call, context: ToolContext): Promise<ToolResult> {
  const parameters = withOwnAccount(found, call.parameters, context)
  const each = await eachOf(found, parameters)
  const input = each === undefined ? checkedInput(found, parameters) : await eachInput(found, each)
  if (call.query !== undefined) await checkQuery(call.query)
  const digest = `${found.fullName} ${canonical(input)}`
  const starts = await startsOf(found, { ...call, input, digest, each }, context)
  const isShort = call.query === undefined && each === undefined && !isInsightsQuery(found)
  const usual = isShort ? limits.defaultItems : limits.maxItems
  const regionCall = {
    found,
    input: each?.others ?? input,
    digest,
    query: call.query,
    maxItems: Math.min(call.maxItems ?? usual, limits.maxItems),
    maxBytes: limits.resultBytes,
  }
  const { parts, ...more } = await partsOf({ each, call: regionCall, starts }, context)
  const notice = regionNotice(found, {
    ...{ ...call, defaultRegion: context.defaultRegion },
    isOfAll: more.for_each?.listed_by !== undefined,
  })
  const frame = {
    maxBytes: limits.resultBytes,
    operation: found.fullName,
    call: sentCall(found, { input, ...call, starts }),
    ...more,
    ...(notice === undefined ? {} : { notice }),
  }
  return boundResult(parts, regionCall, frame)
}

/** Loaded where a call is for each of many: most are not. */
const loadForEach = () => import('./for-each/for-each.ts')

async function eachInput(found: FoundOperation, each: Each) {
  const { asGiven, checkEach } = await loadForEach()
  checkEach(found, each)
  return asGiven(each)
}

interface Asked {
  each: Each | undefined
  call: RegionCall
  starts: Awaited<ReturnType<typeof startsOf>>
}

async function partsOf(
  { each, call, starts }: Asked,
  context: ToolContext,
): Promise<{ parts: Part[]; for_each?: ForEach }> {
  const { regionsAtOnce, timeMs } = limits
  if (each !== undefined) {
    const { found } = call
    const request = { found, each, call, starts, regionsAtOnce, timeMs }
    const { runForEach } = await loadForEach()
    const { parts, forEach } = await runForEach(request, context)
    return { parts, for_each: forEach }
  }
  const time = timeShare(starts.length, regionsAtOnce, timeMs)
  const paced = pace(regionsAtOnce)
  const parts = await inParallel(starts, paced, (start) =>
    askRegion(call, start, { ...context, pace: paced, signal: time.next(context.signal) }),
  )
  return { parts }
}

/** The same text for the same parameters in another order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_name, member) =>
    isRecord(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  )
