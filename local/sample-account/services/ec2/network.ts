import type { Answers, Place } from '../../answer.ts'
import { daysAgo } from '../../clock.ts'
import { arn, awsId, company, tags } from '../../facts/company.ts'
import {
  natGateways,
  natId,
  type Subnet,
  subnetId,
  subnetNamed,
  subnets,
  type Vpc,
  vpcId,
  vpcNamed,
  vpcs,
} from '../../facts/network.ts'
import { filtered } from '../../filters.ts'
import { listing } from '../../listing.ts'
import { ids } from './ids.ts'

export const networkAnswers: Answers = {
  DescribeVpcs: listing({
    as: 'Vpcs',
    from: (at) => vpcsIn(at).map(vpc),
    ids: ids('VpcId', 'InvalidVpcID.NotFound', 'vpc ID'),
    where: filtered(),
  }),
  DescribeSubnets: listing({
    as: 'Subnets',
    from: (at) => subnetsIn(at).map(subnet),
    ids: ids('SubnetId', 'InvalidSubnetID.NotFound', 'subnet ID'),
    where: filtered(),
  }),
  DescribeRouteTables: listing({
    as: 'RouteTables',
    from: (at) => subnetsIn(at).map(routeTable),
    ids: ids('RouteTableId', 'InvalidRouteTableID.NotFound', 'routeTable ID'),
    where: filtered(),
  }),
  DescribeInternetGateways: listing({
    as: 'InternetGateways',
    from: (at) => vpcsIn(at).map(internetGateway),
    ids: ids('InternetGatewayId', 'InvalidInternetGatewayID.NotFound', 'ID'),
    where: filtered(),
  }),
  DescribeVpcEndpoints: listing({
    as: 'VpcEndpoints',
    from: (at) => vpcsIn(at).map((one) => gatewayEndpoint(one, at)),
    ids: ids('VpcEndpointId', 'InvalidVpcEndpointId.NotFound', 'endpoint ID'),
    where: filtered(),
  }),
  DescribeNetworkAcls: listing({
    as: 'NetworkAcls',
    from: (at) => vpcsIn(at).map(networkAcl),
    where: filtered(),
  }),
}

const vpcsIn = (at: Place) => vpcs.filter(({ region }) => region === at.region)
const subnetsIn = (at: Place) => subnets.filter((one) => vpcNamed(one.vpc).region === at.region)

function vpc({ name, cidr, env }: Vpc) {
  return {
    VpcId: vpcId(name),
    CidrBlock: cidr,
    State: 'available',
    IsDefault: false,
    InstanceTenancy: 'default',
    DhcpOptionsId: awsId('dopt', name),
    OwnerId: company.accountId,
    Tags: tags(name, { env, owner: 'maya.okafor' }),
  }
}

function subnet({ name, vpc: vpcName, zone, cidr, public: isPublic }: Subnet) {
  return {
    SubnetId: subnetId(name),
    VpcId: vpcId(vpcName),
    AvailabilityZone: zone,
    CidrBlock: cidr,
    AvailableIpAddressCount: 228,
    MapPublicIpOnLaunch: isPublic,
    State: 'available',
    OwnerId: company.accountId,
    SubnetArn: arn('ec2', vpcNamed(vpcName).region, `subnet/${subnetId(name)}`),
    Tags: tags(name, { env: vpcNamed(vpcName).env }),
  }
}

function routeTable({ name, vpc: vpcName, public: isPublic }: Subnet) {
  const RouteTableId = awsId('rtb', name)
  const [nat] = natGateways.filter((one) => subnetNamed(one.subnet).vpc === vpcName)
  const out = isPublic
    ? { GatewayId: awsId('igw', vpcName) }
    : { NatGatewayId: natId(nat?.name ?? '') }
  return {
    RouteTableId,
    VpcId: vpcId(vpcName),
    OwnerId: company.accountId,
    Associations: [
      {
        RouteTableId,
        SubnetId: subnetId(name),
        Main: false,
        RouteTableAssociationId: awsId('rtbassoc', name),
        AssociationState: { State: 'associated' },
      },
    ],
    Routes: [
      { ...active('CreateRouteTable', vpcNamed(vpcName).cidr), GatewayId: 'local' },
      { ...active('CreateRoute', '0.0.0.0/0'), ...out },
    ],
    Tags: tags(name, { env: vpcNamed(vpcName).env }),
  }
}

const active = (Origin: string, DestinationCidrBlock: string) => ({
  DestinationCidrBlock,
  Origin,
  State: 'active',
})

function internetGateway({ name, env }: Vpc) {
  return {
    InternetGatewayId: awsId('igw', name),
    OwnerId: company.accountId,
    Attachments: [{ VpcId: vpcId(name), State: 'available' }],
    Tags: tags(name, { env }),
  }
}

function gatewayEndpoint({ name, region, env }: Vpc, at: Place) {
  return {
    VpcEndpointId: awsId('vpce', name),
    VpcEndpointType: 'Gateway',
    VpcId: vpcId(name),
    ServiceName: `com.amazonaws.${region}.s3`,
    State: 'available',
    CreationTimestamp: daysAgo(at, 505),
    RouteTableIds: subnets.filter((one) => one.vpc === name).map((one) => awsId('rtb', one.name)),
    Tags: tags(`${name}-s3`, { env }),
  }
}

function networkAcl({ name, env }: Vpc) {
  const entry = { CidrBlock: '0.0.0.0/0', Protocol: '-1', RuleAction: 'allow', RuleNumber: 100 }
  return {
    NetworkAclId: awsId('acl', name),
    VpcId: vpcId(name),
    IsDefault: true,
    OwnerId: company.accountId,
    Entries: [
      { ...entry, Egress: false },
      { ...entry, Egress: true },
    ],
    Associations: subnets
      .filter((one) => one.vpc === name)
      .map((one) => ({
        NetworkAclId: awsId('acl', name),
        NetworkAclAssociationId: awsId('aclassoc', one.name),
        SubnetId: subnetId(one.name),
      })),
    Tags: tags(name, { env }),
  }
}
