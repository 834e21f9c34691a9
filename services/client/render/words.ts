/** Words for the members of data: `State.Name` → `State`, `EstimatePerMonth` → `Estimate a month`. */
export function words(path: string): string {
  const steps = path.split('.')
  const [last = path, before] = steps.toReversed()
  if (path === 'ReferencedGroupInfo.GroupId') return 'Other group'
  if (path.startsWith('KeySchema.')) return 'Keys'
  const member = before !== undefined && !tags.test(before) && general.test(last) ? before : last
  return sentence(member)
}

const tags = /^tags?(?:et|list)?$/i
/** Says nothing without what it is of. */
const general = /^(?:Name|Code|Id|Value|Address|Status|State)$/i

function sentence(member: string): string {
  const said = better.find(([pattern]) => pattern.test(member))?.[1]
  if (said !== undefined) return said
  const errors = /^Errors?([45]xx)$/i.exec(member)
  if (errors !== null) return `${errors[1]} errors`
  // A name that is written as words already.
  if (/\s/.test(member)) return capitalised(member)
  const parts = member
    .replace(/MultiAZ/g, 'Multi-AZ')
    .split(/[_\s]+|(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-z])(?=\d)/)
    .map((part) => (initialisms.has(part.toLowerCase()) ? part.toUpperCase() : part))
    .map((part) => own[part.toLowerCase()] ?? (/^[A-Z]+$|-/.test(part) ? part : part.toLowerCase()))
  const text = parts
    .join(' ')
    .replace(/ per (month|day|hour|minute|week|year)\b/, ' a $1')
    .replace(/ percent$/, ', %')
    .replace(/^cloud ?watch/i, 'CloudWatch')
    .replace(/\bipv ([46])\b/i, 'IPv$1')
    .replace(/^is (?=\w)/, '')
  return capitalised(text)
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** What people say for what AWS writes. */
const better: readonly [RegExp, string][] = [
  [/^(?:creat(?:e|ed|ion))(?:date)?(?:time|date|timestamp|at)$/i, 'Created'],
  [/^launchTime$/i, 'Launched'],
  [/^lastModified(?:time|date|at)?$/i, 'Last modified'],
  [/^(?:last)?Updated?(?:d?time|date|at|timestamp)$/i, 'Last updated'],
  [/^startedAt$/i, 'Started'],
  [/^StateTransitionedTimestamp$/, 'Since'],
  [/^StateValue$/, 'State'],
  [/^LoadBalancerArns$/, 'Load balancers'],
  [/^NotAfter$/, 'Expires'],
  [/^CidrIpv4$/, 'CIDR'],
  [/^CidrIpv6$/, 'CIDR IPv6'],
  [/^AllocatedStorage$/, 'Storage GiB'],
  [/^VolumeSize$/, 'Size GiB'],
  [/^MemorySize$/, 'Memory MB'],
  [/^Timeout$/, 'Timeout s'],
  [/^retentionInDays$/i, 'Kept days'],
  [/^storedBytes$/i, 'Stored'],
  [/^MapPublicIpOnLaunch$/, 'Public IPs'],
  [/^AvailableIpAddressCount$/, 'Free addresses'],
  [/^(?:Table)?SizeBytes$/, 'Size'],
  [/^ApproximateNumberOfMessages$/, 'Messages'],
  [/^ApproximateNumberOfMessagesNotVisible$/, 'In flight'],
  [/^ApproximateNumberOfMessagesDelayed$/, 'Delayed'],
  [/^MessageRetentionPeriod$/, 'Kept'],
  [/^RedrivePolicy$/, 'Dead letters to'],
  [/^InUseBy$/, 'Used by'],
]

const initialisms = new Set(
  'id arn url uri ip dns az db vpc acl cidr ttl mfa kms iam ssl tls os api ecs eks ec2 s3 cpu http https tcp udp json ami ebs rds sns sqs ssh sso tde ca pki io ok ui nat rest dlq'.split(
    ' ',
  ),
)

const own: Readonly<Record<string, string>> = { iops: 'IOPS' }
