import { isRecord } from '../json.ts'

/** An account that a parameter addresses something of. */
export interface Named {
  parameter: string
  account: string
}

/**
 * The accounts that a call's parameters reach into: in ARNs, queue URLs, Lambda's short names, and
 * by number. What only compares, as a filter does, reaches nowhere; AWS's own things have none.
 */
export function accountsNamed(input: Readonly<Record<string, unknown>>): Named[] {
  return Object.entries(input).flatMap(([name, value]) => within(name, value, 0))
}

function within(parameter: string, value: unknown, depth: number): Named[] {
  if (compares.test(parameter) || depth > 12) return []
  if (typeof value === 'string') {
    const account = accountIn(parameter, value)
    return account === undefined ? [] : [{ parameter, account }]
  }
  if (Array.isArray(value)) return value.flatMap((entry) => within(parameter, entry, depth + 1))
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([name, member]) => within(name, member, depth + 1))
}

/** Parameters that AWS compares with what this account has, and takes to nobody else. */
const compares =
  /filter|lookupattributes|condition|dimension|^(principalArn|associatedPolicyArn|EventSourceArn|SourceArn|SourceUri|PolicySourceArn|CallerArn|PrincipalArn|ResourceArns|ResourcePolicy|ContextEntries|Owners?|OwnerIds|ResourceOwner|resourceOwner|ExecutableUsers|sourceAccountEquals|Expression|Metrics?|MetricDataQueries|MetricWidget)$/i

function accountIn(parameter: string, value: string): string | undefined {
  if (byNumber.test(parameter)) return /^\d{12}$/.exec(value.trim())?.[0]
  const arn = /^\s*arn:[\w-]+:[\w-]+:[^:]*:(\d{12}):/.exec(value)
  const short = /^(\d{12}):(?:function|layer):/.exec(value)
  const queue = /^[a-z]+:\/\/[^/]+\/(\d{12})\/|^(\d{12})\/[\w.-]+$/i.exec(value)
  return (
    arn?.[1] ?? short?.[1] ?? (/url$/i.test(parameter) ? (queue?.[1] ?? queue?.[2]) : undefined)
  )
}

const byNumber =
  /^(ExpectedBucketOwner|ExpectedSourceBucketOwner|QueueOwnerAWSAccountId|ResourceOwnerAccountId|EventDataStoreOwnerAccountId|RegistryId)$/i

/** Why a call is refused that would fetch from an address of the caller's. */
export const fetches = (input: Readonly<Record<string, unknown>>): string | undefined =>
  input.TemplateURL === undefined
    ? undefined
    : 'TemplateURL is refused: AWS would fetch it from whoever’s bucket it names. Name the stack (StackName), or give TemplateBody'
