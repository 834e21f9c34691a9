import { actionsOf, catalogueOf } from '../catalogue/catalogue.ts'
import type { Service } from '../catalogue/services.ts'
import { askEnabledRegions } from '../executor/enabled-regions.ts'
import { inParallel } from '../executor/in-parallel.ts'
import type { AwsClients, ToolContext, ToolErrorCode } from '../tool.ts'

export interface RegionsInUse {
  /** Those with something in them, and those that could not be told; the default one first. */
  regions: readonly string[]
  /** Enabled, and without anything that these reads see. */
  empty: readonly string[]
  /** Where nothing may be looked at, as by a policy of the organization: an answer must say so. */
  unseen: readonly { region: string; message: string }[]
}

/** What tells that a region is in use, a page each: the first by itself, then the others at once. */
export const probes: readonly Probe[] = [
  // What any service has counted in the last two weeks.
  { service: 'cloudwatch', operation: 'ListMetrics', list: 'Metrics' },
  // What stands still and counts nothing.
  ...[
    ec2('DescribeNetworkInterfaces', 'NetworkInterfaces', { MaxResults: 5 }),
    ec2('DescribeVolumes', 'Volumes', { MaxResults: 5 }),
    ec2('DescribeSnapshots', 'Snapshots', { OwnerIds: ['self'], MaxResults: 5 }),
    ec2('DescribeAddresses', 'Addresses'),
  ],
  { service: 'lambda', operation: 'ListFunctions', list: 'Functions', input: { MaxItems: 1 } },
  { service: 'dynamodb', operation: 'ListTables', list: 'TableNames', input: { Limit: 1 } },
  { service: 'sqs', operation: 'ListQueues', list: 'QueueUrls', input: { MaxResults: 1 } },
  { service: 'sns', operation: 'ListTopics', list: 'Topics' },
  {
    ...{ service: 'cloudwatch-logs', operation: 'DescribeLogGroups', list: 'logGroups' },
    input: { limit: 1 },
  },
  {
    ...{ service: 'cloudwatch', operation: 'DescribeAlarms', list: 'MetricAlarms' },
    input: { MaxRecords: 1 },
  },
]

interface Probe {
  service: Service
  operation: string
  /** The list of the answer that has something where the region is in use. */
  list: string
  input?: Record<string, unknown>
}

function ec2(operation: string, list: string, input?: Record<string, unknown>): Probe {
  return { service: 'ec2', operation, list, ...(input && { input }) }
}

/**
 * The enabled regions with anything in them: what a question about the whole estate looks at.
 * Remembered for ten minutes by the clients, so by process and identity. Throws what
 * ec2:DescribeRegions throws.
 */
export async function regionsInUse(context: ToolContext): Promise<RegionsInUse> {
  const { clients, now } = context
  const known = remembered.get(clients)
  if (known !== undefined && now().getTime() - known.at < rememberedMs) return known.found
  const enabled = await askEnabledRegions(context)
  const looks = await inParallel(enabled, regionsAtOnce, (region) => lookAt(region, context))
  const found = sortOut(looks, context.defaultRegion)
  const isSure = looks.every(({ state }) => state !== 'unsure')
  if (isSure) remembered.set(clients, { at: now().getTime(), found })
  return found
}

const rememberedMs = 10 * 60_000
const remembered = new WeakMap<AwsClients, { at: number; found: RegionsInUse }>()
const regionsAtOnce = 12
/** A region that does not answer for so long is looked at like one in use. */
const regionMs = 4_000

interface Look {
  region: string
  state: 'used' | 'empty' | 'unsure' | 'unseen'
  message: string
}

async function lookAt(region: string, context: ToolContext): Promise<Look> {
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(regionMs)])
  const ask = (probe: Probe) => answerOf(probe, region, { ...context, signal })
  const [first, ...others] = probes
  const began = first === undefined ? [] : [await ask(first)]
  const answers = began.includes('something')
    ? began
    : [...began, ...(await Promise.all(others.map(ask)))]
  if (answers.includes('something')) return { region, state: 'used', message: '' }
  const failures = answers.filter((answer) => typeof answer === 'object')
  const denied = failures.filter(({ code }) => code === 'access_denied')
  const [{ message } = { message: '' }] = failures
  if (denied.length === answers.length) return { region, state: 'unseen', message }
  // One read that is denied in every region makes none of them one in use.
  const isUnsure = failures.length > denied.length
  return { region, state: isUnsure ? 'unsure' : 'empty', message }
}

type Answer = 'something' | 'nothing' | { code: ToolErrorCode; message: string }

async function answerOf(probe: Probe, region: string, context: ToolContext): Promise<Answer> {
  const { service, operation, list, input = {} } = probe
  const { clients, signal } = context
  try {
    const output = await clients.send({ service, operation, input: { ...input }, region, signal })
    const entries = output[list]
    return Array.isArray(entries) && entries.length > 0 ? 'something' : 'nothing'
  } catch (error) {
    const known = (await catalogueOf(service)).operations[operation]
    const actions = known === undefined ? [] : actionsOf(service, operation, known)
    const { describeFailure } = await import('../executor/failure.ts')
    const failure = describeFailure(error, actions)
    if (failure === undefined) throw error
    return failure
  }
}

function sortOut(looks: readonly Look[], defaultRegion: string): RegionsInUse {
  const names = (...states: Look['state'][]) =>
    looks.filter(({ state }) => states.includes(state)).map(({ region }) => region)
  const used = names('used', 'unsure')
  const others = used.filter((region) => region !== defaultRegion)
  const unseen = looks
    .filter(({ region, state }) => state === 'unseen' && region !== defaultRegion)
    .map(({ region, message }) => ({ region, message }))
  return {
    regions: [defaultRegion, ...others],
    empty: names('empty').filter((region) => region !== defaultRegion),
    unseen,
  }
}
