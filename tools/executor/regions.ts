import { services } from '../catalogue/services.ts'
import { cutText } from '../text.ts'
import type { ToolContext } from '../tool.ts'
import { ToolError } from '../tool-error.ts'
import { bucketRegion } from './bucket-region.ts'
import { enabledRegions } from './enabled-regions.ts'
import type { FoundOperation } from './find-operation.ts'
import { isRegionName, partitionOf, regionMeant } from './region-names.ts'

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
  const { scope, home } = services[found.service]
  if (scope === 'global') return [{ region: homeOf(home, context), shown: 'global' }]
  if (isOfCloudFront(found, parameters)) {
    return [{ region: homeOf('us-east-1', context), shown: 'global' }]
  }
  if (scope === 'bucket') return [await bucketTarget(parameters.Bucket, first, context)]
  const regions = await regionsNamed(asked, context)
  return regions.map((name) => ({ region: name, shown: name }))
}

/** AWS's own part alone has that region. */
const homeOf = (home: string | undefined, { defaultRegion }: ToolContext): string =>
  home !== undefined && partitionOf(defaultRegion) === 'aws' ? home : defaultRegion

/** WAF keeps what stands before CloudFront in one place. */
const isOfCloudFront = ({ service }: FoundOperation, { Scope }: Request['parameters']): boolean =>
  service === 'wafv2' && Scope === 'CLOUDFRONT'

/** The regions meant by `regionList`'s names: the enabled ones for `all`, the default for none. */
export async function regionsNamed(
  names: readonly string[],
  context: ToolContext,
): Promise<readonly string[]> {
  checkPartition(names, context)
  if (names.includes('all')) return enabledRegions(context)
  return names.length === 0 ? [context.defaultRegion] : names
}

/** Region names in small letters, each once; `all` stands for itself. */
export function regionList(region: string | readonly string[]): string[] {
  const names = (typeof region === 'string' ? region.split(',') : region)
    .map((name) => name.trim().toLowerCase())
    // Of a service that answers by region, where none is named.
    .filter((name) => name !== '' && name !== 'global')
  for (const name of names) if (name !== 'all') checkRegion(name)
  return [...new Set(names)]
}

/** Nothing is sent where these credentials are nobody's, not even their signature. */
export function checkPartition(names: readonly string[], { defaultRegion }: ToolContext): void {
  const own = partitionOf(defaultRegion)
  const other = names.find((name) => name !== 'all' && partitionOf(name) !== own)
  if (other === undefined) return
  throw new ToolError('invalid_region', `${other} is in another part of AWS than this account`, {
    hint: `Its part is that of ${defaultRegion}.`,
  })
}

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
