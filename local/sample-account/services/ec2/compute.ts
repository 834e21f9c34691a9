import type { Answers, Input, Output, Place } from '../../answer.ts'
import { daysAgo } from '../../clock.ts'
import { arn, awsId, company, tags } from '../../facts/company.ts'
import {
  type Instance,
  imageId,
  instanceId,
  instances,
  regionOf,
  spareVolumes,
  volumeId,
  volumeNames,
} from '../../facts/compute.ts'
import {
  groupId,
  networkInterfaceId,
  privateIp,
  subnetId,
  subnetNamed,
  vpcId,
} from '../../facts/network.ts'
import { type FilterPaths, filtered } from '../../filters.ts'
import { listing } from '../../listing.ts'
import { iamId } from '../iam/names.ts'

const instancePaths: FilterPaths = {
  'availability-zone': 'Placement.AvailabilityZone',
  'instance-state-code': 'State.Code',
  'instance-state-name': 'State.Name',
  'instance.group-id': 'SecurityGroups.GroupId',
  'instance.group-name': 'SecurityGroups.GroupName',
  'ip-address': 'PublicIpAddress',
}

const volumePaths: FilterPaths = {
  status: 'State',
  'attachment.status': 'Attachments.State',
  'attachment.instance-id': 'Attachments.InstanceId',
}

const missingInstance = {
  name: 'InvalidInstanceID.NotFound',
  message: (id: string) => `The instance ID '${id}' does not exist`,
}

const describedInstances = listing({
  as: 'Instances',
  from: (at) => instancesIn(at).map((one) => describe(one, at)),
  ids: { input: 'InstanceIds', member: 'InstanceId', missing: missingInstance },
  where: filtered(instancePaths),
})

export const computeAnswers: Answers = {
  DescribeInstances: (input, at) => {
    const { Instances, ...rest } = describedInstances(input, at)
    const found = Array.isArray(Instances) ? Instances : []
    return { Reservations: found.map(reservation), ...rest }
  },
  DescribeInstanceStatus: listing({
    as: 'InstanceStatuses',
    from: statuses,
    ids: { input: 'InstanceIds', member: 'InstanceId', missing: missingInstance },
    where: filtered({
      'instance-state-name': 'InstanceState.Name',
      'instance-status.status': 'InstanceStatus.Status',
      'system-status.status': 'SystemStatus.Status',
    }),
  }),
  DescribeVolumes: listing({
    as: 'Volumes',
    from: volumes,
    ids: {
      input: 'VolumeIds',
      member: 'VolumeId',
      missing: {
        name: 'InvalidVolume.NotFound',
        message: (id) => `The volume '${id}' does not exist.`,
      },
    },
    where: filtered(volumePaths),
  }),
}

const instancesIn = (at: Place) => instances.filter((one) => regionOf(one) === at.region)

function reservation(instance: Output): Output {
  return {
    ReservationId: awsId('r', String(instance.InstanceId)),
    OwnerId: company.accountId,
    Groups: [],
    Instances: [instance],
  }
}

function describe(one: Instance, at: Place): Output {
  const { name, type, stoppedDaysAgo, scalingGroup, keyName, publicIp } = one
  return {
    InstanceId: instanceId(name),
    InstanceType: type,
    ImageId: imageId(one.image),
    LaunchTime: daysAgo(at, one.startedDaysAgo),
    State: state(one),
    Architecture: 'x86_64',
    VirtualizationType: 'hvm',
    Hypervisor: type.startsWith('m4') ? 'xen' : 'nitro',
    PlatformDetails: 'Linux/UNIX',
    RootDeviceType: 'ebs',
    RootDeviceName: '/dev/sda1',
    EbsOptimized: true,
    Monitoring: { State: 'disabled' },
    ...(keyName && { KeyName: keyName }),
    IamInstanceProfile: {
      Arn: arn('iam', '', `instance-profile/${one.role}`),
      Id: iamId('AIPA', one.role),
    },
    ...(stoppedDaysAgo !== undefined && stopped(daysAgo(at, stoppedDaysAgo))),
    ...network(one),
    ...(publicIp && { PublicIpAddress: publicIp }),
    BlockDeviceMappings: volumeNames(one).map((volume, index) => ({
      DeviceName: device(index),
      Ebs: {
        VolumeId: volumeId(volume),
        Status: 'attached',
        AttachTime: daysAgo(at, one.startedDaysAgo),
        DeleteOnTermination: index === 0,
      },
    })),
    MetadataOptions: {
      State: 'applied',
      HttpTokens: one.startedDaysAgo > 365 ? 'optional' : 'required',
      HttpEndpoint: 'enabled',
      HttpPutResponseHopLimit: 2,
    },
    Tags: [
      ...tags(name, one),
      ...(scalingGroup ? [{ Key: 'aws:autoscaling:groupName', Value: scalingGroup }] : []),
    ],
  }
}

