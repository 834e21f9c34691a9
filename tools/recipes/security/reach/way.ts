import { objects, text } from '../../evidence/values.ts'
import { listed, said } from '../../evidence/wording.ts'
import type { Item, Place } from '../../recipe.ts'
import { portName } from '../exposed/world-rules.ts'
import { type Endpoint, internet, labelOf } from './endpoint.ts'
import {
  fits,
  hasPort,
  holds,
  mayFit,
  type Peer,
  type Rule,
  refusals,
  rulesOf,
  type Subnet,
} from './rules.ts'

/** What of a region's network decides who reaches whom. */
export interface Network {
  groups: readonly Item[]
  subnets: readonly Item[]
  /** Undefined where they could not be read. */
  acls: readonly Item[] | undefined
  routes: readonly Item[] | undefined
}

export async function readNetwork(place: Place): Promise<Network> {
  const [groups, subnets = [], acls, routes] = await Promise.all([
    place.read('ec2:DescribeSecurityGroups'),
    place.tryRead('ec2:DescribeSubnets'),
    place.tryRead('ec2:DescribeNetworkAcls'),
    place.tryRead('ec2:DescribeRouteTables'),
  ])
  return { groups, subnets, acls, routes }
}

export interface Way {
  from: Endpoint
  to: Endpoint
  /** ` on 5432 (PostgreSQL)`; empty where none is known. */
  ports: string
  verdict: 'open' | 'closed' | 'unknown'
  because: readonly string[]
  notes: readonly string[]
}

interface Around {
  networks: ReadonlyMap<string, Network>
  ports: readonly number[] | undefined
}

export function wayBetween(from: Endpoint, to: Endpoint, { networks, ports }: Around): Way {
  const there = networks.get(to.region)
  const here = networks.get(from.region)
  const said = { from, to, ports: portsSaid(ports), notes: [] }
  if (there === undefined || (here === undefined && from !== internet))
    return { ...said, verdict: 'unknown', because: ['a network that could not be read'] }
  if (to.groups.length === 0)
    return {
      ...said,
      verdict: 'unknown',
      because: [`the security groups of ${to.name}: it has none that are known`],
    }
  const target = { ...to, vpc: vpcOf(to, there) }
  const source = here === undefined ? from : { ...from, vpc: vpcOf(from, here) }
  const apart = from === internet ? outside(target, there) : across(source, target, here)
  if (apart !== undefined) return { ...said, ...apart }
  const into = { network: there, peer: peerOf(source, here), ports }
  const inward = letIn(target, into, fits)
  const perhaps = inward.length > 0 ? [] : letIn(target, into, mayFit)
  if (perhaps.length > 0)
    return { ...said, verdict: 'unknown', because: perhapsSaid(perhaps, there) }
  if (inward.length === 0)
    return { ...said, verdict: 'closed', because: [refusedBy(target, there, ports)] }
  const known = portsOf(inward, ports)
  const out =
    here === undefined ? undefined : { network: here, peer: peerOf(target, there), ports: known }
  const outward = out === undefined ? [] : letOut(source, out, fits)
  if (out !== undefined && outward.length === 0 && source.groups.length > 0) {
    const maybe = letOut(source, out, mayFit)
    return maybe.length > 0
      ? { ...said, verdict: 'unknown', because: perhapsSaid(maybe, out.network) }
      : {
          ...said,
          verdict: 'closed',
          because: [`no rule of ${groupNames(source, out.network)} lets that out`],
        }
  }
  const stopped = stoppedBy(source, target, { here, there, known })
  if (stopped.length > 0) return { ...said, verdict: 'closed', because: stopped }
  return {
    ...said,
    ports: said.ports === '' ? portsSaid(known) : said.ports,
    verdict: 'open',
    because: [
      ...new Set(
        inward.map(
          (rule) => `${rule.groupName} lets in ${rangeSaid(rule)} from ${peerSaid(rule, there)}`,
        ),
      ),
      ...(here === undefined
        ? []
        : outward
            .slice(0, 1)
            .map((rule) => `${rule.groupName} lets it out to ${peerSaid(rule, here)}`)),
      ...(here === undefined
        ? ['it has a public address, and a route to the internet']
        : source.vpc === target.vpc
          ? ['both are in one VPC, whose subnets reach each other']
          : []),
      ...(there.acls === undefined || (here !== undefined && here.acls === undefined)
        ? []
        : ['network ACLs let it and its answers through']),
    ],
  }
}

