import type { Answers, Output, Place } from '../../answer.ts'
import { texts } from '../../answer.ts'
import { daysAgo } from '../../clock.ts'
import { arn, awsId, company, mainRegion, tags } from '../../facts/company.ts'
import {
  imageId,
  images,
  instances,
  launchTemplateId,
  regionOf,
  snapshotId,
  snapshots,
  volumeId,
} from '../../facts/compute.ts'
import { instanceTypes } from '../../facts/instance-types.ts'
import { filtered } from '../../filters.ts'
import { listing } from '../../listing.ts'

/** Images, snapshots, key pairs, launch templates, and the instance types in use. */
export const imageAnswers: Answers = {
  DescribeImages: listing({
    as: 'Images',
    from: (at) => [...ownImages(at), ...publicImages(at)],
    ids: {
      input: 'ImageIds',
      member: 'ImageId',
      missing: {
        name: 'InvalidAMIID.NotFound',
        message: (id) => `The image id '[${id}]' does not exist`,
      },
    },
    where: (image, input) => ownedBy(image, texts(input, 'Owners')) && filtered()(image, input),
  }),
  DescribeSnapshots: listing({
    as: 'Snapshots',
    from: (at) => (at.region === mainRegion ? snapshots.map((one) => snapshot(one, at)) : []),
    ids: {
      input: 'SnapshotIds',
      member: 'SnapshotId',
      missing: {
        name: 'InvalidSnapshot.NotFound',
        message: (id) => `The snapshot '${id}' does not exist.`,
      },
    },
    where: (one, input) =>
      ownedBy(one, texts(input, 'OwnerIds')) && filtered({ status: 'State' })(one, input),
  }),
  DescribeKeyPairs: listing({
    as: 'KeyPairs',
    from: keyPairs,
    ids: { input: 'KeyNames', member: 'KeyName' },
    where: filtered(),
  }),
  DescribeLaunchTemplates: listing({
    as: 'LaunchTemplates',
    from: launchTemplates,
    ids: { input: 'LaunchTemplateNames', member: 'LaunchTemplateName' },
    where: filtered(),
  }),
  DescribeInstanceTypes: listing({
    as: 'InstanceTypes',
    from: () => instanceTypes.map(instanceType),
    ids: { input: 'InstanceTypes', member: 'InstanceType' },
    where: filtered(),
  }),
}

function ownedBy({ OwnerId }: Output, owners: string[]): boolean {
  const own = OwnerId === company.accountId
  return (
    owners.length === 0 || owners.some((owner) => owner === OwnerId || (owner === 'self' && own))
  )
}

function ownImages(at: Place) {
  return images
    .filter(({ region }) => region === at.region)
    .map(({ name, createdDaysAgo }) => ({
      ...image(name, company.accountId),
      CreationDate: daysAgo(at, createdDaysAgo).toISOString(),
      BlockDeviceMappings: [{ DeviceName: '/dev/sda1', Ebs: { SnapshotId: snapshotId(name) } }],
      Tags: tags(name, { service: 'search' }),
    }))
}

// Instances also run images that others publish.
function publicImages(at: Place) {
  const own = new Set<string>(images.map(({ name }) => name))
  const used = instances.filter((one) => regionOf(one) === at.region).map((one) => one.image)
  return [...new Set(used)]
    .filter((name) => !own.has(name))
    .map((name) => ({
      ...image(name, '099720109477'),
      CreationDate: daysAgo(at, name.endsWith('18.04') ? 1500 : 120).toISOString(),
      BlockDeviceMappings: [{ DeviceName: '/dev/sda1', Ebs: { VolumeSize: 8 } }],
      Tags: [],
    }))
}

function image(name: string, owner: string) {
  return {
    ImageId: imageId(name),
    Name: name,
    OwnerId: owner,
    Public: owner !== company.accountId,
    State: 'available',
    Architecture: 'x86_64',
    ImageType: 'machine',
    RootDeviceType: 'ebs',
    RootDeviceName: '/dev/sda1',
    VirtualizationType: 'hvm',
  }
}

function snapshot(one: (typeof snapshots)[number], at: Place) {
  const { name, volume, sizeGiB, createdDaysAgo } = one
  return {
    SnapshotId: snapshotId(name),
    VolumeId: volumeId(volume),
    VolumeSize: sizeGiB,
    OwnerId: company.accountId,
    State: 'completed',
    Progress: '100%',
    Encrypted: createdDaysAgo < 365,
    StartTime: daysAgo(at, createdDaysAgo),
    StorageTier: 'standard',
    Description: name,
    Tags: tags(name, {}),
  }
}

function keyPairs(at: Place) {
  const used = instances.filter((one) => regionOf(one) === at.region).map((one) => one.keyName)
  return [...new Set(used)]
    .filter((name) => name !== undefined)
    .map((name) => ({
      KeyName: name,
      KeyPairId: awsId('key', `${name} ${at.region}`),
      KeyType: 'ed25519',
      CreateTime: daysAgo(at, 640),
      Tags: [],
    }))
}

function launchTemplates(at: Place) {
  const used = instances.filter((one) => regionOf(one) === at.region && one.scalingGroup)
  return [...new Set(used.map(({ scalingGroup = '' }) => scalingGroup))].map((name) => ({
    LaunchTemplateId: launchTemplateId(name),
    LaunchTemplateName: name,
    CreateTime: daysAgo(at, 400),
    CreatedBy: arn('iam', '', 'user/maya.okafor'),
    DefaultVersionNumber: 1,
    LatestVersionNumber: 4,
    Tags: tags(name, {}),
  }))
}

function instanceType({ type, cpus, memoryGiB, previous, gpus }: (typeof instanceTypes)[number]) {
  return {
    InstanceType: type,
    CurrentGeneration: !previous,
    VCpuInfo: { DefaultVCpus: cpus },
    MemoryInfo: { SizeInMiB: memoryGiB * 1024 },
    BurstablePerformanceSupported: type.startsWith('t'),
    ...(gpus && { GpuInfo: { Gpus: [{ Name: 'A10G', Manufacturer: 'NVIDIA', Count: gpus }] } }),
  }
}
