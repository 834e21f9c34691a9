import type { Ask, Item, Place } from '../recipe.ts'
import { namesSaid } from './named.ts'
import { readEach } from './read-each.ts'
import { object, objects, text } from './values.ts'
import { aboutAll } from './whole.ts'
import { listed, said } from './wording.ts'

/** All buckets of the account, or those of the regions asked, or those that are called so. */
export async function bucketsAsked(
  { read, regionsAsked }: Ask,
  wanted: string | undefined,
): Promise<Item[]> {
  const all = await read('s3:ListBuckets')
  const names = all.map(({ Name }) => text(Name))
  const meant = wanted === undefined ? undefined : new Set(namesSaid(wanted, names))
  const buckets = all.filter(({ Name }) => meant?.has(text(Name)) ?? true)
  if (regionsAsked.length === 0 || regionsAsked.includes('all')) return buckets
  return buckets.filter(({ BucketRegion }) => regionsAsked.includes(text(BucketRegion)))
}

export function noBucket(wanted: string | undefined, ask: Ask): string {
  const called = wanted === undefined ? '' : ` called ${said(wanted)}`
  const where = ask.regionsAsked.length === 0 ? '' : ` in ${listed(ask.regionsAsked)}`
  return aboutAll(
    ask.whole(),
    `There is no bucket${called}${where} to look at.`,
    `0 buckets${called}${where} could be seen.`,
  )
}

export interface BucketAccess {
  name: string
  region: string
  /** Why anybody may read or write it: its policy, grants of its ACL. */
  publicBy: string[]
  /** The bucket's own public access block is on in all four parts. */
  blocked: boolean
}

/**
 * Who may reach each bucket, as far as all three reads of it succeeded. Some hundred at a time: where
 * the time is up before the last, of most that were begun all is known.
 */
export async function bucketAccess(ask: Place, buckets: readonly Item[]): Promise<BucketAccess[]> {
  const found: BucketAccess[] = []
  for (let start = 0; start < buckets.length; ) {
    const end = ask.isLate() ? buckets.length : start + atATime
    found.push(...(await accessOfSome(ask, buckets.slice(start, end))))
    start = end
  }
  return found
}

const atATime = 200

async function accessOfSome(ask: Place, buckets: readonly Item[]): Promise<BucketAccess[]> {
  const each = { parameters: ({ Name }: Item) => ({ Bucket: Name }), noun: 'bucket' }
  const blocks = await readEach(ask, buckets, { operation: 's3:GetPublicAccessBlock', ...each })
  const open = buckets.filter((bucket) => !isBlocked(blocks.get(bucket)))
  const policies = await readEach(ask, open, { operation: 's3:GetBucketPolicyStatus', ...each })
  const grants = await readEach(ask, open, { operation: 's3:GetBucketAcl', ...each })
  return buckets
    .filter((bucket) => isBlocked(blocks.get(bucket)) || known(bucket, [blocks, policies, grants]))
    .map((bucket) => {
      const block = blocks.get(bucket)
      return {
        name: text(bucket.Name),
        region: text(bucket.BucketRegion),
        publicBy: [
          ...(block?.[0]?.RestrictPublicBuckets === true ? [] : policyOf(policies.get(bucket))),
          ...(block?.[0]?.IgnorePublicAcls === true ? [] : grantsOf(grants.get(bucket))),
        ],
        blocked: isBlocked(block),
      }
    })
}

const known = (bucket: Item, reads: readonly ReadonlyMap<Item, Item[]>[]) =>
  reads.every((read) => read.has(bucket))

const isBlocked = ([block]: readonly Item[] = []) =>
  block !== undefined && parts.every((part) => block[part] === true)

const parts = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets']

const policyOf = ([status]: readonly Item[] = []) =>
  status?.IsPublic === true ? ['its bucket policy'] : []

function grantsOf([acl]: readonly Item[] = []): string[] {
  return objects(acl?.Grants).flatMap(({ Grantee, Permission }) => {
    const group = text(object(Grantee).URI).split('/').at(-1) ?? ''
    return everybody.has(group) ? [`its ACL (${group}: ${text(Permission)})`] : []
  })
}

/** The second is anybody with an AWS account, whosever it is. */
const everybody = new Set(['AllUsers', 'AuthenticatedUsers'])

/** The buckets of the region asked. */
export async function bucketsIn({ tryRead, region }: Place): Promise<Item[]> {
  const buckets = (await tryRead('s3:ListBuckets', { BucketRegion: region })) ?? []
  return buckets.filter(({ BucketRegion }) => BucketRegion === undefined || BucketRegion === region)
}
