import type { Answers, Input, Output, Place } from '../answer.ts'
import { text } from '../answer.ts'
import { daysAgo, minutesAgo } from '../clock.ts'
import { SampleAccountError } from '../error.ts'
import {
  type BackupPlan,
  backupPlanId,
  backupPlans,
  nightDaysAgo,
  nights,
  planArn,
  recoveryPointArn,
  selectionId,
  vaultArn,
} from '../facts/backups.ts'
import { arn, company, uuid } from '../facts/company.ts'
import { keyArn } from '../facts/keys.ts'
import { equals, find, listing } from '../listing.ts'
import { paging } from '../paging.ts'

export const answers: Answers = {
  ListBackupPlans: listing({
    as: 'BackupPlansList',
    from: (at) => plansIn(at).map((one) => plan(one, at)),
    paging: paging.nextToken,
  }),
  GetBackupPlan: (input, at) => {
    const found = planOf(input, at)
    const { BackupPlanName, ...shown } = plan(found, at)
    return { ...shown, BackupPlan: { BackupPlanName, Rules: [rule(found)] } }
  },
  ListBackupSelections: listing({
    as: 'BackupSelectionsList',
    from: (at, input) => [selection(planOf(input, at), at)],
    paging: paging.nextToken,
  }),
  GetBackupSelection: (input, at) => {
    const found = planOf(input, at)
    const { SelectionName, IamRoleArn, ...shown } = selection(found, at)
    if (shown.SelectionId !== text(input, 'SelectionId')) throw absent('backup selection')
    const Resources = found.covers.map((one) => one.arn)
    return {
      ...shown,
      BackupSelection: { SelectionName, IamRoleArn, Resources, NotResources: [], ListOfTags: [] },
    }
  },
  ListBackupVaults: listing({
    as: 'BackupVaultList',
    from: (at) => plansIn(at).map((one) => vault(one, at)),
    paging: paging.nextToken,
  }),
  DescribeBackupVault: (input, at) => vault(vaultOf(input, at), at),
  ListProtectedResources: listing({
    as: 'Results',
    from: (at) => protectedIn(at),
    paging: paging.nextToken,
  }),
  DescribeProtectedResource: (input, at) =>
    find(protectedIn(at), text(input, 'ResourceArn'), {
      by: ['ResourceArn'],
      missing: {
        name: 'ResourceNotFoundException',
        message: (id) => `Cannot find protected resource: ${id}`,
      },
    }),
  ListRecoveryPointsByBackupVault: listing({
    as: 'RecoveryPoints',
    from: (at, input) => points(vaultOf(input, at), at),
    where: equals('ByResourceArn', 'ResourceArn'),
    paging: paging.nextToken,
  }),
  ListRecoveryPointsByResource: listing({
    as: 'RecoveryPoints',
    from: (at, input) =>
      plansIn(at)
        .flatMap((one) => points(one, at))
        .filter(({ ResourceArn }) => ResourceArn === text(input, 'ResourceArn'))
        .map(byResource),
    paging: paging.nextToken,
  }),
  ListBackupJobs: listing({
    as: 'BackupJobs',
    from: (at) => plansIn(at).flatMap((one) => jobs(one, at)),
    where: (job, input, at) =>
      equals('ByState', 'State')(job, input) &&
      equals('ByResourceArn', 'ResourceArn')(job, input) &&
      equals('ByResourceType', 'ResourceType')(job, input) &&
      after(input.ByCreatedAfter, at) <= Number(job.CreationDate),
    paging: paging.nextToken,
  }),
  GetSupportedResourceTypes: () => ({ ResourceTypes: ['DynamoDB', 'EBS', 'EFS', 'RDS', 'S3'] }),
}

const plansIn = (at: Place) => backupPlans.filter(({ region }) => region === at.region)

function planOf(input: Input, at: Place): BackupPlan {
  const found = plansIn(at).find((one) => backupPlanId(one) === text(input, 'BackupPlanId'))
  if (found === undefined) throw absent('Backup Plan')
  return found
}

function vaultOf(input: Input, at: Place): BackupPlan {
  const found = plansIn(at).find(({ vault }) => vault === text(input, 'BackupVaultName'))
  if (found !== undefined) return found
  // AWS does not say of a vault whether there is one.
  throw new SampleAccountError('AccessDeniedException', {
    message: `Insufficient privileges to perform this action on ${text(input, 'BackupVaultName')}.`,
    status: 403,
  })
}

const absent = (what: string) =>
  new SampleAccountError('ResourceNotFoundException', {
    message: `Cannot find ${what}, or it was deleted`,
  })

const after = (time: unknown, at: Place) =>
  time instanceof Date ? time.getTime() : daysAgo(at, 30).getTime()

