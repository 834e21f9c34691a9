import { number, object, objects, text } from '../../evidence/values.ts'
import type { Item } from '../../recipe.ts'

/** A rule of a security group that lets something in or out. */
export interface Rule {
  group: string
  groupName: string
  from: number
  to: number
  /** Another group, an address block or a prefix list. */
  peer: { kind: 'group' | 'block' | 'list'; value: string }
}

/** Of TCP alone: `-1` is all ports of all protocols. */
export const rulesOf = (group: Item, way: 'in' | 'out'): Rule[] =>
  objects(way === 'in' ? group.IpPermissions : group.IpPermissionsEgress)
    .filter(({ IpProtocol }) => /^(?:-1|tcp|6)$/.test(text(IpProtocol)))
    .flatMap((permission) => {
      const isAll = text(permission.IpProtocol) === '-1'
      const ports = {
        from: isAll ? 0 : number(permission.FromPort),
        to: isAll ? 65_535 : number(permission.ToPort),
      }
      return peersOf(permission).map((peer) => ({
        group: text(group.GroupId),
        groupName: text(group.GroupName),
        ...ports,
        peer,
      }))
    })

const peersOf = (permission: Item): Rule['peer'][] => [
  ...objects(permission.UserIdGroupPairs).map(({ GroupId }) => ({
    kind: 'group' as const,
    value: text(GroupId),
  })),
  ...objects(permission.IpRanges).map(({ CidrIp }) => ({
    kind: 'block' as const,
    value: text(CidrIp),
  })),
  ...objects(permission.PrefixListIds).map(({ PrefixListId }) => ({
    kind: 'list' as const,
    value: text(PrefixListId),
  })),
]

/** What stands at the other end: its groups, and blocks that hold its addresses. */
export interface Peer {
  groups: readonly string[]
  blocks: readonly string[]
}

/** Whether a rule speaks of all of the other end. */
export const fits = ({ peer }: Rule, { groups, blocks }: Peer): boolean =>
  peer.kind === 'group'
    ? groups.includes(peer.value)
    : peer.kind === 'block' && blocks.length > 0 && blocks.every((one) => holds(peer.value, one))

/** Whether it may speak of some of the other end, which nothing here tells. */
export const mayFit = ({ peer }: Rule, { blocks }: Peer): boolean =>
  peer.kind === 'list' ||
  (peer.kind === 'block' && blocks.some((one) => holds(peer.value, one) || holds(one, peer.value)))

export const hasPort = ({ from, to }: Pick<Rule, 'from' | 'to'>, port: number): boolean =>
  from <= port && port <= to

/** Whether a block of IPv4 holds an address or another block. */
export function holds(block: string, inner: string): boolean {
  const [outer, own] = [read(block), read(inner)]
  if (outer === undefined || own === undefined || outer.bits > own.bits) return false
  const size = 2 ** (32 - outer.bits)
  return Math.floor(outer.start / size) === Math.floor(own.start / size)
}

function read(block: string): { start: number; bits: number } | undefined {
  const [, a, b, c, d, bits = '32'] =
    /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/.exec(block) ?? []
  if (a === undefined) return undefined
  const start = [a, b, c, d].reduce((sum, part) => sum * 256 + Number(part), 0)
  return { start, bits: Number(bits) }
}

export interface Crossing {
  acls: readonly Item[]
  /** Subnets that it leaves and enters, with their blocks. */
  from: readonly Subnet[]
  to: readonly Subnet[]
  port: number
}

export interface Subnet {
  id: string
  block: string
}

/** What a network ACL on the way refuses, there or back; `unread` where one of a subnet is not known. */
export function refusals({ acls, from, to, port }: Crossing): string[] {
  return [...from, ...to].flatMap((subnet) => {
    const acl = acls.find(({ Associations }) =>
      objects(Associations).some(({ SubnetId }) => text(SubnetId) === subnet.id),
    )
    if (acl === undefined) return []
    const isStart = from.includes(subnet)
    return (isStart ? to : from)
      .filter((other) => other.id !== subnet.id)
      .flatMap((other) => {
        // Answers come back to a port above 1023.
        const there = { block: other.block, port }
        const back = { block: other.block, port: 49_152 }
        const named = `network ACL ${text(acl.NetworkAclId)} of ${subnet.id}`
        return [
          ...(lets(acl, { ...there, out: isStart })
            ? []
            : [`${named} refuses port ${port} ${isStart ? 'to' : 'from'} ${other.block}`]),
          ...(lets(acl, { ...back, out: !isStart })
            ? []
            : [`${named} refuses the answers ${isStart ? 'from' : 'to'} ${other.block}`]),
        ]
      })
  })
}

interface Packet {
  out: boolean
  block: string
  port: number
}

/** The first entry that fits decides. */
function lets({ Entries }: Item, { out, block, port }: Packet): boolean {
  const first = objects(Entries)
    .filter(({ Egress }) => (Egress === true) === out)
    .toSorted((a, b) => number(a.RuleNumber) - number(b.RuleNumber))
    .find(
      ({ Protocol, PortRange, CidrBlock }) =>
        /^(?:-1|6)$/.test(text(Protocol)) &&
        (PortRange === undefined ||
          hasPort(
            { from: number(object(PortRange).From), to: number(object(PortRange).To) },
            port,
          )) &&
        holds(text(CidrBlock), block),
    )
  return first?.RuleAction === 'allow'
}
