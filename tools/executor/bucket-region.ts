import { isRecord } from '../json.ts'
import type { AwsClients, ToolContext } from '../tool.ts'
import { bucketOwners } from './own-account.ts'

/**
 * The region a bucket is in. Where it does not show (no permission, no such bucket), the region
 * given: the call itself then says what is wrong.
 */
export async function bucketRegion(
  bucket: string,
  region: string,
  context: ToolContext,
): Promise<string> {
  const { clients } = context
  const known = knownTo(clients).get(bucket)
  if (known !== undefined) return known
  const found = await askRegion(bucket, region, context)
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
  context: ToolContext,
): Promise<string | undefined> {
  const { clients, signal } = context
  for (const owner of bucketOwners(context)) {
    const input = { Bucket: bucket, ...(owner !== undefined && { ExpectedBucketOwner: owner }) }
    try {
      const answer = await clients.send({
        ...{ service: 's3', operation: 'HeadBucket', input, region, signal },
      })
      closedTo(clients).delete(bucket)
      return typeof answer.BucketRegion === 'string' ? answer.BucketRegion : undefined
    } catch (error) {
      if (!isForbidden(error)) return undefined
    }
  }
  if (closedTo(clients).size < maxKnown) closedTo(clients).add(bucket)
  return undefined
}

/** Whether the bucket is another's or may not be looked at, as when its region was last asked for. */
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
