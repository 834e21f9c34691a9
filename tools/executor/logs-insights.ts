import { setTimeout as wait } from 'node:timers/promises'
import type { Operation } from '../catalogue/catalogue.ts'
import { isRecord } from '../json.ts'
import { composedActions } from '../policy/iam-actions.ts'
import type { ToolContext } from '../tool.ts'
import { ToolError } from '../tool-error.ts'

/** A query of Logs Insights, run to its end: AWS has it as three operations, none read by itself. */
export const insightsQuery: Operation = {
  description:
    'Runs a Logs Insights query (fields, filter, stats, parse, sort, limit) over log groups; the ' +
    'last hour by default, at most 7 days; at most 1000 rows; stopped at 10 GB scanned',
  class: 'data',
  kind: 'logs',
  actions: composedActions.logs,
  access: 'Read',
  parameters: {
    logGroupNames: 'string[]!',
    queryString: 'string!',
    startTime: 'timestamp',
    endTime: 'timestamp',
    limit: 'number',
  },
  items: 'results',
}

/** Asked again it would run, and be billed, again: it has no pages. */
export const isInsightsQuery = ({ operation }: { operation: Operation }): boolean =>
  operation === insightsQuery

export const insightsLimits = {
  hours: 7 * 24,
  rows: 1000,
  defaultRows: 100,
  logGroups: 50,
  /** In each region; a query that scans this much costs some 5 cents. */
  bytesScanned: 10_000_000_000,
} as const

type Input = Readonly<Record<string, unknown>>

interface Place {
  input: Input
  region: string
}

/** Starts the query and waits for its rows, as objects; stops it where it goes on for too long. */
export async function runInsightsQuery(
  { input, region }: Place,
  context: ToolContext,
): Promise<Record<string, unknown>> {
  const started = startInput(input, context.now())
  const { queryId } = await send('StartQuery', { input: started, region }, context)
  if (typeof queryId !== 'string') throw new Error('StartQuery gave no queryId')
  try {
    const { results, statistics } = await finished({ input: { queryId }, region }, context)
    const rows = results.slice(0, insightsLimits.rows).map(asObject)
    const isTruncated = results.length >= started.limit
    return { results: rows, isTruncated, ...(statistics === undefined ? {} : { statistics }) }
  } catch (error) {
    await stop({ input: { queryId }, region }, context)
    throw context.signal.aborted ? outOfTime(error) : error
  }
}

function startInput({ logGroupNames, queryString, startTime, endTime, limit }: Input, now: Date) {
  const end = endTime instanceof Date ? seconds(endTime) : seconds(now)
  const start = startTime instanceof Date ? seconds(startTime) : end - 3600
  const rows = typeof limit === 'number' ? limit : insightsLimits.defaultRows
  const groups = Array.isArray(logGroupNames) ? logGroupNames.length : 0
  if (start >= end) throw invalid('startTime must be before endTime')
  if (end - start > insightsLimits.hours * 3600) {
    throw invalid('startTime to endTime is more than 7 days')
  }
  if (!Number.isInteger(rows) || rows < 1 || rows > insightsLimits.rows) {
    throw invalid(`limit must be 1 to ${insightsLimits.rows}`)
  }
  if (groups < 1 || groups > insightsLimits.logGroups) {
    throw invalid(`logGroupNames must be 1 to ${insightsLimits.logGroups} names`)
  }
  if (/\bunmask\b/i.test(String(queryString))) {
    throw invalid('unmask is refused: it shows what a data protection policy masks')
  }
  return { logGroupNames, queryString, startTime: start, endTime: end, limit: rows }
}

/** FilterLogEvents takes milliseconds: a date far off was one of those, taken for seconds. */
function seconds(date: Date): number {
  const time = date.getTime() / 1000
  return Math.floor(time > 100_000_000_000 ? time / 1000 : time)
}

const invalid = (message: string) =>
  new ToolError('invalid_parameter', message, {
    hint: 'Times are as 2030-01-31T09:00:00Z; the last hour where none is given.',
  })

const firstWaitMs = 100
const longestWaitMs = 1_000

/** Polls until the query is complete. Rows of one that is not are no answer: stats would be wrong. */
async function finished(query: Place, context: ToolContext) {
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    const { status, results, statistics } = await send('GetQueryResults', query, context)
    if (status === 'Complete') {
      checkScanned(statistics, query, context)
      const rows: unknown[] = Array.isArray(results) ? results : []
      return { results: rows, statistics }
    }
    if (status !== 'Scheduled' && status !== 'Running') {
      throw new ToolError('aws_error', `The query ended as ${String(status)}`, narrower)
    }
    checkScanned(statistics, query, context)
    await wait(waitMs, undefined, { signal: context.signal })
  }
}

/** Of this query, and of all that the tool call has started. */
function checkScanned(statistics: unknown, { input, region }: Place, { spending }: ToolContext) {
  const scanned = isRecord(statistics) ? Number(statistics.bytesScanned ?? 0) : 0
  spending?.scanned(`${region} ${String(input.queryId)}`, scanned)
  if (scanned > insightsLimits.bytesScanned) throw tooMuch(scanned)
}

const narrower = {
  hint: 'Narrow startTime to endTime, name fewer log groups, or look with FilterLogEvents.',
}

const tooMuch = (scanned: number) =>
  new ToolError(
    'limit_exceeded',
    `The query was stopped: it had scanned ${gigabytes(scanned)} GB, and may scan ` +
      `${gigabytes(insightsLimits.bytesScanned)} GB`,
    narrower,
  )

const gigabytes = (bytes: number) => Math.round(bytes / 100_000_000) / 10

const outOfTime = (cause: unknown) =>
  cause instanceof ToolError
    ? cause
    : new ToolError('timeout', 'The query was stopped: it took too long', narrower)

/** Whatever ended the waiting, a query that goes on is billed; one that ended refuses this. */
async function stop(query: Place, context: ToolContext): Promise<void> {
  const signal = AbortSignal.timeout(2_000)
  await send('StopQuery', query, { ...context, signal }).catch(() => undefined)
}

const send = (operation: string, { input, region }: Place, { clients, signal }: ToolContext) =>
  clients.send({ service: 'cloudwatch-logs', operation, input: { ...input }, region, signal })

/** `[{ field, value }, …]` as one object, without the pointer that only AWS reads. */
function asObject(row: unknown): Record<string, unknown> {
  const fields: unknown[] = Array.isArray(row) ? row : []
  return Object.fromEntries(
    fields
      .filter(isRecord)
      .filter(({ field }) => typeof field === 'string' && field !== '@ptr')
      .map(({ field, value }) => [field, value]),
  )
}
