import type { AwsClients, ToolContext } from '../tool.ts'

/**
 * The region a bucket is in. Where it does not show (no permission, no such bucket), the region
 * given: the call itself then says what is wrong.
 */
export async function bucketRegion(
  bucket: string,
  region: string,
  { clients, signal }: ToolContext,
): Promise<string> {
  const known = knownRegions.get(clients) ?? new Map<string, string>()
  knownRegions.set(clients, known)
  const found = known.get(bucket) ?? (await askRegion(bucket, region, { clients, signal }))
  if (found !== undefined && known.size < maxKnown) known.set(bucket, found)
  return found ?? region
}

const maxKnown = 10_000
const knownRegions = new WeakMap<AwsClients, Map<string, string>>()

async function askRegion(
  bucket: string,
  region: string,
  { clients, signal }: Pick<ToolContext, 'clients' | 'signal'>,
): Promise<string | undefined> {
  const head = { service: 's3', operation: 'HeadBucket', input: { Bucket: bucket }, region, signal }
  try {
    const { BucketRegion } = await clients.send(head)
    return typeof BucketRegion === 'string' ? BucketRegion : undefined
  } catch {
    return undefined
  }
}
