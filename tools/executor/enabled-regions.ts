import type { AwsClients, ToolContext } from '../tool.ts'

/**
 * The regions that the account has enabled. Once they are known, a call over all of them waits for
 * nothing: they are remembered for ten minutes by the clients, so by process and identity, and asked for
 * anew beside a call that finds them over a minute old. Throws what ec2:DescribeRegions throws.
 */
export async function enabledRegions(context: ToolContext): Promise<readonly string[]> {
  const known = remembered.get(context.clients)
  const ageMs = known === undefined ? Number.POSITIVE_INFINITY : context.now().getTime() - known.at
  if (known === undefined || ageMs < 0 || ageMs >= rememberedMs) return askEnabledRegions(context)
  // Nobody waits for it, and what it fails with is told by the next that has to ask.
  if (ageMs >= freshMs) void askEnabledRegions(context).catch(() => undefined)
  return known.regions
}

/** As EC2 tells them now. */
export async function askEnabledRegions({
  clients,
  defaultRegion,
  signal,
  now,
}: ToolContext): Promise<readonly string[]> {
  const at = now().getTime()
  const { Regions } = await clients.send({
    service: 'ec2',
    operation: 'DescribeRegions',
    input: {},
    region: defaultRegion,
    signal,
  })
  const entries: unknown[] = Array.isArray(Regions) ? Regions : []
  const regions = entries
    .flatMap((entry) =>
      typeof entry === 'object' && entry !== null && 'RegionName' in entry
        ? [String(entry.RegionName)]
        : [],
    )
    .sort()
  if (regions.length > 0) remembered.set(clients, { at, regions })
  return regions
}

const freshMs = 60_000
const rememberedMs = 10 * 60_000
const remembered = new WeakMap<AwsClients, { at: number; regions: readonly string[] }>()
