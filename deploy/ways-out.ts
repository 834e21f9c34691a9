import {
  DescribeRouteTablesCommand,
  type EC2Client,
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
}

/** Where each subnet's route to everywhere leads. */
export async function waysOut(
  subnets: readonly Subnet[],
  vpcId: string,
  ec2: EC2Client,
): Promise<WayOut[]> {
  const tables: RouteTable[] = []
  let NextToken: string | undefined
  do {
    const page = await ec2.send(
      new DescribeRouteTablesCommand({
        Filters: [{ Name: 'vpc-id', Values: [vpcId] }],
        ...(NextToken === undefined ? {} : { NextToken }),
      }),
    )
    tables.push(...(page.RouteTables ?? []))
    NextToken = page.NextToken || undefined
  } while (NextToken !== undefined)
  return subnets.map(({ SubnetId = '' }) => wayOut(SubnetId, tables))
}

function wayOut(subnetId: string, tables: readonly RouteTable[]): WayOut {
  const associated = (of: (association: RouteTableAssociation) => unknown) =>
    tables.find(({ Associations = [] }) => Associations.some(of))
  // A subnet that no table names goes by the VPC's main one.
  const table = associated((one) => one.SubnetId === subnetId) ?? associated((one) => one.Main)
  const found = { subnetId, routeTableId: table?.RouteTableId ?? '' }
  const route = table?.Routes?.find(
    ({ DestinationCidrBlock }) => DestinationCidrBlock === '0.0.0.0/0',
  )
  if (route === undefined) return { ...found, shut: 'has no route out' }
  const by = targetOf(route)
  if (route.State === 'blackhole')
    return { ...found, shut: `has a route out to ${by}, which is gone` }
  // A function has no public address.
  if (by.startsWith('igw-')) {
    return {
      ...found,
      shut: `has its route out by an internet gateway (${by}), which takes no function out`,
    }
  }
  return { ...found, by }
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