const state = ({ stoppedDaysAgo }: Instance) =>
  stoppedDaysAgo === undefined ? { Code: 16, Name: 'running' } : { Code: 80, Name: 'stopped' }

function stopped(when: Date) {
  const said = when.toISOString().slice(0, 19).replace('T', ' ')
  const Code = 'Client.UserInitiatedShutdown'
  return {
    StateTransitionReason: `User initiated (${said} GMT)`,
    StateReason: { Code, Message: `${Code}: User initiated shutdown` },
  }
}

function network({ name, subnet, groups }: Instance): Output {
  const { zone, vpc } = subnetNamed(subnet)
  const SecurityGroups = groups.map((group) => ({ GroupId: groupId(group), GroupName: group }))
  const place = { SubnetId: subnetId(subnet), VpcId: vpcId(vpc) }
  const PrivateIpAddress = privateIp(name, subnet)
  return {
    ...place,
    Placement: { AvailabilityZone: zone, Tenancy: 'default' },
    PrivateIpAddress,
    PrivateDnsName: `ip-${PrivateIpAddress.replaceAll('.', '-')}.ec2.internal`,
    SecurityGroups,
    NetworkInterfaces: [
      {
        ...place,
        NetworkInterfaceId: networkInterfaceId(name),
        PrivateIpAddress,
        Status: 'in-use',
        Groups: SecurityGroups,
        OwnerId: company.accountId,
      },
    ],
  }
}

// AWS leaves out what does not run, unless asked for all.
function statuses(at: Place, input: Input): Output[] {
  const all = input.IncludeAllInstances === true
  return instancesIn(at)
    .map((one) => ({
      InstanceId: instanceId(one.name),
      AvailabilityZone: subnetNamed(one.subnet).zone,
      InstanceState: state(one),
      InstanceStatus: reachability(one),
      SystemStatus: reachability(one),
    }))
    .filter(({ InstanceState }) => all || InstanceState.Name === 'running')
}

function reachability({ stoppedDaysAgo }: Instance) {
  return stoppedDaysAgo === undefined
    ? { Status: 'ok', Details: [{ Name: 'reachability', Status: 'passed' }] }
    : { Status: 'not-applicable' }
}

function volumes(at: Place): Output[] {
  const attached = instancesIn(at).flatMap((one) =>
    one.diskGiB.map((sizeGiB, index) => attachedVolume(one, { sizeGiB, index, at })),
  )
  const spare = spareVolumes
    .filter(({ zone }) => zone.startsWith(at.region))
    .map(({ name, zone, sizeGiB, type, createdDaysAgo }) => ({
      ...volume({ name, zone, sizeGiB, type }),
      State: 'available',
      CreateTime: daysAgo(at, createdDaysAgo),
      Attachments: [],
      Tags: tags(name, {}),
    }))
  return [...attached, ...spare]
}

function attachedVolume(
  one: Instance,
  { sizeGiB, index, at }: { sizeGiB: number; index: number; at: Place },
): Output {
  const name = volumeNames(one)[index] ?? ''
  const since = daysAgo(at, one.startedDaysAgo)
  const attachment = {
    VolumeId: volumeId(name),
    InstanceId: instanceId(one.name),
    Device: device(index),
    State: 'attached',
    AttachTime: since,
    DeleteOnTermination: index === 0,
  }
  return {
    ...volume({ name, zone: subnetNamed(one.subnet).zone, sizeGiB, type: 'gp3' }),
    State: 'in-use',
    CreateTime: since,
    Attachments: [attachment],
    Tags: tags(name, one),
  }
}

function volume(facts: { name: string; zone: string; sizeGiB: number; type: string }) {
  return {
    VolumeId: volumeId(facts.name),
    AvailabilityZone: facts.zone,
    Size: facts.sizeGiB,
    VolumeType: facts.type,
    Encrypted: !facts.name.startsWith('legacy') && facts.type === 'gp3',
    MultiAttachEnabled: false,
    ...(facts.type === 'gp3' && { Iops: 3000, Throughput: 125 }),
    ...(facts.type === 'io1' && { Iops: 5000 }),
  }
}

const device = (index: number) => (index === 0 ? '/dev/sda1' : '/dev/sdf')
