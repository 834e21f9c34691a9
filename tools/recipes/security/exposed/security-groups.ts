import { inParallel } from '../../../executor/in-parallel.ts'
import { readEach } from '../../evidence/read-each.ts'
import { tagOf } from '../../evidence/tags.ts'
import { changesOf } from '../../evidence/trail.ts'
import { object, objects, text, texts } from '../../evidence/values.ts'
import { aboutAll, type Whole } from '../../evidence/whole.ts'
import { listed, minuteOf, said } from '../../evidence/wording.ts'
import type { Item, Place } from '../../recipe.ts'
import { type Exposure, riskOrder } from './exposure.ts'
import { isWorld, listsIn, type WorldRule, worldRules } from './world-rules.ts'

/** Security groups that let everybody in, and what stands behind each of them. */
export async function openGroups(ask: Place): Promise<Exposure[]> {
  const groups = await ask.read('ec2:DescribeSecurityGroups')
  const openLists = await openPrefixLists(listsIn(groups), ask)
  const open = groups
    .map((group) => ({ group, rules: worldRules(group, openLists) }))
    .filter(({ rules }) => rules.length > 0)
  if (open.length === 0) return []
  const members = await membersOf(ask)
  const exposures = open
    .map(({ group, rules }) => {
      const behind = members.filter(({ groups: ids }) => ids.includes(text(group.GroupId)))
      const exposure = {
        risk: riskOf(rules, behind),
        ...described({ group, rules, behind, whole: ask.whole() }),
      }
      return { exposure, group, rules: rules.filter(({ risk }) => risk !== 'expected') }
    })
    .toSorted((a, b) => riskOrder(a.exposure) - riskOrder(b.exposure))
  // The dangerous ones come first: of these it shall be known who opened them.
  const opened = await inParallel(exposures.slice(0, mostLookups), 1, ({ group, rules }) =>
    rules.length > 0 ? opening(ask, group, rules) : Promise.resolve(undefined),
  )
  return exposures.map(({ exposure }, index) => ({ ...exposure, openedBy: opened[index] }))
}

const mostLookups = 5

/** Those of the prefix lists that hold any address. */
async function openPrefixLists(ids: readonly string[], ask: Place): Promise<Set<string>> {
  const entries = await readEach(ask, ids, {
    operation: 'ec2:GetManagedPrefixListEntries',
    parameters: (PrefixListId) => ({ PrefixListId }),
    noun: 'prefix list',
  })
  return new Set(ids.filter((id) => entries.get(id)?.some(({ Cidr }) => isWorld(text(Cidr)))))
}

interface Open {
  group: Item
  rules: readonly WorldRule[]
  behind: readonly Member[]
  whole: Whole | undefined
}

const described = ({ group, rules, behind, whole }: Open) => ({
  what: `security group ${said(text(group.GroupName), 60)} (${text(group.GroupId)})`,
  open: listed(
    rules.map(({ label, note }) => (note === '' ? label : `${label} “${said(note, 60)}”`)),
    8,
  ),
  reaches: reachText(behind, whole),
})

/** Something in a security group. */
interface Member {
  name: string
  groups: string[]
  /** Where the internet reaches it; absent where it has only private addresses. */
  address: string | undefined
}

async function membersOf(ask: Place): Promise<Member[]> {
  const [instances = [], balancers = [], databases = [], interfaces = []] = await Promise.all([
    ask.tryRead('ec2:DescribeInstances', {
      Filters: [{ Name: 'instance-state-name', Values: ['running'] }],
    }),
    ask.tryRead('elbv2:DescribeLoadBalancers'),
    ask.tryRead('rds:DescribeDBInstances'),
    ask.tryRead('ec2:DescribeNetworkInterfaces'),
  ])
  return [
    ...instances.map(instanceMember),
    ...balancers.map(balancerMember),
    ...databases.map(databaseMember),
    ...interfaces.filter(standsAlone).map(interfaceMember),
  ]
}

