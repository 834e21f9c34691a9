import {
  type EC2Client,
  paginateDescribeRouteTables,
  type Route,
  type RouteTable,
  type RouteTableAssociation,
  type Subnet,
} from '@aws-sdk/client-ec2'

export interface WayOut {
  subnetId: string
  routeTableId: string
  /** What the route to everywhere leads to; undefined where none leads anywhere. */
  by?: string
  /** Why it does not. */
  shut?: string
  /** Routes to other networks: what is there, be it endpoints that all VPCs share, nobody here can see. */
  beyond: readonly string[]
}

/** Where each subnet's route to everywhere leads. */
export async function waysOut(
  subnets: readonly Subnet[],
  vpcId: string,
  ec2: EC2Client,
): Promise<WayOut[]> {
  const tables: RouteTable[] = []
  const inVpc = { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] }
  for await (const page of paginateDescribeRouteTables({ client: ec2 }, inVpc))
    tables.push(...(page.RouteTables ?? []))
  return subnets.map(({ SubnetId = '' }) => wayOut(SubnetId, tables))
}

function wayOut(subnetId: string, tables: readonly RouteTable[]): WayOut {
  const associated = (of: (association: RouteTableAssociation) => unknown) =>
    tables.find(({ Associations = [] }) => Associations.some(of))
  // A subnet that no table names goes by the VPC's main one.
  const table = associated((one) => one.SubnetId === subnetId) ?? associated((one) => one.Main)
  const routes = table?.Routes ?? []
  const beyond = routes.filter(leadsBeyond).map((route) => `${targetOf(route)} (${whither(route)})`)
  const found = { subnetId, routeTableId: table?.RouteTableId ?? '', beyond }
  const everywhere = routes.filter((route) => whither(route) === '0.0.0.0/0')
  // Two halves are the whole, too: so it is written where another default is not to be touched.
  const halves = ['0.0.0.0/1', '128.0.0.0/1'].flatMap((half) =>
    routes.filter((route) => whither(route) === half).slice(0, 1),
  )
  const out = everywhere.length > 0 ? everywhere : halves.length === 2 ? halves : []
  const [route] = out
  if (route === undefined) return { ...found, shut: 'has no route out' }
  const gone = out.find(({ State }) => State === 'blackhole')
  if (gone) return { ...found, shut: `has a route out to ${targetOf(gone)}, which is gone` }
  // A function has no public address.
  const [gateway] = out.map(targetOf).filter((target) => target.startsWith('igw-'))
  if (gateway !== undefined) {
    return {
      ...found,
      shut: `has its route out by an internet gateway (${gateway}), which takes no function out`,
    }
  }
  return { ...found, by: targetOf(route) }
}

/** A function asks by IPv4. */
const whither = ({ DestinationCidrBlock, DestinationPrefixListId }: Route) =>
  DestinationCidrBlock ?? DestinationPrefixListId

/** Neither within the VPC, nor to a gateway endpoint or the internet. */
function leadsBeyond(route: Route): boolean {
  const isEndpoint = route.DestinationPrefixListId !== undefined && /^vpce-/.test(targetOf(route))
  return (
    whither(route) !== undefined &&
    route.State !== 'blackhole' &&
    !/^(local$|igw-)/.test(targetOf(route)) &&
    !isEndpoint
  )
}

function targetOf(route: Route): string {
  const { NatGatewayId, GatewayId, TransitGatewayId, VpcPeeringConnectionId } = route
  const { NetworkInterfaceId, InstanceId, LocalGatewayId, CoreNetworkArn } = route
  const targets = [NatGatewayId, GatewayId, TransitGatewayId, VpcPeeringConnectionId]
  return (
    [...targets, NetworkInterfaceId, InstanceId, LocalGatewayId, CoreNetworkArn].find(Boolean) ??
    'something'
  )
}
