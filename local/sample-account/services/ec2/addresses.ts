import type { Answers, Output, Place } from '../../answer.ts'
import { daysAgo } from '../../clock.ts'
import { awsId, company, tags } from '../../facts/company.ts'
import { instanceId, instances, regionOf } from '../../facts/compute.ts'
import {
  addresses,
  allocationId,
  groupId,
  natGateways,
  natId,
  networkInterfaceId,
  privateIp,
  subnetId,
  subnetNamed,
  vpcId,
  vpcNamed,
} from '../../facts/network.ts'
import { filtered } from '../../filters.ts'
import { listing } from '../../listing.ts'
import { ids } from './ids.ts'

/** What has an address: NAT gateways, elastic addresses, network interfaces. */
export const addressAnswers: Answers = {
  DescribeNatGateways: listing({
    as: 'NatGateways',
    from: natGatewaysIn,
    ids: ids('NatGatewayId', 'NatGatewayNotFound', 'NAT gateway'),
    // The one EC2 operation whose filters are called Filter.
    where: filtered({}, 'Filter'),
  }),
  DescribeAddresses: listing({
    as: 'Addresses',
    from: (at) => addresses.filter(({ region }) => region === at.region).map(address),
    ids: ids('AllocationId', 'InvalidAllocationID.NotFound', 'allocation ID'),
    where: filtered(),
  }),
  DescribeNetworkInterfaces: listing({
    as: 'NetworkInterfaces',
    from: networkInterfaces,
    ids: ids('NetworkInterfaceId', 'InvalidNetworkInterfaceID.NotFound', 'networkInterface ID'),
    where: filtered(),
  }),
}

function natGatewaysIn(at: Place) {
  return natGateways
    .filter((nat) => vpcNamed(subnetNamed(nat.subnet).vpc).region === at.region)
    .map(({ name, subnet: inSubnet, createdDaysAgo }) => ({
      NatGatewayId: natId(name),
      SubnetId: subnetId(inSubnet),
      VpcId: vpcId(subnetNamed(inSubnet).vpc),
      State: 'available',
      ConnectivityType: 'public',
      CreateTime: daysAgo(at, createdDaysAgo),
      NatGatewayAddresses: addresses
        .filter((one) => 'nat' in one && one.nat === name)
        .map((one) => ({
          AllocationId: allocationId(one.name),
          PublicIp: one.ip,
          PrivateIp: privateIp(`nat ${name}`, inSubnet),
          NetworkInterfaceId: networkInterfaceId(`nat ${name}`),
          IsPrimary: true,
          Status: 'succeeded',
        })),
      Tags: tags(name, { env: vpcNamed(subnetNamed(inSubnet).vpc).env }),
    }))
}

function address(one: (typeof addresses)[number]): Output {
  const common = {
    AllocationId: allocationId(one.name),
    PublicIp: one.ip,
    Domain: 'vpc',
    PublicIpv4Pool: 'amazon',
    NetworkBorderGroup: one.region,
    Tags: tags(one.name, {}),
  }
  const AssociationId = awsId('eipassoc', one.name)
  if ('instance' in one) {
    const NetworkInterfaceId = networkInterfaceId(one.instance)
    return { ...common, AssociationId, NetworkInterfaceId, InstanceId: instanceId(one.instance) }
  }
  if (!('nat' in one)) return common
  return { ...common, AssociationId, NetworkInterfaceId: networkInterfaceId(`nat ${one.nat}`) }
}

function networkInterfaces(at: Place): Output[] {
  const ofNats = natGateways.map((nat) => ({
    ...networkInterface(`nat ${nat.name}`, nat.subnet),
    InterfaceType: 'nat_gateway',
    Description: `Interface for NAT Gateway ${natId(nat.name)}`,
    Groups: [],
  }))
  const ofInstances = instances
    .filter((one) => regionOf(one) === at.region)
    .map((one) => ({
      ...networkInterface(one.name, one.subnet),
      InterfaceType: 'interface',
      Description: '',
      Groups: one.groups.map((name) => ({ GroupId: groupId(name), GroupName: name })),
      Attachment: { InstanceId: instanceId(one.name), DeviceIndex: 0, Status: 'attached' },
    }))
  const here = ofNats.filter(({ AvailabilityZone }) => AvailabilityZone.startsWith(at.region))
  return [...here, ...ofInstances]
}

function networkInterface(name: string, inSubnet: string) {
  return {
    NetworkInterfaceId: networkInterfaceId(name),
    SubnetId: subnetId(inSubnet),
    VpcId: vpcId(subnetNamed(inSubnet).vpc),
    AvailabilityZone: subnetNamed(inSubnet).zone,
    PrivateIpAddress: privateIp(name, inSubnet),
    OwnerId: company.accountId,
    Status: 'in-use',
    SourceDestCheck: true,
  }
}
