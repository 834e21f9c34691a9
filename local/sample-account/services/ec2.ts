import type { Answers, Output, Place } from '../answer.ts'
import { records, text } from '../answer.ts'
import { enabledRegions } from '../facts/company.ts'
import { filtered } from '../filters.ts'
import { listing } from '../listing.ts'
import { addressAnswers } from './ec2/addresses.ts'
import { computeAnswers } from './ec2/compute.ts'
import { imageAnswers } from './ec2/images.ts'
import { networkAnswers } from './ec2/network.ts'
import { securityGroupAnswers } from './ec2/security-groups.ts'

const resources: Answers = {
  ...addressAnswers,
  ...computeAnswers,
  ...imageAnswers,
  ...networkAnswers,
  ...securityGroupAnswers,
}

export const answers: Answers = {
  ...resources,
  DescribeRegions: listing({
    as: 'Regions',
    from: () => enabledRegions.map(region),
    ids: {
      input: 'RegionNames',
      member: 'RegionName',
      missing: {
        name: 'InvalidParameterValue',
        message: (id) => `Invalid region provided: ${id}`,
      },
    },
    where: filtered(),
  }),
  DescribeAvailabilityZones: listing({
    as: 'AvailabilityZones',
    from: zones,
    ids: { input: 'ZoneNames', member: 'ZoneName' },
    where: filtered(),
  }),
  DescribeTags: listing({
    as: 'Tags',
    from: allTags,
    where: filtered({ 'tag-key': 'Key' }),
  }),
}

function region(name: string) {
  return {
    RegionName: name,
    Endpoint: `ec2.${name}.amazonaws.com`,
    OptInStatus: 'opt-in-not-required',
  }
}

function zones(at: Place) {
  return ['a', 'b', 'c'].map((letter, index) => ({
    ZoneName: `${at.region}${letter}`,
    ZoneId: `${at.region}-az${index + 1}`,
    RegionName: at.region,
    GroupName: `${at.region}-zg-1`,
    NetworkBorderGroup: at.region,
    ZoneType: 'availability-zone',
    State: 'available',
    OptInStatus: 'opt-in-not-required',
  }))
}

const tagged = [
  ['DescribeVolumes', 'Volumes', 'VolumeId', 'volume'],
  ['DescribeVpcs', 'Vpcs', 'VpcId', 'vpc'],
  ['DescribeSubnets', 'Subnets', 'SubnetId', 'subnet'],
  ['DescribeSecurityGroups', 'SecurityGroups', 'GroupId', 'security-group'],
  ['DescribeSnapshots', 'Snapshots', 'SnapshotId', 'snapshot'],
  ['DescribeAddresses', 'Addresses', 'AllocationId', 'elastic-ip'],
  ['DescribeNatGateways', 'NatGateways', 'NatGatewayId', 'natgateway'],
] as const

function allTags(at: Place): Output[] {
  const ofInstances = records(resources.DescribeInstances?.({}, at) ?? {}, 'Reservations')
    .flatMap((reservation) => records(reservation, 'Instances'))
    .flatMap((instance) => tagsOf(instance, 'InstanceId', 'instance'))
  const ofOthers = tagged.flatMap(([operation, member, id, type]) =>
    records(resources[operation]?.({}, at) ?? {}, member).flatMap((one) => tagsOf(one, id, type)),
  )
  return [...ofInstances, ...ofOthers]
}

function tagsOf(resource: Output, id: string, type: string): Output[] {
  const ResourceId = text(resource, id)
  return records(resource, 'Tags').map((tag) => ({ ResourceId, ResourceType: type, ...tag }))
}
