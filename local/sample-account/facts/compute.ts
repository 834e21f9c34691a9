import { renumbered } from '../seed.ts'
import { awsId, mainRegion, secondRegion, type Tagged } from './company.ts'
import { forgottenFleet } from './incidents.ts'
import { subnetNamed, vpcNamed } from './network.ts'

export interface Instance extends Tagged {
  name: string
  type: string
  subnet: string
  groups: readonly string[]
  role: string
  image: string
  startedDaysAgo: number
  /** Set where it is stopped. */
  stoppedDaysAgo?: number
  publicIp?: string
  keyName?: string
  scalingGroup?: string
  /** Root volume and, where there is one, data volume, in GiB. */
  diskGiB: readonly number[]
}

const ops = { env: 'prod', role: 'ops-instance', keyName: 'ops', image: 'ubuntu-24.04' }
const searchNode = {
  env: 'prod',
  service: 'search',
  owner: 'elena.rossi',
  role: 'search-instance',
  type: 'r6i.large',
  groups: ['prod-search', 'prod-services'],
  scalingGroup: 'search-prod',
  image: 'quillmarket-search-2.11',
  diskGiB: [20, 200],
}
const eksNode = {
  env: 'prod',
  service: 'payments-platform',
  role: 'eks-node',
  type: 'm5.large',
  groups: ['prod-services'],
  scalingGroup: 'eks-general',
  image: 'eks-node-1.31',
  diskGiB: [80],
}

export const instances: readonly Instance[] = [
  {
    ...ops,
    name: 'ops-bastion',
    service: 'ops',
    owner: 'maya.okafor',
    type: 't3.small',
    subnet: 'prod-public-a',
    groups: ['ops-bastion'],
    startedDaysAgo: 212,
    publicIp: '198.51.100.20',
    diskGiB: [20],
  },
  {
    ...ops,
    name: 'build-server',
    service: 'ci',
    owner: 'maya.okafor',
    type: 'c6i.xlarge',
    subnet: 'prod-private-a',
    groups: ['prod-services'],
    startedDaysAgo: 88,
    diskGiB: [50, 300],
  },
  { ...searchNode, name: 'search-1', subnet: 'prod-private-a', startedDaysAgo: 34 },
  { ...searchNode, name: 'search-2', subnet: 'prod-private-b', startedDaysAgo: 34 },
  { ...searchNode, name: 'search-3', subnet: 'prod-private-a', startedDaysAgo: 12 },
  { ...eksNode, name: 'eks-general-1', subnet: 'prod-private-a', startedDaysAgo: 61 },
  { ...eksNode, name: 'eks-general-2', subnet: 'prod-private-b', startedDaysAgo: 61 },
  { ...eksNode, name: 'eks-general-3', subnet: 'prod-private-b', startedDaysAgo: 19 },
  {
    ...ops,
    name: 'legacy-backoffice',
    service: 'backoffice',
    type: 'm4.large',
    subnet: 'prod-private-b',
    groups: ['prod-services'],
    image: 'ubuntu-18.04',
    startedDaysAgo: 1127,
    diskGiB: [100],
  },
  {
    ...ops,
    name: 'batch-reports',
    service: 'reports',
    type: 'c5.2xlarge',
    subnet: 'prod-private-a',
    groups: ['prod-services'],
    startedDaysAgo: 260,
    stoppedDaysAgo: 40,
    diskGiB: [50, 500],
  },
  {
    ...ops,
    name: 'metrics-dashboard',
    service: 'analytics',
    owner: 'samir.haddad',
    type: 't3.medium',
    subnet: 'prod-private-b',
    groups: ['prod-services'],
    startedDaysAgo: 145,
    diskGiB: [30],
  },
  {
    ...ops,
    name: 'staging-search-1',
    env: 'staging',
    service: 'search',
    owner: 'elena.rossi',
    type: 't3.large',
    subnet: 'staging-private-a',
    groups: ['staging-services'],
    startedDaysAgo: 22,
    diskGiB: [20, 50],
  },
  {
    ...ops,
    name: 'staging-loadtest',
    env: 'staging',
    service: 'loadtest',
    type: 'c5.xlarge',
    subnet: 'staging-private-b',
    groups: ['staging-services'],
    startedDaysAgo: 130,
    stoppedDaysAgo: 96,
    diskGiB: [40],
  },
  euSearch('search-eu-1', 'prod-eu-private-a'),
  euSearch('search-eu-2', 'prod-eu-private-b'),
  {
    ...ops,
    name: 'eu-migration-host',
    service: 'ops',
    type: 't3.medium',
    subnet: 'prod-eu-private-a',
    groups: ['prod-eu-services'],
    startedDaysAgo: 300,
    stoppedDaysAgo: 210,
    diskGiB: [60],
  },
  ...Array.from({ length: forgottenFleet.count }, (_, index) => gpuInstance(index + 1)),
]