function instanceMember(instance: Item): Member {
  const { Tags, InstanceId, SecurityGroups, PublicIpAddress, NetworkInterfaces } = instance
  const [ipv6] = objects(NetworkInterfaces).flatMap(({ Ipv6Addresses }) => objects(Ipv6Addresses))
  return {
    name: `running instance ${said(tagOf(Tags, 'Name') ?? text(InstanceId), 60)}`,
    groups: objects(SecurityGroups).map(({ GroupId }) => text(GroupId)),
    address: text(PublicIpAddress ?? ipv6?.Ipv6Address) || undefined,
  }
}

const balancerMember = ({ LoadBalancerName, SecurityGroups, Scheme, DNSName }: Item): Member => ({
  name: `load balancer ${said(text(LoadBalancerName), 60)}`,
  groups: texts(SecurityGroups),
  address: Scheme === 'internet-facing' ? text(DNSName) : undefined,
})

const databaseMember = (database: Item): Member => ({
  name: `database ${said(text(database.DBInstanceIdentifier), 60)}`,
  groups: objects(database.VpcSecurityGroups).map((group) => text(group.VpcSecurityGroupId)),
  address:
    database.PubliclyAccessible === true ? text(object(database.Endpoint).Address) : undefined,
})

/** The interfaces of instances, load balancers and databases are seen with those. */
const standsAlone = ({ Attachment, Description, InterfaceType }: Item) =>
  object(Attachment).InstanceId === undefined &&
  InterfaceType === 'interface' &&
  !/^(?:ELB |RDSNetworkInterface)/.test(text(Description))

const interfaceMember = ({
  NetworkInterfaceId,
  Description,
  Groups,
  Association,
}: Item): Member => ({
  name: `network interface ${text(NetworkInterfaceId)} “${said(text(Description), 60)}”`,
  groups: objects(Groups).map(({ GroupId }) => text(GroupId)),
  address: text(object(Association).PublicIp) || undefined,
})

/** A dangerous port that leads to nothing today is open for whatever comes tomorrow. */
function riskOf(rules: readonly WorldRule[], behind: readonly Member[]): Exposure['risk'] {
  const risks = new Set(rules.map(({ risk }) => risk))
  if (!risks.has('high')) return risks.has('medium') ? 'medium' : 'expected'
  return behind.some(({ address }) => address !== undefined) ? 'high' : 'medium'
}

function reachText(behind: readonly Member[], whole: Whole | undefined): string {
  const reached = behind.flatMap(({ name, address }) =>
    address === undefined ? [] : [`${name} at ${address}`],
  )
  if (reached.length > 0) return listed(reached, 4)
  if (behind.length === 0) {
    return aboutAll(
      whole,
      'nothing: it is attached to nothing that was looked at',
      'what is not known, as not all could be looked at',
    )
  }
  const names = behind.map(({ name }) => name)
  return `${listed(names, 4)}, which ${names.length === 1 ? 'has' : 'have'} no public address`
}

/** Who opened these ports, and when. */
async function opening(ask: Place, { GroupId }: Item, rules: readonly WorldRule[]) {
  const changes = await changesOf(ask, {
    resource: text(GroupId),
    names: ['AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules'],
  })
  if (changes === undefined) return 'by whom could not be read'
  const openings = rules.flatMap((rule) => {
    const change = changes.find(({ request }) => opens(request, rule))
    return change === undefined
      ? []
      : [`${rule.label} by ${said(change.by)} at ${minuteOf(change.at)}`]
  })
  return openings.length === 0 ? undefined : listed(openings, 5)
}

/** CloudTrail writes requests as `ipPermissions.items[].ipRanges.items[].cidrIp`. */
function opens(request: Item, { from, to }: WorldRule): boolean {
  return objects(object(request.ipPermissions).items).some((permission) => {
    const blocks = [
      ...objects(object(permission.ipRanges).items).map(({ cidrIp }) => text(cidrIp)),
      ...objects(object(permission.ipv6Ranges).items).map(({ cidrIpv6 }) => text(cidrIpv6)),
    ]
    const all = permission.ipProtocol === '-1'
    const ports = Number(permission.fromPort) === from && Number(permission.toPort) === to
    return blocks.some(isWorld) && (all || ports)
  })
}
