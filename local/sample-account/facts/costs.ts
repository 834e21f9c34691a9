import { drawn } from '../seed.ts'
import { mainRegion, secondRegion } from './company.ts'
import { forgottenFleet } from './incidents.ts'

/** One line of the bill, in US dollars a day. Everything that Cost Explorer says is added up from these. */
export interface CostLine {
  service: string
  region: string
  usageType: string
  perDayUsd: number
  /** Of one unit, as an hour or a gigabyte. */
  unitUsd: number
  env?: string
  tagService?: string
  owner?: string
  /** Absent: for as long as the bills go back. */
  sinceDaysAgo?: number
}

const compute = 'Amazon Elastic Compute Cloud - Compute'
const ec2Other = 'EC2 - Other'
const containers = 'Amazon Elastic Container Service'
const databases = 'Amazon Relational Database Service'

const prod = { region: mainRegion, env: 'prod' }
const staging = { region: mainRegion, env: 'staging' }
const prodEu = { region: secondRegion, env: 'prod' }

export const costLines: readonly CostLine[] = [
  {
    ...prod,
    ...line(compute, 'BoxUsage:r6i.large', 9.07, 0.126),
    tagService: 'search',
    owner: 'elena.rossi',
  },
  { ...prod, ...line(compute, 'BoxUsage:m5.large', 6.91, 0.096), tagService: 'payments-platform' },
  {
    ...prod,
    ...line(compute, 'BoxUsage:c6i.xlarge', 4.08, 0.17),
    tagService: 'ci',
    owner: 'maya.okafor',
  },
  { ...prod, ...line(compute, 'BoxUsage:m4.large', 2.4, 0.1), tagService: 'backoffice' },
  {
    ...prod,
    ...line(compute, 'BoxUsage:t3.medium', 1, 0.0416),
    tagService: 'analytics',
    owner: 'samir.haddad',
  },
  {
    ...prod,
    ...line(compute, 'BoxUsage:t3.small', 0.5, 0.0208),
    tagService: 'ops',
    owner: 'maya.okafor',
  },
  {
    ...staging,
    ...line(compute, 'BoxUsage:t3.large', 2, 0.0832),
    tagService: 'search',
    owner: 'elena.rossi',
  },
  {
    ...prodEu,
    ...line(compute, 'EU-BoxUsage:r6i.large', 6.77, 0.141),
    tagService: 'search',
    owner: 'elena.rossi',
  },
  {
    region: forgottenFleet.region,
    ...line(
      compute,
      `EU-BoxUsage:${forgottenFleet.type}`,
      forgottenFleet.count * forgottenFleet.hourlyUsd * 24,
      forgottenFleet.hourlyUsd,
    ),
    tagService: forgottenFleet.name,
    sinceDaysAgo: forgottenFleet.daysAgo,
  },
  { ...prod, ...line(ec2Other, 'NatGateway-Hours', 2.16, 0.045) },
  { ...prod, ...line(ec2Other, 'NatGateway-Bytes', 7.9, 0.045) },
  { ...staging, ...line(ec2Other, 'NatGateway-Hours', 1.08, 0.045) },
  { ...prod, ...line(ec2Other, 'EBS:VolumeUsage.gp3', 4.6, 0.0027) },
  { region: mainRegion, ...line(ec2Other, 'EBS:VolumeUsage.gp2', 1.67, 0.0033) },
  { region: mainRegion, ...line(ec2Other, 'EBS:VolumeP-IOPS.piops', 15, 0.0022) },
  { ...prodEu, ...line(ec2Other, 'EU-NatGateway-Hours', 1.15, 0.048) },
  { region: secondRegion, ...line(ec2Other, 'EU-EBS:VolumeUsage.gp3', 3.1, 0.0029) },
  { ...prod, ...line('Amazon Virtual Private Cloud', 'PublicIPv4:InUseAddress', 0.48, 0.005) },
  {
    region: mainRegion,
    ...line('Amazon Virtual Private Cloud', 'PublicIPv4:IdleAddress', 0.12, 0.005),
  },
  {
    ...prod,
    ...line(containers, 'USE1-Fargate-vCPU-Hours:perCPU', 13.6, 0.0405),
    tagService: 'checkout-api',
    owner: 'tom.lindqvist',
  },
  {
    ...prod,
    ...line(containers, 'USE1-Fargate-GB-Hours', 3.1, 0.0044),
    tagService: 'checkout-api',
    owner: 'tom.lindqvist',
  },
  {
    ...prod,
    ...line(containers, 'USE1-Fargate-vCPU-Hours:perCPU', 5.8, 0.0405),
    tagService: 'web',
    owner: 'elena.rossi',
  },
  {
    ...prodEu,
    ...line(containers, 'EU-Fargate-vCPU-Hours:perCPU', 1.95, 0.0405),
    tagService: 'web',
    owner: 'elena.rossi',
  },
  {
    ...prod,
    ...line(
      'Amazon Elastic Container Service for Kubernetes',
      'USE1-AmazonEKS-Hours:perCluster',
      2.4,
      0.1,
    ),
  },
  {
    ...prod,
    ...line(databases, 'Multi-AZUsage:db.r6g.xl', 21.6, 0.9),
    tagService: 'orders',
    owner: 'tom.lindqvist',
  },
  {
    ...prod,
    ...line(databases, 'Multi-AZUsage:db.r6g.large', 10.8, 0.45),
    tagService: 'catalog',
    owner: 'elena.rossi',
  },
  {
    ...prod,
    ...line(databases, 'InstanceUsage:db.m5.large', 4.27, 0.178),
    tagService: 'analytics',
  },
  { ...prod, ...line(databases, 'RDS:GP3-Storage', 9.4, 0.0038) },
  {
    ...staging,
    ...line(databases, 'InstanceUsage:db.t4g.medium', 1.56, 0.065),
    tagService: 'orders',
  },
  {
    ...prodEu,
    ...line(databases, 'EU-InstanceUsage:db.r6g.large', 6, 0.25),
    tagService: 'catalog',
    owner: 'elena.rossi',
  },
  { ...prod, ...line('Amazon Elastic Load Balancing', 'LoadBalancerUsage', 1.35, 0.0225) },
  { ...staging, ...line('Amazon Elastic Load Balancing', 'LoadBalancerUsage', 0.6, 0.0225) },
  { ...prodEu, ...line('Amazon Elastic Load Balancing', 'EU-LoadBalancerUsage', 0.65, 0.0252) },
  { ...prod, ...line('Amazon Simple Storage Service', 'TimedStorage-ByteHrs', 7.4, 0.00077) },
  { ...prodEu, ...line('Amazon Simple Storage Service', 'EU-TimedStorage-ByteHrs', 0.62, 0.00077) },
  { ...prod, ...line('AWS Lambda', 'Lambda-GB-Second', 1.9, 0.0000166667) },
  { ...prod, ...line('Amazon DynamoDB', 'ReadRequestUnits', 2.2, 0.000000125) },
  { ...prod, ...line('AmazonCloudWatch', 'DataProcessing-Bytes', 5.3, 0.5) },
  {
    ...prod,
    ...line('Amazon SageMaker', 'USE1-Host:ml.m5.xlarge', 5.52, 0.23),
    tagService: 'recommendations',
    owner: 'priya.raman',
  },
  {
    ...prod,
    ...line('Amazon SageMaker', 'USE1-Notebk:ml.t3.large', 2.4, 0.1),
    owner: 'priya.raman',
  },
  { region: 'global', ...line('Amazon Route 53', 'DNS-Queries', 0.35, 0.0000004) },
]

function line(service: string, usageType: string, perDayUsd: number, unitUsd: number) {
  // Whole hours of what runs all day keep their price.
  const scale = service === compute ? 100 : drawn(`bill ${usageType}`, 100, [80, 130])
  return { service, usageType, perDayUsd: (perDayUsd * scale) / 100, unitUsd }
}
