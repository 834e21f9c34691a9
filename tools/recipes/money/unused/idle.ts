import { daysSince } from '../../evidence/ages.ts'
import { type Metric, metricsOver } from '../../evidence/metrics.ts'
import { tagOf } from '../../evidence/tags.ts'
import { text } from '../../evidence/values.ts'
import type { Item, Place } from '../../recipe.ts'
import { instanceMonthlyUsd } from './list-prices.ts'
import type { Unused } from './unused.ts'

/** How far back use is looked for. */
export const idleDays = 7

/** Instances whose CPU does next to nothing, not even for an hour. */
export async function idleInstances(ask: Place): Promise<Unused[]> {
  const running =
    (await ask.tryRead('ec2:DescribeInstances', {
      Filters: [{ Name: 'instance-state-name', Values: ['running'] }],
    })) ?? []
  const instances = running.filter(({ LaunchTime }) => daysSince(LaunchTime, ask.now) >= 2)
  const span = { days: idleDays, now: ask.now }
  const mean = await metricsOver(ask, instances.map(cpuOf('Average')), span)
  const peak = await metricsOver(ask, instances.map(cpuOf('Maximum')), span)
  return instances.flatMap((instance, index) => {
    const [average, most] = [mean[index], peak[index]]
    if (typeof average !== 'number' || typeof most !== 'number') return []
    if (average > idleCpu.average || most > idleCpu.peak) return []
    const { InstanceId, InstanceType, LaunchTime, Tags } = instance
    return {
      kind: 'idle instance',
      id: text(InstanceId),
      name: tagOf(Tags, 'Name'),
      why: `${text(InstanceType)}, CPU at ${average.toFixed(1)} % on average and never over ${most.toFixed(1)} % in ${idleDays} days`,
      since: text(LaunchTime).slice(0, 10),
      monthlyUsd: instanceMonthlyUsd(text(InstanceType)),
    }
  })
}

const idleCpu = { average: 2, peak: 10 }

const cpuOf =
  (statistic: Metric['statistic']) =>
  ({ InstanceId }: Item): Metric => ({
    namespace: 'AWS/EC2',
    name: 'CPUUtilization',
    dimension: ['InstanceId', text(InstanceId)],
    statistic,
  })

/** Databases that nobody connected to. */
export async function idleDatabases(ask: Place): Promise<Unused[]> {
  const all = (await ask.tryRead('rds:DescribeDBInstances')) ?? []
  const databases = all.filter(
    ({ DBInstanceStatus, InstanceCreateTime }) =>
      DBInstanceStatus === 'available' && daysSince(InstanceCreateTime, ask.now) >= idleDays,
  )
  const most = await metricsOver(ask, databases.map(connectionsOf), {
    days: idleDays,
    now: ask.now,
  })
  return databases
    .filter((_database, index) => most[index] === 0)
    .map(({ DBInstanceIdentifier, DBInstanceClass, InstanceCreateTime }) => ({
      kind: 'idle database',
      id: text(DBInstanceIdentifier),
      name: text(DBInstanceIdentifier),
      why: `${text(DBInstanceClass)}, no connection in ${idleDays} days`,
      since: text(InstanceCreateTime).slice(0, 10),
      monthlyUsd: undefined,
    }))
}

const connectionsOf = ({ DBInstanceIdentifier }: Item): Metric => ({
  namespace: 'AWS/RDS',
  name: 'DatabaseConnections',
  dimension: ['DBInstanceIdentifier', text(DBInstanceIdentifier)],
  statistic: 'Maximum',
})