/** By a subnet where the list itself does not say it. */
function vpcOf({ vpc, subnets }: Endpoint, network: Network): string {
  if (vpc !== '') return vpc
  const [found] = network.subnets.filter(({ SubnetId }) => subnets.includes(text(SubnetId)))
  return text(found?.VpcId)
}

type Verdict = Pick<Way, 'verdict' | 'because'>

/** From the internet: a public address, and a route from its subnet there. */
function outside(to: Endpoint, { routes }: Network): Verdict | undefined {
  if (!to.isPublic)
    return { verdict: 'closed', because: [`${to.name} has no public address of its own`] }
  if (routes === undefined) return undefined
  const leads = tablesOf(to, routes).some((table) =>
    objects(table.Routes).some(({ GatewayId }) => text(GatewayId).startsWith('igw-')),
  )
  return leads
    ? undefined
    : {
        verdict: 'closed',
        because: [`the subnets of ${to.name} have no route to an internet gateway`],
      }
}

/** Between VPCs there has to be a route. */
function across(from: Endpoint, to: Endpoint, here: Network | undefined): Verdict | undefined {
  if (from.kind === 'function' && from.subnets.length === 0 && !to.isPublic)
    return {
      verdict: 'closed',
      because: [
        `${from.name} is a function in no VPC, so it reaches public addresses alone, and ${to.name} has none`,
      ],
    }
  if (from.vpc === '' || to.vpc === '')
    return {
      verdict: 'unknown',
      because: [`${from.vpc === '' ? from.name : to.name}, which is in no VPC that is known`],
    }
  if (from.vpc === to.vpc) return undefined
  if (here?.routes === undefined)
    return { verdict: 'unknown', because: ['route tables, which could not be read'] }
  const through = tablesOf(from, here.routes)
    .flatMap(({ Routes }) => objects(Routes))
    .filter(({ State }) => State !== 'blackhole')
    .flatMap(({ VpcPeeringConnectionId, TransitGatewayId, InstanceId, NetworkInterfaceId }) =>
      [VpcPeeringConnectionId, TransitGatewayId, InstanceId, NetworkInterfaceId].map(text),
    )
    .filter((one) => one !== '')
  return through.length === 0
    ? {
        verdict: 'closed',
        because: [
          `they are in two VPCs (${from.vpc} and ${to.vpc}), and no route of ${from.name}'s subnets leads to another VPC (peering, transit gateway)`,
        ],
      }
    : {
        verdict: 'unknown',
        because: [
          `the way between two VPCs through ${listed([...new Set(through)], 3)}, which is not followed`,
        ],
      }
}

/** A subnet without a table of its own has its VPC's main one. */
function tablesOf({ subnets, vpc }: Endpoint, routes: readonly Item[]): Item[] {
  const own = routes.filter(({ Associations }) =>
    objects(Associations).some(({ SubnetId }) => subnets.includes(text(SubnetId))),
  )
  return own.length > 0
    ? own
    : routes.filter(
        (table) =>
          text(table.VpcId) === vpc &&
          objects(table.Associations).some(({ Main }) => Main === true),
      )
}

const peerOf = (end: Endpoint, network: Network | undefined): Peer =>
  network === undefined
    ? { groups: [], blocks: ['0.0.0.0/0'] }
    : {
        groups: end.groups,
        blocks: end.ips.length > 0 ? end.ips : subnetsOf(end, network).map(({ block }) => block),
      }

const subnetsOf = ({ subnets }: Endpoint, network: Network): Subnet[] =>
  network.subnets
    .filter(({ SubnetId }) => subnets.includes(text(SubnetId)))
    .map(({ SubnetId, CidrBlock }) => ({ id: text(SubnetId), block: text(CidrBlock) }))

const ownGroups = ({ groups }: Endpoint, network: Network) =>
  network.groups.filter(({ GroupId }) => groups.includes(text(GroupId)))

interface Rules {
  network: Network
  peer: Peer
  ports: readonly number[] | undefined
}

type Fits = (rule: Rule, peer: Peer) => boolean

const letIn = (to: Endpoint, rules: Rules, suits: Fits) => rulesThat(to, 'in', rules, suits)
const letOut = (from: Endpoint, rules: Rules, suits: Fits) => rulesThat(from, 'out', rules, suits)

