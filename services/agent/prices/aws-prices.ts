/**
 * Where the prices below are from, and until when that may be relied on: see tools/kept-list.ts. They were compared
 * with what several others have published of these pages in 2026; what nobody was found to name is not here.
 */
export const awsPrices = {
  what: 'prices of Lambda, DynamoDB on demand and AgentCore Gateway',
  source:
    'https://aws.amazon.com/lambda/pricing/, https://aws.amazon.com/dynamodb/pricing/on-demand/ and https://aws.amazon.com/bedrock/agentcore/pricing/',
  comparedOn: '2026-11-28',
  goodForDays: 365,
}

/** Where Lambda on x86 and the gateway cost the same, before any savings plan and the free tier. */
const regions = new Set(['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1', 'eu-central-1'])
const lambdaPerGbSecond = 0.0000166667
const lambdaPerRequest = 0.2 / 1e6

/** For each call that the gateway is sent. */
const gatewayPerCall = 5 / 1e6

/** For a million request units; elsewhere it is more, and how much is not known here. */
const tablePrices: Readonly<Record<string, { write: number; read: number }>> = {
  'us-east-1': { write: 0.625, read: 0.125 },
  'us-east-2': { write: 0.625, read: 0.125 },
  'us-west-2': { write: 0.625, read: 0.125 },
}

/** Undefined in a region whose prices are not in the list. */
export function lambdaUsd(
  region: string,
  { ms, memoryMb, invocations }: { ms: number; memoryMb: number; invocations: number },
): number | undefined {
  if (!regions.has(region)) return undefined
  return (ms / 1000) * (memoryMb / 1024) * lambdaPerGbSecond + invocations * lambdaPerRequest
}

export function gatewayUsd(region: string, calls: number): number | undefined {
  return regions.has(region) ? calls * gatewayPerCall : undefined
}

/** By estimate: nobody counts the units, and they are hundredths of a cent. */
export function tableUsd(
  region: string,
  { storedBytes, readBytes, seconds }: { storedBytes: number; readBytes: number; seconds: number },
): number | undefined {
  const price = tablePrices[region]
  if (price === undefined) return undefined
  // Lease and release with their index, the request, the question, the answer; a heartbeat each 10 s.
  const writes = 7 + Math.ceil(storedBytes / 1024) + Math.floor(seconds / 10)
  const reads = 3 + Math.ceil(readBytes / 4096)
  return (writes * price.write + reads * price.read) / 1e6
}
