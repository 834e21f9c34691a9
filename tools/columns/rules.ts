/** A member of an item that a cell can show, as the SDK's schema tells it. */
export interface Member {
  /** `State.Name`: one level of nesting is looked into. */
  path: string
  type: 'string' | 'number' | 'boolean' | 'time' | 'strings'
}

/** What an operation lists: its items' members and the name of the list that they stand in. */
export interface Shape {
  list: string
  members: readonly Member[]
  /** The member that holds tags, where there is one. */
  tags?: string | undefined
}

/**
 * The columns of a list, best first: the name by which people know the thing, its state, then what
 * one asks next of that kind. An id stands where no name says it, an ARN where no id does.
 */
export function columnsByRule({ list, members, tags }: Shape): string[] {
  const shown = members.filter(({ path }) => !noise.test(path) && isNear(path))
  const name = nameOf(list, shown)
  const state = stateOf(list, shown)
  const isKnownByTag = name === undefined || /(?:Id|Arn)$/.test(name)
  const best = [
    ...(tags !== undefined && isKnownByTag ? [`${tags}.Name`] : []),
    ...[name, state].flatMap((path) => path ?? []),
    ...kinds.flatMap((fits) => shown.filter(fits).map(({ path }) => path)),
  ]
  const times = shown.filter(isTime).map(({ path }) => path)
  const described = shown.filter(({ path }) =>
    /(?:Description|Comment|Message|Reason)$/i.test(path),
  )
  const columns = [
    ...best.filter((path) => !times.includes(path)).slice(0, most - 2),
    ...(tags === undefined ? [] : [`${tags}.Owner`]),
    ...times.toSorted((a, b) => ageRank(a) - ageRank(b)).slice(0, 2),
    ...described.slice(0, 1).map(({ path }) => path),
  ]
  const rest = columns.length > 3 ? [] : shown.filter(isPlain).map(({ path }) => path)
  return [...new Set([...columns, ...rest])].slice(0, most)
}

const most = 8

/** By what people know it: its own name before any other, an id or ARN where there is no name. */
function nameOf(list: string, members: readonly Member[]): string | undefined {
  const nouns = nounsOf(list)
  const wanted = [
    ...nouns.flatMap((noun) => [`${noun}Name`, `${noun}Identifier`]),
    'Name',
    'DomainName',
    ...nouns.flatMap((noun) => [`${noun}Id`, noun]),
  ]
  const paths = members
    .filter(({ path, type }) => type === 'string' && !path.includes('.'))
    .map(({ path }) => path)
  return (
    wanted
      .map((name) => paths.find((path) => same(path, name)))
      .find((path) => path !== undefined) ??
    [/(?:Name|Identifier|Key)$/i, /Id$/, /(?:Arn|Url)$/i]
      .map((ending) => paths.find((path) => ending.test(path)))
      .find((path) => path !== undefined)
  )
}

/** The thing's own state, and not that of a feature of it. */
function stateOf(list: string, members: readonly Member[]): string | undefined {
  const nouns = nounsOf(list)
  const wanted = ['State', 'Status', 'LifecycleState', 'StateValue', 'Health'].flatMap((word) => [
    `${word}.Name`,
    `${word}.Code`,
    word,
    ...nouns.map((noun) => `${noun}${word}`),
  ])
  const paths = members.filter(({ type }) => type === 'string').map(({ path }) => path)
  return (
    wanted
      .map((name) => paths.find((path) => same(path, name)))
      .find((path) => path !== undefined) ??
    paths.find((path) => /^[A-Za-z]+(?:State|Status)$/.test(path) && !feature.test(path))
  )
}

const feature = /Stream|Drift|Subnet|Update|Secret|Storage|Hook|Detailed/

const kinds: readonly ((member: Member) => boolean)[] = [
  named(
    /(?:^|[a-z])(?:Type|Class|Engine|EngineVersion|Runtime|Version|Scheme|Protocol|MultiAZ|Kind|Namespace)$/i,
  ),
  named(
    /(?:AvailabilityZone|Cidr(?:Block|Ip)?|IpAddress|PublicIp|Port|Address|Endpoint|DNSName|DomainName|VpcId|Region)$/i,
  ),
  ({ path, type }) =>
    type === 'number' &&
    /(?:Size|SizeInBytes|Storage|Count|Capacity|storedBytes|MemorySize|Timeout|retentionInDays)$/i.test(
      path,
    ),
  named(/^(?:Owner|UserName|Principal|CreatedBy|Value|Default\w*)$/i),
]

function named(pattern: RegExp) {
  return ({ path, type }: Member) => type !== 'time' && pattern.test(path)
}

const isTime = ({ path, type }: Member) =>
  type === 'time' || /(?:^|[a-z])(?:Time|Date|Timestamp|CreatedAt|LastModified)$/i.test(path)

/** When it began before when it last changed. */
const ageRank = (path: string) =>
  /creat|launch|start|^timestamp$|^date$/i.test(path) ? 0 : /last|updat|modif/i.test(path) ? 1 : 2

const isPlain = ({ path, type }: Member) =>
  type !== 'strings' && !/(?:Arn|Url|Uri|Policy\w*|Document|Token)$/i.test(path)

/** Of what is nested only what says the state or the place. */
const isNear = (path: string) => !path.includes('.') || near.test(path)
const near =
  /^(?:\w*State|\w*Status|Health)\.(?:Name|Code|State|Status)$|^Endpoint\.Address$|^Placement\.AvailabilityZone$|^VpcConfig\.VpcId$/

/** What nobody asks a list for. */
const noise =
  /^(?:Path|ETag|OwnerAccount\w*|CallerReference|ClientToken|VirtualizationType|Hypervisor|NextToken|\w*HostedZoneId|AmiLaunchIndex|RequestId|OutpostArn|Sse\w*|TransferType|IpAddressType|OwnerId|\w*Policy(?:Document)?)$/i

/** `MetricAlarms` → `MetricAlarm` and `Alarm`; `roleSummaries` → `role`. */
function nounsOf(list: string): string[] {
  const whole = singular(list.split('.').at(-1) ?? list)
  const last = /[A-Z][a-z\d]+$/.exec(whole)?.[0]
  return last === undefined || last === whole ? [whole] : [whole, last]
}

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

export const singular = (word: string): string =>
  word
    .replace(/ies$/, 'y')
    .replace(/(ss|x|ch|sh)es$/, '$1')
    .replace(/(?<![su])s$/, '')
    .replace(/(?:Summary|MetadataList|List|Detail)$/, '') || word
