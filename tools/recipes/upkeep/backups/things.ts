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
  return [
    ...clusters.map((one) =>
      database(one, text(one.DBClusterIdentifier), {
        arn: text(one.DBClusterArn),
        source: one.ReplicationSourceIdentifier,
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
          place,
        }),
      ),
  ]
}

interface Of {
  arn: string
  source: Item[string] | undefined
  place: Place
}

function database({ BackupRetentionPeriod }: Item, name: string, { arn, source, place }: Of): Kept {
  const days = number(BackupRetentionPeriod)
  const copyOf = text(source).split(':').at(-1) ?? ''
  return {
    kind: 'database',
    name,
    region: place.region,
    keys: [keyOf(arn)],
    own: days === 0 ? undefined : `automatic backups, kept for ${counted(days, 'day')}`,
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
  return [...backups].map(([{ value }, [found]]) => {
    const recovery = object(object(found).PointInTimeRecoveryDescription)
    const days = number(recovery.RecoveryPeriodInDays) || 35
    return {
      kind: 'table',
      name: text(value),
      region: place.region,
      keys: [`dynamodb ${place.region} table/${text(value)}`],
      own:
        recovery.PointInTimeRecoveryStatus === 'ENABLED'
          ? `point-in-time recovery, ${counted(days, 'day')} back`
          : undefined,
      lacks: 'point-in-time recovery is off',
    }
  })
}

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
  const newest = new Map<string, string>()
  for (const { VolumeId, StartTime } of snapshots ?? []) {
    const before = newest.get(text(VolumeId)) ?? ''
    if (text(StartTime) > before) newest.set(text(VolumeId), text(StartTime))
  }
  return (attached ?? []).map(({ VolumeId, Attachments, Tags }) => {
    const id = text(VolumeId)
    const last = newest.get(id)
    const machines = objects(Attachments).map(
      ({ InstanceId }) => `ec2 ${place.region} instance/${text(InstanceId)}`,
    )
    return {
      kind: 'volume',
      name: tagOf(Tags, 'Name') ?? id,
      region: place.region,
      keys: [`ec2 ${place.region} volume/${id}`, ...machines],
      own: last === undefined ? undefined : `a snapshot of ${last.slice(0, 10)}`,
      lacks: snapshots === undefined ? 'its snapshots could not be read' : 'it has no snapshot',
    }
  })
}