/** Volumes that nothing uses, beside those of the instances. */
export const spareVolumes = renumbered(
  [
    {
      name: 'orders-export-2023',
      zone: 'us-east-1a',
      sizeGiB: 500,
      type: 'gp2',
      createdDaysAgo: 690,
    },
    { name: 'search-old-data', zone: 'us-east-1b', sizeGiB: 200, type: 'gp3', createdDaysAgo: 131 },
    {
      name: 'loadtest-scratch',
      zone: 'us-east-1a',
      sizeGiB: 1000,
      type: 'io1',
      createdDaysAgo: 96,
    },
    { name: 'embedding-input', zone: 'eu-west-1a', sizeGiB: 800, type: 'gp3', createdDaysAgo: 12 },
  ] as const,
  'sizeGiB',
  'createdDaysAgo',
)

export const images = [
  { name: 'quillmarket-search-2.11', region: mainRegion, createdDaysAgo: 36 },
  { name: 'quillmarket-search-2.9', region: mainRegion, createdDaysAgo: 240 },
  { name: 'quillmarket-search-eu-2.11', region: secondRegion, createdDaysAgo: 35 },
] as const

/** Snapshots of data volumes; the last is of a volume that is long gone. */
export const snapshots = renumbered(
  [
    { name: 'search-1-nightly', volume: 'search-1-data', createdDaysAgo: 0.4, sizeGiB: 200 },
    { name: 'build-server-weekly', volume: 'build-server-data', createdDaysAgo: 4.2, sizeGiB: 300 },
    { name: 'batch-reports-final', volume: 'batch-reports-data', createdDaysAgo: 40, sizeGiB: 500 },
    { name: 'backoffice-before-move', volume: 'backoffice-old', createdDaysAgo: 801, sizeGiB: 250 },
  ] as const,
  'sizeGiB',
  'createdDaysAgo',
)

export const instanceId = (name: string) => awsId('i', name)
export const volumeId = (name: string) => awsId('vol', name)
export const snapshotId = (name: string) => awsId('snap', name)
export const imageId = (name: string) => awsId('ami', name)
export const launchTemplateId = (name: string) => awsId('lt', name)

export const regionOf = (instance: Instance) => vpcNamed(subnetNamed(instance.subnet).vpc).region

/** Root volume first; the second is the data volume. */
export const volumeNames = (instance: Instance) =>
  instance.diskGiB.map((_, index) => `${instance.name}-${index === 0 ? 'root' : 'data'}`)

function euSearch(name: string, subnet: string): Instance {
  return {
    ...searchNode,
    name,
    subnet,
    groups: ['prod-eu-services'],
    scalingGroup: 'search-eu',
    image: 'quillmarket-search-eu-2.11',
    startedDaysAgo: 33,
  }
}

// Nobody tagged them with an owner: CloudTrail knows who started them.
function gpuInstance(number: number): Instance {
  return {
    name: `${forgottenFleet.name}-${number}`,
    service: forgottenFleet.name,
    type: forgottenFleet.type,
    subnet: 'prod-eu-private-a',
    groups: ['prod-eu-services'],
    role: 'ml-training',
    image: 'deep-learning-pytorch-2.7',
    startedDaysAgo: forgottenFleet.daysAgo,
    keyName: 'priya-ml',
    diskGiB: [200],
  }
}
