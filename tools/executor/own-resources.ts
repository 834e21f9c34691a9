import type { Service } from '../catalogue/services.ts'
import { accountsNamed } from '../policy/foreign.ts'
import type { ToolContext } from '../tool.ts'
import { ToolError } from '../tool-error.ts'
import { isClosedBucket, isForbidden } from './bucket-region.ts'
import type { FoundOperation } from './find-operation.ts'
import { bucketOwners, ownAccount } from './own-account.ts'

type Input = Record<string, unknown>

/**
 * The input of a call that reaches nobody else's resources: what names another account is refused
 * unless configuration names it, and S3 is told whose the bucket has to be. Throws a ToolError.
 */
export async function ownInput(
  { service, operation }: FoundOperation,
  input: Input,
  context: ToolContext,
): Promise<Input> {
  const isBucket = service === 's3' && typeof input.Bucket === 'string'
  if (isBucket) checkOpen(input, context)
  checkAccounts(service, input, context)
  const takesOwner = operation.parameters?.ExpectedBucketOwner !== undefined
  if (!isBucket || !takesOwner || input.ExpectedBucketOwner !== undefined) return input
  const owner = await bucketOwner(input, context)
  return owner === undefined ? input : { ...input, ExpectedBucketOwner: owner }
}

/** Where a bucket may not even be looked at, nothing that is text goes to it. */
function checkOpen(input: Input, { clients }: ToolContext): void {
  const bucket = String(input.Bucket)
  if (!carriesText(input) || !isClosedBucket(bucket, clients)) return
  throw new ToolError('access_denied', `AccessDenied: bucket ${bucket} may not be looked at`, {
    hint: 'Needed: s3:ListBucket, and the bucket has to be of this account.',
  })
}

function checkAccounts(service: Service, input: Input, context: ToolContext): void {
  const own = ownAccount(context)
  // A stand-in for AWS has nobody else’s things.
  if (own === undefined && context.clients.reachAws !== true) return
  const foreign = accountsNamed(input, service).find(
    ({ account }) => account !== own && !isReadable(account, context),
  )
  if (foreign === undefined) return
  const whose =
    own === undefined ? 'this account, which is not known here' : `this account (${own})`
  throw new ToolError(
    'invalid_parameter',
    `${foreign.parameter} names account ${foreign.account}: only resources of ${whose} are read`,
    { hint: 'Whoever runs this can name further accounts with READABLE_ACCOUNTS.' },
  )
}

const isReadable = (account: string, { readableAccounts }: ToolContext): boolean =>
  readableAccounts?.has(account) === true

/** Whose the bucket has to be: where other accounts may be read, the one that says yes. */
async function bucketOwner(input: Input, context: ToolContext): Promise<string | undefined> {
  const owners = bucketOwners(context)
  const [own] = owners
  if (owners.length === 1) return own
  for (const owner of owners) {
    if ((await look(String(input.Bucket), context, owner)) !== 'closed') return owner
  }
  return own
}

/** Whatever text stands beside the bucket's name, its owner reads in the bucket's access log. */
const carriesText = ({ Bucket: _, ExpectedBucketOwner: __, ...others }: Input): boolean =>
  Object.values(others).some((value) => typeof value === 'string' || typeof value === 'object')

/** What does not answer as AWS would is asked all the same: the call itself says what is wrong. */
async function look(
  bucket: string,
  { clients, defaultRegion: region, signal }: ToolContext,
  owner: string | undefined,
): Promise<'open' | 'closed'> {
  const input = { Bucket: bucket, ExpectedBucketOwner: owner }
  try {
    await clients.send({ service: 's3', operation: 'HeadBucket', input, region, signal })
    return 'open'
  } catch (error) {
    return isForbidden(error) ? 'closed' : 'open'
  }
}
