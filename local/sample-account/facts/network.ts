import { awsId, hex, mainRegion, secondRegion } from './company.ts'
import { openToTheWorld } from './incidents.ts'

export interface Vpc {
  name: string
  region: string
  env: string
  cidr: string
}

export const vpcs: readonly Vpc[] = [
  { name: 'prod', region: mainRegion, env: 'prod', cidr: '10.20.0.0/16' },
  { name: 'staging', region: mainRegion, env: 'staging', cidr: '10.21.0.0/16' },
  { name: 'prod-eu', region: secondRegion, env: 'prod', cidr: '10.40.0.0/16' },
]

/** Subnets by name; the third number of their block is theirs alone. */
export interface Subnet {
  name: string
  vpc: string
  zone: string
  cidr: string
  public: boolean
}

export const subnets: readonly Subnet[] = [
  subnet('prod-public-a', '10.20.0'),
  subnet('prod-public-b', '10.20.1'),
  subnet('prod-private-a', '10.20.10'),
  subnet('prod-private-b', '10.20.11'),
  subnet('staging-public-a', '10.21.0'),
  subnet('staging-public-b', '10.21.1'),
  subnet('staging-private-a', '10.21.10'),
  subnet('staging-private-b', '10.21.11'),
  subnet('prod-eu-public-a', '10.40.0'),
  subnet('prod-eu-public-b', '10.40.1'),
  subnet('prod-eu-private-a', '10.40.10'),
  subnet('prod-eu-private-b', '10.40.11'),
]

export interface SecurityGroup {
  name: string
  vpc: string
  description: string
  /** `from` is a block or another group's name. */
  ingress: readonly { port: number; from: string; note?: string }[]
}

const world = '0.0.0.0/0'

export const securityGroups: readonly SecurityGroup[] = [
  {
    name: openToTheWorld.group,
    vpc: 'prod',
    description: 'Bastion host for operators',
    ingress: [
      { port: 22, from: '203.0.113.0/28', note: 'office' },
      ...openToTheWorld.ports.map((port) => ({ port, from: world, note: 'temporary, migration' })),
    ],
  },
  {
    name: 'storefront-alb',
    vpc: 'prod',
    description: 'Public load balancers',
    ingress: [
      { port: 443, from: world },
      { port: 80, from: world, note: 'redirects to 443' },
    ],
  },
  {
    name: 'prod-services',
    vpc: 'prod',
    description: 'ECS tasks and instances behind the load balancers',
    ingress: [{ port: 8080, from: 'storefront-alb' }],
  },
  {
    name: 'prod-databases',
    vpc: 'prod',
    description: 'Databases of prod',
    ingress: [
      { port: 5432, from: 'prod-services' },
      { port: 3306, from: 'prod-services' },
    ],
  },
  {
    name: 'prod-search',
    vpc: 'prod',
    description: 'Search nodes',
    ingress: search('prod-services'),
  },
  {
    name: 'staging-alb',
    vpc: 'staging',
    description: 'Load balancer of staging',
    ingress: [{ port: 443, from: '203.0.113.0/28', note: 'office' }],
  },
  {
    name: 'staging-services',
    vpc: 'staging',
    description: 'Everything in staging',
    ingress: [
      { port: 8080, from: 'staging-alb' },
      { port: 5432, from: 'staging-services' },
    ],
  },
  {
    name: 'prod-eu-alb',
    vpc: 'prod-eu',
    description: 'Public load balancer',
    ingress: [{ port: 443, from: world }],
  },
  {
    name: 'prod-eu-services',
    vpc: 'prod-eu',
    description: 'ECS tasks and instances',
    ingress: [
      { port: 8080, from: 'prod-eu-alb' },
      { port: 3306, from: 'prod-eu-services' },
    ],
  },
]

/** Addresses that the company holds; one is attached to nothing and billed all the same. */
export const addresses = [
  { name: 'nat-prod-a', region: mainRegion, ip: '198.51.100.10', nat: 'prod-a' },
  { name: 'nat-prod-b', region: mainRegion, ip: '198.51.100.11', nat: 'prod-b' },
  { name: 'nat-staging', region: mainRegion, ip: '198.51.100.12', nat: 'staging' },
  { name: 'ops-bastion', region: mainRegion, ip: '198.51.100.20', instance: 'ops-bastion' },
  { name: 'old-vpn', region: mainRegion, ip: '198.51.100.77' },
  { name: 'nat-prod-eu', region: secondRegion, ip: '203.0.113.40', nat: 'prod-eu' },
] as const

export const natGateways = [
  { name: 'prod-a', subnet: 'prod-public-a', createdDaysAgo: 910 },
  { name: 'prod-b', subnet: 'prod-public-b', createdDaysAgo: 910 },
  { name: 'staging', subnet: 'staging-public-a', createdDaysAgo: 870 },
  { name: 'prod-eu', subnet: 'prod-eu-public-a', createdDaysAgo: 505 },
] as const

export const vpcId = (name: string) => awsId('vpc', name)
export const subnetId = (name: string) => awsId('subnet', name)
export const groupId = (name: string) => awsId('sg', name)
export const natId = (name: string) => awsId('nat', name)
export const networkInterfaceId = (name: string) => awsId('eni', name)
export const allocationId = (name: string) => awsId('eipalloc', name)

export const vpcNamed = (name: string) => named(vpcs, name)
export const subnetNamed = (name: string) => named(subnets, name)
export const subnetsOf = (vpc: string, reach: 'public' | 'private') =>
  subnets.filter((one) => one.vpc === vpc && one.public === (reach === 'public'))

/** A private address in a subnet, the same for the same name. */
export function privateIp(name: string, inSubnet: string): string {
  const host = 10 + (Number.parseInt(hex(`ip ${name}`, 6), 16) % 240)
  return subnetNamed(inSubnet).cidr.replace(/\.0\/24$/, `.${host}`)
}

export function named<T extends { name: string }>(all: readonly T[], name: string): T {
  const found = all.find((one) => one.name === name)
  if (!found) throw new Error(`The sample account has nothing named ${name}`)
  return found
}

function subnet(name: string, block: string): Subnet {
  const [, vpc = '', reach, letter = ''] = /^(.+)-(public|private)-([ab])$/.exec(name) ?? []
  const zone = `${vpc === 'prod-eu' ? secondRegion : mainRegion}${letter}`
  return { name, vpc, zone, cidr: `${block}.0/24`, public: reach === 'public' }
}

function search(from: string) {
  return [
    { port: 9200, from },
    { port: 9300, from: 'prod-search' },
  ]
}
