import { arn, mainRegion, secondRegion, uuid } from './company.ts'
import { databaseArn, databases, tableArn, tables } from './data-stores.ts'
import { named } from './network.ts'

/** AWS Backup: a plan and a vault each region. Nobody added analytics-db, which came later. */
export const backupPlans = [
  {
    name: 'daily-databases',
    region: mainRegion,
    vault: 'daily',
    createdDaysAgo: 700,
    keptDays: 35,
    covers: [
      database('orders-db'),
      database('catalog-db'),
      database('staging-orders-db'),
      table('receipts'),
      table('payment-idempotency'),
    ],
  },
  {
    name: 'daily-databases-eu',
    region: secondRegion,
    vault: 'daily-eu',
    createdDaysAgo: 490,
    keptDays: 35,
    covers: [database('catalog-db-eu')],
  },
] as const

export type BackupPlan = (typeof backupPlans)[number]
export type Covered = BackupPlan['covers'][number]

/** How many nights are shown, the last `nightDaysAgo`. */
export const nights = 7
export const nightDaysAgo = 0.41

export const backupPlanId = ({ name }: BackupPlan) => uuid(`backup plan ${name}`)
export const selectionId = ({ name }: BackupPlan) => uuid(`backup selection ${name}`)
export const planArn = (plan: BackupPlan) =>
  arn('backup', plan.region, `backup-plan:${backupPlanId(plan)}`)
export const vaultArn = ({ region, vault }: BackupPlan) =>
  arn('backup', region, `backup-vault:${vault}`)

export function recoveryPointArn({ region }: BackupPlan, { type, name }: Covered, night: number) {
  const id = uuid(`recovery point ${name} ${night}`)
  return type === 'RDS'
    ? arn('rds', region, `snapshot:awsbackup:job-${id}`)
    : arn('backup', region, `recovery-point:${id}`)
}

function database(name: string) {
  const found = named(databases, name)
  return { name, type: 'RDS', arn: databaseArn(found), bytes: found.storageGiB * 2 ** 30 } as const
}

function table(name: string) {
  const found = named(tables, name)
  return { name, type: 'DynamoDB', arn: tableArn(found), bytes: found.bytes } as const
}
