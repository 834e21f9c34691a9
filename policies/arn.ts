export interface Arn {
  partition: string
  service: string
  region: string
  account: string
  resource: string
}

export function parseArn(text: string): Arn | undefined {
  const [scheme, partition, service, region, account, ...resource] = text.split(':')
  if (scheme !== 'arn' || partition === undefined || service === undefined) return undefined
  if (region === undefined || account === undefined || resource.length === 0) return undefined
  return { partition, service, region, account, resource: resource.join(':') }
}

/** Matches more than itself: `*` and `?` of IAM, and what it puts in for `${…}`. */
export const isPattern = (text: string) => /[*?]|\$\{/.test(text)

export const isAccount = (text: string) => /^\d{12}$/.test(text)

/** The account that a principal or an ARN is of: `123456789012`, `arn:aws:iam::123456789012:root`. */
export function accountOf(text: string): string | undefined {
  const account = isAccount(text) ? text : parseArn(text)?.account
  return account !== undefined && isAccount(account) ? account : undefined
}

/** Whether an ARN is of one account; of S3, whose ARNs have none, of a bucket that is named. */
export function isOfOneAccount(text: string): boolean {
  const arn = parseArn(text)
  if (arn === undefined || isPattern(arn.partition + arn.service)) return false
  if (arn.account !== '') return isAccount(arn.account)
  return arn.service === 's3' && !isPattern(arn.resource.split('/')[0] ?? '')
}

/** What a resource is called, without its kind: of `function:own:live` it is `own:live`. */
export function nameIn({ service, resource }: Arn): string {
  // Buckets, topics and queues have no kind before their names.
  if (['s3', 'sns', 'sqs'].includes(service)) return resource
  const [, name] = /^[\w-]+[:/](.*)$/.exec(resource) ?? []
  return name ?? resource
}

/** As IAM matches: `*` any text, `?` one character. */
export function matches(pattern: string, text: string): boolean {
  const parts = pattern.split(/([*?])/).map((part) => {
    if (part === '*') return '.*'
    return part === '?' ? '.' : RegExp.escape(part)
  })
  return new RegExp(`^${parts.join('')}$`, 's').test(text)
}