const rulesThat = (
  end: Endpoint,
  way: 'in' | 'out',
  { network, peer, ports }: Rules,
  suits: Fits,
) =>
  ownGroups(end, network)
    .flatMap((group) => rulesOf(group, way))
    .filter((rule) => suits(rule, peer))
    .filter(
      (rule) =>
        ports === undefined || ports.length === 0 || ports.some((port) => hasPort(rule, port)),
    )

const perhapsSaid = (rules: readonly Rule[], network: Network) => [
  ...new Set(
    rules.map(
      (rule) =>
        `the addresses that ${peerSaid(rule, network)} stands for (${rule.groupName}, ${rangeSaid(rule)})`,
    ),
  ),
]

const portsOf = (rules: readonly Rule[], ports: readonly number[] | undefined): number[] =>
  ports === undefined
    ? [...new Set(rules.filter(({ from, to }) => from === to).map(({ from }) => from))]
    : ports.filter((port) => rules.some((rule) => hasPort(rule, port)))

interface Known {
  here: Network | undefined
  there: Network
  known: readonly number[]
}

const stoppedBy = (from: Endpoint, to: Endpoint, { here, there, known }: Known): string[] => [
  ...new Set(
    (known.length === 0 ? [443] : known).flatMap((port) =>
      refusals({
        acls: [...(here?.acls ?? []), ...(there.acls ?? [])],
        from: here === undefined ? [{ id: '', block: '0.0.0.0/0' }] : subnetsOf(from, here),
        to: subnetsOf(to, there),
        port,
      }),
    ),
  ),
]

function refusedBy(to: Endpoint, network: Network, ports: readonly number[] | undefined): string {
  const rules = ownGroups(to, network).flatMap((group) => rulesOf(group, 'in'))
  const near =
    ports === undefined ? rules : rules.filter((rule) => ports.some((port) => hasPort(rule, port)))
  const shown = near.length > 0 ? near : rules
  const lets = [
    ...new Set(shown.map((rule) => `${rangeSaid(rule)} from ${peerSaid(rule, network)}`)),
  ]
  return `no rule of ${groupNames(to, network)} lets it in (${
    lets.length === 0 ? 'they let in nothing' : `what is let in: ${listed(lets, 5)}`
  })`
}

const groupNames = (end: Endpoint, network: Network) =>
  listed(
    ownGroups(end, network).map(({ GroupName }) => said(text(GroupName), 60)),
    4,
  )

function peerSaid({ peer }: Rule, network: Network): string {
  if (peer.kind !== 'group')
    return peer.value === '0.0.0.0/0'
      ? 'everywhere'
      : `${peer.kind === 'list' ? 'prefix list ' : ''}${peer.value}`
  const group = network.groups.find(({ GroupId }) => text(GroupId) === peer.value)
  return group === undefined ? peer.value : said(text(group.GroupName), 60)
}

const rangeSaid = ({ from, to }: Rule) =>
  from === to ? portSaid(from) : from === 0 && to === 65_535 ? 'all ports' : `${from}-${to}`

const portSaid = (port: number) => {
  const name = portName(port)
  return name === undefined ? `${port}` : `${port} (${name})`
}

const portsSaid = (ports: readonly number[] | undefined) =>
  ports === undefined || ports.length === 0 ? '' : ` on ${listed(ports.map(portSaid), 4)}`

interface Carriers {
  network: Network
  all: readonly Endpoint[]
  ports: readonly number[] | undefined
}

/** Each source that the rules of a thing's groups let in, and what of the estate carries it. */
export function carriers(to: Endpoint, { network, all, ports }: Carriers) {
  return ownGroups(to, network)
    .flatMap((group) => rulesOf(group, 'in'))
    .filter((rule) => ports === undefined || ports.some((port) => hasPort(rule, port)))
    .map((rule) => ({
      rule,
      source: peerSaid(rule, network),
      ports: rangeSaid(rule),
      things: all
        .filter(
          (one) =>
            one.region === to.region &&
            (one.name !== to.name || one.kind !== to.kind) &&
            (rule.peer.kind === 'group'
              ? one.groups.includes(rule.peer.value)
              : rule.peer.kind === 'block' &&
                rule.peer.value !== '0.0.0.0/0' &&
                one.ips.some((ip) => holds(rule.peer.value, ip))),
        )
        .map(labelOf),
    }))
}
