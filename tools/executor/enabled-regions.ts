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
  if (ageMs >= freshMs) askBeside(context)
  return known.regions
}

/** Nobody waits for it, one at a time is enough, and what it fails with is told by the next that has to ask. */
function askBeside(context: ToolContext): void {
  const { clients } = context
  if (asking.has(clients)) return
  asking.add(clients)
  void askEnabledRegions(context)
    .catch(() => undefined)
    .finally(() => asking.delete(clients))
}

/** As EC2 tells them now. */
export async function askEnabledRegions({
  clients,
  defaultRegion,
  signal,
  now,
}: ToolContext): Promise<readonly string[]> {
  const at = now().getTime()
  asked += 1
  const order = asked
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
  // One that was asked for before what is remembered may be answered after it.
  const isNewer = order > (remembered.get(clients)?.order ?? 0)
  if (regions.length > 0 && isNewer) remembered.set(clients, { at, order, regions })
  return regions
}

const freshMs = 60_000
const rememberedMs = 10 * 60_000

interface Remembered {
  at: number
  /** Which time it was that somebody asked: clocks are set back. */
  order: number
  regions: readonly string[]
}

const remembered = new WeakMap<AwsClients, Remembered>()
const asking = new WeakSet<AwsClients>()
let asked = 0
