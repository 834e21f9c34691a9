import type { Operation } from '../../catalogue/catalogue.ts'
import type { Period } from '../time/period.ts'
import { stem } from '../words/stem.ts'
import type { Slots } from './slots.ts'
import { nameWords } from './vocabulary.ts'

export interface Filled {
  parameters: Record<string, unknown>
  query?: string
  /** Required parameters that the question does not give. */
  missing: string[]
  /** How many of the question's ids, names, tags, state and period found a place. */
  placed: number
  /** Those that did not, as the question has them. */
  left: string[]
}

/** Puts what a question names into an operation's parameters: the words' half of a call. */
export function fillParameters(
  name: string,
  operation: Operation,
  slots: Slots,
  period: Period | undefined,
): Filled {
  const types = operation.parameters ?? {}
  const said: [words: string, part: Part | undefined][] = [
    ...slots.ids.map((id) => pair(id, placeId(id, types))),
    ...slots.names.map((named) => pair(named.name, placeName(name, named, types))),
    ...slots.tags.map((tag) => pair(tag.key, placeTag(tag, types))),
    ...(slots.state === undefined ? [] : [pair(slots.state, placeState(name, slots.state, types))]),
    ...(period === undefined ? [] : [pair('the period', placePeriod(period, types))]),
  ]
  const placed = said.map(([, part]) => part).filter((part) => part !== undefined)
  const parameters = Object.assign({}, ownOnly[name], ...placed.map((part) => part.parameters))
  const filters = placed.flatMap((part) => part.parameters?.Filters ?? [])
  if (filters.length > 0) parameters.Filters = filters
  const query = placed.find((part) => part.query !== undefined)?.query
  const required = Object.keys(types).filter((parameter) => types[parameter]?.endsWith('!'))
  return {
    parameters,
    ...(query === undefined ? {} : { query }),
    missing: required.filter((parameter) => !Object.hasOwn(parameters, parameter)),
    placed: placed.length,
    left: said.filter(([, part]) => part === undefined).map(([words]) => words),
  }
}

/** The nouns of an id (`vol-…`: volume), for a question that says no more than the id. */
export function nounsOfId(id: string): string {
  if (id.startsWith('arn:')) {
    const [, , service = '', , , resource = ''] = id.split(':')
    return resource.includes('/') ? `${service} ${resource.split('/')[0]}` : service
  }
  const [parameter = ''] = idNames[id.slice(0, id.indexOf('-'))] ?? []
  return nounsOf(parameter === 'GroupId' ? 'SecurityGroupId' : parameter)
    .slice(0, -1)
    .join(' ')
}

const pair = (words: string, part: Part | undefined): [string, Part | undefined] => [words, part]

/** Without these, AWS answers with everything that is public: tens of thousands. */
const ownOnly: Readonly<Record<string, Record<string, unknown>>> = {
  DescribeImages: { Owners: ['self'] },
  DescribeSnapshots: { OwnerIds: ['self'] },
}

interface Part {
  parameters?: Record<string, unknown>
  query?: string
}

type Types = Readonly<Record<string, string>>

function placeId(id: string, types: Types): Part | undefined {
  const prefix = id.slice(0, id.indexOf('-'))
  const [one, filter] = id.startsWith('arn:') ? ['Arn', undefined] : (idNames[prefix] ?? [])
  if (one === undefined) return undefined
  return (
    place(types, new RegExp(`${one}s?$`), id) ??
    (filter === undefined ? undefined : filterBy(types, filter, id))
  )
}

