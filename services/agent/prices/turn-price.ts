import type { AgentConfig, ModelPrice } from '../config.ts'
import { type Price, type Usage, usdOf } from '../events.ts'
import { awsPrices, gatewayUsd, lambdaUsd, tableUsd } from './aws-prices.ts'
import { modelPrice, modelPrices } from './model-prices.ts'

interface PricedTurn {
  config: Pick<AgentConfig, 'model' | 'deployment' | 'region' | 'memoryMb'>
  usage: Usage
  durationMs: number
  /** Of all tool calls together. */
  toolMs: number
  storedBytes: number
  readBytes: number
}

/**
 * What a turn cost, part by part, in dollars and by lists of prices: before discounts, free tiers and
 * taxes. A part of which nobody here knows the price is named, and is not in the sum.
 */
export function turnPrice(turn: PricedTurn): Price {
  const { config, usage } = turn
  const parts: Record<string, number | undefined> = {
    model: modelUsd(usage, modelPrice(config.model, config.region)),
    ...(config.deployment !== undefined && deployedParts(turn)),
    ...(usage.charges !== undefined && { reads: usdOf(usage.charges) }),
  }
  const known = Object.entries(parts).flatMap(([part, usd]) =>
    usd === undefined ? [] : [[part, rounded(usd)] as const],
  )
  return {
    usd: rounded(known.reduce((sum, [, usd]) => sum + usd, 0)),
    parts: Object.fromEntries(known),
    unknown: Object.keys(parts).filter((part) => parts[part] === undefined),
    as_of: [modelPrices.comparedOn, awsPrices.comparedOn].toSorted()[0] ?? '',
  }
}

/** Tokens from a cache, and into it, have prices of their own. */
export function modelUsd(usage: Usage, price: ModelPrice | undefined): number | undefined {
  if (price === undefined) return undefined
  const { input_tokens, output_tokens, cache_read_tokens, cache_write_tokens } = usage
  const counts = [
    [input_tokens, price.input],
    [output_tokens, price.output],
    [cache_read_tokens, price.cacheRead],
    [cache_write_tokens, price.cacheWrite],
  ] as const
  const isFree = counts.every(([, usd]) => usd === 0)
  // A server that does not count its tokens.
  if (usage.model_calls > 0 && input_tokens + output_tokens === 0 && !isFree) return undefined
  let sum = 0
  for (const [tokens, usd] of counts) {
    if (tokens === 0) continue
    if (usd === undefined) return undefined
    sum += (tokens * usd) / 1e6
  }
  return sum
}

/** Of what runs in AWS for a turn; on a machine of one's own nothing of it does. */
function deployedParts({ config, ...turn }: PricedTurn): Record<string, number | undefined> {
  const { region = '', memoryMb = agentMemoryMb } = config
  const { tool_calls } = turn.usage
  const agent = { ms: turn.durationMs, memoryMb, invocations: 1 }
  const tools = { ms: turn.toolMs, memoryMb: toolMemoryMb, invocations: tool_calls }
  const [ofAgent, ofTools] = [lambdaUsd(region, agent), lambdaUsd(region, tools)]
  return {
    lambda: ofAgent === undefined || ofTools === undefined ? undefined : ofAgent + ofTools,
    // And the list of tools, though that is remembered.
    gateway: gatewayUsd(region, tool_calls + 1),
    table: tableUsd(region, { ...turn, seconds: turn.durationMs / 1000 }),
  }
}

/** As the stack makes them. */
const agentMemoryMb = 1_536
const toolMemoryMb = 3_008

/** Finer than any part of it, coarser than what binary adds. */
const rounded = (usd: number): number => Math.round(usd * 1e7) / 1e7
