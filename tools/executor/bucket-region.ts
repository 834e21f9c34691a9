import { isRecord } from '../json.ts'
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
  const known = knownTo(clients).get(bucket)
  if (known !== undefined) return known
  const found = await askRegion(bucket, region, { clients, signal })
  keep({ Name: bucket, BucketRegion: found }, clients)
  return found ?? region
}

/** Keeps what a list of buckets tells of their regions, so that nobody asks for each. */
export function learnRegions({ Buckets }: Record<string, unknown>, clients: AwsClients): void {
  if (Array.isArray(Buckets)) for (const bucket of Buckets) keep(bucket, clients)
}

function keep(bucket: unknown, clients: AwsClients): void {
  const known = knownTo(clients)
  if (!isRecord(bucket) || known.size >= maxKnown) return
  const { Name, BucketRegion } = bucket
  if (typeof Name === 'string' && typeof BucketRegion === 'string') known.set(Name, BucketRegion)
}

const maxKnown = 10_000
const knownRegions = new WeakMap<AwsClients, Map<string, string>>()

function knownTo(clients: AwsClients): Map<string, string> {
  const known = knownRegions.get(clients) ?? new Map<string, string>()
  knownRegions.set(clients, known)
  return known
}

async function askRegion(
  bucket: string,
  region: string,
  { clients, signal }: Pick<ToolContext, 'clients' | 'signal'>,
): Promise<string | undefined> {
  const head = { service: 's3', operation: 'HeadBucket', input: { Bucket: bucket }, region, signal }
  try {
    const { BucketRegion } = await clients.send(head)
    closedTo(clients).delete(bucket)
    return typeof BucketRegion === 'string' ? BucketRegion : undefined
  } catch (error) {
    if (isForbidden(error) && closedTo(clients).size < maxKnown) closedTo(clients).add(bucket)
    return undefined
  }
}

/** Whether the bucket may not be looked at, as when its region was last asked for. */
export const isClosedBucket = (bucket: string, clients: AwsClients): boolean =>
  closedTo(clients).has(bucket)

const closed = new WeakMap<AwsClients, Set<string>>()

function closedTo(clients: AwsClients): Set<string> {
  const known = closed.get(clients) ?? new Set<string>()
  closed.set(clients, known)
  return known
}

export function isForbidden(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return false
  return isRecord(error.$metadata) && error.$metadata.httpStatusCode === 403
}
