import { drawn } from '../seed.ts'
import { arn } from './company.ts'
import { instances, regionOf } from './compute.ts'
import { forgottenFleet } from './incidents.ts'
import { cpusOf } from './instance-types.ts'

/** What AWS allows; what is in use of it, CloudWatch measures for those with `metric`. */
export interface Quota {
  service: 'ec2' | 'elasticloadbalancing' | 'lambda' | 'rds' | 'vpc'
  code: string
  name: string
  value: number
  byDefault: number
  metric?: { class: string; used: (region: string) => number }
  region?: string
}

const standard = /^[acdhimrtz]\d/

/** Room for the forgotten fleet, and little more. */
const graphics = drawn('graphics quota', 208, [196, 212])

export const quotas: readonly Quota[] = [
  {
    service: 'ec2',
    code: 'L-1216C47A',
    name: 'Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances',
    value: 256,
    byDefault: 5,
    metric: { class: 'Standard/OnDemand', used: (region) => cpusIn(region, standard) },
  },
  {
    service: 'ec2',
    code: 'L-DB2E81BA',
    name: 'Running On-Demand G and VT instances',
    value: graphics,
    byDefault: 0,
    region: forgottenFleet.region,
    metric: { class: 'G/OnDemand', used: (region) => cpusIn(region, /^(g|vt)\d/) },
  },
  { service: 'ec2', code: 'L-0263D0A3', name: 'EC2-VPC Elastic IPs', value: 5, byDefault: 5 },
  {
    service: 'lambda',
    code: 'L-B99A9384',
    name: 'Concurrent executions',
    value: 1000,
    byDefault: 1000,
  },
  {
    service: 'rds',
    code: 'L-7B6409FD',
    name: 'DB instances',
    value: 40,
    byDefault: 40,
  },
  { service: 'vpc', code: 'L-F678F1CE', name: 'VPCs per Region', value: 5, byDefault: 5 },
  {
    service: 'elasticloadbalancing',
    code: 'L-53DA6B97',
    name: 'Application Load Balancers per Region',
    value: 50,
    byDefault: 50,
  },
]

export const quotasIn = (region: string) =>
  quotas.filter((quota) => (quota.region ?? region) === region)

export const quotaServices = {
  ec2: 'Amazon Elastic Compute Cloud (Amazon EC2)',
  elasticloadbalancing: 'Elastic Load Balancing (ELB)',
  lambda: 'AWS Lambda',
  rds: 'Amazon Relational Database Service (Amazon RDS)',
  vpc: 'Amazon Virtual Private Cloud (Amazon VPC)',
} as const

export const quotaArn = ({ service, code }: Quota, region: string) =>
  arn('servicequotas', region, `${service}/${code}`)

/** As CloudWatch has it, in `AWS/Usage`. */
export const usageDimensions = (quotaClass: string) => ({
  Class: quotaClass,
  Resource: 'vCPU',
  Service: 'EC2',
  Type: 'Resource',
})

function cpusIn(region: string, family: RegExp): number {
  return instances
    .filter((one) => regionOf(one) === region && one.stoppedDaysAgo === undefined)
    .filter(({ type }) => family.test(type))
    .reduce((sum, { type }) => sum + cpusOf(type), 0)
}
