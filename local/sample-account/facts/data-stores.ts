import { renumbered } from '../seed.ts'
import { arn, mainRegion, secondRegion } from './company.ts'

export interface Database {
  name: string
  region: string
  env: string
  service: string
  owner?: string
  engine: 'postgres' | 'mysql'
  version: string
  class: string
  storageGiB: number
  multiAz: boolean
  encrypted: boolean
  createdDaysAgo: number
  vpc: string
  group: string
  replicaOf?: string
  backupDays: number
}

export const databases: readonly Database[] = renumbered<Database>(
  [
    {
      name: 'orders-db',
      region: mainRegion,
      env: 'prod',
      service: 'orders',
      owner: 'tom.lindqvist',
      engine: 'postgres',
      version: '15.8',
      class: 'db.r6g.xlarge',
      storageGiB: 500,
      multiAz: true,
      encrypted: true,
      createdDaysAgo: 905,
      vpc: 'prod',
      group: 'prod-databases',
      backupDays: 14,
    },
    {
      name: 'catalog-db',
      region: mainRegion,
      env: 'prod',
      service: 'catalog',
      owner: 'elena.rossi',
      engine: 'mysql',
      version: '8.0.39',
      class: 'db.r6g.large',
      storageGiB: 200,
      multiAz: true,
      encrypted: true,
      createdDaysAgo: 905,
      vpc: 'prod',
      group: 'prod-databases',
      backupDays: 7,
    },
    {
      name: 'analytics-db',
      region: mainRegion,
      env: 'prod',
      service: 'analytics',
      engine: 'postgres',
      version: '13.16',
      class: 'db.m5.large',
      storageGiB: 1000,
      multiAz: false,
      encrypted: false,
      createdDaysAgo: 1120,
      vpc: 'prod',
      group: 'prod-databases',
      backupDays: 1,
    },
    {
      name: 'staging-orders-db',
      region: mainRegion,
      env: 'staging',
      service: 'orders',
      engine: 'postgres',
      version: '15.8',
      class: 'db.t4g.medium',
      storageGiB: 50,
      multiAz: false,
      encrypted: false,
      createdDaysAgo: 870,
      vpc: 'staging',
      group: 'staging-services',
      backupDays: 0,
    },
    {
      name: 'catalog-db-eu',
      region: secondRegion,
      env: 'prod',
      service: 'catalog',
      owner: 'elena.rossi',
      engine: 'mysql',
      version: '8.0.39',
      class: 'db.r6g.large',
      storageGiB: 200,
      multiAz: false,
      encrypted: true,
      createdDaysAgo: 498,
      vpc: 'prod-eu',
      group: 'prod-eu-services',
      replicaOf: 'catalog-db',
      backupDays: 0,
    },
  ],
  'storageGiB',
  'createdDaysAgo',
)

/** What RDS will do to the databases, and when it stops asking. */
export const maintenance = [
  {
    database: 'orders-db',
    action: 'system-update',
    description: 'New Operating System update is available',
    forcedInDays: 6,
  },
  {
    database: 'analytics-db',
    action: 'db-upgrade',
    description: 'Upgrade to PostgreSQL 16: PostgreSQL 13 is at the end of standard support',
    forcedInDays: 21,
  },
] as const

export const tables = renumbered(
  [
    { name: 'carts', region: mainRegion, key: 'cart_id', items: 48_211, bytes: 31_400_000 },
    { name: 'sessions', region: mainRegion, key: 'session_id', items: 190_442, bytes: 88_000_000 },
    {
      name: 'payment-idempotency',
      region: mainRegion,
      key: 'request_id',
      items: 1_204_870,
      bytes: 410_000_000,
      recoverable: true,
    },
    {
      name: 'receipts',
      region: mainRegion,
      key: 'order_id',
      sort: 'created_at',
      items: 3_880_114,
      bytes: 2_900_000_000,
      recoverable: true,
    },
    {
      name: 'carts-eu',
      region: secondRegion,
      key: 'cart_id',
      items: 9_120,
      bytes: 6_100_000,
      stream: true,
    },
  ] as const,
  'items',
  'bytes',
)

export const databaseArn = ({ name, region }: Database) => arn('rds', region, `db:${name}`)
export const databaseHost = ({ name, region }: Database) =>
  `${name}.c9sample000${region === mainRegion ? 0 : 1}.${region}.rds.amazonaws.com`
export const tableArn = ({ name, region }: { name: string; region: string }) =>
  arn('dynamodb', region, `table/${name}`)
/** Streams are named after the moment they were made; this one's is fixed. */
export const streamLabel = '2025-01-15T09:30:00.000'
