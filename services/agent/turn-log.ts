import type { FastifyBaseLogger } from 'fastify'
import * as z from 'zod'
import type { AgentConfig } from './config.ts'
import type { AgentEventOf, Usage } from './events.ts'
import { type Price, usdOf } from './events.ts'
import type { Shares } from './quota/quota.ts'
import type { QuotaSpent } from './quota/quota-spent.ts'
import type { Ending } from './turn-ending.ts'

/** Whose measures they are: several deployments may share an environment's name, and an account. */
export type Measured = Pick<AgentConfig, 'environment' | 'deployment'>

interface Auditing {
  owner: string
  measured: Measured
  /** Of the tools that there are: a measure has no others, for a model may make up any number. */
  toolNames: readonly string[]
  log: FastifyBaseLogger
}

/** Who called what where, for whoever must answer that one day; never what was said or found. */
export function auditToolCall(
  result: AgentEventOf<'tool_result'>,
  { owner, measured, toolNames, log }: Auditing,
): void {
  const { tool, status, duration_ms: durationMs } = result
  const { operation, regions: answered, empty_regions, for_each } = audited.parse(result.result)
  const regions = answered && [...answered, ...(empty_regions ?? [])]
  // Other names were made up by the model, of whatever it had read.
  const called = toolNames.includes(tool) ? tool : 'unknown'
  // How many calls of the operation this was, where it ran for each of many names.
  const names = for_each?.names
  const failure =
    status === 'error'
      ? embedded({ Tool: called, ToolFailures: 1 }, measured, new Date(), [
          { beside: ['Tool'], names: ['ToolFailures'] },
        ])
      : {}
  const line = { owner, tool: called, operation, regions, names, status, durationMs, ...failure }
  always(log).info(line, 'tool answered')
}

/** These come from tools: what does not look like one is no name. */
const operationName = z.string().regex(/^[\w-]{1,40}:\w{1,100}$/)
const regionName = z.string().regex(/^[a-z0-9-]{1,32}$/)
const audited = z
  .object({
    operation: operationName.optional().catch(undefined),
    regions: z
      .array(z.object({ region: regionName }).transform(({ region }) => region))
      .optional()
      .catch(undefined),
    empty_regions: z.array(regionName).optional().catch(undefined),
    for_each: z.object({ names: z.int() }).optional().catch(undefined),
  })
  .catch({
    operation: undefined,
    regions: undefined,
    empty_regions: undefined,
    for_each: undefined,
  })

/** A question that was refused, as a limit of tokens or dollars was reached. */
export function logQuotaSpent(
  { limit }: QuotaSpent,
  measured: Measured,
  now: Date,
  log: FastifyBaseLogger,
): void {
  const line = { Limit: limit, RefusedTurns: 1 }
  const sets = [{ beside: ['Limit'], names: ['RefusedTurns'] }]
  always(log).info(embedded(line, measured, now, sets), 'turn refused')
}

interface EndedTurn {
  measured: Measured
  now: Date
  durationMs: number
  /** Absent where nothing was said. */
  firstTextMs: number | undefined
  usage: Usage
  ending: Ending
  /** Of limits that are configured. */
  shares: Shares | undefined
}

/** One line a turn, which is its measures for CloudWatch too. */
export function logTurn(turn: EndedTurn, log: FastifyBaseLogger): void {
  const { ending, measured, now } = turn
  const values = measures(turn)
  const sets: MeasureSet[] = [{ beside: [], names: Object.keys(values) }]
  const ended =
    ending.type === 'error' ? { Code: ending.code, Errors: 1 } : { stop: ending.stop_reason }
  if ('Code' in ended) sets.push({ beside: ['Code'], names: ['Errors'] })
  always(log).info(embedded({ ...values, ...ended }, measured, now, sets), 'turn ended')
}

/** Measures and records hang on no level: who wants fewer lines still wants to hear of an outage. */
function always(log: FastifyBaseLogger): FastifyBaseLogger {
  return log.level === 'silent' ? log : log.child({}, { level: 'info' })
}

function measures({
  durationMs,
  firstTextMs,
  usage,
  ending,
  shares = {},
}: EndedTurn): Record<string, number> {
  return {
    Turns: 1,
    // Of turns, so that their share can be told.
    FailedTurns: ending.type === 'error' ? 1 : 0,
    TurnDuration: durationMs,
    ...(firstTextMs !== undefined && { TimeToFirstText: firstTextMs }),
    ModelCalls: usage.model_calls,
    ToolCalls: usage.tool_calls,
    InputTokens: usage.input_tokens,
    OutputTokens: usage.output_tokens,
    CacheReadTokens: usage.cache_read_tokens,
    CacheWriteTokens: usage.cache_write_tokens,
    BilledDollars: usdOf(usage.charges ?? []),
    ...priceMeasures(usage.price),
    ...(shares.person_day !== undefined && { PersonDayShare: shares.person_day }),
    ...(shares.deployment_month !== undefined && { MonthShare: shares.deployment_month }),
  }
}

/** A sum of turns that are not wholly priced would be too low, and look right. */
function priceMeasures(price: Price | undefined): Record<string, number> {
  if (price === undefined) return {}
  return price.unknown.length > 0 ? { UnpricedTurns: 1 } : { TurnUsd: price.usd, UnpricedTurns: 0 }
}

interface MeasureSet {
  /** Dimensions beside that of the environment, and that of the deployment. */
  beside: string[]
  names: string[]
}

/** CloudWatch's embedded metric format: values, and which of them are measures of what. */
function embedded<T extends object>(
  values: T,
  { environment, deployment }: Measured,
  now: Date,
  sets: readonly MeasureSet[],
) {
  const whose = deployment === undefined ? ['Environment'] : ['Environment', 'Deployment']
  return {
    ...values,
    Environment: environment,
    ...(deployment !== undefined && { Deployment: deployment }),
    _aws: {
      Timestamp: now.getTime(),
      CloudWatchMetrics: sets.map(({ beside, names }) => ({
        Namespace: 'AWSOperationsAgent',
        Dimensions: whose.map((one) => [one, ...beside]),
        Metrics: names.map((Name) => ({ Name, Unit: unitOf(Name) })),
      })),
    },
  }
}

function unitOf(name: string): 'Milliseconds' | 'Count' | 'Percent' | 'None' {
  if (name.endsWith('Share')) return 'Percent'
  if (name === 'BilledDollars' || name === 'TurnUsd') return 'None'
  return name === 'TurnDuration' || name === 'TimeToFirstText' ? 'Milliseconds' : 'Count'
}