const plan = (one: BackupPlan, at: Place) => ({
  BackupPlanArn: planArn(one),
  BackupPlanId: backupPlanId(one),
  CreationDate: daysAgo(at, one.createdDaysAgo),
  VersionId: uuid(`version ${one.name}`),
  BackupPlanName: one.name,
  LastExecutionDate: daysAgo(at, nightDaysAgo),
})

const rule = (one: BackupPlan) => ({
  RuleName: 'every-night',
  RuleId: uuid(`rule ${one.name}`),
  TargetBackupVaultName: one.vault,
  ScheduleExpression: 'cron(0 3 ? * * *)',
  ScheduleExpressionTimezone: 'Etc/UTC',
  StartWindowMinutes: 60,
  CompletionWindowMinutes: 180,
  Lifecycle: { DeleteAfterDays: one.keptDays },
})

const selection = (one: BackupPlan, at: Place) => ({
  SelectionId: selectionId(one),
  SelectionName: 'databases',
  BackupPlanId: backupPlanId(one),
  CreationDate: daysAgo(at, one.createdDaysAgo),
  IamRoleArn: roleArn,
})

const roleArn = arn('iam', '', 'role/service-role/AWSBackupDefaultServiceRole')

const vault = (one: BackupPlan, at: Place) => ({
  BackupVaultName: one.vault,
  BackupVaultArn: vaultArn(one),
  VaultType: 'BACKUP_VAULT',
  CreationDate: daysAgo(at, one.createdDaysAgo),
  EncryptionKeyArn: keyOf(one),
  NumberOfRecoveryPoints: one.covers.length * nights,
  Locked: false,
})

// In Europe AWS's own.
const keyOf = ({ region }: BackupPlan) =>
  region.startsWith('eu')
    ? keyArn({ name: 'aws/rds', region, aws: true })
    : keyArn({ name: 'backups', region })

const protectedIn = (at: Place) =>
  plansIn(at).flatMap((one) =>
    one.covers.map((covered) => ({
      ResourceArn: covered.arn,
      ResourceType: covered.type,
      ResourceName: covered.name,
      LastBackupTime: minutesAgo(at, nightDaysAgo * 24 * 60 - 20),
      LastBackupVaultArn: vaultArn(one),
      LastRecoveryPointArn: recoveryPointArn(one, covered, 0),
    })),
  )

/** What each night made of each thing, the newest first. */
const nightly = (one: BackupPlan) =>
  Array.from({ length: nights }, (_, night) =>
    one.covers.map((covered) => ({ covered, night })),
  ).flat()

const points = (one: BackupPlan, at: Place): Output[] =>
  nightly(one).map(({ covered, night }) => ({
    RecoveryPointArn: recoveryPointArn(one, covered, night),
    BackupVaultName: one.vault,
    BackupVaultArn: vaultArn(one),
    ResourceArn: covered.arn,
    ResourceType: covered.type,
    ResourceName: covered.name,
    IamRoleArn: roleArn,
    Status: 'COMPLETED',
    ...times(night, at),
    BackupSizeInBytes: covered.bytes,
    Lifecycle: { DeleteAfterDays: one.keptDays },
    EncryptionKeyArn: keyOf(one),
    IsEncrypted: true,
    VaultType: 'BACKUP_VAULT',
  }))

function byResource(point: Output): Output {
  const { RecoveryPointArn, CreationDate, Status, BackupVaultName, BackupSizeInBytes } = point
  const { ResourceName, EncryptionKeyArn, VaultType } = point
  return {
    ...{ RecoveryPointArn, CreationDate, Status, BackupVaultName },
    ...{ ResourceName, EncryptionKeyArn, VaultType, BackupSizeBytes: BackupSizeInBytes },
  }
}

const jobs = (one: BackupPlan, at: Place): Output[] =>
  nightly(one).map(({ covered, night }) => ({
    AccountId: company.accountId,
    BackupJobId: uuid(`backup job ${covered.name} ${night}`),
    BackupVaultName: one.vault,
    BackupVaultArn: vaultArn(one),
    RecoveryPointArn: recoveryPointArn(one, covered, night),
    ResourceArn: covered.arn,
    ResourceType: covered.type,
    ResourceName: covered.name,
    ...times(night, at),
    State: 'COMPLETED',
    PercentDone: '100.0',
    BackupSizeInBytes: covered.bytes,
    IamRoleArn: roleArn,
    CreatedBy: { BackupPlanId: backupPlanId(one), BackupPlanName: one.name },
  }))

const times = (night: number, at: Place) => ({
  CreationDate: daysAgo(at, nightDaysAgo + night),
  CompletionDate: minutesAgo(at, (nightDaysAgo + night) * 24 * 60 - 20),
})
