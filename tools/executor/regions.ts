import { services } from '../catalogue/services.ts'
import { cutText } from '../text.ts'
import type { ToolContext } from '../tool.ts'
import { ToolError } from '../tool-error.ts'
import { bucketRegion } from './bucket-region.ts'
import type { FoundOperation } from './find-operation.ts'
import { didYouMean } from './nearest.ts'

/** Where one call goes, and the name that its results are shown under. */
export interface Target {
  region: string
  shown: string
}

interface Request {
  found: FoundOperation
  /** As `regionList` gives them. */
  regions: readonly string[]
  parameters: Readonly<Record<string, unknown>>
}

/** One target for each region asked; one alone where the service answers the same everywhere. */
export async function targetsOf(
  { found, regions: asked, parameters }: Request,
  context: ToolContext,
): Promise<Target[]> {
  const [first = context.defaultRegion] = asked.filter((name) => name !== 'all')
  const { scope } = services[found.service]
  if (scope === 'global') return [{ region: context.defaultRegion, shown: 'global' }]
  if (scope === 'bucket') return [await bucketTarget(parameters.Bucket, first, context)]
  const regions = await regionsNamed(asked, context)
  return regions.map((name) => ({ region: name, shown: name }))
}

/** The regions meant by `regionList`'s names: the enabled ones for `all`, the default for none. */
export async function regionsNamed(
  names: readonly string[],
  context: ToolContext,
): Promise<readonly string[]> {
  if (names.includes('all')) return enabledRegions(context)
  return names.length === 0 ? [context.defaultRegion] : names
}

/** Region names in small letters, each once; `all` stands for itself. */
export function regionList(region: string | readonly string[]): string[] {
  const names = (typeof region === 'string' ? region.split(',') : region)
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '')
  for (const name of names) if (name !== 'all') checkRegion(name)
  return [...new Set(names)]
}

/**
 * Whether it has the form of a region's name: an area, a point of the compass, a number. Which of
 * them there are AWS says: it names one or two a year, and this code may be older.
 */
export const isRegionName = (name: string): boolean =>
  /^[a-z]{2,4}(-[a-z]{2,6})*-(north|south|central|(north|south)?(east|west))-\d{1,2}$/.test(name)

/** What may have been meant by the name of a region that is not known here; else nothing. */
export const regionMeant = (name: string): string =>
  knownRegions.has(name) ? '' : didYouMean(name, knownRegions)

function checkRegion(name: string): void {
  if (isRegionName(name)) return
  throw new ToolError('invalid_region', `Unknown region: ${cutText(name, 40)}`, {
    hint: `Give one (us-east-1), several separated by commas, or all.${regionMeant(name)}`,
  })
}

/** An answer of S3 without a bucket (ListBuckets) is of the whole account. */
async function bucketTarget(bucket: unknown, region: string, context: ToolContext) {
  if (typeof bucket !== 'string') return { region, shown: 'global' }
  const home = await bucketRegion(bucket, region, context)
  return { region: home, shown: home }
}

/** Regions that the account has enabled, as EC2 tells. */
export async function enabledRegions({
  clients,
  defaultRegion,
  signal,
}: ToolContext): Promise<string[]> {
  const { Regions } = await clients.send({
    service: 'ec2',
    operation: 'DescribeRegions',
    input: {},
    region: defaultRegion,
    signal,
  })
  const regions: unknown[] = Array.isArray(Regions) ? Regions : []
  return regions
    .flatMap((entry) =>
      typeof entry === 'object' && entry !== null && 'RegionName' in entry
        ? [String(entry.RegionName)]
        : [],
    )
    .sort()
}

/** Those of the installed SDK, as a test says. They refuse nothing. */
export const knownRegions: ReadonlySet<string> = new Set([
  ...['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3'],
  ...['ap-south-1', 'ap-south-2', 'ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3'],
  ...['ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'ca-central-1'],
  ...['ca-west-1', 'cn-north-1', 'cn-northwest-1', 'eu-central-1', 'eu-central-2'],
  ...['eu-isoe-west-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-2'],
  ...['eu-west-3', 'eusc-de-east-1', 'il-central-1', 'me-central-1', 'me-south-1', 'me-west-1'],
  ...['mx-central-1', 'sa-east-1', 'sa-west-1', 'us-east-1', 'us-east-2', 'us-gov-east-1'],
  ...['us-gov-west-1', 'us-iso-east-1', 'us-iso-west-1', 'us-isob-east-1', 'us-isob-west-1'],
  ...['us-isof-east-1', 'us-isof-south-1', 'us-west-1', 'us-west-2'],
])
