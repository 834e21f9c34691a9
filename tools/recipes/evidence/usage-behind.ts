import { isRegionName } from '../../executor/region-names.ts'
import type { Evidence, Item, Place } from '../recipe.ts'
import { metricsOver } from './metrics.ts'
import { startersOf } from './starters.ts'
import { tagOf } from './tags.ts'
import { object, text } from './values.ts'
import { aboutAll } from './whole.ts'
import { counted, listed, minuteOf, said, sentences } from './wording.ts'

interface Usage {
  region: string
  usageType: string
  /** The day on which it began to rise. */
  since: string
}

/** The resources that a rise in the bill comes from, and who made them. */
export interface Behind {
  summary: string
  evidence: Evidence[]
}

/** By what the usage type names; undefined where it names nothing that can be listed. */
export async function behindUsage(ask: Place, usage: Usage): Promise<Behind | undefined> {
  if (!isRegionName(usage.region)) return undefined
  for (const { pattern, find } of kinds) {
    const match = pattern.exec(usage.usageType)
    if (match !== null) return find(ask, usage, match[1] ?? '')
  }
  return undefined
}

const kinds = [
  { pattern: /(?:BoxUsage|SpotUsage|DedicatedUsage):([\w.-]+)$/, find: instancesBehind },
  { pattern: /EBS:VolumeUsage\.(\w+)$/, find: volumesBehind },
  { pattern: /(?:InstanceUsage|Multi-AZUsage):(db\.[\w.]+)$/, find: databasesBehind },
]

async function instancesBehind(ask: Place, usage: Usage, type: string) {
  const there = ask.elsewhere(usage.region)
  const all =
    (await there.tryRead('ec2:DescribeInstances', {
      Filters: [
        { Name: 'instance-type', Values: [type] },
        { Name: 'instance-state-name', Values: ['running'] },
      ],
    })) ?? []
  const instances = newest(all, 'LaunchTime', usage.since)
  if (instances.length === 0) return undefined
  const cpu = await metricsOver(there, instances.map(cpuOf), { days: 1, now: ask.now })
  const starters = await startersOf(there, instances, ask.now)
  const evidence = instances.map((instance, index) => ({
    evidence: 'Instance behind it',
    InstanceId: instance.InstanceId,
    Name: tagOf(instance.Tags, 'Name'),
    Started: minuteOf(text(instance.LaunchTime)),
    By: starters.get(text(instance.LaunchTime)),
    Owner: tagOf(instance.Tags, 'Owner'),
    AverageCpuLastDay: percent(cpu[index]),
  }))
  const known = cpu.filter((value) => typeof value === 'number')
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length
  return {
    summary: sentences(
      `Behind it: ${counted(instances.length, `running ${type} instance`)} (${namesOf(instances, 'InstanceId')}), ${startedText(instances, starters)}.`,
      known.length > 0 ? `Their CPU averaged ${mean.toFixed(1)} % over the last day.` : '',
      evidence.every(({ Owner }) => Owner === undefined)
        ? aboutAll(ask.whole(), 'None has an Owner tag.', '')
        : '',
    ),
    evidence,
  }
}

const cpuOf = ({ InstanceId }: Item) => ({
  namespace: 'AWS/EC2',
  name: 'CPUUtilization',
  dimension: ['InstanceId', text(InstanceId)] as const,
  statistic: 'Average' as const,
})

const percent = (value: number | null | undefined) =>
  typeof value === 'number' ? `${value.toFixed(1)} %` : undefined

async function volumesBehind(ask: Place, usage: Usage, type: string) {
  const all =
    (await ask
      .elsewhere(usage.region)
      .tryRead('ec2:DescribeVolumes', { Filters: [{ Name: 'volume-type', Values: [type] }] })) ?? []
  const since = all.filter(({ CreateTime }) => text(CreateTime) >= usage.since)
  if (since.length === 0) return undefined
  const sizeGiB = since.reduce((sum, { Size }) => sum + Number(Size), 0)
  const names = namesOf(since, 'VolumeId')
  return {
    summary: `Since then ${counted(since.length, `${type} volume`)} with ${sizeGiB} GiB ${since.length === 1 ? 'was' : 'were'} made: ${names}.`,
    evidence: since.map(({ VolumeId, Size, State, CreateTime, Tags }) => ({
      evidence: 'Volume behind it',
      VolumeId,
      Name: tagOf(Tags, 'Name'),
      SizeGiB: Size,
      State,
      CreateTime,
    })),
  }
}

async function databasesBehind(ask: Place, usage: Usage, type: string) {
  const all = (await ask.elsewhere(usage.region).tryRead('rds:DescribeDBInstances')) ?? []
  // The bill shortens xlarge to xl.
  const ofType = all.filter(({ DBInstanceClass }) => text(DBInstanceClass).startsWith(type))
  const databases = newest(ofType, 'InstanceCreateTime', usage.since)
  if (databases.length === 0) return undefined
  return {
    summary: `Databases of this class: ${namesOf(databases, 'DBInstanceIdentifier')}.`,
    evidence: databases.map(({ DBInstanceIdentifier, DBInstanceClass, ...database }) => ({
      evidence: 'Database behind it',
      DBInstanceIdentifier,
      DBInstanceClass,
      MultiAZ: database.MultiAZ,
      InstanceCreateTime: database.InstanceCreateTime,
    })),
  }
}

/** Those made since a day; all, where none is that new. */
function newest(items: readonly Item[], time: string, since: string): Item[] {
  const fresh = items.filter((item) => text(item[time]) >= since)
  return fresh.length > 0 ? fresh : [...items]
}

function startedText(instances: readonly Item[], starters: ReadonlyMap<string, string>): string {
  const times = [...new Set(instances.map(({ LaunchTime }) => text(LaunchTime)))]
  const starts = times.map((time) => {
    const by = starters.get(time)
    return `${minuteOf(time)}${by === undefined ? '' : ` by ${by}`}`
  })
  return `started ${listed(starts, 3)}`
}

const namesOf = (items: readonly Item[], id: string): string =>
  listed(
    items.map((item) =>
      said(tagOf(item.Tags ?? object(item).TagList, 'Name') ?? text(item[id]), 60),
    ),
  )
