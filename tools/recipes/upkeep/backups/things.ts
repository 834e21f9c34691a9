import type { Service } from '../../../catalogue/services.ts'
import { readEach } from '../../evidence/read-each.ts'
import { tagOf } from '../../evidence/tags.ts'
import { number, object, objects, text } from '../../evidence/values.ts'
import { counted } from '../../evidence/wording.ts'
import type { Item, Place } from '../../recipe.ts'
import { type Kept, keyOf } from './kept.ts'

/** What holds data, by the service that lists it. */
export const sources: readonly Source[] = [
  { service: 'rds', kind: 'database', find: databases },
  { service: 'dynamodb', kind: 'table', find: tables },
  { service: 'efs', kind: 'file system', find: fileSystems },
  { service: 'ec2', kind: 'volume', find: volumes },
]

export interface Source {
  service: Service
  kind: Kept['kind']
  find: (place: Place) => Promise<Kept[]>
}

async function databases(place: Place): Promise<Kept[]> {
  const instances = (await place.tryRead('rds:DescribeDBInstances')) ?? []
  const clusters = (await place.tryRead('rds:DescribeDBClusters')) ?? []
  const own = await snapshotsOf([...clusters, ...instances], place)
  return [
    ...clusters.map((one) =>
      database(one, text(one.DBClusterIdentifier), {
        arn: text(one.DBClusterArn),
        source: one.ReplicationSourceIdentifier,
        snapshots: own?.clusters,
        place,
      }),
    ),
    ...instances
      // Of Aurora the cluster is backed up.
      .filter(({ DBClusterIdentifier }) => DBClusterIdentifier === undefined)
      .map((one) =>
        database(one, text(one.DBInstanceIdentifier), {
          arn: text(one.DBInstanceArn),
          source: one.ReadReplicaSourceDBInstanceIdentifier,
          snapshots: own?.instances,
          place,
        }),
      ),
  ]
}

interface Of {
  arn: string
  source: Item[string] | undefined
  /** The newest by the database's name; undefined where they could not be read. */
  snapshots: ReadonlyMap<string, string> | undefined
  place: Place
}

/** Those made by hand stay where automatic ones are off; where none is off nobody asks for them. */
async function snapshotsOf(databases: readonly Item[], place: Place) {
  if (databases.every(({ BackupRetentionPeriod }) => number(BackupRetentionPeriod) > 0))
    return { instances: none, clusters: none }
  const instances = await place.tryRead('rds:DescribeDBSnapshots', { SnapshotType: 'manual' })
  const clusters = await place.tryRead('rds:DescribeDBClusterSnapshots', { SnapshotType: 'manual' })
  return {
    instances: newestBy(instances, 'DBInstanceIdentifier', 'SnapshotCreateTime'),
    clusters: newestBy(clusters, 'DBClusterIdentifier', 'SnapshotCreateTime'),
  }
}

const none: ReadonlyMap<string, string> = new Map()

/** When the newest of each was made. */
function newestBy(
  made: readonly Item[] | undefined,
  of: string,
  time: string,
): ReadonlyMap<string, string> | undefined {
  if (made === undefined) return undefined
  const newest = new Map<string, string>()
  for (const one of made) {
    const name = text(one[of])
    if (text(one[time]) > (newest.get(name) ?? '')) newest.set(name, text(one[time]))
  }
  return newest
}

function database(
  { BackupRetentionPeriod }: Item,
  name: string,
  { arn, source, snapshots, place }: Of,
): Kept {
  const days = number(BackupRetentionPeriod)
  const last = days === 0 ? snapshots?.get(name) : undefined
  const copyOf = text(source).split(':').at(-1) ?? ''
  return {
    kind: 'database',
    name,
    region: place.region,
    keys: [keyOf(arn)],
    own:
      days > 0
        ? `automatic backups, kept for ${counted(days, 'day')}`
        : last && `a snapshot of ${last.slice(0, 10)}`,
    ownLast: last,
    ownUnread: days === 0 && snapshots === undefined,
    lacks: 'automatic backups are off',
    ...(copyOf !== '' && { copyOf }),
  }
}

async function tables(place: Place): Promise<Kept[]> {
  const names = (await place.tryRead('dynamodb:ListTables')) ?? []
  const backups = await readEach(place, names, {
    operation: 'dynamodb:DescribeContinuousBackups',
    parameters: ({ value }) => ({ TableName: value }),
    noun: 'table',
  })
  const isOff = ([found]: readonly Item[]) => !recovers(found)
  const made = [...backups.values()].some(isOff) ? await place.tryRead('dynamodb:ListBackups') : []
  const newest = newestBy(made, 'TableName', 'BackupCreationDateTime')
  return [...backups].map(([{ value }, [found]]) => {
    const recovery = object(object(found).PointInTimeRecoveryDescription)
    const days = number(recovery.RecoveryPeriodInDays) || 35
    const last = recovers(found) ? undefined : newest?.get(text(value))
    return {
      kind: 'table',
      name: text(value),
      region: place.region,
      keys: [`dynamodb ${place.region} table/${text(value)}`],
      own: recovers(found)
        ? `point-in-time recovery, ${counted(days, 'day')} back`
        : last && `a backup of ${last.slice(0, 10)}`,
      ownLast: last,
      ownUnread: newest === undefined && !recovers(found),
      lacks: 'point-in-time recovery is off',
    }
  })
}

const recovers = (found: Item | undefined) =>
  object(object(found).PointInTimeRecoveryDescription).PointInTimeRecoveryStatus === 'ENABLED'

async function fileSystems(place: Place): Promise<Kept[]> {
  const found = (await place.tryRead('efs:DescribeFileSystems')) ?? []
  return found.map(({ FileSystemArn, FileSystemId, Name, Tags }) => ({
    kind: 'file system',
    name: text(Name) || tagOf(Tags, 'Name') || text(FileSystemId),
    region: place.region,
    keys: [keyOf(text(FileSystemArn))],
    own: undefined,
    lacks: 'EFS keeps no backups of its own',
  }))
}

/** Attached ones, with the newest snapshot that the account has of each. */
async function volumes(place: Place): Promise<Kept[]> {
  const attached = await place.tryRead('ec2:DescribeVolumes', {
    Filters: [{ Name: 'status', Values: ['in-use'] }],
  })
  const snapshots = await place.tryRead('ec2:DescribeSnapshots', { OwnerIds: ['self'] })
  const newest = newestBy(snapshots, 'VolumeId', 'StartTime')
  return (attached ?? []).map(({ VolumeId, Attachments, Tags }) => {
    const id = text(VolumeId)
    const last = newest?.get(id)
    const machines = objects(Attachments).map(
      ({ InstanceId }) => `ec2 ${place.region} instance/${text(InstanceId)}`,
    )
    return {
      kind: 'volume',
      name: tagOf(Tags, 'Name') ?? id,
      region: place.region,
      keys: [`ec2 ${place.region} volume/${id}`, ...machines],
      own: last === undefined ? undefined : `a snapshot of ${last.slice(0, 10)}`,
      ownLast: last,
      ownUnread: newest === undefined,
      lacks: snapshots === undefined ? 'its snapshots could not be read' : 'it has no snapshot',
    }
  })
}