/** What an id's prefix is of: the parameter that takes it, and the EC2 filter. */
const idNames: Readonly<Record<string, readonly [parameter: string, filter: string]>> = {
  acl: ['NetworkAclId', 'network-acl-id'],
  ami: ['ImageId', 'image-id'],
  eipalloc: ['AllocationId', 'allocation-id'],
  eni: ['NetworkInterfaceId', 'network-interface-id'],
  i: ['InstanceId', 'instance-id'],
  igw: ['InternetGatewayId', 'internet-gateway-id'],
  lt: ['LaunchTemplateId', 'launch-template-id'],
  nat: ['NatGatewayId', 'nat-gateway-id'],
  rtb: ['RouteTableId', 'route-table-id'],
  sg: ['GroupId', 'group-id'],
  snap: ['SnapshotId', 'snapshot-id'],
  subnet: ['SubnetId', 'subnet-id'],
  vol: ['VolumeId', 'volume-id'],
  vpc: ['VpcId', 'vpc-id'],
}

function placeName(
  operation: string,
  { noun, name }: Slots['names'][number],
  types: Types,
): Part | undefined {
  if (operation === 'ListBuckets') return { parameters: { Prefix: name } }
  const naming = Object.keys(types).filter(
    (parameter) => /^string(?:\[\])?!?$/.test(types[parameter] ?? '') && !notNaming.test(parameter),
  )
  const ofNoun = naming.filter((each) => noun !== undefined && nounsOf(each).includes(stem(noun)))
  const required = naming.filter((each) => types[each]?.endsWith('!'))
  const parameter =
    ofNoun.find((each) => /Names?$|^[A-Z]?[a-z]+s?$/.test(each)) ??
    ofNoun[0] ??
    (required.length === 1 ? required[0] : undefined)
  if (parameter !== undefined)
    return { parameters: { [parameter]: valueFor(types[parameter], name) } }
  return noun === undefined || noun === 'of' ? filterBy(types, 'tag:Name', name) : undefined
}

/** Strings of requests that hold no name of a thing. */
const notNaming =
  /^(?:Exclusive|Next|Start|Max|Expected)|(?:Type|Token|Marker|Prefix|Delimiter|Status|State|Region)s?$/i

function placeTag({ key, value, missing }: Slots['tags'][number], types: Types): Part | undefined {
  if (missing) return { query: `[?!(Tags[?Key=='${key}'])]` }
  return value === undefined ? undefined : filterBy(types, `tag:${key}`, value)
}

function placeState(name: string, state: string, types: Types): Part | undefined {
  const [filter, values] = stateFilters[name] ?? []
  const value = values?.[state]
  return filter === undefined || value === undefined ? undefined : filterBy(types, filter, value)
}

/** The EC2 filter by state, and its value for each word that people say. */
const stateFilters: Readonly<Record<string, readonly [string, Readonly<Record<string, string>>]>> =
  {
    DescribeInstances: [
      'instance-state-name',
      { running: 'running', stopped: 'stopped', pending: 'pending', terminated: 'terminated' },
    ],
    DescribeVolumes: [
      'status',
      { unattached: 'available', unused: 'available', attached: 'in-use', 'in use': 'in-use' },
    ],
  }

function placePeriod({ start, end }: Period, types: Types): Part | undefined {
  if (types.StartTime?.startsWith('timestamp') && types.EndTime?.startsWith('timestamp')) {
    return {
      parameters: { StartTime: start.toISOString(), EndTime: end.toISOString() },
    }
  }
  if (types.TimePeriod?.startsWith('DateInterval')) {
    const [Start, End] = [start, end].map((time) => time.toISOString().slice(0, 10))
    return { parameters: { TimePeriod: { Start, End } } }
  }
  return undefined
}

function place(types: Types, pattern: RegExp, value: string): Part | undefined {
  const parameter = Object.keys(types).find((each) => pattern.test(each))
  if (parameter === undefined) return undefined
  return { parameters: { [parameter]: valueFor(types[parameter], value) } }
}

function filterBy(types: Types, filter: string, value: string): Part | undefined {
  if (!types.Filters?.startsWith('Filter[]')) return undefined
  return { parameters: { Filters: [{ Name: filter, Values: [value] }] } }
}

const valueFor = (type: string | undefined, value: string) =>
  type?.startsWith('string[]') === true ? [value] : value

const nounsOf = (parameter: string) => {
  const { verb, nouns } = nameWords(parameter)
  return [stem(verb), ...nouns]
}
