import type { FastifyBaseLogger } from 'fastify'
import { z } from 'zod'
import type { AgentEventOf, Usage } from './events.ts'
import type { Ending } from './turn-ending.ts'

/** Who called what where, for whoever must answer that one day; never what was said or found. */
export function auditToolCall(
  result: AgentEventOf<'tool_result'>,
  { owner, toolNames }: { owner: string; toolNames: readonly string[] },
  log: FastifyBaseLogger,
): void {
  const { tool, status, duration_ms: durationMs } = result
  const { operation, regions: answered, empty_regions, for_each } = audited.parse(result.result)
  const regions = answered && [...answered, ...(empty_regions ?? [])]
  // Other names were made up by the model, of whatever it had read.
  const called = toolNames.includes(tool) ? tool : 'unknown'
  // How many calls of the operation this was, where it ran for each of many names.
  const names = for_each?.names
  log.info({ owner, tool: called, operation, regions, names, status, durationMs }, 'tool answered')
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

interface EndedTurn {
  environment: string
  now: Date
  durationMs: number
  /** Absent where nothing was said. */
  firstTextMs: number | undefined
  usage: Usage
  ending: Ending
}

/** One line a turn, which is its measures for CloudWatch too: the embedded metric format. */
export function logTurn(turn: EndedTurn, log: FastifyBaseLogger): void {
  const { ending, environment, now } = turn
  const values = measures(turn)
  const metrics = [directive(['Environment'], Object.keys(values))]
  if (ending.type === 'error') metrics.push(directive(['Environment', 'Code'], ['Errors']))
  log.info(
    {
      ...values,
      ...(ending.type === 'error'
        ? { Code: ending.code, Errors: 1 }
        : { stop: ending.stop_reason }),
      Environment: environment,
      _aws: { Timestamp: now.getTime(), CloudWatchMetrics: metrics },
    },
    'turn ended',
  )
}

function measures({ durationMs, firstTextMs, usage }: EndedTurn): Record<string, number> {
  return {
    Turns: 1,
    TurnDuration: durationMs,
    ...(firstTextMs !== undefined && { TimeToFirstText: firstTextMs }),
    ModelCalls: usage.model_calls,
    ToolCalls: usage.tool_calls,
    InputTokens: usage.input_tokens,
    OutputTokens: usage.output_tokens,
    CacheReadTokens: usage.cache_read_tokens,
    CacheWriteTokens: usage.cache_write_tokens,
  }
}

function directive(dimensions: string[], names: string[]) {
  return {
    Namespace: 'AWSOperationsAgent',
    Dimensions: [dimensions],
    Metrics: names.map((Name) => ({ Name, Unit: unitOf(Name) })),
  }
}

function unitOf(name: string): 'Milliseconds' | 'Count' {
  return name === 'TurnDuration' || name === 'TimeToFirstText' ? 'Milliseconds' : 'Count'
}
