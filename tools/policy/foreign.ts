import type { Service } from '../catalogue/services.ts'
import { isRecord } from '../json.ts'

/** An account that a parameter addresses something of. */
export interface Named {
  parameter: string
  account: string
}

/**
 * The accounts that a call's parameters reach into: in ARNs, queue URLs, Lambda's short names, the
 * hosts of access points, and by number. What only compares, as a filter does, reaches nowhere;
 * AWS's own things have none.
 */
export function accountsNamed(
  input: Readonly<Record<string, unknown>>,
  service?: Service,
): Named[] {
  return Object.entries(input).flatMap(([name, value]) =>
    within(name, value, { service, depth: 0 }),
  )
}

interface Place {
  service: Service | undefined
  depth: number
}

function within(parameter: string, value: unknown, { service, depth }: Place): Named[] {
  if (depth > 12) return []
  if (byNumber.test(parameter) || isOwned(service ?? 'sts', parameter)) {
    return numbered(parameter, value)
  }
  if (catalogsOf.has(service ?? 'sts') && /catalogid$/i.test(parameter)) {
    return ofCatalog(parameter, value)
  }
  if (parameter === 'MetricDataQueries') return ofQueries(value)
  if (compares.test(parameter) || comparedBy[service ?? 'sts']?.test(parameter)) return []
  const named = (text: string) =>
    accountsIn(text, { parameter, service }).map((account) => ({ parameter, account }))
  if (typeof value === 'string') return named(value)
  const inner = { service, depth: depth + 1 }
  if (Array.isArray(value)) return value.flatMap((entry) => within(parameter, entry, inner))
  if (!isRecord(value)) return []
  // The names of a map are the caller's texts too: BatchGetItem has its tables there.
  return Object.entries(value).flatMap(([name, member]) => [
    ...named(name),
    ...within(name, member, inner),
  ])
}

/** Whose metrics they ask for; what they have dimensions of is only compared. */
const ofQueries = (queries: unknown): Named[] =>
  Array.isArray(queries)
    ? queries.flatMap((query) => (isRecord(query) ? numbered('AccountId', query.AccountId) : []))
    : []

/** Parameters that AWS compares with what this account has, and takes to nobody else. */
const compares =
  /filter|lookupattributes|condition|dimension|^(associatedPolicyArn|EventSourceArn|SourceArn|SourceUri|CallerArn|PrincipalArn|ResourcePolicy|ContextEntries|Owners?|OwnerIds|ResourceOwner|ExecutableUsers|sourceAccountEquals|Expression|Metrics?|MetricWidget)$/i

/** The same of one service alone: elsewhere these say of what is asked. */
const comparedBy: Readonly<Partial<Record<Service, RegExp>>> = { iam: /^ResourceArns$/ }

interface Where {
  parameter: string
  service: Service | undefined
}

function accountsIn(value: string, { parameter, service }: Where): string[] {
  const text = plainly(value)
  const [, account] =
    arn.exec(text) ??
    (service === 'lambda' ? ofLambda : shortName).exec(text) ??
    accessPoint.exec(text) ??
    []
  if (account !== undefined) return [account]
  return /url$/i.test(parameter) ? inUrl(text) : []
}

/** As the most lenient reader would take it: without blanks, quotes and per cent signs around it. */
function plainly(value: string): string {
  let text = value
  for (let times = 0; times < 2 && /%[0-9a-f]{2}/i.test(text); times += 1) {
    text = text.replace(/%[0-7][0-9a-f]/gi, (code) =>
      String.fromCharCode(Number(`0x${code.slice(1)}`)),
    )
  }
  return text.normalize('NFKC').replace(/^[\s"'`<([]+|\p{Cf}/gu, '')
}

const arn = /^arn:[\w-]*:[\w-]*:(?:[^:]*:)?(\d{12}):/i
const shortName = /^(?:[a-z]{2}(?:-[a-z]+)+-\d:)?(\d{12}):(?:function|layer):/i
/** Lambda takes `ACCOUNT:NAME` as well. */
const ofLambda = /^(?:[a-z]{2}(?:-[a-z]+)+-\d:)?(\d{12}):[\w$-]/i
const accessPoint = /-(\d{12})\.(?:[\w-]+\.)?s3-(?:accesspoint|object-lambda|outposts)\b/i

/** A queue's, as SQS gives it; in any other form every account in it counts. */
function inUrl(text: string): string[] {
  const [, account] = /^https?:\/\/[\w.:-]+\/(\d{12})\/[\w.-]+$/i.exec(text) ?? []
  return account === undefined ? (text.match(/(?<!\d)\d{12}(?!\d)/g) ?? []) : [account]
}

const byNumber =
  /^(ExpectedBucketOwner|ExpectedSourceBucketOwner|QueueOwnerAWSAccountId|ResourceOwnerAccountId|EventDataStoreOwnerAccountId|BackupVaultAccountId|OwningAccount|accountIdentifiers)$/i

/** The same of one service alone: elsewhere it is a member of the organisation, which is asked about, or another thing's id. */
const ownedBy: Readonly<Partial<Record<Service, RegExp>>> = {
  budgets: /^AccountId$/,
  ecr: /^registryIds?$/,
  redshift: /^AccountId$/,
  'redshift-serverless': /^ownerAccount$/,
  's3-control': /^AccountId$/,
}

/** Whether the parameter says whose account is read. */
export const isOwned = (service: Service, parameter: string): boolean =>
  ownedBy[service]?.test(parameter) === true

/** Whose catalogs are an account's number, or that before a name: `123456789012:sales`. */
const catalogsOf: ReadonlySet<Service> = new Set(['glue', 'lakeformation'])

function ofCatalog(parameter: string, value: unknown): Named[] {
  const text = plainly(String(value ?? ''))
  if (/^[a-z_]/i.test(text) && !/^arn:/i.test(text)) return []
  return numbered(parameter, arn.exec(text)?.[1] ?? text.split(':')[0])
}

/** Anything but nothing: what is no account's number is nobody's that is known. */
function numbered(parameter: string, value: unknown): Named[] {
  if (Array.isArray(value)) return value.flatMap((entry) => numbered(parameter, entry))
  const account = String(value ?? '').trim()
  return account === '' ? [] : [{ parameter, account }]
}

/** Why a call is refused that would fetch from an address of the caller's. */
export const fetches = (input: Readonly<Record<string, unknown>>): string | undefined =>
  input.TemplateURL === undefined
    ? undefined
    : 'TemplateURL is refused: AWS would fetch it from whoever’s bucket it names. Name the stack (StackName), or give TemplateBody'
