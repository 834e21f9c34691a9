import type { Answers, Input, Place } from '../answer.ts'
import { text } from '../answer.ts'
import { daysAgo, daysAhead, hoursAgo } from '../clock.ts'
import { SampleAccountError } from '../error.ts'
import { arn, hex, tags } from '../facts/company.ts'
import {
  type Database,
  databaseArn,
  databaseHost,
  databases,
  maintenance,
} from '../facts/data-stores.ts'
import { groupId, named, subnetId, subnetsOf, vpcId } from '../facts/network.ts'
import { filtered } from '../filters.ts'
import { equals, listing } from '../listing.ts'
import { paging } from '../paging.ts'

export const answers: Answers = {
  DescribeDBInstances: listing({
    as: 'DBInstances',
    from: (at, input) => {
      const all = databasesIn(at).map((one) => instance(one, at))
      return oneOf(all, text(input, 'DBInstanceIdentifier'), missingInstance)
    },
    where: filtered({ 'db-instance-id': 'DBInstanceIdentifier' }),
    paging: paging.rds,
  }),
  DescribeDBSnapshots: listing({
    as: 'DBSnapshots',
    from: (at) => databasesIn(at).flatMap((one) => snapshotsOf(one, at)),
    where: (one, input) =>
      equals('DBInstanceIdentifier')(one, input) &&
      equals('DBSnapshotIdentifier')(one, input) &&
      equals('SnapshotType')(one, input),
    paging: paging.rds,
  }),
  DescribePendingMaintenanceActions: listing({
    as: 'PendingMaintenanceActions',
    from: pending,
    where: equals('ResourceIdentifier'),
    paging: paging.rds,
  }),
  DescribeDBSubnetGroups: listing({
    as: 'DBSubnetGroups',
    from: subnetGroups,
    paging: paging.rds,
  }),
  DescribeEvents: listing({
    as: 'Events',
    from: (at) => databasesIn(at).flatMap((one) => events(one, at)),
    where: (one, input, at) =>
      equals('SourceIdentifier')(one, input) && isRecent(one.Date, input, at),
    paging: paging.rds,
  }),
  ListTagsForResource: (input, at) => {
    const found = databasesIn(at).find((one) => databaseArn(one) === text(input, 'ResourceName'))
    if (!found) throw missingInstance(text(input, 'ResourceName') ?? '')
    return { TagList: tags(found.name, found) }
  },
}

function databasesIn(at: Place) {
  return databases.filter(({ region }) => region === at.region)
}

function oneOf<T extends { DBInstanceIdentifier: string }>(
  all: readonly T[],
  wanted: string | undefined,
  missing: (id: string) => Error,
): readonly T[] {
  if (wanted === undefined) return all
  const found = all.filter((one) => one.DBInstanceIdentifier === wanted)
  if (found.length === 0) throw missing(wanted)
  return found
}

const missingInstance = (id: string) =>
  new SampleAccountError('DBInstanceNotFoundFault', {
    message: `DBInstance ${id} not found.`,
    status: 404,
  })

function instance(one: Database, at: Place) {
  const { name, engine, version, storageGiB, multiAz, vpc } = one
  return {
    DBInstanceIdentifier: name,
    DBInstanceArn: databaseArn(one),
    DbiResourceId: `db-${hex(`rds ${name}`, 26).toUpperCase()}`,
    DBInstanceClass: one.class,
    DBInstanceStatus: 'available',
    Engine: engine,
    EngineVersion: version,
    MasterUsername: 'admin_user',
    DBName: one.service,
    Endpoint: { Address: databaseHost(one), Port: engine === 'postgres' ? 5432 : 3306 },
    AllocatedStorage: storageGiB,
    StorageType: 'gp3',
    StorageEncrypted: one.encrypted,
    InstanceCreateTime: daysAgo(at, one.createdDaysAgo),
    MultiAZ: multiAz,
    AvailabilityZone: `${at.region}a`,
    ...(multiAz && { SecondaryAvailabilityZone: `${at.region}b` }),
    BackupRetentionPeriod: one.backupDays,
    PreferredBackupWindow: '03:10-03:40',
    PreferredMaintenanceWindow: 'sun:04:00-sun:04:30',
    ...(one.backupDays > 0 && { LatestRestorableTime: hoursAgo(at, 0.1) }),
    AutoMinorVersionUpgrade: one.env === 'prod',
    PubliclyAccessible: false,
    DeletionProtection: multiAz,
    PerformanceInsightsEnabled: multiAz,
    CACertificateIdentifier: 'rds-ca-rsa2048-g1',
    IAMDatabaseAuthenticationEnabled: false,
    CopyTagsToSnapshot: true,
    PendingModifiedValues: {},
    VpcSecurityGroups: [{ VpcSecurityGroupId: groupId(one.group), Status: 'active' }],
    DBSubnetGroup: subnetGroup(vpc, at.region),
    ...(one.replicaOf && {
      ReadReplicaSourceDBInstanceIdentifier: databaseArn(named(databases, one.replicaOf)),
    }),
    ReadReplicaDBInstanceIdentifiers: databases
      .filter(({ replicaOf }) => replicaOf === name)
      .map(databaseArn),
    TagList: tags(name, one),
  }
}

