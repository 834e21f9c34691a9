import { mainRegion } from './company.ts'
import { instanceId, instances, regionOf } from './compute.ts'
import { databaseArn, databases } from './data-stores.ts'
import { forgottenFleet, openToTheWorld } from './incidents.ts'
import { groupId } from './network.ts'
import { quotas } from './quotas.ts'
import { buckets } from './storage.ts'

export interface Check {
  id: string
  name: string
  category: 'cost_optimizing' | 'fault_tolerance' | 'security' | 'service_limits'
  description: string
  /** What each thing is told with. */
  columns: readonly string[]
  processed: number
  flagged: readonly Flagged[]
  monthlyUsd?: number
}

interface Flagged {
  id: string
  region: string
  status: 'warning' | 'error'
  values: readonly string[]
}

const hoursOfMonth = 730

/** Some of what Trusted Advisor looks at; ids are AWS's. */
export const checks: readonly Check[] = [
  {
    id: 'Qch7DwouX1',
    name: 'Low Utilization Amazon EC2 Instances',
    category: 'cost_optimizing',
    description: 'Instances that ran at 10 % CPU or less on at least four of 14 days.',
    columns: ['Region/AZ', 'Instance ID', 'Instance Name', 'Instance Type'],
    processed: instances.length,
    flagged: instances
      .filter(({ service, stoppedDaysAgo }) => service === forgottenFleet.name && !stoppedDaysAgo)
      .map((one) => ({
        id: instanceId(one.name),
        region: regionOf(one),
        status: 'warning' as const,
        values: [regionOf(one), instanceId(one.name), one.name, one.type],
      })),
    monthlyUsd: forgottenFleet.count * forgottenFleet.hourlyUsd * hoursOfMonth,
  },
  {
    id: 'HCP4007jGY',
    name: 'Security Groups - Specific Ports Unrestricted',
    category: 'security',
    description: 'Security groups that let everybody in at specific ports.',
    columns: ['Region', 'Security Group Name', 'Security Group ID', 'Protocol', 'From Port'],
    processed: 12,
    flagged: openToTheWorld.ports.map((port) => ({
      id: `${groupId(openToTheWorld.group)}/${port}`,
      region: mainRegion,
      status: 'error' as const,
      values: [mainRegion, openToTheWorld.group, groupId(openToTheWorld.group), 'tcp', `${port}`],
    })),
  },
  {
    id: 'Pfx0RwqBli',
    name: 'Amazon S3 Bucket Permissions',
    category: 'security',
    description: 'Buckets that others may read or write.',
    columns: ['Region', 'Bucket Name'],
    processed: buckets.length,
    flagged: buckets
      .filter((one) => one.public)
      .map(({ name, region }) => ({ id: name, region, status: 'warning', values: [region, name] })),
  },
  {
    id: 'opQPADkZvH',
    name: 'Amazon RDS Backups',
    category: 'fault_tolerance',
    description: 'Databases without automated backups.',
    columns: ['Region/AZ', 'DB Instance', 'Backup Retention Period'],
    processed: databases.length,
    flagged: databases
      .filter(({ backupDays, replicaOf }) => backupDays === 0 && replicaOf === undefined)
      .map((one) => ({
        id: databaseArn(one),
        region: one.region,
        status: 'error' as const,
        values: [one.region, one.name, '0'],
      })),
  },
  {
    id: '0Xc6LMYG8P',
    name: 'EC2 On-Demand Instances',
    category: 'service_limits',
    description: 'Use of more than 80 % of the quota of running instances.',
    columns: ['Region', 'Service', 'Limit Name', 'Limit Amount', 'Current Usage'],
    processed: quotas.length,
    flagged: quotas.flatMap(({ metric, region, name, value }) => {
      const used = region === undefined ? 0 : (metric?.used(region) ?? 0)
      if (region === undefined || used < value * 0.8) return []
      const values = [region, 'EC2', name, `${value}`, `${used}`]
      return [{ id: `${region} ${name}`, region, status: 'warning' as const, values }]
    }),
  },
]
