import { renumbered } from '../seed.ts'
import { arn, mainRegion, secondRegion, uuid } from './company.ts'

/** KMS keys and secrets. */
export interface Key {
  /** Also its alias. */
  name: string
  region: string
  createdDaysAgo: number
  /** AWS's own rotate by themselves. */
  aws?: true
  rotates: boolean
  deletedInDays?: number
  owner?: string
  service?: string
}

const ours = { region: mainRegion }
const ofAws = { createdDaysAgo: 900, aws: true, rotates: true } as const

export const keys: readonly Key[] = renumbered<Key>(
  [
    { ...ours, name: 'backups', createdDaysAgo: 880, rotates: true, service: 'ops' },
    { ...ours, name: 'invoices', createdDaysAgo: 860, rotates: false, service: 'invoices' },
    {
      ...ours,
      name: 'payments',
      createdDaysAgo: 640,
      rotates: false,
      service: 'payments',
      owner: 'tom.lindqvist',
    },
    { ...ours, name: 'old-backoffice', createdDaysAgo: 1105, rotates: false, deletedInDays: 12 },
    {
      name: 'eu-exports',
      region: secondRegion,
      createdDaysAgo: 480,
      rotates: true,
      service: 'orders',
    },
    { ...ofAws, name: 'aws/rds', region: mainRegion },
    { ...ofAws, name: 'aws/secretsmanager', region: mainRegion },
    { ...ofAws, name: 'aws/rds', region: secondRegion },
  ],
  'createdDaysAgo',
)

/** Buckets name theirs by the same. */
export const keyId = ({ name, region, aws }: Pick<Key, 'name' | 'region' | 'aws'>) =>
  uuid(aws ? `${region} ${name}` : name)
export const keyArn = (key: Pick<Key, 'name' | 'region' | 'aws'>) =>
  arn('kms', key.region, `key/${keyId(key)}`)

export interface Secret {
  name: string
  region: string
  description: string
  createdDaysAgo: number
  /** Absent: it never did. */
  rotation?: { everyDays: number; lastDaysAgo: number; function?: string }
  owningService?: string
  key?: string
  service?: string
  owner?: string
}

export const secrets: readonly Secret[] = renumbered<Secret>(
  [
    {
      name: `rds!db-${uuid('secret orders-db')}`,
      region: mainRegion,
      description: 'The secret associated with the primary RDS DB instance: orders-db',
      createdDaysAgo: 380,
      rotation: { everyDays: 30, lastDaysAgo: 12 },
      owningService: 'rds',
      service: 'orders',
    },
    {
      name: 'prod/payments/api-key',
      region: mainRegion,
      description: 'Key of the payment provider',
      createdDaysAgo: 640,
      key: 'payments',
      service: 'payments',
      owner: 'tom.lindqvist',
    },
    {
      name: 'prod/invoices/smtp',
      region: mainRegion,
      description: 'Mail relay of invoices',
      createdDaysAgo: 402,
      service: 'invoices',
    },
    {
      name: 'prod/partner-api/token',
      region: mainRegion,
      description: 'What partners sign in with',
      createdDaysAgo: 520,
      // Its function is gone, and nobody noticed.
      rotation: { everyDays: 90, lastDaysAgo: 214, function: 'partner-token-rotation' },
      service: 'orders',
    },
    {
      name: 'prod/web/session',
      region: secondRegion,
      description: 'Signs sessions of the shop',
      createdDaysAgo: 480,
      service: 'web',
      owner: 'elena.rossi',
    },
  ],
  'createdDaysAgo',
)

/** AWS puts six characters of its own behind the name. */
export const secretArn = ({ name, region }: { name: string; region: string }) =>
  arn('secretsmanager', region, `secret:${name}-${uuid(`suffix ${name}`).slice(0, 6)}`)