function subnetGroups(at: Place) {
  const used = new Set(databasesIn(at).map(({ vpc }) => vpc))
  return [...used].map((vpc) => subnetGroup(vpc, at.region))
}

function subnetGroup(vpc: string, region: string) {
  return {
    DBSubnetGroupName: `${vpc}-databases`,
    DBSubnetGroupDescription: `Private subnets of ${vpc}`,
    DBSubnetGroupArn: arn('rds', region, `subgrp:${vpc}-databases`),
    VpcId: vpcId(vpc),
    SubnetGroupStatus: 'Complete',
    Subnets: subnetsOf(vpc, 'private').map(({ name, zone }) => ({
      SubnetIdentifier: subnetId(name),
      SubnetAvailabilityZone: { Name: zone },
      SubnetStatus: 'Active',
    })),
  }
}

function snapshotsOf(one: Database, at: Place) {
  const nights = Array.from({ length: Math.min(one.backupDays, 3) }, (_, night) => night)
  const automated = nights.map((night) => {
    const taken = hoursAgo(at, 10 + night * 24)
    return snapshot(one, `rds:${one.name}-night-${night + 1}`, { taken, kind: 'automated', at })
  })
  if (one.name !== 'analytics-db') return automated
  const taken = daysAgo(at, 700)
  return [...automated, snapshot(one, 'analytics-before-13', { taken, kind: 'manual', at })]
}

function snapshot(one: Database, id: string, facts: { taken: Date; kind: string; at: Place }) {
  return {
    DBSnapshotIdentifier: id,
    DBSnapshotArn: arn('rds', facts.at.region, `snapshot:${id}`),
    DBInstanceIdentifier: one.name,
    SnapshotType: facts.kind,
    SnapshotCreateTime: facts.taken,
    Status: 'available',
    PercentProgress: 100,
    Engine: one.engine,
    EngineVersion: one.version,
    AllocatedStorage: one.storageGiB,
    Encrypted: one.encrypted,
    VpcId: vpcId(one.vpc),
    TagList: tags(id, {}),
  }
}

function pending(at: Place) {
  return maintenance
    .map((one) => ({ ...one, on: named(databases, one.database) }))
    .filter(({ on }) => on.region === at.region)
    .map(({ on, action, description, forcedInDays }) => ({
      ResourceIdentifier: databaseArn(on),
      PendingMaintenanceActionDetails: [
        {
          Action: action,
          Description: description,
          AutoAppliedAfterDate: daysAhead(at, forcedInDays - 3),
          ForcedApplyDate: daysAhead(at, forcedInDays),
          CurrentApplyDate: daysAhead(at, forcedInDays - 3),
        },
      ],
    }))
}

function events(one: Database, at: Place) {
  if (one.backupDays === 0) return []
  return [
    { hours: 10.1, Message: 'Backing up DB instance' },
    { hours: 10, Message: 'Finished DB Instance backup' },
  ].map(({ hours, Message }) => ({
    SourceIdentifier: one.name,
    SourceType: 'db-instance',
    SourceArn: databaseArn(one),
    EventCategories: ['backup'],
    Message,
    Date: hoursAgo(at, hours),
  }))
}

// As AWS: the last hour, unless the call names a start or a duration in minutes.
function isRecent(date: Date, { StartTime, EndTime, Duration }: Input, at: Place): boolean {
  const start = StartTime instanceof Date ? StartTime : hoursAgo(at, Number(Duration ?? 60) / 60)
  return date >= start && !(EndTime instanceof Date && date > EndTime)
}
